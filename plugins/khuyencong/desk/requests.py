"""What a browser asks of the desk, with its form read and its token checked."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from http import HTTPStatus

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import UploadFile
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from khuyencong.desk.guard import PREFIX
from khuyencong.desk.sessions import Role, Session
from khuyencong.desk.submission import Pairs

TOKEN = "token"  # noqa: S105  (the name of an input)
MOST_FILES, MOST_FIELDS = 60, 20_000
"""In one request: a camera's photos of one event, and a sheet of a thousand products."""
LARGEST_REQUEST = 400 * 1024 * 1024
"""Bytes: a camera's photos of one event."""
LARGEST_FIELD = 4 * 1024 * 1024
"""Bytes of one input; the text of the longest story is a tenth of this."""


@dataclass(frozen=True)
class Asked:
    """A request of a session."""

    session: Session
    here: str
    """The part of the desk that was asked for, as its menu names it."""
    path: dict[str, str]
    query: dict[str, str]
    pairs: Pairs = ()
    files: tuple[tuple[str, bytes], ...] = ()
    """Name and bytes of each file that was sent along."""

    def get(self, name: str) -> str:
        """The value of an input; empty when there is none."""
        return next(iter(self.all(name)), "")

    def all(self, name: str) -> list[str]:
        """The values of all inputs of a name, in their order."""
        return [value for key, value in self.pairs if key == name]


Work = Callable[[Asked], Response]
Endpoint = Callable[[Request], Awaitable[Response]]


def endpoint(work: Work, role: Role = Role.WRITER) -> Endpoint:
    """An endpoint that answers by a function run in a thread of its own.

    A write without the token of its session, or by somebody whose role is lower, is refused.
    """

    async def answered(request: Request) -> Response:
        session: Session | None = request.state.session
        if session is None or session.role < role:
            raise HTTPException(HTTPStatus.FORBIDDEN, "Việc này cần quyền cao hơn.")
        pairs: list[tuple[str, str]] = []
        files: list[tuple[str, bytes]] = []
        if request.method == "POST":
            refuse_large(request)
            async with request.form(
                max_files=MOST_FILES, max_fields=MOST_FIELDS, max_part_size=LARGEST_FIELD
            ) as form:
                for name, value in form.multi_items():
                    if isinstance(value, UploadFile):
                        files.append((value.filename or "", await value.read()))
                    else:
                        pairs.append((name, value))
            if dict(pairs).get(TOKEN) != session.token:
                raise HTTPException(HTTPStatus.FORBIDDEN, "Trang này đã cũ; tải lại rồi thử lại.")
        asked = Asked(
            session,
            request.url.path.removeprefix(PREFIX).partition("/")[0],
            {name: str(value) for name, value in request.path_params.items()},
            dict(request.query_params),
            tuple((name, value) for name, value in pairs if name != TOKEN),
            tuple(files),
        )
        return await run_in_threadpool(work, asked)

    return answered


def get_route(path: str, work: Work, role: Role = Role.WRITER) -> Route:
    """An address of the desk at which something is looked at."""
    return Route(f"{PREFIX}{path}", endpoint(work, role), methods=["GET"])


def post_route(path: str, work: Work, role: Role = Role.WRITER) -> Route:
    """An address of the desk at which something is written."""
    return Route(f"{PREFIX}{path}", endpoint(work, role), methods=["POST"])


def refuse_large(request: Request, largest: int = LARGEST_REQUEST) -> None:
    """Refuse what is larger than anything that an office sends, before it is read."""
    length = request.headers.get("content-length", "")
    if not length.isdigit():
        raise HTTPException(HTTPStatus.LENGTH_REQUIRED, "Yêu cầu không nói dài bao nhiêu.")
    if int(length) > largest:
        raise HTTPException(
            HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
            f"Phần gửi một lần vượt {largest / 1024 / 1024:.0f} MB; gửi ít hơn.",
        )
