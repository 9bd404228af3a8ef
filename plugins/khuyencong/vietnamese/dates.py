"""Dates as Vietnamese offices write and print them. No installed locale is needed."""

import re
import unicodedata
from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta, timezone, tzinfo
from zoneinfo import ZoneInfo

VIETNAM = ZoneInfo("Asia/Ho_Chi_Minh")

EARLIEST_YEAR = 1900
"""No document that a centre of today keeps is older; 0206 is a slip of the finger."""
LATEST_YEAR = 2999
"""Nothing is planned behind it; from its last day on there is room to reckon."""
_LONGEST = 100
"""Letters of a date with all its words."""

_WEEKDAYS = ("Thứ Hai", "Thứ Ba", "Thứ Tư", "Thứ Năm", "Thứ Sáu", "Thứ Bảy", "Chủ Nhật")
_ENGLISH_DAYS = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
# "Thứ 5", "T5", "CN" and the older spelling "Thứ Bẩy" are common too.
_WEEKDAY_NUMBERS = {
    name: number
    for number in range(7)
    for name in (_WEEKDAYS[number].lower(), _ENGLISH_DAYS[number], _ENGLISH_DAYS[number][:3])
}
_WEEKDAY_NUMBERS |= {f"{word}{n + 2}": n for n in range(6) for word in ("thứ ", "t")}
_WEEKDAY_NUMBERS |= {"thứ bẩy": 5, "cn": 6}

_VIETNAMESE_MONTHS = {
    **{"giêng": 1, "một": 1, "hai": 2, "ba": 3, "tư": 4, "năm": 5, "sáu": 6, "bảy": 7, "bẩy": 7},
    **{"tám": 8, "chín": 9, "mười": 10, "mười một": 11, "mười hai": 12, "chạp": 12},
}
_ENGLISH_NUMBERS = {
    **{"january": 1, "february": 2, "march": 3, "april": 4, "may": 5, "june": 6, "july": 7},
    **{"august": 8, "september": 9, "october": 10, "november": 11, "december": 12},
}
_ENGLISH_NUMBERS |= {name[:3]: number for name, number in _ENGLISH_NUMBERS.items()} | {"sept": 9}
_MONTHS = _VIETNAMESE_MONTHS | _ENGLISH_NUMBERS


def _any_of(names: Iterable[str]) -> str:
    return "|".join(sorted(names, key=len, reverse=True))


# Digits are spelt out: \d would take those of every script, and re.ASCII would lose "Ngày".
_DAY, _YEAR = "(?P<day>[0-9]{1,2})(?:st|nd|rd|th)?", "(?P<year>[0-9]{4})"
_MONTH = (
    rf"(?:(?:tháng|thg\.?|th\.?)\s*(?P<month>[0-9]{{1,2}}|{_any_of(_VIETNAMESE_MONTHS)})"
    rf"|(?P<name>{_any_of(_ENGLISH_NUMBERS)}))\b\.?"
)
_FORMS = tuple(
    re.compile(form, re.IGNORECASE)
    for form in (
        rf"{_DAY}[\s-]+{_MONTH}[\s,-]*(?:năm\s+)?{_YEAR}",
        rf"\b{_MONTH}\s+{_DAY},?\s+(?:năm\s+)?{_YEAR}",
        rf"{_YEAR}([/.-])(?P<month>[0-9]{{1,2}})\2{_DAY}(?:T(?=[0-9]))?",
        rf"{_DAY} ?([/.-]) ?(?P<month>[0-9]{{1,2}}) ?\2 ?{_YEAR}",
    )
)
_CENTURY = re.compile(r"(?:19|20)[0-9]{2}")
_USUAL = re.compile(
    r"(0[1-9]|1[0-9]|2[0-8])/(0[1-9]|1[0-2])/((?:19|20)[0-9]{2}) ([01][0-9]|2[0-3]):([0-5][0-9])"
)
"""A moment as headers have it, on a day that every month has: it needs no other look."""
_PARTS_OF_DAY = {
    **dict.fromkeys(("am", "a.m.", "sa", "sáng"), (*range(12), 24)),
    **dict.fromkeys(("pm", "p.m.", "ch", "chiều"), range(12, 24)),
    **{"trưa": range(10, 15), "tối": range(17, 24), "đêm": (*range(6), *range(18, 24))},
}
"""The hours of each; midnight is 12:00 AM, while "12 giờ đêm" may be that of either day."""
_TIME = re.compile(
    r"(?P<hour>[0-9]{1,2}) ?"
    r"(?:(?::|giờ|h|g) ?(?P<minute>[0-9]{2})(?::(?P<second>[0-9]{2})(?:[.,][0-9]+)?)?"
    r"(?:'| ?phút)?|giờ|h|g)"
    rf"(?: ?(?P<part>{_any_of(map(re.escape, _PARTS_OF_DAY))})(?!\w))?",
    re.IGNORECASE,
)
_ZONE = re.compile(
    r"(?:GMT|UTC)?\s*(?P<sign>[+-])(?P<hours>[0-9]{1,2})(?::?(?P<minutes>[0-5][0-9]))?(?:\s+ICT)?"
    r"|(?P<here>ICT)|Z|UTC|GMT|UT",
    re.IGNORECASE,
)
_WEEKDAY = re.compile(
    rf"\b(thứ\s+\w+|chủ\s+nhật|t[2-7]|cn|(?:{_any_of(d[:3] for d in _ENGLISH_DAYS)})\w*day"
    rf"|{_any_of(d[:3] for d in _ENGLISH_DAYS)})\b\s*[,.]?",
    re.IGNORECASE,
)
_CONNECTING = re.compile(
    r"\b(?:lúc|vào|hồi|ngày|đăng|cập nhật)\b:?|(?<=\s)[–—-](?=\s)|[|,;()•·]|(?<![a-z])\.\s*$",
    re.IGNORECASE,
)


def parse_moment(text: str) -> datetime:
    """The moment that a text names, aware; a day alone is its midnight in Vietnam.

    Read are ISO 8601 (`2026-11-22 08:30`, `2026-11-22T08:30+07:00`, a trailing `Z`) and the same
    with `/`; day first with `/`, `-` or `.` (`22/11/2026 08:30`, `8h30 22/11/2026`, `8g30`); what
    portals print ("Thứ Năm, 21/11/2024 20:14:30 (GMT+7)", "24-11-2022 | 10:09GMT+7",
    "03:38 PM 10/12/2021", "3 giờ 38 chiều"); words ("ngày 22 tháng 11 năm 2026", "Tháng Mười Một
    22, 2026"); RFC 822 ("Sun, 22 Nov 2026 08:30:00 +0700"). Without an offset the time is
    Vietnam's.

    Raises:
        ValueError: with a Vietnamese sentence, for a day that does not exist or lies before
            1900, a weekday that is not that day's, or any other form. Nothing is guessed:
            two-digit years are refused.
    """
    if usual := _USUAL.fullmatch(text):
        day, month, year, hour, minute = map(int, usual.groups())
        return datetime(year, month, day, hour, minute, tzinfo=VIETNAM)
    written = " ".join(unicodedata.normalize("NFC", text).split())
    if len(written) > _LONGEST:
        raise ValueError(f"“{written[:_LONGEST]}…” không phải ngày.")
    rest = _WEEKDAY.sub(" ", written)
    found = next((match for form in _FORMS if (match := form.search(rest))), None)
    if found is None:
        raise ValueError(f"“{written}” không phải ngày.")
    before, after = rest[: found.start()], rest[found.end() :]
    # A digit that touches the date is part of it: 22/11/20265 is no date.
    if before[-1:].isdigit() or (after[:1].isdigit() and found[0][-1].isdigit()):
        raise ValueError(f"“{written}” không phải ngày.")
    hours, zone = _clock(f"{before} {after}", written)
    year, day = int(found["year"]), int(found["day"])
    if year < EARLIEST_YEAR:
        raise ValueError(f"Không có ngày giờ “{written}”: năm {year} có lẽ gõ nhầm.")
    try:
        moment = datetime(year, _month(found), day, **hours, tzinfo=zone)
        # On the last day of the calendar a moment can have no place in other zones.
        moment.astimezone(UTC).astimezone(VIETNAM)
    except (ValueError, OverflowError) as error:
        raise ValueError(f"Không có ngày giờ “{written}”.") from error
    _check_weekdays(written, moment)
    return moment


def written_day(text: str) -> str:
    """The first day that a text names among other words, as it is written; "" for none.

    All forms of `parse_moment`, with a year from 1900 to 2099: "Thứ năm, 21 Tháng 11 2013 08:15"
    names "21 Tháng 11 2013". Whether there is such a day is not asked.
    """
    if not _CENTURY.search(text):
        return ""
    text = unicodedata.normalize("NFC", text)
    found = [match for form in _FORMS for match in form.finditer(text) if _is_whole(match)]
    return min(found, key=re.Match.start)[0] if found else ""


def _is_whole(day: re.Match[str]) -> bool:
    """Whether the figures of a day are all that stand there: no part of 10021/11/20135."""
    before, after = day.string[: day.start()][-1:], day.string[day.end() :][:1]
    return not before.isdigit() and not after.isdigit() and bool(_CENTURY.fullmatch(day["year"]))


def _month(found: re.Match[str]) -> int:
    """The number of the month of a date, written in figures or by name."""
    written = found["month"] or found["name"]
    return int(written) if written.isdigit() else _MONTHS[written.lower()]


def _clock(around: str, whole: str) -> tuple[dict[str, int], tzinfo]:
    """Hour, minute, second and zone of what stands around a date."""
    words = " ".join(_CONNECTING.sub(" ", around).split())
    if not words:
        return {}, VIETNAM
    time = _TIME.match(words)
    if time is None:
        raise ValueError(f"“{whole}” không phải ngày giờ.")
    hours = {name: int(time[name] or 0) for name in ("hour", "minute", "second")}
    if time["part"]:
        hours["hour"] = _hour_of_day(hours["hour"], time["part"].lower(), whole)
    rest = words[time.end() :].strip()
    if not rest:
        return hours, VIETNAM
    zone = _ZONE.fullmatch(rest)
    if zone is None:
        raise ValueError(f"“{whole}” không phải ngày giờ.")
    if not zone["sign"]:
        return hours, VIETNAM if zone["here"] else UTC
    shift = timedelta(hours=int(zone["hours"]), minutes=int(zone["minutes"] or 0))
    if shift >= timedelta(hours=24):
        raise ValueError(f"“{whole}” có múi giờ không có thật.")
    return hours, timezone(-shift if zone["sign"] == "-" else shift)


def _hour_of_day(hour: int, part: str, whole: str) -> int:
    """The hour from 0 to 23 that an hour in a part of the day is."""
    hours = _PARTS_OF_DAY[part]
    meant = next((one % 24 for one in (hour, hour + 12) if one in hours), None)
    if meant is None or hour >= 24:
        raise ValueError(f"Không có ngày giờ “{whole}”: không có {hour} giờ {part}.")
    return meant


def _check_weekdays(written: str, day: date) -> None:
    """Refuse a weekday that the day does not have: one of the two is a slip of the pen."""
    for name in _WEEKDAY.findall(written):
        if _WEEKDAY_NUMBERS.get(" ".join(name.lower().split())) != day.weekday():
            right = f"{day.day}/{day.month}/{day.year} là {_WEEKDAYS[day.weekday()]}"
            raise ValueError(f"“{written}” sai thứ: {right}.")


def parse_event(text: str) -> datetime:
    """As `parse_moment`, for what takes place: nothing is planned behind `LATEST_YEAR`.

    A document may hold until 31/12/9999; to a class of that day no hour can be added.
    """
    moment = parse_moment(text)
    if moment.year > LATEST_YEAR:
        raise ValueError(f"Không có ngày giờ “{text}”: năm {moment.year} có lẽ gõ nhầm.")
    return moment


def parse_event_day(text: str) -> date:
    """The day in Vietnam of what takes place; raises as `parse_event` does."""
    return in_vietnam(parse_event(text)).date()


def parse_day(text: str) -> date:
    """The day in Vietnam that a text names; raises as `parse_moment` does."""
    return in_vietnam(parse_moment(text)).date()


def in_vietnam(day: date) -> datetime:
    """A moment on Vietnam's clocks; a date is its midnight, a moment without zone Vietnam's."""
    if not isinstance(day, datetime):
        return datetime(day.year, day.month, day.day, tzinfo=VIETNAM)
    return day.astimezone(VIETNAM) if day.tzinfo else day.replace(tzinfo=VIETNAM)


def midnight(moment: datetime) -> datetime:
    """The midnight in Vietnam with which the day of an aware moment began."""
    local = moment if moment.tzinfo is VIETNAM else moment.astimezone(VIETNAM)
    return datetime(local.year, local.month, local.day, tzinfo=VIETNAM)


def is_midnight(moment: datetime) -> bool:
    """Whether a day begins in Vietnam at an aware moment: a day alone is read as its midnight."""
    local = moment if moment.tzinfo is VIETNAM else moment.astimezone(VIETNAM)
    return local.hour == local.minute == local.second == local.microsecond == 0


def moment_or_day(moment: datetime) -> datetime | date:
    """A moment in Vietnam; one at midnight was written as a day (`parse_moment`): that day."""
    local = moment.astimezone(VIETNAM)
    return local if (local.hour, local.minute) != (0, 0) else local.date()


def end_of(moment: datetime) -> datetime:
    """When a moment has passed: for one that was written as a day, the end of that day."""
    is_day = not isinstance(moment_or_day(moment), datetime)
    return moment + timedelta(days=1) if is_day else moment


def short_date(day: date) -> str:
    """`21/11/2024`: the day in Vietnam of a date or a moment."""
    local = in_vietnam(day)
    return f"{local.day:02d}/{local.month:02d}/{local.year:04d}"


def long_date(day: date) -> str:
    """`Thứ Năm, 21/11/2024`: the day in Vietnam of a date or a moment."""
    return f"{_WEEKDAYS[in_vietnam(day).weekday()]}, {short_date(day)}"


def long_moment(moment: date) -> str:
    """`Thứ Năm, 21/11/2024 20:14 GMT+7`; a date alone is its midnight.

    The offset is that of the day: Saigon's clocks stood at GMT+8 from 1960 to 1975.
    """
    local = in_vietnam(moment)
    offset = (local.utcoffset() or timedelta()) // timedelta(hours=1)
    return f"{long_date(local)} {local:%H:%M} GMT{offset:+d}"


def spoken_moment(moment: date) -> str:
    """`20:14, Thứ Năm, 21/11/2024`: when people here are to be somewhere."""
    local = in_vietnam(moment)
    return f"{local:%H:%M}, {long_date(local)}"


def moment_words(moment: datetime) -> str:
    """As `spoken_moment`; one that was written as a day without an hour."""
    written = moment_or_day(moment)
    return spoken_moment(written) if isinstance(written, datetime) else short_date(written)


def month_name(year: int, month: int) -> str:
    """`Tháng 11/2024`."""
    return f"Tháng {month}/{year}"
