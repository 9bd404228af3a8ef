"""The page of the calendar: months with what is to come, and ways to take it into a phone."""

from calendar import Calendar
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from itertools import groupby

from khuyencong.addresses import address_of
from khuyencong.calendar.calendar_files import EVERYTHING, file_of
from khuyencong.calendar.events import CalendarEvent, EventKind, calendar_events
from khuyencong.describing.elements import Link
from khuyencong.pages.calendar_views import CalendarDay, CalendarLine, CalendarMonth, CalendarView
from khuyencong.pages.chrome import CALENDAR, HOME, head
from khuyencong.pages.page import Page
from khuyencong.pages.views import Chrome
from khuyencong.site.index import Site
from khuyencong.vietnamese.dates import VIETNAM, long_date

WEEK = Calendar(firstweekday=0)
"""Weeks begin with Monday (ISO 8601)."""


def calendar_pages(site: Site, chrome: Chrome) -> Iterator[Page]:
    """The page of the calendar, where there is an event."""
    events = calendar_events(site)
    if not events:
        return
    today = site.now.astimezone(VIETNAM).date()
    coming = [event for event in events if not event.is_over(site.now)]
    past = [event for event in reversed(events) if event.is_over(site.now)]
    files = tuple(_files(events))
    view = CalendarView(
        chrome=chrome,
        head=head(
            "Lịch khuyến công",
            CALENDAR.address,
            CALENDAR.about,
            crumbs=(HOME,),
        ),
        months=tuple(_months(coming, today)),
        past=tuple(_line(event) for event in past),
        followed=tuple(Link(file.text, _webcal(chrome.root, file.address)) for file in files),
        files=files,
    )
    yield Page(CALENDAR.address, "calendar", view)


def _files(events: Sequence[CalendarEvent]) -> Iterator[Link]:
    """The calendars that can be followed."""
    yield Link("Tất cả", address_of(EVERYTHING))
    found = {event.kind for event in events}
    for kind in EventKind:
        if kind in found:
            yield Link(kind.label, address_of(file_of(kind)))


def _webcal(root: str, address: str) -> str:
    """By this scheme phones and office programs follow a calendar instead of copying it once."""
    return f"webcal://{root.partition('://')[2]}{address}"


def _months(coming: Sequence[CalendarEvent], today: date) -> Iterator[CalendarMonth]:
    """What goes on since before today stands at today."""
    placed = sorted(((max(event.day, today), event) for event in coming), key=lambda pair: pair[0])
    for (year, month), of_month in groupby(placed, key=lambda pair: (pair[0].year, pair[0].month)):
        days = {
            day: tuple(_line(event) for _, event in of_day)
            for day, of_day in groupby(of_month, key=lambda pair: pair[0])
        }
        weeks = tuple(
            tuple(_day(day, month, days, today) for day in week)
            for week in WEEK.monthdatescalendar(year, month)
        )
        lines = tuple((_anchor(day), events) for day, events in days.items())
        yield CalendarMonth(f"Tháng {month}/{year}", weeks, lines)


def _day(
    day: date, month: int, days: dict[date, tuple[CalendarLine, ...]], today: date
) -> CalendarDay:
    if day.month != month:
        return CalendarDay(0, 0, today=False, anchor="")
    events = len(days.get(day, ()))
    return CalendarDay(day.day, events, day == today, _anchor(day) if events else "")


def _anchor(day: date) -> str:
    return f"ngay-{day:%Y-%m-%d}"


def _line(event: CalendarEvent) -> CalendarLine:
    starts, last = event.starts, event.last_day
    return CalendarLine(
        day=event.day,
        weekday=long_date(event.day).partition(",")[0],
        moment=starts if isinstance(starts, datetime) else None,
        kind=event.kind.label,
        title=event.title,
        address=event.address,
        place=event.place,
        last_day=last if last > event.day else None,
        cancelled=event.reason if event.cancelled else "",
        sample=event.sample,
    )
