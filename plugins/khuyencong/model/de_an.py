"""Đề án khuyến công: one row of `de-an/<year>.csv`, and the sums over many rows.

The column names are those of the trade; a spreadsheet is where staff keep them.
"""

from collections.abc import Iterator
from itertools import pairwise

from pydantic import Field

from khuyencong.model.declaration import Choice, Declared
from khuyencong.model.fields import Amount, Day, Flag, Text
from khuyencong.model.former_places import place_faults
from khuyencong.model.rules import Fault, Rule
from khuyencong.vietnamese.numbers import dong

FOLDER = "de-an"
"""Folder below `content/`, and first part of the address."""
LABEL = "đề án"


class Programme(Choice):
    """Which budget pays."""

    NATIONAL = "kcqg", "Khuyến công quốc gia"
    LOCAL = "kcdp", "Khuyến công địa phương"


class Stage(Choice):
    """Where a đề án stands on its way, in the order of the procedure."""

    REGISTERED = "dang-ky", "Đăng ký"
    APPRAISED = "tham-dinh", "Thẩm định"
    APPROVED = "phe-duyet", "Phê duyệt"
    REFUSED = "khong-phe-duyet", "Không phê duyệt"
    UNDER_WAY = "thuc-hien", "Thực hiện"
    ACCEPTED = "nghiem-thu", "Nghiệm thu"

    @property
    def funded(self) -> bool:
        """Whether money has been granted."""
        return self in (Stage.APPROVED, Stage.UNDER_WAY, Stage.ACCEPTED)


class DeAn(Declared):
    """Một đề án: một dòng của bảng."""

    ma: Text = Field(
        title="Mã đề án", description="Không trùng trong một năm.", examples=["QG-2024-01"]
    )
    ten: Text = Field(
        title="Tên đề án",
        description="Tên ghi trong quyết định.",
        examples=["Hỗ trợ máy thái miến"],
    )
    chuong_trinh: Programme = Field(
        title="Chương trình", description="Nguồn vốn khuyến công.", examples=["kcqg"]
    )
    noi_dung: Text = Field(
        "",
        title="Nội dung",
        description="Việc được hỗ trợ; trang cộng theo cột này.",
        examples=["Ứng dụng máy móc thiết bị"],
    )
    don_vi_thu_huong: Text = Field(
        "",
        title="Đơn vị thụ hưởng",
        description="Cơ sở được hỗ trợ.",
        examples=["HTX Miến dong (minh họa)"],
    )
    xa: Text = Field("", title="Xã, phường", description="Nơi thực hiện.", examples=["Na Rì"])
    tinh: Text = Field("", title="Tỉnh", description="Tên tỉnh hiện nay.", examples=["Thái Nguyên"])
    kinh_phi_ho_tro: Amount = Field(
        title="Kinh phí hỗ trợ", description="Đồng, số nguyên.", examples=["300.000.000"]
    )
    tong_kinh_phi: Amount | None = Field(
        None,
        title="Tổng kinh phí",
        description="Đồng, gồm cả vốn đối ứng của cơ sở.",
        examples=["900.000.000"],
    )
    giai_doan: Stage = Field(
        title="Giai đoạn", description="Đề án đang ở bước nào.", examples=["nghiem-thu"]
    )

    quyet_dinh: Text = Field(
        "",
        title="Quyết định",
        description="Số, ngày quyết định phê duyệt hoặc văn bản trả lời.",
        examples=["45/QĐ-SCT ngày 12/3/2024"],
        json_schema_extra={"since": "0.2.0"},
    )
    ngay_dang_ky: Day | None = Field(
        None,
        title="Ngày đăng ký",
        description="Ngày nhận đăng ký.",
        examples=["15/06/2023"],
        json_schema_extra={"since": "0.2.0"},
    )
    ngay_tham_dinh: Day | None = Field(
        None,
        title="Ngày thẩm định",
        description="Ngày khảo sát, thẩm định cơ sở.",
        examples=["20/08/2023"],
        json_schema_extra={"since": "0.2.0"},
    )
    ngay_phe_duyet: Day | None = Field(
        None,
        title="Ngày phê duyệt",
        description="Ngày quyết định; cũng là ngày trả lời khi không phê duyệt.",
        examples=["12/03/2024"],
        json_schema_extra={"since": "0.2.0"},
    )
    ngay_nghiem_thu: Day | None = Field(
        None,
        title="Ngày nghiệm thu",
        description="Ngày biên bản nghiệm thu.",
        examples=["30/10/2024"],
        json_schema_extra={"since": "0.2.0"},
    )
    muc_tieu: Text = Field(
        "",
        title="Mục tiêu",
        description="Kết quả đặt ra khi phê duyệt.",
        examples=["Công suất 200 kg/ngày"],
        json_schema_extra={"since": "0.2.0"},
    )
    ket_qua: Text = Field(
        "",
        title="Kết quả",
        description="Kết quả khi nghiệm thu.",
        examples=["Công suất 210 kg/ngày"],
        json_schema_extra={"since": "0.2.0"},
    )
    kinh_phi_quyet_toan: Amount | None = Field(
        None,
        title="Kinh phí quyết toán",
        description="Đồng hỗ trợ đã quyết toán, số nguyên.",
        examples=["298.000.000"],
        json_schema_extra={"since": "0.2.0"},
    )
    ly_do: Text = Field(
        "",
        title="Lý do không phê duyệt",
        description="Chỉ lên trang khi cột sau ghi `co`.",
        examples=["Chưa đủ vốn đối ứng"],
        json_schema_extra={"since": "0.2.0"},
    )
    cong_khai_ly_do: Flag = Field(
        False,
        title="Công khai lý do",
        description="Viết `co` khi được phép công khai lý do không phê duyệt.",
        examples=["khong"],
        json_schema_extra={"since": "0.2.0"},
    )
    minh_hoa: Flag = Field(
        False,
        title="Dữ liệu minh họa",
        description="Viết `co` khi đề án không có thật; trang in rõ điều đó.",
        examples=["co"],
    )

    def published(self) -> "DeAn":
        """This đề án without a reason that may not be told."""
        if not self.ly_do or self.cong_khai_ly_do:
            return self
        return self.model_copy(update={"ly_do": ""})

    def faults(self) -> Iterator[Fault]:
        """Every rule between columns that this row breaks."""
        yield from place_faults((), self.xa, self.tinh, keys=("xa", "tinh"))
        if self.tong_kinh_phi is not None and self.kinh_phi_ho_tro > self.tong_kinh_phi:
            yield Fault(
                Rule.SUPPORT_ABOVE_COST,
                ("kinh_phi_ho_tro",),
                f"Kinh phí hỗ trợ {dong(self.kinh_phi_ho_tro)} lớn hơn tổng kinh phí "
                f"{dong(self.tong_kinh_phi)}.",
                "Kiểm tra lại hai cột `kinh_phi_ho_tro` và `tong_kinh_phi`.",
            )
        yield from self._reversed_days()

    def _reversed_days(self) -> Iterator[Fault]:
        """Days of the stages that do not follow each other."""
        keys = ("ngay_dang_ky", "ngay_tham_dinh", "ngay_phe_duyet", "ngay_nghiem_thu")
        given = [(key, day) for key in keys if (day := getattr(self, key))]
        for (before, first), (key, second) in pairwise(given):
            if second < first:
                yield Fault(
                    Rule.DATES_REVERSED,
                    (key,),
                    f"Ngày ở cột `{key}` trước ngày ở cột `{before}`.",
                    "Kiểm tra lại hai ngày.",
                )
