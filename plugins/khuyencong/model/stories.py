"""The kinds of story: news, demonstration models, policies, classes, broadcasts."""

import datetime
from collections.abc import Iterator
from typing import Annotated, ClassVar

from pydantic import Field

from khuyencong.model.declaration import Choice, Declared
from khuyencong.model.entry import Entry
from khuyencong.model.fields import (
    Amount,
    ContentPath,
    Day,
    Moment,
    MomentList,
    Name,
    PdfPath,
    Percent,
    SubtitlePath,
    Text,
    TextList,
    Video,
    Year,
)
from khuyencong.model.rules import Fault, Rule
from khuyencong.vietnamese.dates import short_date
from khuyencong.vietnamese.numbers import dong


class News(Entry):
    """Tin, bài."""

    folder: ClassVar[str] = "tin-tuc"
    label: ClassVar[str] = "bài viết"


class Result(Declared):
    """One measured effect of a demonstration model."""

    name: Text = Field(title="Chỉ tiêu", description="Điều được đo.", examples=["Công suất"])
    before: Text = Field("", title="Trước", description="Số trước hỗ trợ.", examples=["80"])
    after: Text = Field("", title="Sau", description="Số sau hỗ trợ.", examples=["200"])
    unit: Text = Field(
        "", title="Đơn vị tính", description="Đơn vị của hai số.", examples=["kg/ngày"]
    )


class DemonstrationModel(Entry):
    """Mô hình trình diễn kỹ thuật."""

    folder: ClassVar[str] = "mo-hinh"
    label: ClassVar[str] = "mô hình trình diễn"

    beneficiary: Text = Field(
        "",
        title="Đơn vị thụ hưởng",
        description="Cơ sở được hỗ trợ.",
        examples=["HTX Miến dong (minh họa)"],
    )
    commune: Name = Field(
        "", title="Xã, phường", description="Nơi đặt mô hình.", examples=["Na Rì"]
    )
    province: Name = Field(
        "", title="Tỉnh", description="Tên tỉnh hiện nay.", examples=["Thái Nguyên"]
    )
    technology: Text = Field(
        "", title="Công nghệ", description="Máy, quy trình mới.", examples=["Sấy bằng hơi nước"]
    )
    year: Year | None = Field(None, title="Năm", description="Năm thực hiện.", examples=["2026"])
    total_cost: Amount | None = Field(
        None, title="Tổng kinh phí", description="Đồng, số nguyên.", examples=["900.000.000"]
    )
    support_kcqg: Amount = Field(
        0, title="Khuyến công quốc gia hỗ trợ", description="Đồng.", examples=["300.000.000"]
    )
    support_kcdp: Amount = Field(
        0, title="Khuyến công địa phương hỗ trợ", description="Đồng.", examples=["100.000.000"]
    )
    de_an: TextList = Field(
        (),
        title="Mã đề án",
        description="Mã trong bảng `de-an/<năm>.csv`; số tiền ở hai nơi phải bằng nhau.",
        examples=["QG-2024-01"],
    )
    results: tuple[Result, ...] = Field(
        (), title="Kết quả", description="So sánh trước và sau.", examples=["- name: Công suất"]
    )

    def faults(self) -> Iterator[Fault]:
        yield from super().faults()
        support = self.support_kcqg + self.support_kcdp
        if self.total_cost is not None and support > self.total_cost:
            yield Fault(
                Rule.SUPPORT_ABOVE_COST,
                ("total_cost",),
                f"Tiền hỗ trợ {dong(support)} lớn hơn tổng kinh phí {dong(self.total_cost)}.",
                "Kiểm tra lại `total_cost`, `support_kcqg` và `support_kcdp`.",
            )


class Validity(Choice):
    """Whether a legal document is in force."""

    IN_FORCE = "con-hieu-luc", "Còn hiệu lực"
    EXPIRED = "het-hieu-luc", "Hết hiệu lực"
    NOT_YET = "chua-hieu-luc", "Chưa có hiệu lực"


class Support(Declared):
    """One thing that a policy supports, and up to how much."""

    activity: Text = Field(
        title="Nội dung hỗ trợ",
        description="Việc được hỗ trợ.",
        examples=["Ứng dụng máy móc tiên tiến"],
    )
    rate_percent: Percent | None = Field(
        None, title="Tỷ lệ hỗ trợ", description="Phần trăm, từ 0 đến 100.", examples=["50"]
    )
    ceiling: Amount | None = Field(
        None, title="Mức trần", description="Đồng, số nguyên.", examples=["300.000.000"]
    )
    per: Text = Field(
        "", title="Tính trên", description="Mức trần áp dụng cho mỗi cái gì.", examples=["cơ sở"]
    )
    eligible: TextList = Field(
        (),
        title="Ai được hưởng",
        description="Các đối tượng, ngăn bằng dấu phẩy.",
        examples=["hợp tác xã, hộ kinh doanh"],
    )
    basis: Text = Field(
        "", title="Căn cứ", description="Điều, khoản của văn bản.", examples=["Điều 8"]
    )


class Policy(Entry):
    """Chính sách: một văn bản và điều người dân được hưởng."""

    folder: ClassVar[str] = "chinh-sach"
    label: ClassVar[str] = "chính sách"

    document_number: Text = Field(
        "",
        title="Số ký hiệu",
        description="Số và ký hiệu ghi trên văn bản.",
        examples=["45/2012/NĐ-CP"],
    )
    document_type: Text = Field(
        "",
        title="Loại văn bản",
        description="Luật, nghị định, quyết định, thông tư…",
        examples=["Nghị định"],
    )
    issuer: Text = Field(
        "", title="Cơ quan ban hành", description="Nơi ký văn bản.", examples=["Chính phủ"]
    )
    issued: Day | None = Field(
        None, title="Ngày ban hành", description="Ngày ký.", examples=["21/05/2012"]
    )
    effective: Day | None = Field(
        None, title="Có hiệu lực từ", description="Ngày bắt đầu áp dụng.", examples=["05/07/2012"]
    )
    expires: Day | None = Field(
        None,
        title="Hết hiệu lực từ",
        description="Ngày thôi áp dụng; bỏ trống nếu chưa có.",
        examples=["31/12/2030"],
    )
    validity: Validity | None = Field(
        None,
        title="Hiệu lực",
        description="Không trái với các ngày.",
        examples=["con-hieu-luc"],
    )
    amends: TextList = Field(
        (), title="Sửa đổi văn bản", description="Số ký hiệu.", examples=["45/2012/NĐ-CP"]
    )
    replaced_by: TextList = Field(
        (), title="Bị thay thế bởi", description="Số ký hiệu.", examples=["235/2025/NĐ-CP"]
    )
    file: PdfPath | None = Field(
        None, title="Tệp văn bản", description="PDF trong `tep/`.", examples=["tep/nd-45.pdf"]
    )
    support: tuple[Support, ...] = Field(
        (),
        title="Mức hỗ trợ",
        description="Danh sách nội dung được hỗ trợ.",
        examples=["- activity: Mô hình trình diễn"],
    )

    def faults(self) -> Iterator[Fault]:
        yield from super().faults()
        if self.effective and self.expires and self.expires < self.effective:
            yield Fault(
                Rule.DATES_REVERSED,
                ("expires",),
                "Ngày hết hiệu lực (`expires`) trước ngày có hiệu lực (`effective`).",
                "Kiểm tra lại hai ngày theo văn bản.",
            )

    def validity_on(self, day: datetime.date) -> Validity | None:
        """Validity on a day as the dates tell it; what staff wrote where they do not."""
        if self.expires and self.expires <= day:
            return Validity.EXPIRED
        if self.effective and self.effective > day:
            return Validity.NOT_YET
        return self.validity or (Validity.IN_FORCE if self.effective else None)

    def dated_faults(self, now: datetime.datetime) -> Iterator[Fault]:
        """Also what the dates of the document say against its validity."""
        yield from super().dated_faults(now)
        day = now.date()
        told = self.validity_on(day)
        if self.validity and told and told is not self.validity:
            yield Fault(
                Rule.VALIDITY_CONTRADICTED,
                ("validity",),
                f"Ghi “{self.validity.label}” nhưng theo ngày thì văn bản “{told.label.lower()}”.",
                f"Sửa thành `validity: {told.value}` hoặc sửa `effective`, `expires`.",
            )
        elif told is Validity.EXPIRED and not self.validity and self.expires:
            yield Fault(
                Rule.POLICY_EXPIRED,
                ("expires",),
                f"Văn bản hết hiệu lực từ {short_date(self.expires)}.",
                "Xem lại bài: ghi `validity: het-hieu-luc`, và `replaced_by` nếu có văn bản mới.",
            )


class Training(Entry):
    """Lớp đào tạo, tập huấn, sự kiện."""

    folder: ClassVar[str] = "dao-tao"
    label: ClassVar[str] = "lớp, sự kiện"
    moment_keys: ClassVar[tuple[str, ...]] = (*Entry.moment_keys, "starts", "ends", "deadline")

    starts: Moment = Field(
        title="Khai mạc", description="Ngày, giờ bắt đầu.", examples=["10/12/2026 08:00"]
    )
    ends: Moment | None = Field(
        None, title="Bế mạc", description="Không trước khai mạc.", examples=["12/12/2026 17:00"]
    )
    place: Text = Field(
        "", title="Địa điểm", description="Nơi tổ chức.", examples=["Nhà văn hóa xã"]
    )
    capacity: Amount | None = Field(
        None, title="Số chỗ", description="Số học viên nhận được.", examples=["50"]
    )
    deadline: Moment | None = Field(
        None, title="Hạn đăng ký", description="Không sau khai mạc.", examples=["05/12/2026"]
    )
    topics: TextList = Field(
        (),
        title="Nội dung",
        description="Các chủ đề, ngăn bằng dấu phẩy.",
        examples=["lập hồ sơ đề án"],
    )
    contact: Text = Field(
        "", title="Liên hệ", description="Phòng, người nhận đăng ký.", examples=["Phòng Đào tạo"]
    )

    def faults(self) -> Iterator[Fault]:
        yield from super().faults()
        if self.ends and self.ends < self.starts:
            yield Fault(
                Rule.DATES_REVERSED,
                ("ends",),
                "Ngày bế mạc (`ends`) trước ngày khai mạc (`starts`).",
                "Kiểm tra lại hai ngày.",
            )
        if self.deadline and self.deadline > self.starts:
            yield Fault(
                Rule.DATES_REVERSED,
                ("deadline",),
                "Hạn đăng ký (`deadline`) sau ngày khai mạc (`starts`).",
                "Kiểm tra lại hai ngày.",
            )


class Person(Declared):
    """Somebody who appears in a broadcast."""

    name: Text = Field(title="Tên", description="Tên người.", examples=["Người dẫn (minh họa)"])
    role: Text = Field(
        "",
        title="Vai trò",
        description="Việc của người đó trong chương trình.",
        examples=["Dẫn chương trình"],
    )


class Shot(Declared):
    """Footage that a station may cut into its own programme (b-roll)."""

    scene: Text = Field(title="Cảnh", description="Thấy gì.", examples=["Phơi miến, toàn cảnh"])
    duration: Annotated[Text, Field(pattern=r"^(\d{1,3}:[0-5]\d)?$")] = Field(
        "", title="Thời lượng", description="Phút:giây.", examples=["00:25"]
    )
    file: ContentPath | None = Field(
        None, title="Tệp", description="Trong thư mục `tep/`.", examples=["tep/phoi-mien.mp4"]
    )


class Broadcast(Entry):
    """Chương trình truyền hình, phát thanh."""

    folder: ClassVar[str] = "truyen-hinh"
    label: ClassVar[str] = "chương trình truyền hình"
    moment_keys: ClassVar[tuple[str, ...]] = (*Entry.moment_keys, "airs")

    channel: Text = Field(
        "", title="Kênh", description="Đài, kênh phát.", examples=["Đài PT-TH tỉnh"]
    )
    airs: MomentList = Field(
        (), title="Giờ phát sóng", description="Danh sách ngày giờ.", examples=["28/11/2026 19:45"]
    )
    duration: Annotated[Text, Field(pattern=r"^(\d{1,3}:[0-5]\d)?$")] = Field(
        "", title="Thời lượng", description="Phút:giây.", examples=["14:30"]
    )
    video: Video | None = Field(
        None,
        title="Video",
        description="Tệp trong `tep/` hoặc địa chỉ https://.",
        examples=["tep/so-10.mp4"],
    )
    transcript: SubtitlePath | None = Field(
        None, title="Phụ đề", description="Tệp `.vtt` hoặc `.srt`.", examples=["tep/so-10.vtt"]
    )
    script: Text = Field(
        "", title="Lời dẫn", description="Lời người dẫn đọc.", examples=["Thưa quý vị…"]
    )
    people: tuple[Person, ...] = Field(
        (),
        title="Người xuất hiện",
        description="Người dẫn, người được phỏng vấn.",
        examples=["- name: Người dẫn (minh họa)"],
    )
    broll: tuple[Shot, ...] = Field(
        (),
        title="Cảnh quay",
        description="Hình để đài dựng thêm.",
        examples=["- scene: Phơi miến, toàn cảnh"],
    )


class Page(Entry):
    """Trang cố định: Giới thiệu, Liên hệ, Hướng dẫn."""

    folder: ClassVar[str] = "trang"
    label: ClassVar[str] = "trang"
    dated: ClassVar[bool] = False
    listed: ClassVar[bool] = False
