"""Screenshots of the desk for its handbook: part of `make screenshots`.

A sheet a screen, at phone and desktop width, of a real desk over a copy of the sample.
"""

import random
import shutil
import sys
import tempfile
from datetime import datetime, timedelta
from pathlib import Path

from PIL import Image
from playwright.sync_api import BrowserContext, Page, sync_playwright

from khuyencong.vietnamese.dates import VIETNAM
from tests.tools.chromium import FLAGS
from tools.desk_process import running_desk
from tools.screenshots import side_by_side

ROOT = Path(__file__).parent.parent
STORY = "bai/tin-tuc/hoa-binh-165-de-an-khuyen-cong.md"
SCREENS = {
    "ban-hom-nay": "",
    "ban-bai": STORY,
    "ban-anh": "anh",
    "ban-nguoi-doc": "nguoi-doc",
    "ban-lich-su": "lich-su",
    "ban-tim-thay": "tim-thay?tim=Na%20R%C3%AC",
    "ban-trung-tam": "trung-tam",
    "ban-dua-len-mang": "dua-len-mang",
    "ban-nhap": "nhap",
    "ban-dien-thoai": "dien-thoai",
}
"""Name of the picture → the part of the desk."""
WIDTHS = (360, 1280)
HEIGHT = 900
PERSON = "Biên tập viên mẫu"
PATIENCE = 120_000
"""Milliseconds until the sample site must have been made."""
PAGE_IS_DRAWN = """() => !document.querySelector(".view__frame").clientWidth
  || Boolean(document.querySelector(".view iframe").contentDocument?.querySelector("main"))"""


def copy_sample(home: Path) -> None:
    """Make a home for a desk over the sample; its photos are made already."""
    shutil.copytree(ROOT / "content", home / "content")
    write_log(home)
    for name in ("theme", "pelicanconf.py", ".cache"):
        (home / name).symlink_to(ROOT / name)


def write_log(home: Path) -> None:
    """A log of a month of invented readers."""
    chance = random.Random(7)
    stories = sorted(file.stem for file in (home / "content" / "tin-tuc").glob("*.md"))
    asked = [f"/tin-tuc/{name}/" for name in stories] + ["/", "/tin-tuc/", "/rss.xml"]
    weights = [60 // place + 2 for place in range(1, len(asked) + 1)]
    sites = ("-", "https://www.google.com/", "https://www.facebook.com/", "https://zalo.me/")
    lines = []
    for ago in range(29, -1, -1):
        day = datetime.now(VIETNAM) - timedelta(days=ago, hours=1)
        for number, path in enumerate(chance.choices(asked, weights, k=chance.randint(40, 90))):
            lines.append(
                f"198.51.100.{number} - - [{day:%d/%b/%Y:%H:%M:%S %z}] "
                f'"GET {path} HTTP/1.1" 200 9000 "{chance.choice(sites)}" "Firefox/140.0"\n'
            )
    (home / "access.log").write_text("".join(lines))
    (home / "xuat-ban.yml").write_text(
        "targets: {chinh: {address: 'file:///srv/khuyencong', access_log: [access.log]}}\n"
    )


def edit(page: Page, address: str) -> None:
    """Change a story once, so that its history shows something."""
    page.goto(address)
    page.wait_for_selector(".editor[data-state='settled']")
    page.locator(".ProseMirror > p").last.click()
    page.keyboard.press("End")
    page.keyboard.type(" Số liệu tới hết tháng 10.")
    page.get_by_role("button", name="Lưu vào bài").click()
    page.locator(".said").wait_for()


def settled(page: Page) -> None:
    """Wait until a screen shows all that it will show."""
    page.wait_for_load_state("networkidle")
    if page.locator("#bai").count():
        page.wait_for_selector(".editor[data-state='settled']")
        while not page.evaluate(PAGE_IS_DRAWN):
            page.wait_for_timeout(100)


def sheet(context: BrowserContext, address: str) -> Image.Image:
    """Phone and desktop, side by side."""
    shots = []
    for width in WIDTHS:
        page = context.new_page()
        page.set_viewport_size({"width": width, "height": HEIGHT})
        page.goto(address)
        settled(page)
        shots.append(page.screenshot())
        page.close(run_before_unload=False)
    return side_by_side(shots)


def main(target: Path) -> None:
    """Write a sheet for each of SCREENS."""
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        copy_sample(Path(folder))
        with running_desk(Path(folder), "--name", PERSON) as (_, launch):
            browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=FLAGS)
            context = browser.new_context()
            context.set_default_timeout(PATIENCE)
            page = context.new_page()
            page.goto(launch)
            root = launch.partition("mo?")[0]
            edit(page, f"{root}{STORY}")
            page.goto(f"{root}nguoi-doc")
            page.locator(".totals").wait_for()
            for name, part in SCREENS.items():
                image = sheet(context, f"{root}{part}")
                image.save(target / f"{name}.jpg", quality=74, optimize=True, progressive=True)
            browser.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
