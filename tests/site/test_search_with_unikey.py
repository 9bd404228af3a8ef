"""Typing into the search box with the real ibus-unikey, in a browser's window."""

import pytest
from playwright.sync_api import Page, expect

from tests.editor.sentences import keys
from tests.editor.unikey import Screen, is_installed

pytestmark = [
    pytest.mark.slow,
    pytest.mark.audit,
    pytest.mark.skipif(not is_installed(), reason="needs ibus-unikey (tests/tools/install.sh)"),
]


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
