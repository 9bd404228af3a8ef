"""The real desk with one story in it, and the story's form in a browser."""

import shutil
import subprocess
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
import uvicorn
from filelock import FileLock
from playwright.sync_api import Browser, Page

from khuyencong.desk.accounts import Accounts
from khuyencong.desk.app import Office, application
from khuyencong.desk.audit_log import AuditLog
from khuyencong.desk.guard import PREFIX, hosts_of
from khuyencong.desk.listener import LOOPBACK, bound
from khuyencong.desk.person_name import PersonName
from khuyencong.desk.publishing_job import PublishingJob
from khuyencong.desk.session_cookie import SessionCookie
from khuyencong.desk.sessions import Role, Sessions
from khuyencong.desk.workspace import Workspace
from tests.conftest import CENTRE, ROOT

STATIC = ROOT / "plugins" / "khuyencong" / "desk" / "static"
HEADER = "---\ntitle: Bàn giao máy sấy\ndate: 12/11/2026\nsummary: Sa-pô.\n---\n\n"
OTHER = HEADER.replace("Bàn giao máy sấy", "Hội nghị khuyến công Na Rì") + "Nội dung.\n"


@dataclass(frozen=True)
class ServedDesk:
    """A desk that answers on this machine, and the story that tests write into."""

    origin: str
    cookie: dict[str, str]
    story: Path

    @property
    def address(self) -> str:
        return f"{self.origin}{PREFIX}bai/tin-tuc/{self.story.name}"

    def write(self, body: str) -> None:
        self.story.write_text(HEADER + body, encoding="utf-8", newline="")


@pytest.fixture(scope="session")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ServedDesk]:
    with FileLock(tmp_path_factory.getbasetemp().parent / "editor.lock"):
        subprocess.run(["make", "--silent", "editor"], cwd=ROOT, check=True)
    folder = tmp_path_factory.mktemp("ban")
    content = folder / "content"
    (content / "tin-tuc").mkdir(parents=True)
    (content / "site.yml").write_text(CENTRE, encoding="utf-8")
    shutil.copytree(ROOT / "content" / "anh", content / "anh")
    (content / "tin-tuc" / "hoi-nghi.md").write_text(OTHER, encoding="utf-8")
    story = content / "tin-tuc" / "ban-giao.md"
    story.write_text(HEADER, encoding="utf-8")
    listening = bound(0)
    port = listening.getsockname()[1]
    workspace, sessions = Workspace(content, folder / "data"), Sessions()
    office = Office(
        Accounts(folder / "tai-khoan.json"),
        AuditLog(folder / "nhat-ky.jsonl"),
        PersonName(folder / "ho-ten.txt"),
    )
    hosts = hosts_of((LOOPBACK,), port)
    app = application(
        workspace, sessions, hosts, SessionCookie("ban"), office, PublishingJob(workspace.content)
    )
    server = uvicorn.Server(uvicorn.Config(app, log_level="error"))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
    thread.start()
    session = sessions.begin("Hoa", Role.ADMINISTRATOR)
    origin = f"http://{LOOPBACK}:{port}"
    yield ServedDesk(origin, {"name": "ban", "value": session.id, "url": origin}, story)
    server.should_exit = True
    thread.join()
    workspace.close()


class StoryForm:
    """The form of the story, with its text as it will look."""

    def __init__(self, page: Page, desk: ServedDesk) -> None:
        self.page = page
        self.desk = desk
        self.text = page.get_by_role("textbox", name="Nội dung bài").and_(
            page.locator("[contenteditable]")
        )

    def open(self, body: str) -> None:
        self.desk.write(body)
        self.page.goto(self.desk.address)
        self.settle()

    def load(self, body: str) -> None:
        """Put a text into the open form, as the desk does with a draft that it found again."""
        self.page.locator("#body").evaluate(
            "(area, body) => { area.value = body; area.dispatchEvent(new Event('change')); }", body
        )
        self.settle()

    def settle(self) -> None:
        self.page.wait_for_selector(".editor[aria-busy='false']")

    @property
    def body(self) -> str:
        """The Markdown that the form would send."""
        return self.page.locator("#body").input_value()

    def caret_behind(self, words: str) -> None:
        """Put the caret behind words of the text, and wait until the editor has noticed it."""
        self.page.evaluate(CARET, words)

    def type_behind(self, words: str, typed: str, key: str = "") -> None:
        """Type behind words of the text, after a key such as Enter."""
        self.caret_behind(words)
        if key:
            self.page.keyboard.press(key)
        self.page.keyboard.type(typed)

    def seen_by_renderer(self) -> None:
        """Wait until what was typed is shown as the page will show it."""
        self.page.wait_for_selector(".editor[data-state='settled']")

    def tool(self, name: str) -> None:
        self.page.get_by_role("button", name=name, exact=True).click()

    def wait_for_body(self, right: Callable[[str], bool]) -> str:
        """The Markdown as soon as it is right, or as it is after half a minute."""
        self.wait_until(lambda: right(self.body))
        return self.body

    def wait_for_focus(self, attribute: str, value: str) -> None:
        """Wait until the element with the focus has an attribute of this value."""
        focused = "name => document.activeElement.getAttribute(name)"
        self.wait_until(lambda: self.page.evaluate(focused, attribute) == value)
        assert self.page.evaluate(focused, attribute) == value

    # Not `wait_for_function`: it asks again through `eval`, which the policy of the desk forbids.
    def wait_until(self, right: Callable[[], bool]) -> None:
        """Wait until something is so, or for half a minute."""
        end = time.monotonic() + 30
        while not right() and time.monotonic() < end:
            self.page.wait_for_timeout(50)

    def expect_body(self, body: str) -> None:
        """Wait until the Markdown is this, blank lines around it aside."""
        assert self.wait_for_body(lambda written: written.strip() == body.strip()).strip() == (
            body.strip()
        )


# ProseMirror looks at the selection 20 ms after it was focused, and whenever the browser tells of
# a change; behind both the caret is where it was put.
CARET = """async (words) => {
  const text = document.querySelector(".ProseMirror");
  const behind = (milliseconds) => new Promise((done) => setTimeout(done, milliseconds));
  text.focus();
  await behind(25);
  const walker = document.createTreeWalker(text, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const place = walker.currentNode.data.indexOf(words) + words.length;
    if (place < words.length) continue;
    const [node, now] = [walker.currentNode, getSelection()];
    if (now.isCollapsed && now.anchorNode === node && now.anchorOffset === place) return;
    const told = new Promise((done) => {
      document.addEventListener("selectionchange", done, { once: true });
    });
    now.collapse(node, place);
    await told;
    await behind(0);
    return;
  }
  throw new Error(`no "${words}"`);
}"""


@pytest.fixture
def form(desk: ServedDesk, browser: Browser) -> Iterator[StoryForm]:
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    context.add_cookies([desk.cookie])
    page = context.new_page()
    page.set_default_timeout(30_000)
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on("console", lambda said: faults.append(said.text) if "Policy" in said.text else None)
    yield StoryForm(page, desk)
    context.close()
    assert not faults
