"""Moments near now, as people here say them: "7h sáng mai", "14:00 29/11", "thứ Hai 8h"."""

import re
import unicodedata
from collections.abc import Callable
from datetime import date, datetime, timedelta

from khuyencong.vietnamese.dates import VIETNAM, parse_moment, short_date

_PART = r"(?:(?P<part>sáng|trưa|chiều|tối)\s+)?"
_DAYS_AHEAD = {"hôm nay": 0, "nay": 0, "mai": 1, "ngày mai": 1, "ngày kia": 2, "mốt": 2}
_WEEKDAYS = {
    **{"hai": 0, "ba": 1, "tư": 2, "năm": 3, "sáu": 4, "bảy": 5},
    **{str(number + 2): number for number in range(6)},
}
_DAY = "|".join(sorted(_DAYS_AHEAD, key=len, reverse=True))
_RELATIVE = re.compile(rf"{_PART}\b(?P<day>{_DAY})\b")
_WEEKDAY = re.compile(
    rf"{_PART}\b(?:thứ\s+(?P<number>{'|'.join(_WEEKDAYS)})|(?P<sunday>chủ nhật|cn))\b"
    r"(?:\s+(?:này|tới))?"
)
_WITHOUT_YEAR = re.compile(
    rf"{_PART}(?:\bngày\s+)?(?<![0-9/.:])(?P<day>[0-9]{{1,2}})[/.-](?P<month>[0-9]{{1,2}})"
    r"(?![0-9/.:-])"
)
_NOON_HOUR = re.compile(r"\b(?P<hour>[0-9]{1,2})")
_EARLY_AFTERNOON = 3
"""`1h trưa` is 13 o'clock; `11h trưa` is 11."""


def near_moment(text: str, now: datetime) -> datetime:
    """The moment that a text means when it is said `now`.

    Besides what `parse_moment` reads: "hôm nay", "mai", "ngày kia" and days of the week, the next
    one, with an hour and a part of the day before or behind them; a day without its year, which
    is the next such day.

    Raises:
        ValueError: as `parse_moment` does.
    """
    said = " ".join(unicodedata.normalize("NFC", text).lower().split())
    today = now.astimezone(VIETNAM).date()
    ways: list[tuple[re.Pattern[str], Callable[[re.Match[str], date], date]]] = [
        (_RELATIVE, _relative),
        (_WITHOUT_YEAR, _next_of_date),
        (_WEEKDAY, _next_of_weekday),
    ]
    has_year = re.search(r"[0-9]{4}", said)
    for pattern, day_of in () if has_year else ways:
        if found := pattern.search(said):
            around = f"{said[: found.start()]} {said[found.end() :]}"
            part = _part_of_day(found["part"] or "", around)
            around = re.sub(r"\btrưa\b", "", around)
            return parse_moment(f"{around} {part} {short_date(day_of(found, today))}")
    return parse_moment(text)


def _part_of_day(part: str, around: str) -> str:
    """`sáng` or `chiều` as a clock needs it; noon is either, by its hour."""
    if part != "trưa" and "trưa" not in around:
        return part
    hour = _NOON_HOUR.search(around)
    return "chiều" if hour and int(hour["hour"]) <= _EARLY_AFTERNOON else ""


def _relative(found: re.Match[str], today: date) -> date:
    return today + timedelta(days=_DAYS_AHEAD[found["day"]])


def _next_of_weekday(found: re.Match[str], today: date) -> date:
    number = 6 if found["sunday"] else _WEEKDAYS[found["number"]]
    return today + timedelta(days=(number - today.weekday()) % 7 or 7)


def _next_of_date(found: re.Match[str], today: date) -> date:
    day, month = int(found["day"]), int(found["month"])
    try:
        this_year = date(today.year, month, day)
        return this_year if this_year >= today else date(today.year + 1, month, day)
    except ValueError as error:
        raise ValueError(f"Không có ngày “{day}/{month}”.") from error
