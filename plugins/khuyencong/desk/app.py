"""The desk as a web application: its addresses, and who may ask for them."""

from collections.abc import Callable, Sequence, Set
from dataclasses import dataclass, field
from http import HTTPStatus
from importlib.resources import files
from pathlib import Path
from threading import Lock

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import BaseRoute, Route, Router
from starlette.types import Receive, Scope, Send

from khuyencong.desk.account_screens import SIGN_IN, AccountScreens, SignIn
from khuyencong.desk.accounts import Accounts
from khuyencong.desk.audit_log import AuditLog
from khuyencong.desk.first_start import FirstStart
from khuyencong.desk.guard import PREFIX, Guard
from khuyencong.desk.home_screens import HomeScreens
from khuyencong.desk.listing import Listing
from khuyencong.desk.person_name import PersonName
from khuyencong.desk.phone_door import PhoneDoor
from khuyencong.desk.phone_screens import PATH as PHONES
from khuyencong.desk.phone_screens import OfficePhoneScreens, PhoneScreens, draft_address
from khuyencong.desk.publishing_job import PublishingJob
from khuyencong.desk.readership import Readership
from khuyencong.desk.refusals import HANDLERS, stranger
from khuyencong.desk.requests import get_route, post_route
from khuyencong.desk.screen_renderer import STATIC, base_style
from khuyencong.desk.session_cookie import SessionCookie
from khuyencong.desk.sessions import Role, Sessions
from khuyencong.desk.workspace import Workspace

SERVICE_WORKER = "tho.js"


@dataclass(frozen=True)
class Office:
    """Who may come to a desk besides the browser that it opened itself."""

    accounts: Accounts
    log: AuditLog
    names: PersonName
    signs_in: bool = False
    """Whether accounts may sign in; else only the launch address lets in."""
    person: str = "Bàn biên tập"
    """Who sits at the machine: the one whom the launch address lets in."""
    origin: str = ""
    """Where the people of an office open it: `https://ban.trungtam.vn`."""
    door: PhoneDoor | None = None
    """The way in for phones at a desk of one person; at an office they come as everybody does."""


def application(
    workspace: Workspace,
    sessions: Sessions,
    hosts: Set[str],
    cookie: SessionCookie,
    office: Office,
    job: PublishingJob,
) -> Guard:
    """The guarded application of a desk."""
    routes = _sign_in_routes(sessions, cookie, office) if office.signs_in else []
    accounts = AccountScreens(office.accounts, sessions, office.log, office.names)
    readership = Readership(workspace)
    routes += [*_account_routes(accounts), *_phone_routes(sessions, office)]
    listing = Listing(workspace)
    home = HomeScreens(workspace, listing, job, readership, office.door)
    routes += [get_route("", home.today), get_route("danh-sach", home.list)]

    def behind() -> Sequence[BaseRoute]:
        from khuyencong.desk.screen_routes import screen_routes

        return screen_routes(workspace, listing, job, readership)

    routes.append(Route("/{path:path}", ScreensBehind(behind)))
    return _guarded(
        routes, sessions, hosts, cookie, office, workspace=workspace, job=job, readership=readership
    )


@dataclass
class ScreensBehind:
    """The screens behind the first one, loaded when somebody asks for one of them."""

    routes: Callable[[], Sequence[BaseRoute]]
    _router: Router | None = None
    _loading: Lock = field(default_factory=Lock)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        router = self._router
        if router is None:
            router = await run_in_threadpool(self._loaded)
        await router(scope, receive, send)

    def _loaded(self) -> Router:
        with self._loading:
            if self._router is None:
                self._router = Router(self.routes(), redirect_slashes=False)
            return self._router


def first_start_application(
    content: Path,
    open_desk: Callable[[], None],
    sessions: Sessions,
    hosts: Set[str],
    cookie: SessionCookie,
    office: Office,
) -> Guard:
    """The guarded application of a folder that is no centre yet; `open_desk` is for when it is."""
    start = FirstStart(content, open_desk)
    routes = [get_route("", start.ask), post_route("bat-dau", start.begin, Role.ADMINISTRATOR)]
    return _guarded(routes, sessions, hosts, cookie, office)


def _guarded(
    routes: Sequence[BaseRoute],
    sessions: Sessions,
    hosts: Set[str],
    cookie: SessionCookie,
    office: Office,
    **state: object,
) -> Guard:
    async def launch(request: Request) -> Response:
        """Let in the browser that brings the one-time code, and hide the code from its bar."""
        session = sessions.launched(request.query_params.get("ma", ""), office.person)
        if session is None:
            raise HTTPException(
                HTTPStatus.FORBIDDEN,
                "Địa chỉ mở bàn chỉ dùng được một lần. Chạy lại `khuyencong desk` để có địa chỉ "
                "mới.",
            )
        draft, source = (request.query_params.get(name, "") for name in ("nhap", "bai"))
        answer = RedirectResponse(f"{PREFIX}{draft_address(draft, source)}", HTTPStatus.SEE_OTHER)
        cookie.give(answer, session)
        return answer

    first = [Route(f"{PREFIX}mo", launch), Route(f"{PREFIX}tinh/{{name}}", _static)]
    app = Starlette(routes=[*first, *routes], exception_handlers=HANDLERS)
    for name, value in state.items():
        setattr(app.state, name, value)
    led_to = SIGN_IN if office.signs_in else ""
    return Guard(app, hosts, sessions, cookie.name, office.log, stranger, led_to)


def _sign_in_routes(sessions: Sessions, cookie: SessionCookie, office: Office) -> list[BaseRoute]:
    sign_in = SignIn(office.accounts, sessions, cookie, office.log)
    return [
        Route(SIGN_IN, sign_in.ask, methods=["GET"]),
        Route(SIGN_IN, sign_in.take, methods=["POST"]),
    ]


def _account_routes(accounts: AccountScreens) -> list[BaseRoute]:
    return [
        get_route("tai-khoan", accounts.list, Role.ADMINISTRATOR),
        post_route("tai-khoan", accounts.put, Role.ADMINISTRATOR),
        post_route("tai-khoan/dong", accounts.close, Role.ADMINISTRATOR),
        post_route("ho-ten", accounts.name_oneself),
        post_route("dang-xuat", accounts.sign_out),
    ]


def _phone_routes(sessions: Sessions, office: Office) -> list[BaseRoute]:
    if office.door is None:
        return [get_route(PHONES, OfficePhoneScreens(office.origin).show)]
    phones = PhoneScreens(sessions, office.door)
    return [
        get_route(PHONES, phones.show, Role.ADMINISTRATOR),
        post_route(PHONES, phones.open, Role.ADMINISTRATOR),
        post_route(f"{PHONES}/dong", phones.close, Role.ADMINISTRATOR),
    ]


async def _static(request: Request) -> Response:
    """A file of the desk's own; its address changes with its content."""
    name = request.path_params["name"]
    headers = {"Cache-Control": "private, max-age=31536000, immutable"}
    if name == "base.css":
        return Response(base_style(), media_type="text/css", headers=headers)
    if name not in STATIC:
        raise HTTPException(HTTPStatus.NOT_FOUND, "Không có tệp này.")
    data = files("khuyencong.desk").joinpath("static", name).read_bytes()
    if name == SERVICE_WORKER:  # its address never changes; it stands for the whole desk
        headers = {"Cache-Control": "no-cache", "Service-Worker-Allowed": PREFIX}
    return Response(data, media_type=STATIC[name], headers=headers)
