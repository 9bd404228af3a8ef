"""What Word, PDF and Zalo leave in a text is mended, said, and never more than that."""

import time
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from khuyencong.vietnamese.cleaning import clean


@pytest.mark.parametrize(
    ("dirty", "expected"),
    [
        ("Ðồng Nai, ðồng bào", "Đồng Nai, đồng bào"),
        ("khuyến\u00a0công", "khuyến công"),
        ("khuyến\u200bcông\ufeff \u00adđịa phương", "khuyếncông địa phương"),
        ("tin\x07 mới\x00", "tin mới"),
        (unicodedata.normalize("NFD", "Nghị quyết"), "Nghị quyết"),
    ],
)
def test_debris_is_mended_and_said(dirty: str, expected: str) -> None:
    cleaned = clean(f"Dòng một\n{dirty}")
    assert cleaned.text == f"Dòng một\n{expected}"
    assert cleaned.notes
    assert {note.line for note in cleaned.notes} == {2}


@pytest.mark.parametrize("end", ["\r\n", "\r", "\u2028", "\v"])
def test_line_ends_become_one_and_need_no_note(end: str) -> None:
    cleaned = clean(f"Một{end}Hai")
    assert cleaned.text == "Một\nHai"
    assert cleaned.notes == ()


@pytest.mark.parametrize("text", ["nghiệp.Đây", "KT- XH", "tấp huấn", "hoà bình", "👩\u200d🌾"])
def test_spelling_and_emoji_are_never_touched(text: str) -> None:
    assert clean(text).text == text
    assert clean(text).notes == ()


@given(st.text())
def test_cleaning_twice_is_cleaning_once(text: str) -> None:
    once = clean(text)
    again = clean(once.text)
    assert again.text == once.text
    assert again.notes == ()
    assert unicodedata.is_normalized("NFC", once.text)


def test_a_megabyte_is_cleaned_quickly() -> None:
    text = "Khuyến công là việc của cả tỉnh.\u00a0\r\n" * 30_000
    started = time.perf_counter()
    clean(text)
    assert time.perf_counter() - started < 1.0
