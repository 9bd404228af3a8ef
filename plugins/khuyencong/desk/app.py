"""The desk as a web application: its addresses, and who may ask for them."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from http import HTTPStatus
from importlib.resources import files
from pathlib import Path

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import BaseRoute, Route

from khuyencong.desk.account_screens import SIGN_IN, AccountScreens, SignIn
from khuyencong.desk.accounts import Accounts
from khuyencong.desk.approval_letters import ApprovalLetters
from khuyencong.desk.approval_screens import ApprovalScreens
from khuyencong.desk.audit_log import AuditLog
from khuyencong.desk.centre_screens import CentreScreens
from khuyencong.desk.de_an_screens import DeAnScreens
from khuyencong.desk.duty_screens import DutyScreens
from khuyencong.desk.entry_screens import EntryScreens
from khuyencong.desk.file_screens import FileScreens
from khuyencong.desk.file_store import FileStore
from khuyencong.desk.first_start import FirstStart, StarterEntries
from khuyencong.desk.guard import PREFIX, Guard
from khuyencong.desk.history_screens import HistoryScreens
from khuyencong.desk.home_screens import HomeScreens
from khuyencong.desk.import_screens import ImportScreens
from khuyencong.desk.listing import Listing
from khuyencong.desk.person_name import PersonName
from khuyencong.desk.phone_screens import PhoneScreens, draft_address
from khuyencong.desk.photo_screens import PhotoScreens
from khuyencong.desk.photo_store import PhotoStore
from khuyencong.desk.presence import Presence
from khuyencong.desk.publishing_job import PublishingJob
from khuyencong.desk.publishing_screens import PublishingScreens
from khuyencong.desk.reader_screens import ReaderScreens
from khuyencong.desk.readership import Readership
from khuyencong.desk.refusals import HANDLERS
from khuyencong.desk.replacing_screens import ReplacingScreens
from khuyencong.desk.requests import Work, endpoint
from khuyencong.desk.round_screens import RoundScreens
from khuyencong.desk.screen_renderer import STATIC, base_style
from khuyencong.desk.session_cookie import SessionCookie
from khuyencong.desk.sessions import Role, Sessions
from khuyencong.desk.sharing_screens import SharingScreens
from khuyencong.desk.sheet_screens import SheetScreens
from khuyencong.desk.site_screens import SiteScreens
from khuyencong.desk.state_screens import StateScreens
from khuyencong.desk.struct_folder import NAME
from khuyencong.desk.target_screens import TargetScreens
from khuyencong.desk.text_screens import TEXT, TextScreens
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
    phone_origin: str = ""
    """Where a phone finds the desk (`http://192.168.1.10:8100`); empty when none may come."""


def application(
    workspace: Workspace,
    sessions: Sessions,
    hosts: frozenset[str],
    cookie: SessionCookie,
    office: Office,
    job: PublishingJob,
) -> Guard:
    """The guarded application of a desk."""
    routes = _sign_in_routes(sessions, cookie, office) if office.signs_in else []
    accounts = AccountScreens(office.accounts, sessions, office.log, office.names)
    readership = Readership(workspace)
    has_phone = bool(office.phone_origin)
    routes += _account_routes(accounts)
    routes += _routes(workspace, job, readership, has_phone=has_phone)
    if office.phone_origin:
        phones = PhoneScreens(sessions, office.phone_origin, by_code=not office.signs_in)
        routes.insert(0, _get("dien-thoai/{draft}", phones.show))
    return _guarded(
        routes, sessions, hosts, cookie, office, workspace=workspace, job=job, readership=readership
    )


def first_start_application(
    content: Path,
    open_desk: Callable[[], None],
    sessions: Sessions,
    hosts: frozenset[str],
    cookie: SessionCookie,
    office: Office,
) -> Guard:
    """The guarded application of a folder that is no centre yet; `open_desk` is for when it is."""
    start = FirstStart(content, open_desk)
    routes = [_get("", start.ask), _post("bat-dau", start.begin, Role.ADMINISTRATOR)]
    return _guarded(routes, sessions, hosts, cookie, office)


def _guarded(
    routes: Sequence[BaseRoute],
    sessions: Sessions,
    hosts: frozenset[str],
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
        shown = draft_address(draft, source) if NAME.fullmatch(draft) else ""
        answer = RedirectResponse(f"{PREFIX}{shown}", HTTPStatus.SEE_OTHER)
        cookie.give(answer, session)
        return answer

    first = [Route(f"{PREFIX}mo", launch), Route(f"{PREFIX}tinh/{{name}}", _static)]
    app = Starlette(routes=[*first, *routes], exception_handlers=HANDLERS)
    for name, value in state.items():
        setattr(app.state, name, value)
    led_to = SIGN_IN if office.signs_in else ""
    return Guard(app, hosts, sessions, cookie.name, office.log, led_to)


def _sign_in_routes(sessions: Sessions, cookie: SessionCookie, office: Office) -> list[BaseRoute]:
    sign_in = SignIn(office.accounts, sessions, cookie, office.log)
    return [
        Route(SIGN_IN, sign_in.ask, methods=["GET"]),
        Route(SIGN_IN, sign_in.take, methods=["POST"]),
    ]


def _account_routes(accounts: AccountScreens) -> list[BaseRoute]:
    return [
        _get("tai-khoan", accounts.list, Role.ADMINISTRATOR),
        _post("tai-khoan", accounts.put, Role.ADMINISTRATOR),
        _post("tai-khoan/dong", accounts.close, Role.ADMINISTRATOR),
        _post("ho-ten", accounts.name_oneself),
        _post("dang-xuat", accounts.sign_out),
    ]


def _routes(
    workspace: Workspace, job: PublishingJob, readership: Readership, *, has_phone: bool
) -> list[BaseRoute]:
    listing = Listing(workspace)
    home = HomeScreens(workspace, listing, job, readership)
    letters = ApprovalLetters(workspace.data / "thu-duyet")
    entries = EntryScreens(workspace, Presence(), letters, readership, has_phone=has_phone)
    states = StateScreens(workspace)
    approvals = ApprovalScreens(workspace, letters)
    site = SiteScreens(workspace)
    text = TextScreens(workspace, listing)
    history = HistoryScreens(workspace)
    imports = ImportScreens(workspace)
    rounds = RoundScreens(workspace)
    sheets = SheetScreens(workspace)
    de_an = DeAnScreens(workspace)
    sharing = SharingScreens(workspace)
    starter = StarterEntries(workspace)
    replacing = ReplacingScreens(workspace)
    centre = CentreScreens(workspace)
    publishing = PublishingScreens(job, workspace)
    targets = TargetScreens(workspace.content)
    readers = ReaderScreens(workspace, readership)
    photos = PhotoScreens(PhotoStore(workspace))
    downloads = FileScreens(FileStore(workspace))
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
        _get("thu-duyet/{letter}", approvals.letter),
        _post("thu-duyet/{source:path}", approvals.send),
        _post("ma-duyet/{source:path}", approvals.approve),
        _post("xoa/{source:path}", states.delete, Role.EDITOR),
        _post(f"{TEXT}blocks", text.blocks),
        _post(f"{TEXT}shown", text.shown),
        _post(f"{TEXT}paste", text.paste),
        _get(f"{TEXT}entries", text.entries),
        _post("xem", entries.show),
        _get("xem/{draft}", entries.show_draft),
        _get("lich-su", history.all),
        _get("lich-su/{source:path}", history.of_entry),
        _get("so-sanh/{id}", history.compare),
        _post("lay-lai/{id}", history.bring_back, Role.EDITOR),
        _get("anh", photos.library),
        _post("anh", photos.take),
        _get("anh-nho/{path:path}", photos.small),
        _post("tep", downloads.take),
        _get("tim-thay", replacing.find, Role.EDITOR),
        _post("tim-thay", replacing.replace, Role.EDITOR),
        _get("trung-tam", centre.open, Role.EDITOR),
        _post("trung-tam", centre.save, Role.EDITOR),
        _get("tuan-thu", DutyScreens(workspace).open),
        _get("dua-len-mang", publishing.show),
        _get("dua-len-mang/ban", publishing.releases),
        _get("noi-dang", targets.open, Role.ADMINISTRATOR),
        _post("noi-dang", targets.save, Role.ADMINISTRATOR),
        _post("dua-len-mang", publishing.start, Role.APPROVER),
        _post("dua-len-mang/tra-loi", publishing.answer, Role.APPROVER),
        _get("nguoi-doc", readers.open),
        _post("nguoi-doc", readers.read, Role.EDITOR),
        _get("nguoi-doc/csv", readers.export),
        _post("nguoi-doc/dan", readers.lead, Role.EDITOR),
        _get("chia-se/{source:path}", sharing.message),
        _get("ban-in/{source:path}", sharing.sheet),
        _get("bang/de-an", de_an.newest),
        _get("bang/de-an/{year}", de_an.open),
        _post("bang/de-an/{year}", de_an.take, Role.EDITOR),
        _get("bang/{folder}", sheets.open),
        _post("bang/{folder}", sheets.take),
        _get("binh-chon", rounds.open, Role.EDITOR),
        _post("binh-chon", rounds.enter, Role.EDITOR),
        _post("bo-bai-mau", starter.remove, Role.EDITOR),
        _get("nhap", imports.open),
        _post("nhap", imports.take),
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
    if name == SERVICE_WORKER:  # its address never changes; it stands for the whole desk
        headers = {"Cache-Control": "no-cache", "Service-Worker-Allowed": PREFIX}
    return Response(data, media_type=STATIC[name], headers=headers)
