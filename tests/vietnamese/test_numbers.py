"""Numbers, money and counts, printed as Vietnamese offices print them."""

import time
import unicodedata
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from khuyencong.vietnamese.numbers import (
    count_words,
    decimal,
    dong,
    grouped,
    percent,
    short_dong,
    unbroken,
    whole_number,
)


def test_numbers_and_money() -> None:
    assert grouped(23_615_149_080) == "23.615.149.080"
    assert grouped(950) == "950"
    assert dong(23_615_149_080).replace("\u00a0", " ") == "23.615.149.080 đồng"
    assert dong(0).replace("\u00a0", " ") == "0 đồng"
    assert percent(50) == "50%"
    assert percent(7.5) == "7,5%"


@pytest.mark.parametrize(
    ("number", "printed"),
    [
        *((1234.5, "1.234,5"), (2, "2"), (2.0, "2"), (Decimal("0.10"), "0,1"), (0.1 + 0.2, "0,3")),
        *((-1_234_567.25, "-1.234.567,25"), (100, "100"), (1e15, "1.000.000.000.000.000")),
        *((0.0000025, "0,000002"), (0.0000035, "0,000004"), (0.0000001, "0")),
    ],
)
def test_decimals_have_a_comma_and_no_needless_zeros(number: float | Decimal, printed: str) -> None:
    assert decimal(number) == printed


@pytest.mark.parametrize(
    ("amount", "printed"),
    [
        (23_615_149_080, "23,6 tỷ đồng"),
        (2_000_000_000, "2 tỷ đồng"),
        (2_040_000_000, "2 tỷ đồng"),
        (2_050_000_000, "2,1 tỷ đồng"),
        (1_234_500_000_000, "1.234,5 tỷ đồng"),
        (600_000_000, "600 triệu đồng"),
        (1_250_000, "1,3 triệu đồng"),
        (1_000_000, "1 triệu đồng"),
        (950_000, "950.000 đồng"),
        (90_000, "90.000 đồng"),
        (-2_500_000_000, "-2,5 tỷ đồng"),
    ],
)
def test_money_in_a_headline(amount: int, printed: str) -> None:
    assert short_dong(amount).replace("\u00a0", " ") == printed


def test_just_under_a_billion_is_no_thousand_millions() -> None:
    assert short_dong(999_949_999).replace("\u00a0", " ") == "999,9 triệu đồng"
    assert short_dong(999_950_000).replace("\u00a0", " ") == "1 tỷ đồng"
    assert short_dong(999_999).replace("\u00a0", " ") == "999.999 đồng"


@pytest.mark.parametrize("written", ["9" * 5000, "²", "٣", "-5", "1e9", "", " 3", None])
def test_what_others_write_for_a_number_may_be_none(written: object) -> None:
    assert whole_number(written, 1) == 1
    assert whole_number("034", 1) == 34


def test_a_number_never_leaves_its_unit() -> None:
    assert " " not in dong(1000) + percent(5) + short_dong(2_000_000)


@given(st.integers())
def test_a_printed_number_can_be_read_back(number: int) -> None:
    assert int(grouped(number).replace(".", "")) == number
    assert int(grouped(number * 10**40).replace(".", "")) == number * 10**40


@given(st.integers(min_value=1_000_000, max_value=10**16))
def test_a_headline_is_right_to_one_decimal(amount: int) -> None:
    number, unit, _ = short_dong(amount).split("\u00a0")
    size = {"tỷ": 10**9, "triệu": 10**6}[unit]
    shown = Decimal(number.replace(".", "").replace(",", "."))
    assert abs(shown * size - amount) * 20 <= size
    assert "," not in number or len(number.split(",")[1]) == 1
    assert shown >= 1


@given(st.decimals(min_value=-1000, max_value=10**9, places=3))
def test_a_printed_decimal_can_be_read_back(number: Decimal) -> None:
    assert Decimal(decimal(number).replace(".", "").replace(",", ".")) == number


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Trung tâm Khuyến công – 02 đề án", 7),
        ("Nghị định 45/2012/NĐ-CP", 3),
        ("“Hà Nội”, … !", 2),
        ("** __ --", 0),
        ("  Một\u00a0hai\nba\t", 3),
        ("", 0),
    ],
)
def test_words_are_counted_between_spaces(text: str, count: int) -> None:
    assert count_words(text) == count
    assert count_words(unicodedata.normalize("NFD", text)) == count


@pytest.mark.slow
@pytest.mark.alone
def test_a_rule_of_dashes_does_not_hold_up_the_count() -> None:
    started = time.process_time()
    assert count_words("-" * 1_000_000) == 0
    assert time.process_time() - started < 0.5


def test_an_amount_stays_with_its_unit_and_may_end_a_line_behind_a_slash() -> None:
    amount = "1.000.000.000\u00a0đồng"
    assert unbroken(f"tối đa {amount}/mô hình") == (
        f'tối đa <span class="amount">{amount}</span>/<wbr>mô hình'
    )
    assert unbroken("Số 28/2018/TT-BTC") == "Số 28/2018/TT-BTC"
