"""What became of a document, and of what others it is part: events by day, drawn as a line."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date
from textwrap import wrap

from markupsafe import escape
from msgspec import Struct

from khuyencong.content.record import Record
from khuyencong.law.amendments import changes_in
from khuyencong.law.relations import Relations, document_name, relations
from khuyencong.model.entry import Entry
from khuyencong.model.policy import Policy
from khuyencong.site.index import Site
from khuyencong.vietnamese.dates import short_date

WIDTH = 360
"""Units of the drawing: pixels on a narrow phone."""
_LINE, _TEXT, _LETTERS = 108, 128, 29
"""Where the line and the words stand, and letters of a line of words."""
_ROW, _GAP, _TOP = 21, 20, 22
"""Height of a line of words, between two events, and above the first."""
_INK, _PAPER, _ACCENT = "#1b2733", "#ffffff", "#9b2a22"


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


def summary(shown: Iterable[Event]) -> str:
    """The events in words: for who does not see the drawing (WCAG 2.2, 1.1.1)."""
    return "; ".join(f"{short_date(event.day)}: {event.words}" for event in shown)


def drawing(shown: tuple[Event, ...], today: date) -> str:
    """The events as SVG that a page gives its own colours; what is still to come is hollow."""
    rows = [wrap(event.words, _LETTERS) for event in shown]
    tops = [_TOP]
    for lines in rows:
        tops.append(tops[-1] + len(lines) * _ROW + _GAP)
    height = tops[-1]
    return "".join(
        (
            f'<svg xmlns="http://www.w3.org/2000/svg" class="timeline" viewBox="0 0 {WIDTH}'
            f' {height}" role="img" aria-labelledby="lich-su-ten lich-su-ta" font-size="15"'
            f' font-family="Noto Sans, Segoe UI, Roboto, sans-serif" fill="{_INK}">',
            '<title id="lich-su-ten">Các mốc của văn bản</title>',
            f'<desc id="lich-su-ta">{escape(summary(shown))}</desc>',
            f'<path d="M{_LINE} {_TOP - 5}V{tops[-2] - 5}" stroke="{_INK}" stroke-width="2"/>',
            *(
                _event(event, lines, top, coming=event.day > today)
                for event, lines, top in zip(shown, rows, tops, strict=False)
            ),
            "</svg>",
        )
    )


def _event(event: Event, lines: list[str], top: int, *, coming: bool) -> str:
    fill = _PAPER if coming else _ACCENT
    state = "coming" if coming else "done"
    words = "".join(
        f'<text x="{_TEXT}" y="{top + number * _ROW}">{escape(line)}</text>'
        for number, line in enumerate(lines)
    )
    return (
        f'<circle class="timeline__{state}" cx="{_LINE}" cy="{top - 5}" r="6" fill="{fill}"'
        f' stroke="{_ACCENT}" stroke-width="2"/>'
        f'<text x="{_LINE - 14}" y="{top}" text-anchor="end" font-weight="700">'
        f"{short_date(event.day)}</text>{words}"
    )
