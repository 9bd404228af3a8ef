"""Dates, read forgivingly, never guessed, and printed as offices print them."""

import time
import unicodedata
from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from khuyencong.vietnamese.dates import (
    VIETNAM,
    is_midnight,
    long_date,
    long_moment,
    midnight,
    month_name,
    parse_day,
    parse_moment,
    short_date,
    spoken_moment,
)

MORNING = datetime(2026, 11, 22, 8, 30, tzinfo=VIETNAM)
# Since 13 June 1975 all of Vietnam has been at GMT+7.
MOMENTS = st.datetimes(datetime(1976, 1, 1), datetime(2100, 1, 1), timezones=st.just(VIETNAM))


@pytest.mark.parametrize(
    "text",
    [
        "2026-11-22 08:30",
        "2026-11-22T08:30",
        "2026-11-22T08:30+07:00",
        "2026-11-22T08:30:00+07:00",
        "2026-11-22T01:30:00Z",
        "2026-11-22T01:30:00.000Z",
        "2026-11-22 10:30 +0900",
        "22/11/2026 08:30",
        "22-11-2026 08:30",
        "22.11.2026 8:30",
        "8h30 22/11/2026",
        "22/11/2026 8h30",
        "22/11/2026 – 8h30",
        "08:30 ngày 22/11/2026",
        "08:30, 22/11/2026",
        "Chủ Nhật, 22/11/2026 08:30:00 GMT+7",
        "CHỦ NHẬT NGÀY 22/11/2026 LÚC 8H30",
        "lúc 8h30 ngày 22 tháng 11 năm 2026",
        " 22/11/2026\u00a0 8h30\n",
        "2026/11/22 08:30",
        "2026.11.22 08:30",
        "22 / 11 / 2026 08:30",
        "Chủ Nhật 22/11/2026 , 08:30 (GMT+7)",
        "CN, 22/11/2026, 08:30",
        "22-11-2026 | 08:30GMT+7",
        "08:30 | 22/11/2026",
        "22/11/2026 - 08:30",
        "22/11/2026 lúc 8 giờ 30 phút",
        "8g30 ngày 22/11/2026",
        "8h30' 22/11/2026",
        "08:30 AM 22/11/2026",
        "8:30 sáng 22/11/2026",
        "08:30 SA, 22/11/2026",
        "Cập nhật: 08:30 ngày 22/11/2026",
        "Sun, 22 Nov 2026 08:30:00 +0700",
        "Sun, 22 Nov 2026 01:30:00 GMT",
        "Sunday, November 22, 2026 8:30 AM",
        "22-Nov-2026 08:30 ICT",
        "22 tháng 11, 2026 08:30",
        "22 thg 11, 2026 08:30",
        "Tháng Mười Một 22, 2026 08:30",
    ],
)
def test_every_usual_form_of_a_moment_is_read(text: str) -> None:
    assert parse_moment(text) == MORNING
    assert parse_moment(unicodedata.normalize("NFD", text)) == MORNING


@pytest.mark.parametrize(
    "text",
    [
        *("22/11/2026", "2026-11-22", "22-11-2026", "22.11.2026", "22/11/2026 "),
        "22/11/2026.",
        *("ngày 22 tháng 11 năm 2026", "22 tháng 11, năm 2026", "Chủ nhật, ngày 22/11/2026"),
    ],
)
def test_a_day_alone_is_its_midnight_in_vietnam(text: str) -> None:
    assert parse_moment(text) == datetime(2026, 11, 22, tzinfo=VIETNAM)
    assert parse_moment(text).tzinfo is VIETNAM
    assert parse_day(text) == date(2026, 11, 22)


def test_seconds_and_the_printed_form_are_read() -> None:
    printed = parse_moment("Thứ Năm, 21/11/2024 20:14:30 GMT+7")
    assert printed == datetime(2024, 11, 21, 20, 14, 30, tzinfo=VIETNAM)
    assert parse_moment("2026-11-22 08:30:15") == MORNING.replace(second=15)


@pytest.mark.parametrize(
    ("text", "hour"),
    [
        ("03:38 PM 10/12/2021", 15),
        ("3 giờ 38 chiều ngày 10/12/2021", 15),
        ("10/12/2021 03:38:00 CH", 15),
        ("10/12/2021 15:38 PM", 15),
        ("10/12/2021 12:38 PM", 12),
        ("10/12/2021 12:38 AM", 0),
        ("10/12/2021 9 giờ 38 tối", 21),
        ("12 giờ 38 trưa 10/12/2021", 12),
        ("1h38 trưa 10/12/2021", 13),
        ("11h38 trưa 10/12/2021", 11),
        ("11 giờ 38 đêm 10/12/2021", 23),
        ("2h38 đêm 10/12/2021", 2),
        ("10/12/2021 09:38.", 9),
    ],
)
def test_halves_of_the_day_are_read(text: str, hour: int) -> None:
    assert parse_moment(text) == datetime(2021, 12, 10, hour, 38, tzinfo=VIETNAM)


@pytest.mark.parametrize(
    "text",
    [
        *("22/11/0206", "22/11/1026 08:30", "15:38 AM 10/12/2021", "2 giờ tối 10/12/2021"),
        *("12 giờ đêm 10/12/2021", "12 giờ tối 10/12/2021", "9 giờ trưa 10/12/2021"),
        "24:00 sáng 10/12/2021",
    ],
)
def test_a_year_before_1900_and_an_hour_that_is_none_are_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"^Không có ngày giờ “"):
        parse_moment(text)


def test_may_is_no_year() -> None:
    assert (
        parse_day("22 tháng năm năm 2026") == parse_day("22 tháng Năm, 2026") == date(2026, 5, 22)
    )
    assert parse_day("ngày 2 tháng mười hai năm 2026") == date(2026, 12, 2)
    assert parse_day("1 tháng giêng 2026") == date(2026, 1, 1)


def test_a_day_elsewhere_is_the_day_in_vietnam() -> None:
    assert parse_day("2026-11-21T18:00Z") == date(2026, 11, 22)


@pytest.mark.parametrize(
    "text",
    [
        *("32/1/2026", "29/2/2025", "2026-13-01", "0000-01-01", "31/04/2026"),
        *("22/11/2026 25:00", "22/11/2026 08:61", "22/11/2026 24:00"),
    ],
)
def test_a_day_or_hour_that_does_not_exist_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"^Không có ngày giờ “"):
        parse_moment(text)


@pytest.mark.parametrize(
    "text",
    [
        *("22/11/26", "22-11-26 08:30", "hôm qua", "", "11/2026", "2026", "22 năm 2026"),
        *("20261122", "22 xyz 2026", "November 2026", "22/11/2026 08:30 08:45"),
        *("22/11-2026", "22/11/20265", "122/11/2026", "２２/11/2026", "٢٢/11/2026"),
        *("22/11/2026 sáng", "22/11/2026 08:30 giờ Hà Nội", "22/11/2026 8", "22/11/2026 lúc PM"),
        *("22/11/2026 08:30 +99:00", "22/11/2026 08:30 +07:75", "22/11/2026 -08:30"),
        *("22/11/2026 24/11/2026", "2026-11-22T", "2026-11-22-", "22/11/2026 08:30 - 10:30"),
    ],
)
def test_what_is_no_date_is_refused_never_guessed(text: str) -> None:
    with pytest.raises(ValueError, match=r"^“.*” (không phải ngày|có múi giờ không có thật)"):
        parse_moment(text)


def test_a_weekday_must_be_that_of_the_day() -> None:
    assert parse_day("Thứ Năm, 21/11/2024") == parse_day("thứ 5, 21/11/2024")
    with pytest.raises(ValueError, match="sai thứ: 21/11/2024 là Thứ Năm"):
        parse_moment("Thứ Hai, 21/11/2024")
    for text in ("Thứ Tám, 21/11/2024", "Mon, 21 Nov 2024", "T6, 21/11/2024", "CN 21/11/2024"):
        with pytest.raises(ValueError, match="sai thứ"):
            parse_moment(text)


@given(st.text() | st.text(alphabet="0123456789/-.:+hTZ thứnămngày"))
def test_any_text_gives_a_date_or_a_vietnamese_sentence(text: str) -> None:
    try:
        assert parse_moment(text).tzinfo is not None
        assert parse_day(text)
    except ValueError as error:
        assert "“" in str(error)


@pytest.mark.parametrize("text", ["0001-01-01T00:00+14:00", "9999-12-31T23:59-14:00"])
def test_the_ends_of_the_calendar_are_refused(text: str) -> None:
    with pytest.raises(ValueError, match="Không có"):
        parse_day(text)


@pytest.mark.slow
@pytest.mark.alone
@pytest.mark.parametrize("piece", ["1", " ", "thứ ", "ngày ", "22 tháng ", "22/11/", "08:30 "])
def test_a_hostile_text_does_not_hold_up_the_reader(piece: str) -> None:
    started = time.process_time()
    with pytest.raises(ValueError, match="không phải"):
        parse_moment(piece * 20_000)
    assert time.process_time() - started < 0.5


def test_dates_print_with_the_weekday() -> None:
    day = date(2024, 11, 21)
    assert long_date(day) == "Thứ Năm, 21/11/2024"
    assert short_date(day) == "21/11/2024"
    assert short_date(date(2024, 3, 2)) == "02/03/2024"
    assert month_name(2024, 11) == "Tháng 11/2024"
    moment = datetime(2024, 11, 21, 20, 14, 30, tzinfo=VIETNAM)
    assert long_moment(moment) == "Thứ Năm, 21/11/2024 20:14 GMT+7"
    assert spoken_moment(moment) == "20:14, Thứ Năm, 21/11/2024"
    assert long_moment(day) == "Thứ Năm, 21/11/2024 00:00 GMT+7"


def test_every_weekday_has_its_name() -> None:
    names = [long_date(date(2024, 11, day)).split(",")[0] for day in range(18, 25)]
    week = ["Thứ Hai", "Thứ Ba", "Thứ Tư", "Thứ Năm", "Thứ Sáu", "Thứ Bảy", "Chủ Nhật"]
    assert names == week


def test_a_moment_elsewhere_prints_as_the_day_in_vietnam() -> None:
    assert long_date(datetime(2024, 11, 20, 18, 0, tzinfo=UTC)) == "Thứ Năm, 21/11/2024"
    evening = datetime(2024, 11, 20, 22, 5, tzinfo=timezone(timedelta(hours=9)))
    assert long_moment(evening) == "Thứ Tư, 20/11/2024 20:05 GMT+7"


def test_a_moment_without_zone_is_vietnams_whatever_the_machine() -> None:
    assert long_moment(datetime(2024, 11, 21, 20, 14)) == "Thứ Năm, 21/11/2024 20:14 GMT+7"


def test_an_old_moment_prints_with_the_offset_of_its_day() -> None:
    moment = datetime(1968, 1, 1, tzinfo=VIETNAM)
    assert long_moment(moment) == "Thứ Hai, 01/01/1968 00:00 GMT+8"
    assert parse_moment(long_moment(moment)).timestamp() == moment.timestamp()


@given(MOMENTS)
def test_what_is_printed_can_be_read_again(moment: datetime) -> None:
    moment = moment.replace(microsecond=0)
    assert parse_moment(moment.isoformat()) == moment
    assert parse_moment(str(moment)) == moment
    assert parse_moment(long_moment(moment)) == moment.replace(second=0)
    for form in ("%d/%m/%Y %H:%M", "%H:%M %d/%m/%Y"):
        assert parse_moment(f"{moment:{form}}") == moment.replace(second=0)
    assert parse_day(long_date(moment)) == parse_day(short_date(moment)) == moment.date()


@given(st.dates(date(1946, 1, 1), date(2100, 1, 1)))
def test_every_day_can_be_read_again(day: date) -> None:
    words = f"ngày {day.day} tháng {day.month} năm {day.year}"
    for text in (str(day), short_date(day), long_date(day), words):
        assert parse_day(text) == day


@given(MOMENTS)
def test_a_midnight_is_one_in_vietnam(moment: datetime) -> None:
    for each in (moment, midnight(moment), midnight(moment).astimezone(UTC)):
        assert is_midnight(each) == (each == midnight(each))
