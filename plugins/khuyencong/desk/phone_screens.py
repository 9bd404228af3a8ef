"""The desk and the true page on a phone: a QR code that leads there."""

from dataclasses import dataclass
from urllib.parse import urlencode

from starlette.responses import Response

from khuyencong.desk.guard import PREFIX
from khuyencong.desk.phone_door import PhoneDoor, PhoneDoorError
from khuyencong.desk.requests import Asked
from khuyencong.desk.screen_renderer import go, refuse, screen
from khuyencong.desk.sessions import Role, Sessions
from khuyencong.desk.struct_folder import NAME
from khuyencong.rendering.qr_code import qr_code

PATH = "dien-thoai"
CODE_LIVES = 300
"""Seconds in which a phone may use a code."""


@dataclass(frozen=True)
class OfficePhoneScreens:
    """Phones at an office: they find it where everybody does, and sign in."""

    origin: str

    def show(self, asked: Asked) -> Response:
        """The code of the desk, or of the page of a draft."""
        address = f"{self.origin}{PREFIX}{draft_address(*_draft(asked))}"
        return screen(PATH, asked, address=address, code=qr_code(address), by_code=False)


@dataclass(frozen=True)
class PhoneScreens:
    """Phones at a desk of one person: let in by a code, through a door that is opened for them."""

    sessions: Sessions
    door: PhoneDoor

    def show(self, asked: Asked) -> Response:
        """What opening the door means; once it is open, a new code of the desk or of a draft."""
        draft, source = _draft(asked)
        shown = {"by_code": True, "minutes": CODE_LIVES // 60, "draft": draft, "source": source}
        if not self.door.origin:
            return screen(PATH, asked, address="", code=None, **shown)
        code = self.sessions.new_launch(asked.session.who, Role.WRITER, CODE_LIVES)
        query = urlencode({"ma": code, **({"nhap": draft, "bai": source} if draft else {})})
        address = f"{self.door.origin}{PREFIX}mo?{query}"
        return screen(PATH, asked, address=address, code=qr_code(address), **shown)

    def open(self, asked: Asked) -> Response:
        """Open the door: somebody at the machine said so."""
        try:
            self.door.open()
        except PhoneDoorError as error:
            return refuse(PATH, str(error))
        draft, source = asked.get("nhap"), asked.get("bai")
        return go(PATH, nhap=draft, bai=source)

    def close(self, asked: Asked) -> Response:
        """Close it again."""
        self.door.close()
        return go(PATH, "Đã đóng. Điện thoại không vào bàn được nữa; chữ đã viết vẫn ở bàn.")


def _draft(asked: Asked) -> tuple[str, str]:
    """The draft and the entry that a code is to lead to; nothing for the whole desk."""
    return asked.query.get("nhap", ""), asked.query.get("bai", "")


def draft_address(draft: str, source: str) -> str:
    """The part of the desk that shows the page of a draft; of its file while nothing changed.

    Without a draft it is the first screen.
    """
    return f"xem/{draft}?{urlencode({'bai': source})}" if NAME.fullmatch(draft) else ""
