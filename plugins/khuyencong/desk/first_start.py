"""The first start: one page asks who the centre is, then the desk opens."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from http import HTTPStatus
from pathlib import Path

from starlette.responses import Response
from starlette.types import ASGIApp, Receive, Scope, Send

from khuyencong.desk.requests import Asked
from khuyencong.desk.screen_renderer import go, screen
from khuyencong.desk.workspace import Workspace
from khuyencong.model.starter import STARTER_ENTRIES, starter_files
from khuyencong.store.atomic import atomic_write
from khuyencong.store.os_reason import os_reason
from khuyencong.vietnamese.cleanup import clean
from khuyencong.vietnamese.dates import VIETNAM

QUESTIONS = (
    ("name", "Tên trung tâm", "Trung tâm Khuyến công và Xúc tiến thương mại …"),
    ("province", "Tỉnh, thành phố", "Lạng Sơn"),
    ("address", "Địa chỉ", "Số nhà, đường, phường"),
    ("phone", "Điện thoại", "0205 …"),
)
EMPTY_FOLDERS = ("anh", "tep")


@dataclass
class Entrance:
    """One address: the page of the first start until there is a centre, then the desk."""

    app: ASGIApp

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        await self.app(scope, receive, send)


@dataclass(frozen=True)
class FirstStart:
    """Answers while there is no centre yet."""

    content: Path
    open_desk: Callable[[], None] = field(repr=False)

    def ask(self, asked: Asked) -> Response:
        """The page."""
        return self._screen(asked, {})

    def begin(self, asked: Asked) -> Response:
        """Write the files of a new centre, and open the desk over them."""
        answers = {name: " ".join(clean(asked.get(name)).text.split()) for name, _, _ in QUESTIONS}
        missing = [label for name, label, _ in QUESTIONS[:2] if not answers[name]]
        if missing:
            return self._screen(asked, answers, f"Điền {' và '.join(missing).lower()}.")
        try:
            for path, text in starter_files(**answers, now=datetime.now(VIETNAM)).items():
                atomic_write(self.content / path, text.encode())
            for folder in EMPTY_FOLDERS:
                (self.content / folder).mkdir(exist_ok=True)
        except OSError as error:
            return self._screen(asked, answers, f"Không ghi được vào thư mục: {os_reason(error)}.")
        self.open_desk()
        return go("", "Đã lập trang của trung tâm. Hai bài mẫu đang chờ được viết đè hoặc bỏ đi.")

    def _screen(self, asked: Asked, answers: dict[str, str], trouble: str = "") -> Response:
        status = HTTPStatus.UNPROCESSABLE_ENTITY if trouble else HTTPStatus.OK
        return screen(
            "bat-dau", asked, status, questions=QUESTIONS, answers=answers, trouble=trouble
        )


@dataclass(frozen=True)
class StarterEntries:
    """The entries that a new centre begins with, and the button that removes them."""

    workspace: Workspace

    def left(self) -> list[str]:
        """Those that are still there."""
        return [source for source in STARTER_ENTRIES if source in self.workspace.files()]

    def remove(self, asked: Asked) -> Response:
        """Remove them; their versions stay."""
        for source in self.left():
            self.workspace.delete(source, asked.session.who)
        return go("", "Đã bỏ các bài mẫu. Lấy lại được trong Lịch sử.")
