"""Text is found whatever the keyboard gave, and addresses are plain ASCII."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from khuyencong.vietnamese.folding import fold, tone_key
from khuyencong.vietnamese.slugs import is_slug, slugify

VOWELS = "aăâeêioôơuưy"
TONES = ("", "\u0300", "\u0309", "\u0303", "\u0301", "\u0323")
LETTERS = [unicodedata.normalize("NFC", v + t) for v in VOWELS for t in TONES] + ["đ"]
CONSONANTS = list("bcdghklmnpqrstvx")
EVERY_LETTER = [form for letter in LETTERS for form in (letter, letter.upper())]


@pytest.mark.parametrize("letter", EVERY_LETTER)
def test_every_letter_folds_to_one_ascii_letter(letter: str) -> None:
    assert fold(letter) in "abcdefghijklmnopqrstuvwxyz"
    assert len(fold(letter)) == 1


@pytest.mark.parametrize(
    ("written", "found"),
    [
        ("Khuyến công", "khuyen cong"),
        ("ĐỒNG THÁP", "dong thap"),
        ("Ðắk Lắk", "dak lak"),
        ("  Hòa\u00a0 Bình ", "hoa binh"),
        ("ð", "d"),
    ],
)
def test_folding(written: str, found: str) -> None:
    assert fold(written) == found


@pytest.mark.parametrize(
    ("one", "other"),
    [("hòa", "hoà"), ("thủy", "thuỷ"), ("khỏe", "khoẻ"), ("HÓA", "hoá"), ("lúy tre", "luý tre")],
)
def test_both_ways_of_placing_the_tone_are_one(one: str, other: str) -> None:
    assert tone_key(one) == tone_key(other)
    assert fold(one) == fold(other)


@pytest.mark.parametrize(("one", "other"), [("hòa", "hóa"), ("ca", "cá"), ("hoa", "hòa")])
def test_different_tones_stay_different(one: str, other: str) -> None:
    assert tone_key(one) != tone_key(other)


@pytest.mark.parametrize("word", ["quý", "quỳ", "hoàn", "toán", "thuyền", "tiếng Việt"])
def test_words_without_two_spellings_are_left_alone(word: str) -> None:
    assert tone_key(word) == word.lower()


@pytest.mark.parametrize(
    ("title", "slug"),
    [
        ("Nghị định 45/2012/NĐ-CP", "nghi-dinh-45-2012-nd-cp"),
        ("Cà Mau", "ca-mau"),
        ("Cá mẫu", "ca-mau"),
        ("  Đồng Nai: 4 lớp!  ", "dong-nai-4-lop"),
        ("Ðồng bằng", "dong-bang"),
        ("日本", ""),
        ("…", ""),
    ],
)
def test_slugs(title: str, slug: str) -> None:
    assert slugify(title) == slug


@given(st.text())
def test_a_slug_is_a_slug_or_nothing(text: str) -> None:
    slug = slugify(text)
    assert slug == "" or is_slug(slug)
    assert slugify(slug) == slug


@given(st.text(alphabet=st.sampled_from([*LETTERS, *CONSONANTS, " "])))
def test_folding_is_idempotent_and_knows_no_normal_form(text: str) -> None:
    assert fold(fold(text)) == fold(text)
    assert fold(unicodedata.normalize("NFD", text)) == fold(text)
    assert slugify(unicodedata.normalize("NFD", text)) == slugify(text)


@given(st.text(alphabet=st.sampled_from([*LETTERS, *CONSONANTS, " "])))
def test_the_tone_key_is_idempotent_and_knows_no_normal_form(text: str) -> None:
    assert tone_key(tone_key(text)) == tone_key(text)
    assert tone_key(unicodedata.normalize("NFD", text)) == tone_key(text)
