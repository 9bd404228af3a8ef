"""Calendar files of a site: one to follow for everything and for each kind, one for each entry."""

from collections.abc import Collection, Iterator
from functools import partial

from khuyencong.addresses import address_of, is_elsewhere
from khuyencong.calendar.events import CalendarEvent, EventKind, calendar_events
from khuyencong.calendar.ics import ics
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
    of_entries: dict[str, list[CalendarEvent]] = {}
    for event in events:
        of_entries.setdefault(event.address, []).append(event)
    for address in _addresses_to_come(site):
        yield file_of_entry(address), name, tuple(of_entries[address])


def calendar_files(site: Site, root: str) -> Iterator[GeneratedFile]:
    """Every calendar file."""
    for path, name, events in calendars(site):
        yield GeneratedFile(path, (name, events, root), partial(ics, name, events, root))


def calendar_paths(site: Site) -> Iterator[str]:
    """Output paths of the calendar files."""
    return (path for path, _, _ in calendars(site))


def calendar_of(site: Site, record: Story) -> str:
    """Address of the calendar file of a story with an event to come; empty without one."""
    has_file = record.address in _addresses_to_come(site)
    return address_of(file_of_entry(record.address)) if has_file else ""


def _addresses_to_come(site: Site) -> Collection[str]:
    """Addresses of the entries of this site with an event to come, which have files of their own,
    in order."""
    return site.memoized(
        "addresses of events to come",
        None,
        lambda: {
            event.address: None
            for event in calendar_events(site)
            if event.is_to_come(site.now) and not is_elsewhere(event.address)
        },
    )
