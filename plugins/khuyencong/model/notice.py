"""Thông báo: procurement, public finance, recruitment, visits of surveys."""

from collections.abc import Iterator
from typing import ClassVar

from pydantic import Field

from khuyencong.model.declaration import Choice
from khuyencong.model.entry import Entry
from khuyencong.model.fields import Amount, EventMoment, PdfPath, Text
from khuyencong.model.former_places import place_faults
from khuyencong.model.rules import Fault, Rule
from khuyencong.model.visit import Visit


class NoticeType(Choice):
    """What a notice is about, in the order in which readers meet them."""

    PROCUREMENT = "mua-sam", "Mua sắm, đấu thầu"
    FINANCE = "tai-chinh", "Công khai tài chính"
    RECRUITMENT = "tuyen-dung", "Tuyển dụng"
    SURVEY = "khao-sat", "Lịch khảo sát"
    OTHER = "khac", "Thông báo khác"


class Notice(Entry):
    """Thông báo mua sắm, công khai tài chính, tuyển dụng, lịch khảo sát."""

    folder: ClassVar[str] = "thong-bao"
    label: ClassVar[str] = "thông báo"
    moment_keys: ClassVar[tuple[str, ...]] = (*Entry.moment_keys, "deadline")

    notice_type: NoticeType = Field(
        NoticeType.OTHER,
        title="Loại thông báo",
        description="Trang danh sách xếp theo loại.",
        examples=["mua-sam"],
    )
    document_number: Text = Field(
        "", title="Số văn bản", description="Số, ký hiệu.", examples=["12/TB-TTKC"]
    )
    amount: Amount | None = Field(
        None,
        title="Giá trị",
        description="Giá gói thầu, dự toán hoặc số tiền công khai, tính bằng đồng.",
        examples=["180.000.000"],
    )
    period: Text = Field(
        "", title="Kỳ công khai", description="Quý, năm của số liệu.", examples=["Quý III/2026"]
    )
    deadline: EventMoment | None = Field(
        None,
        title="Hạn nhận hồ sơ",
        description="Ngày, giờ cuối; có trong lịch của trang.",
        examples=["15/12/2026 16:30"],
    )
    file: PdfPath | None = Field(
        None,
        title="Văn bản đính kèm",
        description="PDF trong thư mục `tep/`.",
        examples=["tep/thong-bao.pdf"],
    )
    visits: tuple[Visit, ...] = Field(
        (),
        title="Các buổi khảo sát",
        description="Đoàn tới xã nào, ngày nào, gặp ai, cần chuẩn bị gì; vào lịch của trang.",
        examples=["- starts: 08/12/2026 08:30"],
        json_schema_extra={"since": "0.2.0"},
    )

    def faults(self) -> Iterator[Fault]:
        yield from super().faults()
        for number, visit in enumerate(self.visits):
            where = ("visits", number)
            yield from place_faults(where, visit.commune, visit.province)
            if visit.address != visit.producer.published().address:
                yield Fault(
                    Rule.CONSENT_MISSING,
                    (*where, "address"),
                    "Hộ kinh doanh chưa đồng ý công khai địa chỉ; mục đó không in trên trang.",
                    "Ghi `place` là nơi công cộng (trụ sở xã, nhà văn hóa); khi hộ đồng ý, thêm "
                    "`consent` có `date` và `scope: address`.",
                )
