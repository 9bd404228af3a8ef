"""The hard sentences in Firefox: UniKey's Backspaces, and an input method that composes."""

import shutil
import time
from collections.abc import Iterator

import pytest

from tests.editor.conftest import CARET, ServedDesk
from tests.editor.sentences import SENTENCES, keystrokes, steps
from tests.tools.firefox import Firefox, firefox

pytestmark = [
    pytest.mark.slow,
    pytest.mark.audit,
    pytest.mark.skipif(
        not shutil.which("firefox-esr"), reason="needs firefox-esr (tests/tools/install.sh)"
    ),
]

BACKSPACE, ENTER = "\ue003", "\ue007"
TABLE = "Đầu.\n\n| Nguồn | Ghi chú |\n|---|---|\n| Quốc gia |  |\n"
FOCUS = {
    "text": "document.querySelector('.ProseMirror').focus()",
    "cell": "document.querySelector('.ProseMirror').focus();"
    "getSelection().collapse(document.querySelectorAll('.ProseMirror td p')[1], 0)",
    "title": "const box = document.querySelector('[name=title]'); box.value = ''; box.focus()",
    "summary": "const box = document.querySelector('[name=summary]'); box.value = ''; box.focus()",
}


@pytest.fixture(scope="module")
def page(desk: ServedDesk, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Firefox]:
    with firefox(tmp_path_factory.mktemp("firefox")) as made:
        made.goto(f"{desk.origin}/ban-bien-tap/tinh/ban.css")
        name, value = desk.cookie["name"], desk.cookie["value"]
        made.command("WebDriver:AddCookie", {"cookie": {"name": name, "value": value}})
        yield made


def opened(page: Firefox, desk: ServedDesk, body: str) -> None:
    desk.write(body)
    page.run("window.onbeforeunload = null")
    page.goto(desk.address)
    end = time.monotonic() + 20
    while not page.run("return Boolean(document.querySelector('.editor[aria-busy=false]'))"):
        assert time.monotonic() < end
        time.sleep(0.1)


def body_of(page: Firefox) -> str:
    return page.run("return document.getElementById('body').value").strip()


def written(page: Firefox, place: str) -> str:
    if place == "text":
        return body_of(page).replace("\n\n", " ")
    if place == "cell":
        return body_of(page).splitlines()[-1].split("|")[2].strip()
    return page.run(f"return document.querySelector('[name={place}]').value").strip()


def unikey_keys(sentence: str) -> str:
    """The keys that UniKey sends for a sentence, Backspaces among them."""
    pressed = ""
    for number, word in enumerate(sentence.split(" ")):
        pressed += " " if number else ""
        shown = ""
        for step in steps(word):
            backspaces, letters = keystrokes(shown, step)
            pressed += BACKSPACE * backspaces + letters
            shown = step
    return pressed


@pytest.mark.parametrize("place", FOCUS)
def test_unikey_types_backspaces_and_letters(page: Firefox, desk: ServedDesk, place: str) -> None:
    opened(page, desk, TABLE if place == "cell" else "")
    page.run(FOCUS[place])
    for number, sentence in enumerate(SENTENCES):
        if number:
            page.press(ENTER if place == "text" else " ")
        page.press(unikey_keys(sentence))
    assert written(page, place) == " ".join(SENTENCES)


@pytest.mark.parametrize("place", FOCUS)
def test_an_input_method_that_composes(page: Firefox, desk: ServedDesk, place: str) -> None:
    opened(page, desk, TABLE if place == "cell" else "")
    page.run(FOCUS[place])
    for number, sentence in enumerate(SENTENCES):
        if number:
            page.press(ENTER if place == "text" else " ")
        for place_in_sentence, word in enumerate(sentence.split(" ")):
            if place_in_sentence:
                page.press(" ")
            page.compose(steps(word))
    assert written(page, place) == " ".join(SENTENCES)


def test_one_word_changed_leaves_every_other_block_letter_for_letter(
    page: Firefox, desk: ServedDesk
) -> None:
    body = "* một\n* hai\n\n__Đậm__ và *nghiêng*\n\n***\n\nHết."
    opened(page, desk, body)
    page.run(f"return ({CARET})(arguments[0])", "Hết")
    page.press(" rồi")
    assert body_of(page) == body.replace("Hết", "Hết rồi")
