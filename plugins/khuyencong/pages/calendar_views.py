"""What the page of the calendar shows."""

import datetime

from msgspec import Struct

from khuyencong.describing.elements import Link
from khuyencong.pages.views import AiringLine, View


class CalendarLine(Struct, frozen=True):
    """An event in a list."""

    day: datetime.date
    weekday: str
    moment: datetime.datetime | None
    """When it begins; none for whole days."""
    kind: str
    title: str
    address: str
    place: str
    last_day: datetime.date | None
    """The last day of what takes several."""
    cancelled: str
    """Why it was cancelled; empty for what takes place."""
    sample: bool


class CalendarDay(Struct, frozen=True):
    """A square of a month."""

    number: int
    """Day of the month; 0 for a square before its first or after its last."""
    events: int
    today: bool
    anchor: str
    """Where its events stand on the page; empty without one."""


class CalendarMonth(Struct, frozen=True):
    """A month with an event to come."""

    heading: str
    weeks: tuple[tuple[CalendarDay, ...], ...]
    """Weeks of seven days from Monday."""
    days: tuple[tuple[str, tuple[CalendarLine, ...]], ...]
    """Anchor of a day, and its events."""


class CalendarView(View, frozen=True):
    """Everything that is to come, and what was lately."""

    months: tuple[CalendarMonth, ...]
    past: tuple[CalendarLine, ...]
    """Newest first."""
    followed: tuple[Link, ...]
    """Calendars that a phone can follow, by absolute addresses of the scheme webcal."""
    files: tuple[Link, ...]
    """The same as files, in the same order."""


class TimetableDay(Struct, frozen=True):
    """What is on the air on a day."""

    name: str
    lines: tuple[AiringLine, ...]


class TimetableView(View, frozen=True):
    """The timetable of television and radio."""

    archive: str
    """Address of the list of programmes; empty where none is in their category."""
    today: tuple[TimetableDay, ...]
    this_week: tuple[TimetableDay, ...]
    """The days behind today up to Sunday."""
    later: tuple[TimetableDay, ...]
    series: tuple[Link, ...]
    """Programmes of several numbers, with how many there are."""
