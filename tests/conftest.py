"""What many tests need: small content folders, and the sites of this repository."""

import os
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings

from khuyencong.site.index import Site
from khuyencong.site.site_reader import SiteReading, read_site
from khuyencong.vietnamese.dates import VIETNAM

if TYPE_CHECKING:
    from playwright.sync_api import Browser

# A busy machine is no fault of the code; what must be quick has tests of its own.
settings.register_profile("busy machine", deadline=None)
settings.load_profile("busy machine")


def pytest_runtest_setup(item: pytest.Item) -> None:
    is_root = hasattr(os, "geteuid") and os.geteuid() == 0
    if item.get_closest_marker("privileged") and not is_root:
        pytest.skip("only root may do this: run the tests as root, or under `unshare -rm`")


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


@pytest.fixture
def content(tmp_path: Path) -> Content:
    return Content(tmp_path)


@pytest.fixture(scope="session")
def browser() -> Iterator["Browser"]:
    """Debian's Chromium, one for a whole process: Playwright allows no second."""
    from playwright.sync_api import sync_playwright

    from tests.tools.chromium import FLAGS

    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=FLAGS)
        yield chromium
        chromium.close()
