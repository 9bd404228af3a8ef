"""A phone comes to the desk by a code that somebody asked for, and to nothing else."""

import re
from collections.abc import Iterator
from html import unescape
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from khuyencong.desk.accounts import Accounts
from khuyencong.desk.app import Office, application
from khuyencong.desk.audit_log import AuditLog
from khuyencong.desk.guard import hosts_of
from khuyencong.desk.person_name import PersonName
from khuyencong.desk.phone_screens import CODE_LIVES
from khuyencong.desk.publishing_job import PublishingJob
from khuyencong.desk.session_cookie import SessionCookie
from khuyencong.desk.sessions import Role, Sessions
from khuyencong.desk.workspace import Workspace
from tests.conftest import Content
from tests.desk.conftest import ORIGIN, Visitor

PHONE = "http://192.168.1.10:8100"
DRAFT = "0123456789abcdef"


@pytest.fixture
def at_home(workspace: Workspace, sessions: Sessions, tmp_path: Path) -> Iterator[Visitor]:
    """Somebody at a desk that was started with --phone."""
    accounts, log = Accounts(tmp_path / "tai-khoan.json"), AuditLog(tmp_path / "nhat-ky.jsonl")
    office = Office(accounts, log, PersonName(tmp_path / "ho-ten.txt"), phone_origin=PHONE)
    hosts = hosts_of(["127.0.0.1", "192.168.1.10"], 8100)
    job = PublishingJob(workspace.content)
    app = application(workspace, sessions, hosts, SessionCookie("ban"), office, job)
    with TestClient(app, base_url=ORIGIN) as made:
        yield Visitor(made, sessions.begin("Hoa", Role.ADMINISTRATOR))


def path_in_code(page: str) -> str:
    """The address that the code on a screen leads to, below the phone's origin."""
    (address,) = re.findall(r'<code class="address">(.*?)</code>', page)
    return unescape(address).removeprefix(PHONE)


def test_the_code_lets_one_phone_in_once_as_a_writer(
    at_home: Visitor, sessions: Sessions, content: Content
) -> None:
    content.story(body="Bài.")
    path = path_in_code(at_home.get(f"dien-thoai/{DRAFT}", bai="tin-tuc/bai.md").text)
    at_home.client.cookies.clear()
    first = at_home.client.get(path, follow_redirects=False)
    assert first.headers["location"] == f"/ban-bien-tap/xem/{DRAFT}?bai=tin-tuc%2Fbai.md"
    phone = sessions.find(first.cookies["ban"])
    assert phone and phone.who == "Hoa" and phone.role is Role.WRITER
    at_home.client.cookies.clear()
    assert at_home.client.get(path, follow_redirects=False).status_code == 403


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


def test_a_desk_of_one_machine_gives_no_codes(visitor: Visitor, content: Content) -> None:
    content.story()
    assert visitor.get(f"dien-thoai/{DRAFT}").status_code == 404
    assert "Xem trên điện thoại" not in visitor.get("bai/tin-tuc/bai.md").text


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
