"""Names stand in the order of a Vietnamese dictionary."""

import random
import time
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from khuyencong.vietnamese.collation import first_words_key, sort_key

# Written by hand from the rules of the Vietnam Lexicography Centre.
IN_ORDER = [
    *("2 tháng 9", "10 tháng 3", "999 hộ", "1.000 hộ", "4000 năm"),
    *("a", "à", "ả", "ã", "á", "ạ", "ac", "ác", "ách", "an", "àn", "ang", "anh", "ánh", "ao"),
    *("ă", "ằ", "ẳ", "ẵ", "ắ", "ặ", "ăn", "â", "ầ", "ẩ", "ẫ", "ấ", "ậ", "ân", "ấn"),
    *("ba", "Ba Vì", "bà", "Bà Rịa – Vũng Tàu", "bả", "bã", "bá", "bạ", "Bạc Liêu", "bánh"),
    *("Bắc Giang", "Bắc Kạn", "Bắc Ninh", "Bến Tre", "ca", "Cà Mau", "cá", "cá basa", "cam"),
    *("Cao Bằng", "Cần Thơ", "da", "dệt", "Đà Nẵng", "đá", "Đắk Lắk", "Đắk Nông", "Đồng Nai"),
    *("Đồng Tháp", "e", "é", "ê", "ế", "fax", "ga", "Gia Lai", "giang", "Hà Giang", "Hà Nam"),
    *("Hà Nội", "Hà Tĩnh", "Hải Dương", "Hòa Bình", "hoàn", "hồ", "hộ", "i", "Jrai", "Kon Tum"),
    *("Lai Châu", "Lạng Sơn", "ma", "mà", "mả", "mã", "má", "mạ", "mai", "ngạch", "nghề", "o"),
    *("ò", "ọ", "ô", "ồ", "ộ", "ơ", "ờ", "ợ", "Phú Thọ", "quả", "Quảng Nam", "Quảng Ngãi"),
    *("Tây Ninh", "Thái Nguyên", "u", "ù", "ụ", "ư", "ừ", "ự", "Vĩnh Long", "web", "y", "ý"),
    *("Yên Bái", "zalo", "Ωmega", "日本"),
]


def sorted_again(names: list[str]) -> list[str]:
    """The names, sorted from a jumble."""
    return sorted(random.Random(1).sample(names, len(names)), key=sort_key)


def test_names_stand_in_dictionary_order() -> None:
    assert sorted_again(IN_ORDER) == IN_ORDER


def test_provinces_of_the_issue() -> None:
    provinces = ["Bắc Kạn", "Cà Mau", "Đắk Lắk", "Đồng Nai", "Yên Bái"]
    assert sorted_again(provinces) == provinces


@pytest.mark.parametrize("vowel", "aăâeêioôơuưy")
def test_every_vowel_carries_the_tones_in_dictionary_order(vowel: str) -> None:
    marks = ("", "\u0300", "\u0309", "\u0303", "\u0301", "\u0323")
    syllables = [unicodedata.normalize("NFC", f"m{vowel}{mark}n") for mark in marks]
    assert sorted_again(syllables) == syllables


def test_letters_decide_before_tones_within_a_syllable() -> None:
    assert sorted(["má", "mai", "ma", "mạ"], key=sort_key) == ["ma", "má", "mạ", "mai"]
    assert sort_key("ác") < sort_key("ách") < sort_key("anh")


def test_an_earlier_syllable_decides_before_a_later_one() -> None:
    assert sort_key("Ba Vì") < sort_key("Bà Rịa") < sort_key("Bá Thước")


def test_numbers_go_by_value() -> None:
    assert sorted(["Quận 10", "Quận 9", "Quận 1"], key=sort_key) == [
        *("Quận 1", "Quận 9", "Quận 10"),
    ]
    assert sort_key("999 đồng") < sort_key("1.000 đồng") < sort_key("1.000.000 đồng")
    assert sort_key("007")[0] == sort_key("7")[0]


def test_a_number_of_any_length_has_a_place() -> None:
    assert sort_key("8" * 5000) < sort_key("9" * 5000) < sort_key("a")


def test_punctuation_only_separates() -> None:
    assert sort_key("Bà Rịa – Vũng Tàu")[0] == sort_key("Bà Rịa-Vũng Tàu")[0]
    assert sort_key("“Bà Rịa”")[0] == sort_key("Bà Rịa")[0]


def test_both_ways_of_placing_the_tone_stand_together() -> None:
    assert sort_key("Hòa Bình")[0] == sort_key("Hoà Bình")[0]


def test_foreign_marks_leave_a_letter_in_its_place() -> None:
    assert sort_key("Zurich") < sort_key("Zürich a") < sort_key("Zurich b")
    assert sort_key("façade a") < sort_key("facade b")


def test_lower_case_comes_first_and_decides_last() -> None:
    assert sort_key("đỗ") < sort_key("Đỗ") < sort_key("đỗ an")
    assert sort_key("Đỗ An") < sort_key("đỗ Bình")


@given(st.text(), st.text())
def test_the_order_is_total(one: str, two: str) -> None:
    assert (sort_key(one) == sort_key(two)) == (one == two)
    assert (sort_key(one) < sort_key(two)) != (sort_key(two) <= sort_key(one))
    assert isinstance(hash(sort_key(one)), int)


@given(st.text(alphabet="aăâbcdđeêghiklmnoôơpqrstuưvxyàảãáạựẶ 019.-", max_size=20))
def test_decomposed_text_sorts_like_composed(text: str) -> None:
    assert sort_key(text)[:2] == sort_key(unicodedata.normalize("NFD", text))[:2]


@given(st.lists(st.sampled_from([name for name in IN_ORDER if name.isalpha()]), min_size=1))
def test_a_name_stands_before_a_longer_one_that_begins_with_it(syllables: list[str]) -> None:
    name = " ".join(syllables)
    assert sort_key(name) < sort_key(f"{name} a")


@pytest.mark.slow
@pytest.mark.alone
def test_ten_thousand_names_sort_quickly() -> None:
    rng = random.Random(2)
    names = [" ".join(rng.sample(IN_ORDER, 3)) for _ in range(10_000)]
    took = []
    for _ in range(3):
        started = time.process_time()
        sorted(names, key=sort_key)
        took.append(time.process_time() - started)
    assert min(took) < 0.3


@given(st.lists(st.one_of(st.sampled_from(IN_ORDER), st.text("aáAđ1. \u0301-", max_size=8))))
def test_what_stands_in_order_has_its_first_words_in_order(names: list[str]) -> None:
    firsts = [first_words_key(name) for name in sorted(names, key=sort_key)]
    assert firsts == sorted(firsts)
