"""The desk as a web application: its addresses, and who may ask for them."""

from http import HTTPStatus
from importlib.resources import files

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.routing import BaseRoute, Route

from khuyencong.desk.entry_screens import EntryScreens
from khuyencong.desk.guard import PREFIX, Guard
from khuyencong.desk.home_screens import HomeScreens
from khuyencong.desk.presence import Presence
from khuyencong.desk.rendering import STATIC, base_style
from khuyencong.desk.requests import Work, endpoint
from khuyencong.desk.sessions import Role, Sessions
from khuyencong.desk.site_screens import SiteScreens
from khuyencong.desk.state_screens import StateScreens
from khuyencong.desk.text_screens import TEXT, TextScreens
from khuyencong.desk.workspace import Workspace

COOKIE_AGE = 12 * 3600


def application(
    workspace: Workspace, sessions: Sessions, hosts: frozenset[str], cookie: str, who: str
) -> Guard:
    """The guarded application of a desk at which one person sits, `who`."""

    async def launch(request: Request) -> Response:
        """Let in the browser that brings the one-time code, and hide the code from its bar."""
        session = sessions.launched(request.query_params.get("ma", ""), who)
        if session is None:
            raise HTTPException(
                HTTPStatus.FORBIDDEN,
                "Địa chỉ mở bàn chỉ dùng được một lần. Chạy lại `khuyencong desk` để có địa chỉ "
                "mới.",
            )
        answer = RedirectResponse(PREFIX, HTTPStatus.SEE_OTHER)
        answer.set_cookie(
            cookie, session.id, max_age=COOKIE_AGE, path="/", httponly=True, samesite="strict"
        )
        return answer

    routes = [Route(f"{PREFIX}mo", launch), Route(f"{PREFIX}tinh/{{name}}", _static)]
    app = Starlette(
        routes=[*routes, *_routes(workspace)], exception_handlers={HTTPException: _refused}
    )
    return Guard(app, hosts, sessions, cookie)


def _routes(workspace: Workspace) -> list[BaseRoute]:
    home = HomeScreens(workspace)
    entries = EntryScreens(workspace, Presence())
    states = StateScreens(workspace)
    site = SiteScreens(workspace)
    text = TextScreens(workspace)
    return [
        _get("", home.today),
        _get("danh-sach", home.list),
        _get("bai/{source:path}", entries.open),
        _post("bai/{source:path}", entries.save),
        _get("viet/{folder}", entries.begin),
        _post("viet/{folder}", entries.save),
        _post("ghep", entries.settle),
        _post("ban-dang-viet", entries.keep),
        _post("bo-ban-dang-viet", entries.discard),
        _post("buoc/{source:path}", states.step),
        _post("xoa/{source:path}", states.delete, Role.EDITOR),
        _post(f"{TEXT}blocks", text.blocks),
        _post(f"{TEXT}shown", text.shown),
        _post(f"{TEXT}paste", text.paste),
        _get(f"{TEXT}entries", text.entries),
        _get(f"{TEXT}tep/{{file:path}}", text.picture),
        Route("/{path:path}", endpoint(site.page)),
    ]


def _get(path: str, work: Work, role: Role = Role.WRITER) -> Route:
    return Route(f"{PREFIX}{path}", endpoint(work, role), methods=["GET"])


def _post(path: str, work: Work, role: Role = Role.WRITER) -> Route:
    return Route(f"{PREFIX}{path}", endpoint(work, role), methods=["POST"])


async def _static(request: Request) -> Response:
    """A file of the desk's own; its address changes with its content."""
    name = request.path_params["name"]
    if name == "base.css":
        return Response(base_style(), media_type="text/css")
    if name not in STATIC:
        raise HTTPException(HTTPStatus.NOT_FOUND, "Không có tệp này.")
    data = files("khuyencong.desk").joinpath("static", name).read_bytes()
    headers = {"Cache-Control": "private, max-age=31536000, immutable"}
    return Response(data, media_type=STATIC[name], headers=headers)


async def _refused(request: Request, error: Exception) -> Response:
    """A refusal as a sentence."""
    if not isinstance(error, HTTPException):
        raise error
    return PlainTextResponse(error.detail, error.status_code)
