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


def test_there_are_134_letters_that_english_lacks_or_has_as_vowels() -> None:
    """Twelve vowels in six tones and đ, in two cases: 67 with a mark and 6 bare, twice."""
    assert len(set(EVERY_LETTER)) == 2 * (12 * 6 + 1)
    assert sum(not letter.isascii() for letter in EVERY_LETTER) == 134


@pytest.mark.parametrize("letter", EVERY_LETTER)
def test_every_letter_folds_to_one_ascii_letter(letter: str) -> None:
    assert fold(letter) in "abcdefghijklmnopqrstuvwxyz"
    assert len(fold(letter)) == 1
    assert fold(unicodedata.normalize("NFD", letter)) == slugify(letter) == fold(letter)


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
    [
        ("hòa", "hoà"),
        ("thủy", "thuỷ"),
        ("khỏe", "khoẻ"),
        ("HÓA", "hoá"),
        ("lúy tre", "luý tre"),
        ("Xóa_bỏ", "xoá_bỏ"),
        ("ủy ban", "uỷ ban"),
    ],
)
def test_both_ways_of_placing_the_tone_are_one(one: str, other: str) -> None:
    assert tone_key(one) == tone_key(other)
    assert fold(one) == fold(other)


@pytest.mark.parametrize(("one", "other"), [("hòa", "hóa"), ("ca", "cá"), ("hoa", "hòa")])
def test_different_tones_stay_different(one: str, other: str) -> None:
    assert tone_key(one) != tone_key(other)


def test_a_tone_key_keeps_every_mark() -> None:
    assert tone_key("  Tiếng\u00a0 VIỆT  Hoà") == "tiếng việt hòa"
    assert tone_key("Ðồng") == "đồng"


@pytest.mark.parametrize("word", ["quý", "quỳ", "hoàn", "toán", "thuyền", "khuỷu", "loáng"])
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
        ("Xưởng 200 m²", "xuong-200-m2"),
        ("Hồ sơ ﬁle số ①", "ho-so-file-so-1"),
        ("日本 và ΑΒΓ", "va"),
        ("日本", ""),
        ("…", ""),
    ],
)
def test_slugs(title: str, slug: str) -> None:
    assert slugify(title) == slug


@pytest.mark.parametrize("text", ["", "-", "a-", "-a", "a--b", "A", "đ", "a b", "a\n", "a/b"])
def test_what_is_no_slug(text: str) -> None:
    assert not is_slug(text)


@given(st.text())
def test_a_slug_is_a_slug_or_nothing(text: str) -> None:
    slug = slugify(text)
    assert slug == "" or is_slug(slug)
    assert slugify(slug) == slug


VIETNAMESE = st.text(alphabet=st.sampled_from([*EVERY_LETTER, *CONSONANTS, " "]))


@given(st.text() | VIETNAMESE)
def test_folding_twice_is_folding_once(text: str) -> None:
    assert fold(fold(text)) == fold(text)
    assert tone_key(tone_key(text)) == tone_key(text)


@given(VIETNAMESE)
def test_normal_forms_are_one(text: str) -> None:
    decomposed = unicodedata.normalize("NFD", text)
    assert fold(decomposed) == fold(text)
    assert slugify(decomposed) == slugify(text)
    assert tone_key(decomposed) == tone_key(text)


@given(VIETNAMESE)
def test_a_tone_key_folds_as_its_text(text: str) -> None:
    assert fold(tone_key(text)) == fold(text)
    assert fold(text).isascii()
