"""Dates and numbers, read forgivingly and printed as offices print them."""

from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from khuyencong.vietnamese.dates import (
    VIETNAM,
    long_date,
    long_moment,
    month_name,
    parse_day,
    parse_moment,
    short_date,
)
from khuyencong.vietnamese.numbers import (
    count_words,
    decimal,
    dong,
    grouped,
    percent,
    short_dong,
)

MORNING = datetime(2026, 11, 22, 8, 30, tzinfo=VIETNAM)


@pytest.mark.parametrize(
    "text",
    [
        "2026-11-22 08:30",
        "2026-11-22T08:30",
        "2026-11-22T08:30:00+07:00",
        "2026-11-22T01:30:00Z",
        "22/11/2026 08:30",
        "22-11-2026 08:30",
        "22.11.2026 8:30",
        "8h30 22/11/2026",
        "22/11/2026 8h30",
        "08:30 ngày 22/11/2026",
        "08:30, 22/11/2026",
        "Chủ Nhật, 22/11/2026 08:30:00 GMT+7",
        "lúc 8h30 ngày 22 tháng 11 năm 2026",
    ],
)
def test_every_usual_form_of_a_moment_is_read(text: str) -> None:
    assert parse_moment(text) == MORNING


@pytest.mark.parametrize(
    "text", ["22/11/2026", "2026-11-22", "22-11-2026", "ngày 22 tháng 11 năm 2026", "22/11/2026 "]
)
def test_a_day_alone_is_its_midnight_in_vietnam(text: str) -> None:
    assert parse_moment(text) == datetime(2026, 11, 22, tzinfo=VIETNAM)
    assert parse_day(text) == date(2026, 11, 22)


@pytest.mark.parametrize(
    "text",
    [
        *("32/01/2026", "29/02/2025", "2026-13-01", "22/11/26", "hôm qua", "", "11/2026"),
        *("22/11/2026 25:00", "22/11/2026 08:61", "22/11-2026", "22/11/20265", "2026"),
        *("22/11/2026 sáng", "22/11/2026 08:30 giờ Hà Nội", "22/11/2026 08:30 +99:00"),
    ],
)
def test_what_is_no_date_is_refused_never_guessed(text: str) -> None:
    with pytest.raises(ValueError, match="“"):
        parse_moment(text)


@given(st.text())
def test_any_text_gives_a_date_or_a_vietnamese_sentence(text: str) -> None:
    try:
        assert parse_moment(text).tzinfo is not None
    except ValueError as error:
        assert "“" in str(error)


def test_dates_print_with_the_weekday() -> None:
    day = date(2024, 11, 21)
    assert long_date(day) == "Thứ Năm, 21/11/2024"
    assert short_date(day) == "21/11/2024"
    assert month_name(2024, 11) == "Tháng 11/2024"
    moment = datetime(2024, 11, 21, 20, 14, 30, tzinfo=VIETNAM)
    assert long_moment(moment) == "Thứ Năm, 21/11/2024 20:14 GMT+7"


def test_a_moment_elsewhere_prints_as_the_day_in_vietnam() -> None:
    assert long_date(datetime(2024, 11, 20, 18, 0, tzinfo=UTC)) == "Thứ Năm, 21/11/2024"


@given(st.datetimes(datetime(1946, 1, 1), datetime(2099, 1, 1)))
def test_what_is_printed_can_be_read_again(moment: datetime) -> None:
    # Vietnam's clocks changed until 1975; the printed form always says GMT+7.
    aware = moment.replace(second=0, microsecond=0, tzinfo=timezone(timedelta(hours=7)))
    if aware.astimezone(VIETNAM).utcoffset() == timedelta(hours=7):
        assert parse_moment(long_moment(aware)) == aware
        assert parse_day(long_date(aware)) == aware.astimezone(VIETNAM).date()


def test_numbers_and_money() -> None:
    assert grouped(23615149080) == "23.615.149.080"
    assert dong(23615149080).replace("\u00a0", " ") == "23.615.149.080 đồng"
    assert dong(0).replace("\u00a0", " ") == "0 đồng"
    assert percent(50).replace("\u00a0", " ") == "50 %"
    assert percent(7.5).replace("\u00a0", " ") == "7,5 %"
    assert decimal(1234.5) == "1.234,5"


@pytest.mark.parametrize(
    ("amount", "printed"),
    [
        (23_615_149_080, "23,6 tỷ đồng"),
        (2_000_000_000, "2 tỷ đồng"),
        (999_960_000, "1 tỷ đồng"),
        (600_000_000, "600 triệu đồng"),
        (1_250_000, "1,3 triệu đồng"),
        (90_000, "90.000 đồng"),
    ],
)
def test_money_in_a_headline(amount: int, printed: str) -> None:
    assert short_dong(amount).replace("\u00a0", " ") == printed


def test_a_number_never_leaves_its_unit() -> None:
    assert " " not in dong(1000) + percent(5) + short_dong(2_000_000)


def test_words_are_counted_between_spaces() -> None:
    assert count_words("Trung tâm Khuyến công – 02 đề án") == 7
