"""The true page on a phone: a QR code that leads there."""

from dataclasses import dataclass
from urllib.parse import urlencode

from starlette.responses import Response

from khuyencong.desk.guard import PREFIX
from khuyencong.desk.requests import Asked
from khuyencong.desk.screen_renderer import screen
from khuyencong.desk.sessions import Role, Sessions
from khuyencong.rendering.qr_code import qr_code

CODE_LIVES = 300
"""Seconds in which a phone may use a code."""


@dataclass(frozen=True)
class PhoneScreens:
    """Answers with codes for phones."""

    sessions: Sessions
    origin: str
    """Where phones find the desk."""
    by_code: bool
    """Whether the code lets a phone in, once, as a writer; else the person signs in there."""

    def show(self, asked: Asked) -> Response:
        """The code of a draft's page."""
        draft, source = asked.path["draft"], asked.query.get("bai", "")
        path = draft_address(draft, source)
        if self.by_code:
            code = self.sessions.new_launch(asked.session.who, Role.WRITER, CODE_LIVES)
            path = f"mo?{urlencode({'ma': code, 'nhap': draft, 'bai': source})}"
        address = f"{self.origin}{PREFIX}{path}"
        shown = {"address": address, "by_code": self.by_code, "minutes": CODE_LIVES // 60}
        return screen("dien-thoai", asked, code=qr_code(address), **shown)


def draft_address(draft: str, source: str) -> str:
    """The part of the desk that shows the page of a draft; of its file while nothing changed."""
    return f"xem/{draft}?{urlencode({'bai': source})}"
