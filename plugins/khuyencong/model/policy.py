"""Policies: a legal document, its validity, and what it supports."""

import datetime
from collections.abc import Iterator
from typing import ClassVar

from pydantic import Field

from khuyencong.model.declaration import Choice
from khuyencong.model.entry import Entry
from khuyencong.model.fields import (
    Day,
    PdfPath,
    Text,
    TextList,
)
from khuyencong.model.rules import Fault, Rule
from khuyencong.model.support import Support
from khuyencong.vietnamese.dates import short_date


class Validity(Choice):
    """Whether a legal document is in force."""

    IN_FORCE = "con-hieu-luc", "Còn hiệu lực"
    EXPIRED = "het-hieu-luc", "Hết hiệu lực"
    NOT_YET = "chua-hieu-luc", "Chưa có hiệu lực"


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
