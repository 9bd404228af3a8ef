"""What many tests need: small content folders, and the sites of this repository."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator, Sequence
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings
from pelican.settings import read_settings

from khuyencong.rendering.renderer import Renderer
from khuyencong.rendering.templates import RenderSettings
from khuyencong.site.index import Site
from khuyencong.site.site_reader import SiteReading, read_site
from khuyencong.vietnamese.dates import VIETNAM

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

    from tests.editor.unikey import Screen

# A busy machine is no fault of the code; what must be quick has tests of its own. The same examples
# each time, so that a run says something about the change; `make explore` draws others.
settings.register_profile("repeatable", deadline=None, derandomize=True)
settings.register_profile("explore", deadline=None)
settings.load_profile("repeatable")

# Each of the many commands that tests start would compile the whole program anew.
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
sys.dont_write_bytecode = False

ROOT = Path(__file__).parent.parent
NOW = datetime(2026, 11, 24, 9, 0, tzinfo=VIETNAM)

CENTRE = """\
name: Trung tâm Khuyến công Thử Nghiệm
short_name: Bản tin Thử
email: tin@thu.example
url: https://thu.example
categories:
  tin-tuc: {name: Tin tức, description: Tin mỗi ngày.}
"""


@cache
def repository_files(folder: str = ".") -> frozenset[str]:
    """Paths, from the root, of the files of this repository; those not committed yet too."""
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard", "--", folder]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, encoding="utf-8", check=True)
    return frozenset(path for path in done.stdout.splitlines() if (ROOT / path).is_file())


def pytest_configure() -> None:
    """Let programs under test be interrupted.

    A shell that starts the tests in the background has SIGINT ignored by all below it (POSIX
    1003.1, Shell Command Language, 2.11).
    """
    if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
        signal.signal(signal.SIGINT, signal.default_int_handler)


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: Sequence[pytest.Item]) -> None:
    """Give each test what follows from its markers and fixtures; a skipped one says why."""
    linux = sys.platform == "linux"
    root = linux and os.geteuid() == 0
    for item in items:
        if "exiftool" in getattr(item, "fixturenames", ()):
            item.add_marker("programs")
        if item.get_closest_marker("linux") and not linux:
            item.add_marker(pytest.mark.skip(reason="needs Linux"))
        if item.get_closest_marker("privileged") and not root:
            item.add_marker(pytest.mark.skip(reason="needs root: `sudo make privileged`"))


class Content:
    """A content folder under construction."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder / "content"
        self.cache = folder / "cache"
        self.write("site.yml", CENTRE)

    def write(self, path: str, text: str | bytes) -> Path:
        """A file as staff would leave it: text in UTF-8, bytes as they are."""
        file = self.folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(text.encode() if isinstance(text, str) else text)
        return file

    def story(self, path: str = "tin-tuc/bai.md", body: str = "Nội dung.", **keys: str) -> Path:
        """A sound story; keys change or (with an empty value) drop lines of its header."""
        header = {
            "title": "Mở lớp tập huấn khuyến công",
            "date": "22/11/2026 08:30",
            "uid": f"kc-{path}",
            "summary": "Bốn lớp tập huấn.",
        } | keys
        lines = [f"{key}: {value}" for key, value in header.items() if value]
        return self.write(path, "\n".join(["---", *lines, "---", body, ""]))

    def product(self, path: str, title: str, extra: str = "", **keys: str) -> Path:
        """A sound product; `extra` is YAML put into the header as it is."""
        header = {
            "title": title,
            "uid": f"kc-{path}",
            "summary": "Làm ở quê.",
            "group": "che-bien",
            "producer": "{name: HTX Thử (minh họa), kind: hop-tac-xa, province: Lạng Sơn}",
        } | keys
        lines = [f"{key}: {value}" for key, value in header.items() if value]
        return self.write(path, "\n".join(["---", *lines, extra, "---", "Mô tả.", ""]))

    def photo(self, path: str = "anh/anh.jpg", size: tuple[int, int] = (640, 480)) -> Path:
        """A real JPEG."""
        from PIL import Image

        file = self.folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        Image.new("RGB", size, "#2a6f7a").save(file, quality=80)
        return file

    def read(self, now: datetime = NOW, *, drafts: bool = False) -> SiteReading:
        return read_site(self.folder, self.cache, now, drafts=drafts)

    def site(self, now: datetime = NOW, *, drafts: bool = False) -> Site:
        """The index of a folder that must be sound."""
        reading = self.read(now, drafts=drafts)
        assert reading.site is not None, "\n".join(map(str, reading.problems))
        return reading.site

    def said(self, now: datetime = NOW) -> list[str]:
        """Problems as `code file:line`."""
        return [f"{p.rule.code} {p.file}:{p.line}" for p in self.read(now).problems]


def theme_renderer(theme: Path = ROOT / "theme") -> Renderer:
    """Renders with the theme of this repository, or a copy of it."""
    settings = read_settings(str(ROOT / "pelicanconf.py"), override={"THEME": str(theme)})
    return Renderer(RenderSettings.from_pelican(settings))


@pytest.fixture
def content(tmp_path: Path) -> Content:
    return Content(tmp_path)


@pytest.fixture(scope="session")
def sample_site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """The index of the sample content, which has an entry of every kind."""
    site = read_site(ROOT / "content", tmp_path_factory.mktemp("sample-site"), NOW).site
    assert site
    return site


@pytest.fixture(scope="session")
def browser() -> Iterator["Browser"]:
    """Debian's Chromium, one for a whole process: Playwright allows no second."""
    from playwright.sync_api import sync_playwright

    from tests.tools.chromium import FLAGS

    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=FLAGS)
        yield chromium
        chromium.close()


@pytest.fixture(scope="module", params=["telex", "vni"])
def unikey(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[str, "Screen", "Page"]]:
    """A method of ibus-unikey, the screen that reads it, and a page in a window on that screen."""
    from tests.editor.unikey import page_on_screen

    home = tmp_path_factory.mktemp("man-hinh") / "nha"
    with page_on_screen(home, request.param) as (screen, page):
        yield request.param, screen, page
