"""What people let be published of themselves (Luật 91/2025/QH15 on personal data)."""

from typing import Annotated

from pydantic import BeforeValidator, Field

from khuyencong.model.declaration import Choice, Declared
from khuyencong.model.fields import Day
from khuyencong.model.values import as_list


class ConsentScope(Choice):
    """What somebody may agree to have published."""

    PHONE = "phone", "Điện thoại"
    EMAIL = "email", "Thư điện tử"
    ADDRESS = "address", "Địa chỉ"


class Consent(Declared):
    """A recorded consent of a household or a person."""

    date: Day = Field(
        title="Ngày đồng ý", description="Ngày ký giấy đồng ý công khai.", examples=["12/03/2026"]
    )
    scope: Annotated[tuple[ConsentScope, ...], BeforeValidator(as_list)] = Field(
        title="Được công khai", description="phone, email, address.", examples=["phone, address"]
    )


def without_consent(consent: Consent | None) -> dict[str, object]:
    """Empty values of the contacts that a consent does not cover, by their keys.

    A phone (and Zalo, which is a phone number), e-mail and address are published only under a
    consent that covers them; the consent itself never is.
    """
    scope = consent.scope if consent else ()
    hidden: dict[str, object] = {"consent": None}
    if ConsentScope.PHONE not in scope:
        hidden |= {"phone": "", "zalo": ""}
    if ConsentScope.EMAIL not in scope:
        hidden |= {"email": None}
    if ConsentScope.ADDRESS not in scope:
        hidden |= {"address": "", "former_address": ""}
    return hidden
