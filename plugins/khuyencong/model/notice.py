"""Thông báo: procurement, public finance, recruitment."""

from typing import ClassVar

from pydantic import Field

from khuyencong.model.declaration import Choice
from khuyencong.model.entry import Entry
from khuyencong.model.fields import Amount, Moment, PdfPath, Text


class NoticeType(Choice):
    """What a notice is about, in the order in which readers meet them."""

    PROCUREMENT = "mua-sam", "Mua sắm, đấu thầu"
    FINANCE = "tai-chinh", "Công khai tài chính"
    RECRUITMENT = "tuyen-dung", "Tuyển dụng"
    OTHER = "khac", "Thông báo khác"


class Notice(Entry):
    """Thông báo mua sắm, công khai tài chính, tuyển dụng."""

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
    deadline: Moment | None = Field(
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
