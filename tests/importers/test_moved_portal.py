"""An old site that moved in, served by a real nginx: every old address leads to its story."""

import http.client
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from khuyencong.importers.report import Report
from tests.importers.conftest import Desk
from tests.importers.old_sites import broken_posts, mixed_portal, text
from tests.publishing.web_servers import nginx

CENTRE = """\
name: Trung tâm Khuyến công Thử Nghiệm
short_name: Bản tin Thử
email: tin@khuyencong-thu.vn
url: https://khuyencong-thu.vn
categories:
  tin-tuc: {name: Tin tức, description: Tin mỗi ngày.}
"""
pytestmark = [pytest.mark.slow, pytest.mark.programs]
LARGE = pytest.mark.audit


@dataclass
class Web:
    """A site on its server, as a browser asks for it."""

    port: int

    def get(self, address: str) -> tuple[int, str, str]:
        """Status, where it leads, and the page."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port)
        connection.request("GET", address)
        answer = connection.getresponse()
        page = answer.read().decode()
        connection.close()
        return answer.status, answer.getheader("Location") or "", page

    def story_at(self, address: str) -> str:
        """The page to which an address leads, at once or by one permanent redirect."""
        status, moved, page = self.get(address)
        if status == 301:
            status, _, page = self.get(urlsplit(moved).path)
        assert status == 200, address
        return page


@contextmanager
def served(desk: Desk, report: Report, folder: Path) -> Iterator[Web]:
    """The site of an import whose drafts somebody agreed to."""
    desk.content.write("site.yml", CENTRE)
    for item in report.items:
        if item.file:
            draft = desk.content.folder / item.file
            draft.write_text(draft.read_text("utf-8").replace("status: draft\n", ""), "utf-8")
    command = [sys.executable, "-m", "khuyencong", "serverconfig", "nginx"]
    command += ["--content", str(desk.content.folder), "--output", str(folder / "out")]
    subprocess.run(command, cwd=folder, check=True, capture_output=True)
    (config,) = folder.glob("*.nginx.conf")
    with nginx(folder, folder / "out", f"include {config};") as web:
        yield Web(urlsplit(web).port or 0)


def _is_told(page: str, sentences: Sequence[str]) -> bool:
    plain = " ".join(page.split())
    return all(sentence in plain for sentence in sentences)


@pytest.mark.parametrize("pages", [16, pytest.param(200, marks=LARGE)])
def test_every_old_address_of_a_portal_leads_to_its_story(
    desk: Desk, tmp_path: Path, pages: int
) -> None:
    addresses = mixed_portal(tmp_path / "cu", pages)
    report = desk.import_(tmp_path / "cu")
    assert len(report.items) == pages and not report.refused
    with served(desk, report, tmp_path) as web:
        for number, address in enumerate(addresses):
            for asked in (address, address.replace("Tin-Tuc", "tin-tuc").replace("Bai", "bai")):
                page = web.story_at(asked)
                assert f"Tin số {number} của trung tâm" in page, asked
                assert _is_told(page, text(number)), asked


@pytest.mark.parametrize("posts", [12, pytest.param(300, marks=LARGE)])
def test_every_old_address_of_broken_posts_leads_to_its_words(
    desk: Desk, tmp_path: Path, posts: int
) -> None:
    report = desk.import_(broken_posts(tmp_path / "cu", posts))
    published = [number for number in range(posts) if number % 10 != 9]
    assert len(report.items) == len(published) and not report.refused
    with served(desk, report, tmp_path) as web:
        for number in published:
            for address in (f"/?p={number}", f"/2023/05/bai-{number}/"):
                assert _is_told(web.story_at(address), text(number, 8)), address
