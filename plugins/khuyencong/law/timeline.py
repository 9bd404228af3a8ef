"""What became of a document, and of what others it is part: events by day."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date

from msgspec import Struct

from khuyencong.content.record import Record
from khuyencong.law.amendments import changes_in
from khuyencong.law.relations import Relations, document_name, relations
from khuyencong.model.entry import Entry
from khuyencong.model.policy import Policy
from khuyencong.site.index import Site


class Event(Struct, frozen=True, order=True):
    """Something that happened to a document, or will."""

    day: date
    words: str


def events(site: Site, record: Record[Entry]) -> tuple[Event, ...]:
    """What is known of a document with its day, the earliest first."""
    entry = record.entry
    if not isinstance(entry, Policy):
        return ()
    known = relations(site)
    found = {*_own(entry, known), *_changes(site, record, entry, known), *_end(entry, known)}
    return tuple(sorted(found))


def _named(number: str, known: Relations) -> str:
    return document_name(known.documents[number][1]) if number in known.documents else number


def _own(entry: Policy, known: Relations) -> Iterator[Event]:
    if entry.issued:
        yield Event(entry.issued, "Ban hành")
    if not entry.effective:
        return
    yield Event(entry.effective, "Có hiệu lực")
    for number in entry.amends:
        yield Event(entry.effective, f"Sửa đổi, bổ sung {_named(number, known)}")
    for _, other in known.replaced.get(entry.document_number, ()):
        yield Event(entry.effective, f"Thay thế {document_name(other)}")


def _changes(site: Site, record: Record[Entry], entry: Policy, known: Relations) -> Iterator[Event]:
    """What others change, told once for each document and day."""
    counted: dict[tuple[date, str], int] = defaultdict(int)
    for change in changes_in(site, record):
        if change.since:
            counted[change.since, change.document] += 1
    for (day, document), count in counted.items():
        yield Event(day, f"{count} điều, khoản thay đổi theo {document}")
    named = {document for _, document in counted}
    for _, other in known.amending.get(entry.document_number, ()):
        if other.effective and document_name(other) not in named:
            yield Event(other.effective, f"Được sửa đổi, bổ sung bởi {document_name(other)}")


def _end(entry: Policy, known: Relations) -> Iterator[Event]:
    if entry.expires:
        yield Event(entry.expires, "Hết hiệu lực")
    others = (known.documents[n][1] for n in entry.replaced_by if n in known.documents)
    for other in others:
        if other.effective:
            yield Event(other.effective, f"Được thay thế bởi {document_name(other)}")
