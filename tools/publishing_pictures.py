"""Pictures for docs/dua-len-mang.md: a figure is corrected, and a moment is slept through.

`python -m tools.publishing_pictures docs/screenshots`. A real desk, a folder as target, nginx
before it, and newsboat as a newsroom that asks for news; nothing on the screens was put there by
hand. The desk sleeps as a machine does: it is stopped while the moment passes. What was seen is
printed.
"""

import io
import os
import re
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

import httpx
from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright

from khuyencong.vietnamese.dates import VIETNAM
from tests.publishing.web_servers import nginx
from tests.tools.chromium import FLAGS
from tools.desk_process import running_desk
from tools.sample_centre import write_centre

STORY = """\
---
title: Tỉnh mẫu hỗ trợ 156 đề án khuyến công
slug: de-an-khuyen-cong
uid: de-an
date: 27/11/2026
---
Năm 2026, tỉnh mẫu hỗ trợ 156 đề án.
"""
CORRECTED = STORY.replace("156", "165").replace(
    "---\nNăm", "corrections:\n  - {date: 28/11/2026, note: Số đề án là 165.}\n---\nNăm"
)
TIMED = """\
---
title: Mở đăng ký lớp khởi sự doanh nghiệp năm 2027
slug: lop-khoi-su
date: 28/11/2026
embargo: "%s"
---
Lớp nhận hồ sơ từ hôm nay.
"""
DESKTOP, PHONE = (1280, 560), (360, 640)
SCREEN = "/ban-bien-tap/dua-len-mang"
_PATIENCE = 120
"""Seconds to wait for what must come."""


class Newsroom:
    """newsboat, with one feed."""

    def __init__(self, home: Path, feed: str) -> None:
        self._home = home
        home.mkdir()
        (home / "urls").write_text(feed)
        (home / "config").touch()

    def poll(self) -> list[str]:
        """Ask for news; the titles that are known then."""
        command = ["newsboat", "-u", "urls", "-C", "config", "-c", "cache.db", "-x", "reload"]
        environment = {"HOME": str(self._home), "LANG": "C.UTF-8", "PATH": os.environ["PATH"]}
        subprocess.run(command, cwd=self._home, env=environment, check=True)
        database = sqlite3.connect(self._home / "cache.db")
        titles = [str(row[0]) for row in database.execute("select title from rss_item")]
        database.close()
        return titles


def write(home: Path, path: str, text: str) -> None:
    file = home / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")


def press(page: Page, label: str, then: str) -> None:
    """Press a button, and wait for words on the screen that follows."""
    page.get_by_role("button", name=label).first.click()
    page.get_by_text(then).first.wait_for(timeout=1000 * _PATIENCE)


def shot(page: Page, folder: Path, name: str, size: tuple[int, int] = DESKTOP) -> None:
    """What stands on the screen of a computer, or of a phone."""
    page.set_viewport_size({"width": size[0], "height": size[1]})
    with Image.open(io.BytesIO(page.screenshot())) as picture:
        picture.save(folder / f"{name}.webp", quality=80, method=6)


def correct(page: Page, origin: str, web: str, home: Path, folder: Path) -> None:
    """A figure that was published is corrected, with pictures."""
    newsroom = Newsroom(home / "toa-soan", f"{web}/rss.xml")
    print("newsboat:", newsroom.poll())
    write(home, "content/tin-tuc/de-an.md", CORRECTED)
    page.goto(f"{origin}{SCREEN}")
    press(page, "Xem thay đổi", "Bài sửa (1)")
    shot(page, folder, "len-mang-xem")
    shot(page, folder, "len-mang-xem-dien-thoai", PHONE)
    started = time.perf_counter()
    press(page, "Đưa lên mạng", "mở thử")
    print(f"corrected: {time.perf_counter() - started:.1f} s; newsboat: {newsroom.poll()}")
    shot(page, folder, "len-mang-xong")
    page.goto(f"{web}/tin-tuc/de-an-khuyen-cong/")
    shot(page, folder, "len-mang-trang", PHONE)


def sleep_through(page: Page, launch: str, pid: int, web: str, home: Path, folder: Path) -> None:
    """A story waits for a moment at which the machine sleeps, with pictures."""
    origin = re.findall(r"http://[^/]+", launch)[0]
    page.goto(launch)
    due = (datetime.now(VIETNAM) + timedelta(seconds=90)).replace(second=0, microsecond=0)
    write(home, "content/tin-tuc/hen.md", TIMED % f"{due:%d/%m/%Y %H:%M}")
    page.goto(f"{origin}{SCREEN}")
    press(page, "Xem thay đổi", "không phải gửi gì")
    story = f"{web}/tin-tuc/lop-khoi-su/"
    os.kill(pid, signal.SIGSTOP)
    wait_until(lambda: datetime.now(VIETNAM) > due + timedelta(seconds=5))
    print(f"asleep at {due:%H:%M:%S}: {httpx.get(story).status_code}")
    os.kill(pid, signal.SIGCONT)
    awake = datetime.now(VIETNAM)
    wait_until(lambda: httpx.get(story).is_success)
    print(f"awake at {awake:%H:%M:%S}, on the web at {datetime.now(VIETNAM):%H:%M:%S}")
    page.goto(f"{origin}{SCREEN}/ban")
    shot(page, folder, "len-mang-cac-ban")
    page.goto(f"{web}/")
    shot(page, folder, "len-mang-bai-hen", PHONE)


def wait_until(is_so: Callable[[], bool]) -> None:
    end = time.monotonic() + 2 * _PATIENCE
    while not is_so():
        if time.monotonic() > end:
            raise TimeoutError
        time.sleep(0.2)


def take(browser: Browser, home: Path, folder: Path) -> None:
    """All pictures into a folder."""
    write_centre(home / "content")
    write(home, "content/tin-tuc/de-an.md", STORY)
    settings = f"targets:\n  chinh:\n    address: {(home / 'web').as_uri()}\n"
    write(home, "xuat-ban.yml", settings)
    rules = ["serverconfig", "nginx"]
    subprocess.run([sys.executable, "-m", "khuyencong", *rules], cwd=home, check=True)
    include = f"include {home}/khuyencong.nginx.conf;"
    (home / "web").mkdir()
    page = browser.new_page()
    with nginx(home, home / "web" / "current", include) as web:
        write(home, "xuat-ban.yml", f"{settings}    url: {web}\n")
        with running_desk(home) as (_, launch):
            page.goto(launch)
            origin = re.findall(r"http://[^/]+", launch)[0]
            page.goto(f"{origin}{SCREEN}")
            press(page, "Xem thay đổi", "Lần đầu đăng")
            press(page, "Đưa lên mạng", "Đã đưa lên mạng")
            correct(page, origin, web, home, folder)
        with running_desk(home, "--office") as (pid, launch):
            sleep_through(page, launch, pid, web, home, folder)


def main() -> None:
    """Take the pictures into the folder that is named."""
    with tempfile.TemporaryDirectory() as home, sync_playwright() as playwright:
        Path(home).chmod(0o755)
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=FLAGS)
        take(browser, Path(home), Path(sys.argv[1]))
        browser.close()


if __name__ == "__main__":
    main()
