"""Calendar files of a site: one to follow for everything and for each kind, one for each entry."""

from collections.abc import Iterator
from datetime import datetime
from functools import partial

from khuyencong.addresses import address_of
from khuyencong.calendar.events import CalendarEvent, EventKind, calendar_events, events_of
from khuyencong.calendar.ics import ics
from khuyencong.model.entry import Status
from khuyencong.site.index import Site, Story
from khuyencong.store.generated_file import GeneratedFile

FOLDER = "lich"
EVERYTHING = f"{FOLDER}/tat-ca.ics"


def file_of(kind: EventKind) -> str:
    """Output path of the calendar of a kind."""
    return f"{FOLDER}/{kind.slug}.ics"


def file_of_entry(address: str) -> str:
    """Output path of the calendar of an entry."""
    return f"{address[1:]}lich.ics"


def calendars(site: Site) -> Iterator[tuple[str, str, tuple[CalendarEvent, ...]]]:
    """Output path, name and events of each calendar that has an event."""
    events, name = calendar_events(site), site.centre.short_name
    if not events:
        return
    yield EVERYTHING, f"Lịch của {name}", events
    for kind in EventKind:
        if found := tuple(event for event in events if event.kind is kind):
            yield file_of(kind), f"{kind.label} – {name}", found
    for address in dict.fromkeys(e.address for e in events if e.is_to_come(site.now)):
        of_entry = tuple(event for event in events if event.address == address)
        yield file_of_entry(address), name, of_entry


def calendar_files(site: Site, root: str) -> Iterator[GeneratedFile]:
    """Every calendar file."""
    for path, name, events in calendars(site):
        yield GeneratedFile(path, (name, events, root), partial(ics, name, events, root))


def calendar_paths(site: Site) -> Iterator[str]:
    """Output paths of the calendar files."""
    return (path for path, _, _ in calendars(site))


def calendar_of(record: Story, now: datetime) -> str:
    """Address of the calendar file of a story with an event to come; empty without one.

    What is hidden stands in no list, so in no calendar either.
    """
    if record.entry.status is Status.HIDDEN:
        return ""
    coming = any(event.is_to_come(now) for event in events_of(record))
    return address_of(file_of_entry(record.address)) if coming else ""
