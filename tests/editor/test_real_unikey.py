"""The sentences typed with the real ibus-unikey into a browser's window, Telex and VNI."""

import pytest
from playwright.sync_api import Page

from tests.editor.conftest import ServedDesk, StoryForm
from tests.editor.sentences import SENTENCES, keys
from tests.editor.unikey import Screen, is_installed

pytestmark = [
    pytest.mark.slow,
    pytest.mark.audit,
    pytest.mark.skipif(not is_installed(), reason="needs ibus-unikey (tests/tools/install.sh)"),
]

TABLE = "Đầu.\n\n| Nguồn | Ghi chú |\n|---|---|\n| Quốc gia |  |\n"


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
