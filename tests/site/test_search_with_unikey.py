"""Typing into the search box with the real ibus-unikey, in a browser's window."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect, sync_playwright

from tests.editor.sentences import keys
from tests.editor.unikey import Screen, is_installed, screen
from tests.tools.chromium import FLAGS

pytestmark = [
    pytest.mark.slow,
    pytest.mark.audit,
    pytest.mark.skipif(not is_installed(), reason="needs ibus-unikey: tests/tools/install.sh"),
]

WINDOW = ("--ozone-platform=x11", "--gtk-version=3", "--window-size=1200,860")


@pytest.fixture(scope="module", params=["telex", "vni"])
def unikey(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[str, Screen, Page]]:
    """A method, the screen that reads it, and a page in a window on that screen."""
    with (
        screen(tmp_path_factory.mktemp("man-hinh") / "nha", request.param) as made,
        sync_playwright() as playwright,
    ):
        browser = playwright.chromium.launch(
            executable_path="/usr/bin/chromium",
            headless=False,
            env=made.environment,
            args=[*FLAGS, *WINDOW],
        )
        yield request.param, made, browser.new_page(no_viewport=True)
        browser.close()


@pytest.mark.parametrize(
    ("words", "first"),
    [("hồng sấy", "Hồng vành khuyên sấy"), ("đèn lồng giấy dó", "Đèn lồng giấy dó")],
)
def test_what_unikey_writes_is_found(
    unikey: tuple[str, Screen, Page], address: str, words: str, first: str
) -> None:
    method, made, page = unikey
    page.bring_to_front()
    page.goto(f"{address}/tim/")
    box = page.get_by_label("Từ cần tìm")
    box.click()
    page.wait_for_timeout(300)  # until the window system has the focus too
    made.type(keys(words, method))
    made.press("space")
    expect(box).to_have_value(f"{words} ")
    expect(page.locator(".search__name a").first).to_have_text(first)
