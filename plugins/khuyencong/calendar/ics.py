"""Events as iCalendar files (RFC 5545), which phones and office programs take in."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from functools import cache
from typing import TYPE_CHECKING

from khuyencong.addresses import absolute
from khuyencong.calendar.events import CalendarEvent, EventKind
from khuyencong.vietnamese.dates import VIETNAM

if TYPE_CHECKING:
    from icalendar import Event, Timezone

PRODUCT = "-//Khuyen Cong Site//VI"
REFRESH = timedelta(hours=6)
"""How often a calendar that follows should ask (RFC 7986, 5.7)."""


def ics(name: str, events: Sequence[CalendarEvent], root: str) -> bytes:
    """A calendar file; `root` is the absolute address of the site.

    Times carry the zone of Vietnam with its definition, so that no program has to guess it.
    """
    from icalendar import Calendar  # 0.1 s, and most builds write none

    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("name", name)
    calendar.add("x-wr-calname", name)
    calendar.add("refresh-interval", REFRESH, parameters={"VALUE": "DURATION"})
    calendar.add_component(_zone())
    for event in events:
        calendar.add_component(_component(event, root))
    return bytes(calendar.to_ical())


@cache
def _zone() -> "Timezone":
    """The definition of Vietnam's zone, which takes longer to make than a small file."""
    from icalendar import Timezone

    return Timezone.from_tzinfo(VIETNAM, first_date=date(2020, 1, 1))


def _component(event: CalendarEvent, root: str) -> "Event":
    from icalendar import Event

    part = Event()
    part.add("uid", f"{event.uid}@{root.partition('://')[2].partition('/')[0]}")
    part.add("dtstamp", event.changed.astimezone(UTC))
    part.add("last-modified", event.changed.astimezone(UTC))
    part.add("sequence", event.sequence)
    part.add("dtstart", event.starts)
    if not isinstance(event.ends, datetime):
        # The end of whole days is the day after (RFC 5545, 3.6.1).
        part.add("dtend", event.ends + timedelta(days=1))
    elif event.ends > event.starts:
        part.add("dtend", event.ends)
    part.add("summary", f"ĐÃ HỦY: {event.title}" if event.cancelled else event.title)
    if event.place:
        part.add("location", event.place)
    address = absolute(root, event.address)
    lines = (event.reason, "Dữ liệu minh họa." if event.sample else "", address)
    part.add("description", "\n".join(line for line in lines if line))
    part.add("url", address)
    part.add("categories", [event.kind.label])
    part.add("status", "CANCELLED" if event.cancelled else "CONFIRMED")
    # A deadline or a broadcast leaves the day free (RFC 5545, 3.8.2.7).
    busy = event.kind in (EventKind.CLASS, EventKind.SURVEY)
    part.add("transp", "OPAQUE" if busy else "TRANSPARENT")
    return part
