"""Tài liệu: a PDF to read and to keep."""

from typing import Annotated, ClassVar

from pydantic import Field

from khuyencong.model.entry import Entry
from khuyencong.model.fields import Amount, PdfPath, Text, Year


class Document(Entry):
    """Tài liệu: một tệp PDF để đọc và tải."""

    folder: ClassVar[str] = "tai-lieu"
    label: ClassVar[str] = "tài liệu"

    file: PdfPath = Field(
        title="Tệp PDF", description="PDF trong thư mục `tep/`.", examples=["tep/so-tay.pdf"]
    )
    printed_first_page: Annotated[Amount, Field(ge=1)] | None = Field(
        None,
        title="Trang PDF mang số trang 1",
        description="Để dẫn đúng số trang in: sổ in trang 61 ở trang PDF 62 thì viết 2.",
        examples=["2"],
    )
    publisher: Text = Field(
        "",
        title="Nơi xuất bản",
        description="Cơ quan, nhà xuất bản.",
        examples=["Sở Công Thương"],
    )
    year: Year | None = Field(None, title="Năm", description="Năm xuất bản.", examples=["2026"])
