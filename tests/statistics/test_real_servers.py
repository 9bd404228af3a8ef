"""Logs as real servers write them, of requests that real programs made."""

import shutil
import subprocess
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from datetime import datetime
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from khuyencong.vietnamese.dates import VIETNAM
from tests.publishing.web_servers import apache, caddy, nginx
from tests.statistics.logs import PHONE, counted, read

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not shutil.which("curl"), reason="needs curl (tests/tools/install.sh)"),
]
Serving = Callable[[Path, Path, Path], AbstractContextManager[str]]


def by_nginx(home: Path, root: Path, log: Path) -> AbstractContextManager[str]:
    return nginx(home, root, f"access_log {log}; error_page 404 /404.html;")


def by_apache(home: Path, root: Path, log: Path) -> AbstractContextManager[str]:
    combined = r'"%h %l %u %t \"%r\" %>s %O \"%{Referer}i\" \"%{User-Agent}i\""'
    return apache(home, root, f"LogFormat {combined} combined\nCustomLog {log} combined\n")


@contextmanager
def by_caddy(home: Path, root: Path, log: Path) -> Iterator[str]:
    (home / "log.caddy").write_text(f"file_server\nlog {{\n    output file {log}\n}}\n")
    with caddy(home, root, home / "log.caddy") as address:
        yield address


@pytest.fixture
def root(tmp_path: Path) -> Path:
    made = tmp_path / "trang"
    head = '<!DOCTYPE html><meta charset="utf-8"><title>x</title>'
    link = '<link rel="icon" href="/anh.svg"><a href="/tin-tuc/máy/">Máy</a>'
    for path in ("index.html", "tin-tuc/máy/index.html", "404.html"):
        file = made / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(f"{head}{link}", encoding="utf-8")
    (made / "anh.svg").write_text('<svg xmlns="http://www.w3.org/2000/svg"/>')
    (made / "rss.xml").write_text("<rss/>")
    return made


def curl(address: str, *options: str) -> None:
    command = ["curl", "--silent", "--output", "/dev/null", *options, address]
    subprocess.run(command, check=True)


@pytest.mark.parametrize("serving", [by_nginx, by_apache, by_caddy])
def test_what_curl_and_a_browser_asked_for(
    serving: Serving, tmp_path: Path, root: Path, browser: Browser
) -> None:
    log = tmp_path / "access.log"
    with serving(tmp_path, root, log) as address:
        page = browser.new_page(user_agent=PHONE)
        page.goto(f"{address}/")
        page.get_by_role("link").click()
        page.wait_for_url("**/tin-tuc/**")
        page.reload()
        page.close()
        as_person = ("--user-agent", "Mozilla/5.0 (X11; Linux x86_64) Firefox/140.0")
        from_google = ("--referer", "https://www.google.com/")
        curl(f"{address}/tin-tuc/m%C3%A1y/?fbclid=x", *as_person, *from_google)
        curl(f"{address}/tin-tuc/m%C3%A1y-cu/", *as_person)
        curl(f"{address}/tin-tuc/m%C3%A1y/")
        curl(f"{address}/rss.xml", "--user-agent", "newsboat/2.37")
    read(tmp_path, log, now=datetime.now(VIETNAM))
    found = counted(tmp_path, now=datetime.now(VIETNAM))
    pages = {each.address: (each.views, each.visits) for each in found.pages}
    assert pages == {"/": (1, 1), "/tin-tuc/máy/": (3, 2)}
    assert dict(found.sources)["Google"] == 1 and sum(n for _, n in found.sources) == 2
    assert found.missing == (("/tin-tuc/máy-cu/", 1),)
    assert found.feeds == (("/rss.xml", 1),)
    assert (found.readers, found.machines) == (2, 1)
