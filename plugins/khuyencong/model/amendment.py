"""A provision of another document that a document changes."""

from typing import Any

from pydantic import Field

from khuyencong.model.declaration import Choice, Declared
from khuyencong.model.fields import Day, Provision, Text
from khuyencong.vietnamese.citations import anchor

_NEW: dict[str, Any] = {"since": "0.2.0"}


class Effect(Choice):
    """What becomes of a provision."""

    AMENDED = "sua-doi", "Sửa đổi"
    ADDED = "bo-sung", "Bổ sung"
    REPEALED = "bai-bo", "Bãi bỏ"
    SUSPENDED = "ngung", "Ngưng hiệu lực"


class Amendment(Declared):
    """A provision that is changed, and where that is said."""

    provision: Provision = Field(
        title="Điều khoản bị sửa",
        description="Điều, khoản, điểm của văn bản bị sửa.",
        examples=["Điều 5 khoản 2"],
        json_schema_extra=_NEW,
    )
    at: Provision = Field(
        "",
        title="Theo",
        description="Chỗ nói điều đó trong văn bản này; lời mới để trong ngoặc kép thì được ghép "
        "vào văn bản bị sửa.",
        examples=["Điều 1 khoản 3"],
        json_schema_extra=_NEW,
    )
    effect: Effect = Field(
        Effect.AMENDED,
        title="Việc",
        description="Sửa đổi, bổ sung, bãi bỏ hay ngưng hiệu lực.",
        examples=["bai-bo"],
        json_schema_extra=_NEW,
    )
    since: Day | None = Field(
        None,
        title="Từ ngày",
        description="Bỏ trống thì từ ngày văn bản này có hiệu lực.",
        examples=["15/10/2025"],
        json_schema_extra=_NEW,
    )
    until: Day | None = Field(
        None,
        title="Đến hết ngày",
        description="Ngày cuối của một lần ngưng hiệu lực.",
        examples=["31/12/2026"],
        json_schema_extra=_NEW,
    )
    document: Text = Field(
        "",
        title="Của văn bản",
        description="Số ký hiệu văn bản bị sửa; chỉ cần khi `amends` có từ hai văn bản.",
        examples=["45/2012/NĐ-CP"],
        json_schema_extra=_NEW,
    )

    @property
    def name(self) -> str:
        """Anchor of the provision that is changed."""
        return anchor(self.provision)

    @property
    def place(self) -> str:
        """Anchor, in the document that changes it, of where that is said; or nothing."""
        return anchor(self.at)
