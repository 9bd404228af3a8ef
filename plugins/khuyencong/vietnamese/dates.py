"""Dates as Vietnamese offices write and print them. No installed locale is needed."""

import re
from datetime import UTC, date, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

VIETNAM = ZoneInfo("Asia/Ho_Chi_Minh")

_WEEKDAYS = ("Thứ Hai", "Thứ Ba", "Thứ Tư", "Thứ Năm", "Thứ Sáu", "Thứ Bảy", "Chủ Nhật")
_ISO = re.compile(r"(?P<year>\d{4})-(?P<month>\d{1,2})-(?P<day>\d{1,2})")
_DAY_FIRST = re.compile(r"(?P<day>\d{1,2})([/.-])(?P<month>\d{1,2})\2(?P<year>\d{4})")
_IN_WORDS = re.compile(
    r"(?:ngày\s+)?(?P<day>\d{1,2})\s+tháng\s+(?P<month>\d{1,2})\s*(?:,\s*)?năm\s+(?P<year>\d{4})",
    re.IGNORECASE,
)
_TIME = re.compile(
    r"(?P<hour>\d{1,2})(?:[:h](?P<minute>\d{2})(?::(?P<second>\d{2}))?(?:\.\d+)?|h|\s*giờ)",
    re.IGNORECASE,
)
_ZONE = re.compile(
    r"(?:GMT|UTC)?\s*(?P<sign>[+-])(?P<hours>\d{1,2}):?(?P<minutes>\d{2})?|(?P<utc>Z|UTC|GMT)",
    re.IGNORECASE,
)
_DECORATION = re.compile(r"\b(?:thứ\s+\w+|chủ\s+nhật|lúc|vào)\b\s*,?", re.IGNORECASE)


def parse_moment(text: str) -> datetime:
    """The moment that a text names, aware; a day alone is its midnight in Vietnam.

    Read are ISO 8601 (`2026-11-22 08:30`, `2026-11-22T08:30+07:00`), day first with `/`,
    `-` or `.` (`22/11/2026 08:30`, `8h30 22/11/2026`), the printed form ("Thứ Năm,
    21/11/2024 20:14:30 GMT+7") and words ("ngày 22 tháng 11 năm 2026").

    Raises:
        ValueError: with a Vietnamese sentence, for a day that does not exist or any other
            form. Nothing is guessed: two-digit years are refused.
    """
    rest = _DECORATION.sub(" ", text).strip()
    found = next((m for m in (p.search(rest) for p in (_IN_WORDS, _ISO, _DAY_FIRST)) if m), None)
    if found is None:
        raise ValueError(f"“{text}” không phải ngày.")
    before, after = rest[: found.start()], rest[found.end() :]
    # A digit that touches the date is part of it: 22/11/20265 is no date.
    if before[-1:].isdigit() or after[:1].isdigit():
        raise ValueError(f"“{text}” không phải ngày.")
    hours, zone = _clock(f"{before} {after.removeprefix('T').removeprefix('t')}", text)
    numbers = {name: int(found[name]) for name in ("year", "month", "day")}
    try:
        return datetime(**numbers, **hours, tzinfo=zone)
    except ValueError as error:
        raise ValueError(f"Không có ngày giờ “{text}”.") from error


def _clock(written: str, whole: str) -> tuple[dict[str, int], timezone | ZoneInfo]:
    """Hour, minute, second and zone of what stands around a date."""
    words = re.sub(r"\bngày\b", " ", written, flags=re.IGNORECASE).strip(" ,–-\t")
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
    if zone["utc"]:
        return hours, UTC
    shift = timedelta(hours=int(zone["hours"]), minutes=int(zone["minutes"] or 0))
    if shift >= timedelta(hours=24):
        raise ValueError(f"“{whole}” có múi giờ không có thật.")
    return hours, timezone(-shift if zone["sign"] == "-" else shift)


def parse_day(text: str) -> date:
    """The day in Vietnam that a text names; raises as `parse_moment` does."""
    return _local(parse_moment(text))


def _local(day: date) -> date:
    """The day in Vietnam of a moment; a date is itself."""
    return day.astimezone(VIETNAM).date() if isinstance(day, datetime) else day


def short_date(day: date) -> str:
    """`21/11/2024`."""
    local = _local(day)
    return f"{local.day:02d}/{local.month:02d}/{local.year:04d}"


def long_date(day: date) -> str:
    """`Thứ Năm, 21/11/2024`."""
    return f"{_WEEKDAYS[_local(day).weekday()]}, {short_date(day)}"


def long_moment(moment: datetime) -> str:
    """`Thứ Năm, 21/11/2024 20:14 GMT+7`."""
    local = moment.astimezone(VIETNAM)
    return f"{long_date(local)} {local:%H:%M} GMT+7"


def month_name(year: int, month: int) -> str:
    """`Tháng 11/2024`."""
    return f"Tháng {month}/{year}"
