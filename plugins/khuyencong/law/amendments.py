"""What is changed in a document, by which provision of which other, from which day."""

from collections import defaultdict
from collections.abc import Mapping
from datetime import date

from msgspec import Struct

from khuyencong.content.record import Record
from khuyencong.law.relations import document_name
from khuyencong.model.amendment import Effect
from khuyencong.model.entry import Entry
from khuyencong.model.policy import Policy
from khuyencong.site.index import Site
from khuyencong.vietnamese.citations import citation


class Change(Struct, frozen=True):
    """A provision of one document that a provision of another changes."""

    name: str
    """Anchor of what is changed."""
    effect: Effect
    since: date | None
    """First day on which it holds; None while nobody has written that day down."""
    until: date | None
    """Last day of a suspension."""
    by: Record[Entry]
    document: str
    """Number, or title, of the document that changes it."""
    at: str
    """Anchor in that document; empty where nobody has said."""

    def holds(self, day: date) -> bool:
        """Whether the change is in force on a day."""
        begun = self.since is not None and self.since <= day
        return begun and (self.until is None or day <= self.until)

    @property
    def source(self) -> str:
        """Where the change is said: "khoản 3 Điều 1 Nghị định 235/2025/NĐ-CP"."""
        return f"{citation(self.at)} {self.document}".strip()

    @property
    def address(self) -> str:
        """Where the change can be read."""
        return f"{self.by.address}#{self.at}" if self.at else self.by.address


def changes(site: Site) -> Mapping[str, tuple[Change, ...]]:
    """Number of a document → what others change in it, the earliest first."""
    return site.memoized("changes of law", None, lambda: _changes(site))


def changes_in(site: Site, record: Record[Entry]) -> tuple[Change, ...]:
    """What others change in one document."""
    entry = record.entry
    return changes(site).get(entry.document_number, ()) if isinstance(entry, Policy) else ()


def _changes(site: Site) -> Mapping[str, tuple[Change, ...]]:
    found: dict[str, list[Change]] = defaultdict(list)
    for record in site.stories_of(Policy):
        entry = record.entry
        for row in entry.amendments:
            since = row.since or entry.effective
            cited = document_name(entry)
            change = Change(row.name, row.effect, since, row.until, record, cited, row.place)
            found[entry.amended_document(row)].append(change)
    return {number: tuple(sorted(own, key=_order)) for number, own in found.items()}


def _order(change: Change) -> tuple[date, str]:
    return change.since or date.max, change.document
