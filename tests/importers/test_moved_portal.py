"""A portal that moved in, served by a real nginx: every old address leads to its story."""

import http.client
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from tests.importers.conftest import Desk
from tests.importers.old_sites import portal
from tests.publishing.web_servers import nginx

PAGES = 200
CENTRE = """\
name: Trung tâm Khuyến công Thử Nghiệm
short_name: Bản tin Thử
email: tin@khuyencong-thu.vn
url: https://khuyencong-thu.vn
categories:
  tin-tuc: {name: Tin tức, description: Tin mỗi ngày.}
"""
pytestmark = [pytest.mark.slow, pytest.mark.programs]


@pytest.fixture
def port(desk: Desk, tmp_path: Path) -> Iterator[int]:
    """Port at which the site of a portal of 200 pages is served, all its drafts agreed to."""
    desk.content.write("site.yml", CENTRE)
    report = desk.import_(portal(tmp_path / "cu", PAGES))
    for item in report.items:
        draft = desk.content.folder / item.file
        draft.write_text(draft.read_text("utf-8").replace("status: draft\n", ""), "utf-8")
    command = [sys.executable, "-m", "khuyencong", "serverconfig", "nginx"]
    command += ["--content", str(desk.content.folder), "--output", str(tmp_path / "out")]
    subprocess.run(command, cwd=tmp_path, check=True, capture_output=True)
    (config,) = tmp_path.glob("*.nginx.conf")
    with nginx(tmp_path, tmp_path / "out", f"include {config};") as web:
        yield urlsplit(web).port or 0


def _get(port: int, address: str) -> tuple[int, str, str]:
    connection = http.client.HTTPConnection("127.0.0.1", port)
    connection.request("GET", address)
    answer = connection.getresponse()
    text = answer.read().decode()
    connection.close()
    return answer.status, answer.getheader("Location") or "", text


def test_every_old_address_leads_to_its_story(port: int) -> None:
    for number in range(PAGES):
        status, moved, _ = _get(port, f"/viewer.aspx?mabb={number}&lang=vi")
        assert status == 301, number
        status, _, page = _get(port, urlsplit(moved).path)
        assert status == 200 and f"Tin số {number} của trung tâm" in page
