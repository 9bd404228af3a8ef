"""Twenty hard sentences, letter for letter, in every place where one writes."""

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import CDPSession

from tests.editor.conftest import StoryForm
from tests.editor.sentences import SENTENCES, keystrokes, steps

pytestmark = [pytest.mark.slow, pytest.mark.audit]

PAUSE = 15
"""Milliseconds from key to key, as UniKey and quick typists send them."""
TABLE = "Đầu.\n\n| Nguồn | Ghi chú |\n|---|---|\n| Quốc gia |  |\n"


def in_text(form: StoryForm) -> Callable[[], str]:
    form.open("Đầu.\n")
    form.caret_behind("Đầu.")
    form.page.keyboard.press("Enter")
    return lambda: "\n".join(form.body.strip().split("\n\n")[1:])


def in_cell(form: StoryForm) -> Callable[[], str]:
    form.open(TABLE)
    form.page.locator(".ProseMirror td").last.click()
    return lambda: form.body.strip().splitlines()[-1].split("|")[2].strip()


def in_title(form: StoryForm) -> Callable[[], str]:
    form.open("Đầu.\n")
    field = form.page.locator("[name=title]")
    field.fill("")
    field.click()
    return field.input_value


def in_field(form: StoryForm) -> Callable[[], str]:
    form.open("Đầu.\n")
    field = form.page.locator("[name=summary]")
    field.fill("")
    field.click()
    return field.input_value


PLACES = [in_text, in_cell, in_title, in_field]
FIRST = [in_text, *(pytest.param(place, marks=pytest.mark.audit) for place in PLACES[1:])]


def words(sentence: str) -> Iterator[str]:
    for number, word in enumerate(sentence.split(" ")):
        if number:
            yield " "
        yield word


@pytest.mark.parametrize("place", FIRST)
def test_unikey_types_backspaces_and_letters(
    form: StoryForm, place: Callable[[StoryForm], Callable[[], str]]
) -> None:
    value = place(form)
    said = []
    for sentence in SENTENCES:
        for word in words(sentence):
            shown = ""
            for step in steps(word):
                backspaces, letters = keystrokes(shown, step)
                for _ in range(backspaces):
                    form.page.keyboard.press("Backspace")
                form.page.keyboard.type(letters)
                form.page.wait_for_timeout(PAUSE)
                shown = step
        said.append(value())
        assert said[-1].endswith(sentence)
        if place is in_text:
            form.page.keyboard.press("Enter")
        else:
            form.page.keyboard.type(" ")
    joined = "\n" if place is in_text else " "
    assert said[-1] == joined.join(SENTENCES)


def compose(session: CDPSession, word: str) -> None:
    """A word made by an input method that composes, as ibus and the phones do."""
    for step in steps(word):
        place = {"selectionStart": len(step), "selectionEnd": len(step)}
        session.send("Input.imeSetComposition", {"text": step, **place})
    session.send("Input.insertText", {"text": word})


@pytest.mark.parametrize("place", PLACES)
def test_an_input_method_that_composes(
    form: StoryForm, place: Callable[[StoryForm], Callable[[], str]]
) -> None:
    value = place(form)
    session = form.page.context.new_cdp_session(form.page)
    for sentence in SENTENCES:
        for word in words(sentence):
            compose(session, word)
        form.page.keyboard.press("Enter") if place is in_text else compose(session, " ")
    joined = ("\n" if place is in_text else " ").join(SENTENCES)
    form.wait_until(lambda: value().rstrip() == joined)
    assert value().rstrip() == joined


def test_a_letter_is_put_right_in_the_middle_of_a_word_with_marks(form: StoryForm) -> None:
    form.open("Một **Nguyên** Văn An.\n")
    form.type_behind("Nguyê", "ễ", "Backspace")
    form.expect_body("Một **Nguyễn** Văn An.")


def test_the_form_is_told_of_every_letter_while_it_is_typed(form: StoryForm) -> None:
    form.open("Đầu.\n")
    form.page.evaluate(
        "window.told = []; const area = document.getElementById('body');"
        "area.addEventListener('input', () => window.told.push(area.value.trim()))"
    )
    form.type_behind("Đầu.", " ăn")
    assert form.page.evaluate("window.told") == ["Đầu. ă", "Đầu. ăn"]
