"""A phone comes to the desk by a code that somebody asked for, and to nothing else."""

import re
import socket
from collections.abc import Iterator
from html import unescape
from pathlib import Path

import httpx
import pytest
from starlette.testclient import TestClient

from khuyencong.desk.accounts import Accounts
from khuyencong.desk.app import Office, application
from khuyencong.desk.audit_log import AuditLog
from khuyencong.desk.first_start import Entrance
from khuyencong.desk.guard import hosts_of
from khuyencong.desk.listener import bound
from khuyencong.desk.person_name import PersonName
from khuyencong.desk.phone_door import PhoneDoor
from khuyencong.desk.phone_screens import CODE_LIVES
from khuyencong.desk.publishing_job import PublishingJob
from khuyencong.desk.session_cookie import SessionCookie
from khuyencong.desk.sessions import Role, Sessions
from khuyencong.desk.workspace import Workspace
from tests.conftest import Content
from tests.desk.conftest import ORIGIN, Visitor

LISTENS = pytest.mark.slow
"""A real server at a second address of this machine: a third of a second."""
pytestmark = pytest.mark.linux  # elsewhere 127.0.0.2 is not there
DRAFT = "0123456789abcdef"
PHONE_ADDRESS = "127.0.0.2"
"""Stands for the machine's address in its network: of another interface, and really listened to."""


@pytest.fixture
def door(sessions: Sessions) -> Iterator[PhoneDoor]:
    made = PhoneDoor(Entrance(_no_app), set(), sessions, free_port(), lambda: PHONE_ADDRESS)
    yield made
    made.close()


@pytest.fixture
def at_home(
    workspace: Workspace, sessions: Sessions, tmp_path: Path, door: PhoneDoor
) -> Iterator[Visitor]:
    """Somebody at a desk of one person."""
    accounts, log = Accounts(tmp_path / "tai-khoan.json"), AuditLog(tmp_path / "nhat-ky.jsonl")
    office = Office(accounts, log, PersonName(tmp_path / "ho-ten.txt"), door=door)
    door.hosts |= hosts_of(["127.0.0.1"], 8100)
    job = PublishingJob(workspace.content)
    app = application(workspace, sessions, door.hosts, SessionCookie("ban"), office, job)
    door.app.app = app
    with TestClient(app, base_url=ORIGIN) as made:
        yield Visitor(made, sessions.begin("Hoa", Role.ADMINISTRATOR))


async def _no_app(scope: object, receive: object, send: object) -> None:
    raise AssertionError("asked before there was a desk")


def free_port() -> int:
    with bound(0, PHONE_ADDRESS) as listening:
        return listening.getsockname()[1]


def opened(at_home: Visitor) -> str:
    """Where phones find the desk once its person opened it for them."""
    page = at_home.client.get(at_home.post("dien-thoai", {}).headers["location"]).text
    return origin_in_code(page)


def code_in(page: str) -> str:
    """The address that the code on a screen leads to."""
    (address,) = re.findall(r'<code class="address">(.*?)</code>', page)
    return unescape(address)


def origin_in_code(page: str) -> str:
    return code_in(page).partition("/ban-bien-tap/")[0]


@LISTENS
def test_nothing_listens_for_phones_until_the_person_at_the_machine_says_so(
    at_home: Visitor, door: PhoneDoor
) -> None:
    page = at_home.get("dien-thoai").text
    assert "Mở cho điện thoại" in page and "không được mã hóa" in page and "<svg" not in page
    with pytest.raises(ConnectionRefusedError):
        socket.create_connection((PHONE_ADDRESS, door.port), timeout=5)
    assert opened(at_home) == f"http://{PHONE_ADDRESS}:{door.port}"
    assert "Bàn đang mở cho điện thoại" in at_home.get("").text


@LISTENS
def test_the_code_lets_one_phone_in_once_as_a_writer(
    at_home: Visitor, sessions: Sessions, content: Content
) -> None:
    content.story(body="Bài.")
    opened(at_home)
    address = code_in(at_home.get("dien-thoai", nhap=DRAFT, bai="tin-tuc/bai.md").text)
    with httpx.Client(trust_env=False) as phone:
        first = phone.get(address)
        assert first.headers["location"] == f"/ban-bien-tap/xem/{DRAFT}?bai=tin-tuc%2Fbai.md"
        session = sessions.find(first.cookies["ban"])
        assert session and session.who == "Hoa" and session.role is Role.WRITER
        assert phone.get(address.partition("mo?")[0]).status_code == 200
    assert httpx.get(address, trust_env=False).status_code == 403


def test_a_phone_opens_the_door_to_no_other_and_closes_it_to_none(
    at_home: Visitor, sessions: Sessions
) -> None:
    phone = Visitor(at_home.client, sessions.begin("Hoa", Role.WRITER))
    assert phone.get("dien-thoai").status_code == 403
    assert phone.post("dien-thoai", {}).status_code == 403
    assert phone.post("dien-thoai/dong", {}).status_code == 403
    assert "dien-thoai" not in phone.get("").text


@LISTENS
def test_when_the_door_is_closed_phones_are_out_and_old_codes_are_of_no_use(
    at_home: Visitor, door: PhoneDoor
) -> None:
    opened(at_home)
    used, unused = (code_in(at_home.get("dien-thoai").text) for _ in range(2))
    with httpx.Client(trust_env=False) as phone:
        phone.get(used)
        at_home.post("dien-thoai/dong", {})
        with pytest.raises(httpx.ConnectError):
            phone.get(used)
        root = f"{opened(at_home)}/ban-bien-tap/"
        assert phone.get(root).status_code == phone.get(unused).status_code == 403


@LISTENS
def test_the_door_knows_the_machine_by_its_address_alone(at_home: Visitor) -> None:
    root = f"{opened(at_home)}/ban-bien-tap/"
    asked = httpx.get(root, headers={"Host": "xa.example"}, trust_env=False)
    assert asked.status_code == 421


@pytest.mark.parametrize("address", ["", "192.0.2.77"])
def test_a_door_that_cannot_be_opened_says_why(
    at_home: Visitor, door: PhoneDoor, address: str
) -> None:
    door.network_address = lambda: address
    page = at_home.client.get(at_home.post("dien-thoai", {}).headers["location"]).text
    assert ("Không mở được cổng" if address else "không nối mạng nào") in page
    assert door.origin == "" and "Mở cho điện thoại" in page


def test_the_code_is_of_no_use_after_five_minutes() -> None:
    now = [0.0]
    sessions = Sessions(clock=lambda: now[0])
    code = sessions.new_launch("Hoa", Role.WRITER, CODE_LIVES)
    now[0] = CODE_LIVES + 1
    assert sessions.launched(code, "ai") is None


def test_a_code_leads_nowhere_but_into_the_desk(at_home: Visitor, sessions: Sessions) -> None:
    for draft in ("//xa.example", "../..", DRAFT + "/x"):
        code = sessions.new_launch("Hoa", Role.WRITER)
        query = {"ma": code, "nhap": draft, "bai": "//xa.example"}
        to = at_home.client.get("/ban-bien-tap/mo", params=query, follow_redirects=False)
        assert to.headers["location"] == "/ban-bien-tap/"


def test_at_an_office_the_code_leads_to_the_sign_in(visitor: Visitor) -> None:
    page = visitor.get("dien-thoai").text
    assert "tên và mật khẩu" in page and "ma=" not in code_in(page)


def test_the_page_of_a_form_in_which_nothing_changed_is_that_of_its_file(
    visitor: Visitor, content: Content
) -> None:
    content.story(body="Bài.")
    told = visitor.get(f"xem/{DRAFT}", bai="tin-tuc/bai.md")
    assert "đang được dựng" in told.text  # not: "Bản đang viết này đã lưu hoặc đã bỏ"
    assert visitor.get(f"xem/{DRAFT}").status_code == 404


def test_the_desk_can_be_installed_and_its_worker_rules_the_desk_alone(visitor: Visitor) -> None:
    manifest = visitor.get("tinh/ban.webmanifest")
    assert manifest.headers["content-type"] == "application/manifest+json"
    assert manifest.json()["scope"] == manifest.json()["start_url"] == "/ban-bien-tap/"
    worker = visitor.get("tinh/tho.js")
    assert worker.headers["service-worker-allowed"] == "/ban-bien-tap/"
    assert worker.headers["cache-control"] == "no-cache"
