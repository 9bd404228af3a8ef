"""Dates as Vietnamese offices write and print them. No installed locale is needed."""

import re
import unicodedata
from datetime import UTC, date, datetime, timedelta, timezone, tzinfo
from zoneinfo import ZoneInfo

VIETNAM = ZoneInfo("Asia/Ho_Chi_Minh")

_WEEKDAYS = ("Thứ Hai", "Thứ Ba", "Thứ Tư", "Thứ Năm", "Thứ Sáu", "Thứ Bảy", "Chủ Nhật")
# "Thứ 5" and the older spelling "Thứ Bẩy" are common too.
_WEEKDAY_NUMBERS = {name.lower(): number for number, name in enumerate(_WEEKDAYS)}
_WEEKDAY_NUMBERS |= {f"thứ {number + 2}": number for number in range(6)} | {"thứ bẩy": 5}

# Digits are spelt out: \d would take those of every script, and re.ASCII would lose "Ngày".
_ISO = re.compile(r"(?P<year>[0-9]{4})-(?P<month>[0-9]{1,2})-(?P<day>[0-9]{1,2})(?:[Tt](?=[0-9]))?")
_DAY_FIRST = re.compile(r"(?P<day>[0-9]{1,2})([/.-])(?P<month>[0-9]{1,2})\2(?P<year>[0-9]{4})")
_IN_WORDS = re.compile(
    r"(?P<day>[0-9]{1,2})\s+tháng\s+(?P<month>[0-9]{1,2})\s*(?:,\s*)?năm\s+(?P<year>[0-9]{4})",
    re.IGNORECASE,
)
_TIME = re.compile(
    r"(?P<hour>[0-9]{1,2})"
    r"(?:[:h](?P<minute>[0-9]{2})(?::(?P<second>[0-9]{2})(?:\.[0-9]+)?)?|h|\s*giờ)",
    re.IGNORECASE,
)
_ZONE = re.compile(
    r"(?:GMT|UTC)?\s*(?P<sign>[+-])(?P<hours>[0-9]{1,2})(?::?(?P<minutes>[0-5][0-9]))?"
    r"|Z|UTC|GMT",
    re.IGNORECASE,
)
_WEEKDAY = re.compile(r"\b(thứ\s+\w+|chủ\s+nhật)\b\s*,?", re.IGNORECASE)
_CONNECTING = re.compile(r"\b(?:lúc|vào|ngày)\b|\s[–-]\s", re.IGNORECASE)


def parse_moment(text: str) -> datetime:
    """The moment that a text names, aware; a day alone is its midnight in Vietnam.

    Read are ISO 8601 (`2026-11-22 08:30`, `2026-11-22T08:30+07:00`, a trailing `Z`), day first
    with `/`, `-` or `.` (`22/11/2026 08:30`, `8h30 22/11/2026`), the printed form ("Thứ Năm,
    21/11/2024 20:14:30 GMT+7") and words ("ngày 22 tháng 11 năm 2026"). Without an offset the
    time is Vietnam's.

    Raises:
        ValueError: with a Vietnamese sentence, for a day that does not exist, a weekday that
            is not that day's, or any other form. Nothing is guessed: two-digit years are
            refused.
    """
    written = " ".join(unicodedata.normalize("NFC", text).split())
    rest = _WEEKDAY.sub(" ", written)
    found = next((m for m in (p.search(rest) for p in (_IN_WORDS, _ISO, _DAY_FIRST)) if m), None)
    if found is None:
        raise ValueError(f"“{text}” không phải ngày.")
    before, after = rest[: found.start()], rest[found.end() :]
    # A digit that touches the date is part of it: 22/11/20265 is no date.
    if before[-1:].isdigit() or (after[:1].isdigit() and found[0][-1].isdigit()):
        raise ValueError(f"“{text}” không phải ngày.")
    hours, zone = _clock(f"{before} {after}", text)
    numbers = {name: int(found[name]) for name in ("year", "month", "day")}
    try:
        moment = datetime(**numbers, **hours, tzinfo=zone)
        # On the first and last days of the calendar a moment can have no place in other zones.
        moment.astimezone(UTC).astimezone(VIETNAM)
    except (ValueError, OverflowError) as error:
        raise ValueError(f"Không có ngày giờ “{text}”.") from error
    _check_weekdays(written, moment)
    return moment


def _clock(around: str, whole: str) -> tuple[dict[str, int], tzinfo]:
    """Hour, minute, second and zone of what stands around a date."""
    words = _CONNECTING.sub(" ", around).strip(" ,")
    if not words:
        return {}, VIETNAM
    time = _TIME.match(words)
    if time is None:
        raise ValueError(f"“{whole}” không phải ngày giờ.")
    hours = {name: int(time[name] or 0) for name in ("hour", "minute", "second")}
    rest = words[time.end() :].strip(" ,")
    if not rest:
        return hours, VIETNAM
    zone = _ZONE.fullmatch(rest)
    if zone is None:
        raise ValueError(f"“{whole}” không phải ngày giờ.")
    if not zone["sign"]:
        return hours, UTC
    shift = timedelta(hours=int(zone["hours"]), minutes=int(zone["minutes"] or 0))
    if shift >= timedelta(hours=24):
        raise ValueError(f"“{whole}” có múi giờ không có thật.")
    return hours, timezone(-shift if zone["sign"] == "-" else shift)


def _check_weekdays(written: str, day: date) -> None:
    """Refuse a weekday that the day does not have: one of the two is a slip of the pen."""
    for name in _WEEKDAY.findall(written):
        if _WEEKDAY_NUMBERS.get(" ".join(name.lower().split())) != day.weekday():
            right = f"{day.day}/{day.month}/{day.year} là {_WEEKDAYS[day.weekday()]}"
            raise ValueError(f"“{written}” sai thứ: {right}.")


def parse_day(text: str) -> date:
    """The day in Vietnam that a text names; raises as `parse_moment` does."""
    return _in_vietnam(parse_moment(text)).date()


def _in_vietnam(day: date) -> datetime:
    """A moment on Vietnam's clocks; a date is its midnight, a moment without zone Vietnam's."""
    if not isinstance(day, datetime):
        return datetime(day.year, day.month, day.day, tzinfo=VIETNAM)
    return day.astimezone(VIETNAM) if day.tzinfo else day.replace(tzinfo=VIETNAM)


def short_date(day: date) -> str:
    """`21/11/2024`: the day in Vietnam of a date or a moment."""
    local = _in_vietnam(day)
    return f"{local.day:02d}/{local.month:02d}/{local.year:04d}"


def long_date(day: date) -> str:
    """`Thứ Năm, 21/11/2024`: the day in Vietnam of a date or a moment."""
    return f"{_WEEKDAYS[_in_vietnam(day).weekday()]}, {short_date(day)}"


def long_moment(moment: date) -> str:
    """`Thứ Năm, 21/11/2024 20:14 GMT+7`; a date alone is its midnight.

    The offset is that of the day: Saigon's clocks stood at GMT+8 from 1960 to 1975.
    """
    local = _in_vietnam(moment)
    offset = (local.utcoffset() or timedelta()) // timedelta(hours=1)
    return f"{long_date(local)} {local:%H:%M} GMT{offset:+d}"


def spoken_moment(moment: date) -> str:
    """`20:14, Thứ Năm, 21/11/2024`: when people here are to be somewhere."""
    local = _in_vietnam(moment)
    return f"{local:%H:%M}, {long_date(local)}"


def month_name(year: int, month: int) -> str:
    """`Tháng 11/2024`."""
    return f"Tháng {month}/{year}"
