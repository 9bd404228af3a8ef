"""A desk over a small content folder, and browsers that ask it without a screen."""

import warnings
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from khuyencong.desk.accounts import Accounts
from khuyencong.desk.app import Office, application
from khuyencong.desk.audit_log import AuditLog
from khuyencong.desk.guard import hosts_of
from khuyencong.desk.person_name import PersonName
from khuyencong.desk.publishing_job import PublishingJob
from khuyencong.desk.session_cookie import SessionCookie
from khuyencong.desk.sessions import Role, Session, Sessions
from khuyencong.desk.workspace import Workspace
from tests.conftest import Content
from tests.desk.served_desk import PAUSE, ServedDesk

with warnings.catch_warnings():  # it would rather have the successor of httpx
    warnings.simplefilter("ignore")
    from starlette.testclient import TestClient

HOST = "127.0.0.1:8100"
ORIGIN = f"http://{HOST}"


class Visitor:
    """A browser without a screen that was let in."""

    def __init__(self, client: TestClient, session: Session) -> None:
        self.client = client
        self.session = session
        self.client.cookies.set("ban", session.id, domain="127.0.0.1")

    def get(self, path: str, **query: str):
        return self.client.get(f"/ban-bien-tap/{path}", params=query)

    def post(self, path: str, pairs: dict | list, files: list | None = None, **headers: str):
        """A form sent by the desk's own page, with its token."""
        items = list(pairs.items()) if isinstance(pairs, dict) else pairs
        fields = {"token": self.session.token}
        for name, value in items:
            fields.setdefault(name, [])
            fields[name] = [*fields[name], value] if isinstance(fields[name], list) else value
        return self.client.post(
            f"/ban-bien-tap/{path}",
            data=fields,
            files=files,
            headers={"Origin": ORIGIN, "Sec-Fetch-Site": "same-origin", **headers},
            follow_redirects=False,
        )

    def form(self, path: str, **query: str) -> list[tuple[str, str]]:
        """The inputs of a form as a browser would submit them, in order."""
        return inputs_of(self.get(path, **query).text)


def inputs_of(page: str) -> list[tuple[str, str]]:
    """Names and values of the inputs of the form of an entry."""
    from bs4 import BeautifulSoup

    form = BeautifulSoup(page, "lxml").find("form", id="bai")
    assert form, page[:500]
    for template in form.find_all("template"):
        template.decompose()
    found = []
    for each in form.find_all(["input", "textarea", "select"]):
        name = each.get("name")
        if not name or name == "token":
            continue
        if each.name == "select":
            chosen = each.find("option", selected=True)
            found.append((name, chosen["value"] if chosen else ""))
        elif each.name == "textarea":
            found.append((name, each.text.removeprefix("\n")))
        elif each.get("type") != "checkbox" or each.has_attr("checked"):
            found.append((name, each.get("value", "")))
    return found


def changed(pairs: list[tuple[str, str]], **new: str) -> list[tuple[str, str]]:
    """Inputs with other values."""
    return [(name, new.get(name, value)) for name, value in pairs]


@pytest.fixture
def workspace(content: Content, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.chdir(Path(__file__).parents[2])
    made = Workspace(content.folder, tmp_path / "data")
    made.cache = tmp_path / "cache"
    yield made
    made.close()


@pytest.fixture
def sessions() -> Sessions:
    return Sessions()


@pytest.fixture
def client(workspace: Workspace, sessions: Sessions, tmp_path: Path) -> Iterator[TestClient]:
    office = Office(
        Accounts(tmp_path / "tai-khoan.json"),
        AuditLog(tmp_path / "nhat-ky.jsonl"),
        PersonName(tmp_path / "ho-ten.txt"),
    )
    hosts = hosts_of(["127.0.0.1"], 8100)
    job = PublishingJob(workspace.content, entry_cache=workspace.preview.entry_cache)
    app = application(workspace, sessions, hosts, SessionCookie("ban"), office, job)
    with TestClient(app, base_url=ORIGIN) as made:
        yield made


@pytest.fixture
def visitor(client: TestClient, sessions: Sessions) -> Visitor:
    return Visitor(client, sessions.begin("Hoa", Role.ADMINISTRATOR))


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ServedDesk]:
    made = ServedDesk(tmp_path_factory.mktemp("ban"))
    made.start()
    yield made
    made.stop()


@pytest.fixture(scope="module")
def context(served: ServedDesk, browser: Browser) -> Iterator[BrowserContext]:
    made = browser.new_context(viewport={"width": 1280, "height": 900})
    made.set_default_timeout(PAUSE)
    page = made.new_page()
    page.goto(served.launch)
    page.close()
    yield made
    made.close()


@pytest.fixture
def page(context: BrowserContext, served: ServedDesk) -> Iterator[Page]:
    made = context.new_page()
    errors: list[str] = []
    made.on("pageerror", lambda error: errors.append(str(error)))
    made.on("dialog", lambda dialog: dialog.accept())
    made.goto(served.at())
    yield made
    made.close()
    assert errors == []
