"""Screenshots of a built site for the documents: `make screenshots`.

One sheet a page: phone and desktop width, light and dark, as the first screens show it.
"""

import functools
import io
import sys
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, sync_playwright

from tests.tools.chromium import FLAGS

PAGES = {
    "trang-dau": "/",
    "bai-viet": "/tin-tuc/hoa-binh-165-de-an-khuyen-cong/",
    "chinh-sach": "/chinh-sach/thong-tu-28-2018-tt-btc/",
    "chuyen-muc": "/tin-tuc/",
    "lop-hoc": "/dao-tao/lop-quan-tri-san-xuat-cho-htx/",
    "gian-hang": "/san-pham/",
    "san-pham": "/san-pham/mien-dong-soi-nho/",
    "huong-dan": "/huong-dan-dang-ky-de-an/",
}
WIDTHS = (360, 1280)
HEIGHT = 1500
"""Pixels of a page that a sheet shows."""
SCALE = 0.5
GAP = 24
"""Pixels between two screenshots."""


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *words: object) -> None:
        """Say nothing."""


@contextmanager
def served(site: Path) -> Iterator[str]:
    """The address under which a built site is served meanwhile."""
    handler = functools.partial(_Quiet, directory=str(site))
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    thread = threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def side_by_side(shots: Sequence[bytes]) -> Image.Image:
    """Screenshots of one height beside each other."""
    images = [Image.open(io.BytesIO(shot)).convert("RGB") for shot in shots]
    size = sum(image.width + GAP for image in images) - GAP, images[0].height
    whole = Image.new("RGB", size, "#777")
    left = 0
    for image in images:
        whole.paste(image, (left, 0))
        left += image.width + GAP
    return whole


def sheet(browser: Browser, address: str) -> Image.Image:
    """Phone light, phone dark, desktop light, desktop dark, side by side."""
    shots = []
    for width in WIDTHS:
        for scheme in ("light", "dark"):
            page = browser.new_page(
                viewport={"width": width, "height": HEIGHT},
                color_scheme="dark" if scheme == "dark" else "light",
            )
            page.goto(address)
            page.wait_for_load_state("networkidle")
            shots.append(page.screenshot())
            page.close()
    whole = side_by_side(shots)
    size = (round(whole.width * SCALE), round(whole.height * SCALE))
    return whole.resize(size, Image.Resampling.LANCZOS)


def main(site: Path, target: Path) -> None:
    """Write a sheet for each of PAGES of a built site."""
    target.mkdir(parents=True, exist_ok=True)
    with served(site) as root, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=FLAGS)
        for name, path in PAGES.items():
            image = sheet(browser, f"{root}{path}")
            image.save(target / f"{name}.jpg", quality=72, optimize=True, progressive=True)
        browser.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
