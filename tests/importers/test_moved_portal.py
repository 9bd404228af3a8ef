"""A portal that moved in, served by a real nginx: every old address leads to its story."""

import http.client
import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from tests.importers.conftest import Desk
from tests.importers.old_sites import portal

PAGES = 200
CENTRE = """\
name: Trung tâm Khuyến công Thử Nghiệm
short_name: Bản tin Thử
email: tin@khuyencong-thu.vn
url: https://khuyencong-thu.vn
categories:
  tin-tuc: {name: Tin tức, description: Tin mỗi ngày.}
"""
NGINX = shutil.which("nginx") or ("/usr/sbin/nginx" if Path("/usr/sbin/nginx").is_file() else "")

pytestmark = [
    pytest.mark.slow,
    pytest.mark.linux,
    pytest.mark.skipif(not NGINX, reason="needs nginx"),
]


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
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        number = int(free.getsockname()[1])
    temporary = "".join(
        f"{name}_temp_path {tmp_path}/{name};"
        for name in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    user = "user root; " if os.geteuid() == 0 else ""  # or its worker may not read the folder
    (config,) = tmp_path.glob("*.nginx.conf")
    (tmp_path / "nginx.conf").write_text(
        f"{user}pid {tmp_path}/pid; error_log {tmp_path}/errors; daemon off; events {{}}\n"
        f"http {{ access_log off; {temporary} server {{ listen 127.0.0.1:{number}; "
        f"root {tmp_path}/out; include {config}; }} }}\n",
        "utf-8",
    )
    server = subprocess.Popen([NGINX, "-c", str(tmp_path / "nginx.conf")])
    try:
        _wait_for(number)
        yield number
    finally:
        server.terminate()
        server.wait(10)


def _wait_for(port: int) -> None:
    for _ in range(100):
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
            return
        except OSError:
            time.sleep(0.1)
    raise TimeoutError("nginx does not answer")


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
