"""What a browser is told when something cannot be done: a screen for a person, words for a script.

A fault of the program itself is told in the same way; the server prints its trace.
"""

from http import HTTPStatus

from starlette.datastructures import Headers
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, Response
from starlette.types import ExceptionHandler

from khuyencong.content.entry_cache import ContentChangedError
from khuyencong.desk.screen_renderer import environment

AGAIN_AFTER = 2
"""Seconds until a screen that waits for the preview asks again by itself."""
_SAVED_JUST_NOW = "Bài vừa được lưu, trang xem thử đang dựng lại. Trang này tự mở lại sau ít giây."
_OWN_FAULT = (
    "Chương trình gặp lỗi nên chưa làm được việc này. Bản đã lưu và bản đang viết vẫn còn. Bấm nút "
    "Quay lại của trình duyệt rồi thử lần nữa; vẫn vậy thì chụp màn hình này gửi người phụ trách."
)
_NOT_IN = (
    "Trình duyệt này chưa được mở từ Bàn biên tập, hoặc phiên làm việc đã hết vì bàn vừa khởi động "
    "lại. Mở lại Bàn biên tập như mọi ngày: bấm biểu tượng của bàn, hoặc chạy lệnh “khuyencong "
    "desk” rồi mở địa chỉ được in ra. Chữ đang viết dở được giữ và tự hiện ở trang Hôm nay."
)


async def refused(request: Request, error: Exception) -> Response:
    """A refusal of the desk."""
    if not isinstance(error, HTTPException):
        raise error
    return _answer(request, error.detail, error.status_code)


async def saved_just_now(request: Request, error: Exception) -> Response:
    """A text that the preview has not caught up with."""
    return _answer(request, _SAVED_JUST_NOW, HTTPStatus.CONFLICT, AGAIN_AFTER)


async def own_fault(request: Request, error: Exception) -> Response:
    """A fault of the program."""
    return _answer(request, _OWN_FAULT, HTTPStatus.INTERNAL_SERVER_ERROR)


HANDLERS: dict[type[Exception], ExceptionHandler] = {
    HTTPException: refused,
    ContentChangedError: saved_just_now,
    Exception: own_fault,
}
"""By the kind of what was raised."""


def _answer(request: Request, why: str, status: int, again: int = 0) -> Response:
    return _answer_of(request.headers, why, status, again)


def stranger(headers: Headers) -> Response:
    """The answer to a browser that was not let in, or not since the desk was started."""
    return _answer_of(headers, _NOT_IN, HTTPStatus.FORBIDDEN, is_in=False)


def _answer_of(
    headers: Headers, why: str, status: int, again: int = 0, *, is_in: bool = True
) -> Response:
    if "text/html" not in headers.get("accept", ""):
        return PlainTextResponse(why, status)
    page = environment().get_template("tu-choi.html").render(why=why, again=again, is_in=is_in)
    return HTMLResponse(page, status)
