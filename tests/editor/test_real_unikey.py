"""The sentences typed with the real ibus-unikey into a browser's window, Telex and VNI."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, sync_playwright

from tests.editor.conftest import ServedDesk, StoryForm
from tests.editor.sentences import SENTENCES, keys
from tests.editor.unikey import Screen, is_installed, screen
from tests.tools.chromium import FLAGS

pytestmark = [
    pytest.mark.slow,
    pytest.mark.audit,
    pytest.mark.skipif(not is_installed(), reason="needs ibus-unikey: tests/tools/install.sh"),
]

WINDOW = ("--ozone-platform=x11", "--gtk-version=3", "--window-size=1200,860")
TABLE = "Đầu.\n\n| Nguồn | Ghi chú |\n|---|---|\n| Quốc gia |  |\n"


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


def opened(unikey: tuple[str, Screen, Page], desk: ServedDesk, body: str) -> StoryForm:
    page = unikey[2]
    page.context.add_cookies([desk.cookie])
    page.bring_to_front()
    form = StoryForm(page, desk)
    page.on("dialog", lambda dialog: dialog.accept())
    form.open(body)
    return form


def type_all(unikey: tuple[str, Screen, Page], form: StoryForm, between: str) -> None:
    method, made, _ = unikey
    form.page.wait_for_timeout(300)
    for number, sentence in enumerate(SENTENCES):
        if number:
            made.press(between)
        form.page.wait_for_timeout(100)
        made.type(keys(sentence, method))
    made.press("space")
    form.page.wait_for_timeout(500)


def test_in_the_text(unikey: tuple[str, Screen, Page], desk: ServedDesk) -> None:
    form = opened(unikey, desk, "")
    form.text.click()
    type_all(unikey, form, "Return")
    assert form.body.strip().split("\n\n") == list(SENTENCES)


def test_in_a_cell_of_a_table(unikey: tuple[str, Screen, Page], desk: ServedDesk) -> None:
    form = opened(unikey, desk, TABLE)
    form.page.locator(".ProseMirror td").last.click()
    type_all(unikey, form, "space")
    cell = form.body.strip().splitlines()[-1].split("|")[2]
    assert cell.strip() == " ".join(SENTENCES)


@pytest.mark.parametrize("name", ["title", "summary"])
def test_in_a_field(unikey: tuple[str, Screen, Page], desk: ServedDesk, name: str) -> None:
    form = opened(unikey, desk, "Đầu.\n")
    field = form.page.locator(f"[name={name}]")
    field.fill("")
    field.click()
    type_all(unikey, form, "space")
    assert field.input_value().strip() == " ".join(SENTENCES)
