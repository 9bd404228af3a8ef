"""Policies: a legal document, its validity, and what it supports."""

import datetime
from collections.abc import Iterator
from typing import ClassVar

from pydantic import Field

from khuyencong.model.amendment import Amendment
from khuyencong.model.declaration import Choice, Declared
from khuyencong.model.entry import Entry
from khuyencong.model.fields import (
    Day,
    LineList,
    PdfPath,
    Text,
    TextList,
    WebAddress,
)
from khuyencong.model.rules import Fault, Rule
from khuyencong.model.support import Support
from khuyencong.vietnamese.dates import short_date


class Validity(Choice):
    """Whether a legal document is in force."""

    IN_FORCE = "con-hieu-luc", "Còn hiệu lực"
    PARTLY = "het-hieu-luc-mot-phan", "Hết hiệu lực một phần"
    SUSPENDED = "ngung-hieu-luc", "Ngưng hiệu lực"
    EXPIRED = "het-hieu-luc", "Hết hiệu lực"
    NOT_YET = "chua-hieu-luc", "Chưa có hiệu lực"


UNVERIFIED = "Chưa đối chiếu"
"""What stands in the place of a validity that nobody has compared with the official text."""


def mark_kind(validity: str) -> str:
    """Kind of the mark that shows what `Policy.validity_label` says: `open` for what is wholly in
    force, `sample` for what nobody compared, else `closed`."""
    return {Validity.IN_FORCE.label: "open", UNVERIFIED: "sample"}.get(validity, "closed")


class Verification(Declared):
    """Who compared the validity of a document with the official text, and when."""

    date: Day = Field(
        title="Ngày đối chiếu", description="Ngày xem văn bản gốc.", examples=["20/11/2026"]
    )
    by: Text = Field(
        title="Người đối chiếu",
        description="Phòng hoặc người đã xem văn bản gốc.",
        examples=["Phòng Khuyến công"],
        min_length=1,
    )


class Policy(Entry):
    """Chính sách: một văn bản và điều người dân được hưởng."""

    folder: ClassVar[str] = "chinh-sach"
    label: ClassVar[str] = "chính sách"
    legal: ClassVar[bool] = True

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
    verified: Verification | None = Field(
        None,
        title="Đã đối chiếu",
        description="Thiếu mục này thì trang ghi “Chưa đối chiếu” thay cho hiệu lực.",
        examples=["{date: 20/11/2026, by: Phòng Khuyến công}"],
        json_schema_extra={"since": "0.2.0"},
    )
    signer: Text = Field(
        "",
        title="Người ký",
        description="Họ tên, chức vụ người ký.",
        examples=["Nguyễn Văn A, Phó Thủ tướng"],
        json_schema_extra={"since": "0.2.0"},
    )
    subject: Text = Field(
        "",
        title="Trích yếu",
        description="Câu ghi dưới tên văn bản.",
        examples=["Về khuyến công"],
        json_schema_extra={"since": "0.2.0"},
    )
    field: Text = Field(
        "",
        title="Lĩnh vực",
        description="Lĩnh vực của văn bản.",
        examples=["Công nghiệp"],
        json_schema_extra={"since": "0.2.0"},
    )
    gazette: Text = Field(
        "",
        title="Số công báo",
        description="Số và ngày công báo.",
        examples=["Số 415 + 416, ngày 05/6/2012"],
        json_schema_extra={"since": "0.2.0"},
    )
    legal_basis: LineList = Field(
        (),
        title="Căn cứ ban hành",
        description="Các văn bản làm căn cứ, mỗi văn bản một dòng.",
        examples=["- Luật Tổ chức Chính phủ"],
        json_schema_extra={"since": "0.2.0"},
    )
    official_url: WebAddress | None = Field(
        None,
        title="Văn bản gốc",
        description="Địa chỉ toàn văn ở cổng của cơ quan nhà nước.",
        examples=["https://vbpl.vn/…"],
        json_schema_extra={"since": "0.2.0"},
    )
    amends: TextList = Field(
        (), title="Sửa đổi văn bản", description="Số ký hiệu.", examples=["45/2012/NĐ-CP"]
    )
    amendments: tuple[Amendment, ...] = Field(
        (),
        title="Điều khoản sửa đổi",
        description="Từng điều, khoản của văn bản khác mà văn bản này sửa đổi, bổ sung, bãi bỏ.",
        examples=["- {provision: Điều 5 khoản 2, at: Điều 1 khoản 3}"],
        json_schema_extra={"since": "0.2.0"},
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
        if self.validity and not self.verified:
            yield Fault(
                Rule.UNVERIFIED,
                ("validity",),
                f"Chưa ghi ai đối chiếu hiệu lực; trang in “{UNVERIFIED}”.",
                "Xem văn bản gốc rồi thêm `verified: {date: 20/11/2026, by: Phòng Khuyến công}`.",
            )

    def amended_document(self, row: Amendment) -> str:
        """Number of the document that an amendment changes; empty where nobody has said."""
        return row.document or (self.amends[0] if len(self.amends) == 1 else "")

    def validity_on(self, day: datetime.date) -> Validity | None:
        """Validity on a day as the dates tell it; what staff wrote where they do not."""
        if self.expires and self.expires <= day:
            return Validity.EXPIRED
        if self.effective and self.effective > day:
            return Validity.NOT_YET
        return self.validity or (Validity.IN_FORCE if self.effective else None)

    def validity_label(self, day: datetime.date) -> str:
        """What a reader is told of the validity on a day: nothing that nobody has verified."""
        by_day = self.validity_on(day)
        if by_day is None:
            return ""
        return by_day.label if self.verified else UNVERIFIED

    def dated_faults(self, now: datetime.datetime) -> Iterator[Fault]:
        """Also what the dates of the document say against its validity."""
        yield from super().dated_faults(now)
        day = now.date()
        by_day = self.validity_on(day)
        if self.validity and by_day and by_day is not self.validity:
            yield Fault(
                Rule.VALIDITY_CONTRADICTED,
                ("validity",),
                f"Ghi “{self.validity.label}” nhưng theo ngày thì văn bản "
                f"“{by_day.label.lower()}”.",
                f"Sửa thành `validity: {by_day.value}` hoặc sửa `effective`, `expires`.",
            )
        elif by_day is Validity.EXPIRED and not self.validity and self.expires:
            yield Fault(
                Rule.POLICY_EXPIRED,
                ("expires",),
                f"Văn bản hết hiệu lực từ {short_date(self.expires)}.",
                "Xem lại bài: ghi `validity: het-hieu-luc`, và `replaced_by` nếu có văn bản mới.",
            )
