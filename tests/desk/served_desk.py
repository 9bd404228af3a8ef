"""`khuyencong desk` as a process, over a small content folder, and what people do in it."""

import re
import signal
import subprocess
from pathlib import Path

from playwright.sync_api import Page, expect

from tests.conftest import Content
from tests.site.conftest import axe_findings
from tools.desk_process import start_desk, stop_desk

PAUSE = 60_000
"""Milliseconds within which everything on a screen must have happened, on the busiest machine."""
expect.set_options(timeout=PAUSE)

SITE = """\
name: Trung tâm Thử
short_name: Bản tin Thử
url: https://thu.example
sample: true
phones:
  - 0000 000 000
menu:
  - name: Tin tức
    address: /tin-tuc/
"""


class ServedDesk:
    """A real desk with one story and one product; it may be started again at the same address."""

    def __init__(self, folder: Path) -> None:
        self.content = Content(folder)
        self.folder = folder
        self.content.write("site.yml", SITE)
        self.content.story(slug="bai", body="Có 05 lớp ở Na Rì.\n\nĐoạn hai.")
        self.content.product("san-pham/mien.md", "Miến dong", sample="true")
        self.process: subprocess.Popen[str]
        self.launch = ""
        self.port = "0"

    def start(self) -> None:
        self.process, self.launch = start_desk(self.folder, port=self.port)
        self.port = re.findall(r":(\d+)/", self.launch)[0]

    def stop(self, number: signal.Signals = signal.SIGINT) -> None:
        stop_desk(self.process, number)

    def text(self, path: str = "tin-tuc/bai.md") -> str:
        return (self.content.folder / path).read_text()

    def at(self, path: str = "") -> str:
        """The address of a part of the desk."""
        return f"http://127.0.0.1:{self.port}/ban-bien-tap/{path}"


def write_body(page: Page, words: str) -> None:
    """Type into the text, whichever editor stands there."""
    has_editor = page.locator('script[src*="editor.js"]').count()
    page.locator(".ProseMirror" if has_editor else "#body").first.click()
    page.keyboard.press("Control+End")
    page.keyboard.type(words)


def saved(page: Page) -> None:
    page.get_by_role("button", name="Lưu vào bài").click()
    expect(page.locator(".said")).to_contain_text("Đã lưu.")


def saved_and_compared(page: Page, words: str) -> None:
    """Save more words, and look in the history at what that changed."""
    write_body(page, words)
    saved(page)
    page.get_by_role("link", name="Lịch sử").last.click()
    page.get_by_role("link", name="Xem đã đổi gì").first.click()
    expect(page.locator("ins").last).to_contain_text(words.strip())


def kept(page: Page) -> None:
    """Wait until the desk has every word of the form as a draft."""
    page.wait_for_selector("#bai[data-state='kept']")


def tab_to(page: Page, name: str) -> None:
    """Go on with the Tab key until something whose name begins so has the focus."""
    script = """() => {
      const here = document.activeElement;
      const [label] = here.labels ?? [];
      const name = here.getAttribute("aria-label") ?? (label ?? here).textContent;
      return name.trim();
    }"""
    for _ in range(200):
        page.keyboard.press("Tab")
        if page.evaluate(script).startswith(name):
            return
    raise AssertionError(f"no Tab leads to {name}")


def fits_a_phone(page: Page) -> None:
    """Nothing sticks out of an open screen, and axe finds nothing, light or dark."""
    for width in (640, 360, 320):  # 200 % and 400 % of 1280 pixels (WCAG 2.2, 1.4.4 and 1.4.10)
        page.set_viewport_size({"width": width, "height": 800})
        assert page.evaluate("document.documentElement.scrollWidth") <= width
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        assert axe_findings(page) == []
