"""What a page may weigh on a slow network, compressed as a server sends it (brotli)."""

from pathlib import Path

import brotli
import pytest
from playwright.sync_api import Browser, Response

from tests.site.conftest import BuiltSite

pytestmark = pytest.mark.slow

KB = 1000


def weight(*files: Path) -> int:
    return sum(len(brotli.compress(file.read_bytes())) for file in files)


def test_the_stylesheet_is_one_small_file(sample: BuiltSite) -> None:
    (stylesheet,) = (sample.folder / "giao-dien").glob("trang-*.css")
    assert weight(stylesheet) <= 15 * KB


OWN_PAGES = ("search-", "support-finder-", "law-list-")
"""Scripts that only the pages of their component load."""


def test_all_scripts_of_a_common_page_together_are_small(sample: BuiltSite) -> None:
    scripts = [file for file in sample.folder.rglob("*.js") if not file.name.startswith(OWN_PAGES)]
    assert weight(*scripts) <= 12 * KB


@pytest.mark.parametrize("name", OWN_PAGES)
def test_the_script_of_a_single_page_is_small(sample: BuiltSite, name: str) -> None:
    (script,) = (sample.folder / "giao-dien").glob(f"{name}*.js")
    assert weight(script) <= 8 * KB


def test_every_story_is_light(sample: BuiltSite) -> None:
    for folder in ("tin-tuc", "mo-hinh", "chinh-sach", "dao-tao", "truyen-hinh"):
        for page in (sample.folder / folder).rglob("index.html"):
            assert weight(page) <= 15 * KB, page


def test_the_front_page_with_its_pictures_is_light_on_a_phone(
    browser: Browser, address: str
) -> None:
    """Everything that a phone of 360 px (two device pixels each) loads, to the foot of the page."""
    page = browser.new_page(viewport={"width": 360, "height": 740}, device_scale_factor=2)
    answers: list[Response] = []
    page.on("response", lambda answer: answers.append(answer))
    page.goto(address + "/")
    for _ in range(16):
        page.mouse.wheel(0, 600)
        page.wait_for_timeout(50)
    page.wait_for_load_state("networkidle")
    loaded = {}
    for answer in answers:
        body = answer.body()
        text = not answer.url.endswith((".avif", ".jpg", ".png"))
        loaded[answer.url.removeprefix(address)] = len(brotli.compress(body) if text else body)
    page.close()
    total = sum(loaded.values())
    assert len([url for url in loaded if url.endswith(".avif")]) > 10
    assert total <= 250 * KB, "\n".join(f"{size:8} {url}" for url, size in loaded.items())
