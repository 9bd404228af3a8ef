"""Tài liệu: a handbook to read, a form to fill in."""

from typing import Annotated, ClassVar

from pydantic import Field

from khuyencong.model.entry import Entry
from khuyencong.model.entry_parts import DeAnCodes
from khuyencong.model.fields import Amount, DocumentPath, NameList, Text, Year


class Document(Entry):
    """Tài liệu: sổ tay để đọc từng trang, biểu mẫu để tải về điền."""

    folder: ClassVar[str] = "tai-lieu"
    label: ClassVar[str] = "tài liệu"

    de_an: DeAnCodes = ()

    file: DocumentPath = Field(
        title="Tệp",
        description="PDF, Word hoặc Excel trong thư mục `tep/`; PDF thì đọc được từng trang.",
        examples=["tep/so-tay.pdf"],
    )
    tasks: NameList = Field(
        (),
        title="Dùng cho việc",
        description="Việc cần biểu mẫu này; có việc thì tài liệu đứng trong Biểu mẫu theo việc.",
        examples=["Đăng ký đề án"],
        json_schema_extra={"since": "0.2.0"},
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

    @property
    def is_pdf(self) -> bool:
        """Whether it can be shown page by page."""
        return self.file.lower().endswith(".pdf")
