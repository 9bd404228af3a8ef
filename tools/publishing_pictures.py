"""Pictures for docs/dua-len-mang.md: a figure is corrected, published, and taken back.

`python -m tools.publishing_pictures docs/screenshots`. A real desk, a folder as target, and nginx
before it; nothing on the screens was put there by hand.
"""

import re
import subprocess
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

from tests.publishing.web_servers import nginx
from tests.tools.chromium import FLAGS
from tools.desk_process import running_desk

CENTRE = """\
name: Trung tâm Khuyến công mẫu
short_name: Bản tin mẫu
email: tin@thu.example
url: https://thu.example
sample: true
categories:
  tin-tuc: {name: Tin tức, description: Tin mỗi ngày.}
"""
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


def write(home: Path, path: str, text: str) -> None:
    file = home / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")


def press(page: Page, label: str, then: str) -> None:
    """Press a button, and wait for words on the screen that follows."""
    page.get_by_role("button", name=label).first.click()
    page.get_by_text(then).first.wait_for(timeout=60_000)


def shot(page: Page, folder: Path, name: str) -> None:
    page.screenshot(path=folder / f"{name}.jpg", type="jpeg", quality=82)


def take(browser: Browser, home: Path, folder: Path) -> None:
    """All pictures into a folder."""
    write(home, "content/site.yml", CENTRE)
    write(home, "content/tin-tuc/de-an.md", STORY)
    settings = f"targets:\n  chinh:\n    address: {(home / 'web').as_uri()}\n"
    write(home, "xuat-ban.yml", settings)
    with running_desk(home) as (_, launch):
        origin = re.findall(r"http://[^/]+", launch)[0]
        page = browser.new_page(viewport={"width": 1000, "height": 520})
        page.goto(launch)
        screen = f"{origin}/ban-bien-tap/dua-len-mang"
        page.goto(screen)
        press(page, "Xem sẽ đổi gì", "Lần đầu đăng")
        press(page, "Đưa lên mạng", "Đã đưa lên mạng")
        rules = ["serverconfig", "nginx"]
        subprocess.run([sys.executable, "-m", "khuyencong", *rules], cwd=home, check=True)
        include = f"include {home}/khuyencong.nginx.conf;"
        with nginx(home, home / "web" / "current", include) as web:
            write(home, "xuat-ban.yml", f"{settings}    url: {web}\n")
            write(home, "content/tin-tuc/de-an.md", CORRECTED)
            page.goto(screen)
            press(page, "Xem sẽ đổi gì", "Bài sửa (1)")
            shot(page, folder, "len-mang-xem")
            press(page, "Đưa lên mạng", "mở thử")
            shot(page, folder, "len-mang-xong")
            page.goto(f"{screen}/ban")
            shot(page, folder, "len-mang-cac-ban")
            page.goto(f"{web}/tin-tuc/de-an-khuyen-cong/")
            shot(page, folder, "len-mang-trang")


def main() -> None:
    """Take the pictures into the folder that is named."""
    with tempfile.TemporaryDirectory() as home, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=FLAGS)
        take(browser, Path(home), Path(sys.argv[1]))
        browser.close()


if __name__ == "__main__":
    main()
