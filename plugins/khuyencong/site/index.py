"""The site index: everything that readers may see, ordered and grouped once."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from operator import attrgetter
from pathlib import Path
from typing import Any, TypeVar, cast

from khuyencong.content.de_an_table import DeAnTable
from khuyencong.content.pdf_words import PdfWords
from khuyencong.content.record import Figure, Record
from khuyencong.model.broadcast import Broadcast
from khuyencong.model.centre import Centre
from khuyencong.model.centre_parts import Category
from khuyencong.model.entry import Entry, Status
from khuyencong.model.kinds import KINDS
from khuyencong.model.people import Person
from khuyencong.model.stories import DemonstrationModel, News, Page
from khuyencong.pdf import tesseract
from khuyencong.site.by_kind import RecordsByKind
from khuyencong.site.clock import next_moment
from khuyencong.site.groups import StoryGroups
from khuyencong.site.names import distinct_slugs, identity
from khuyencong.site.people import PublicPerson
from khuyencong.site.producers import PublicProduct
from khuyencong.site.translations import translations
from khuyencong.vietnamese.collation import sort_key
from khuyencong.vietnamese.dates import VIETNAM

Story = Record[Entry]
T = TypeVar("T")
E = TypeVar("E", bound=Entry)

WITHDRAWAL_DAYS = 30
"""Days for which feeds say that a story was withdrawn."""


@dataclass(frozen=True)
class Site:
    """All published records of a centre at one moment."""

    centre: Centre
    now: datetime
    records: tuple[Record[Entry], ...]
    """Published and hidden entries (and drafts, in a preview), in order of their files."""
    withdrawn: tuple[Record[Entry], ...] = ()
    unpublished: frozenset[str] = field(default_factory=frozenset)
    """Addresses of entries that exist but may not be seen yet."""
    de_an: tuple[DeAnTable, ...] = ()
    """Đề án of each year, the newest first."""
    root_files: Mapping[str, Path] = field(default_factory=dict)
    """Output path → file, of what others want at the root of the site."""
    pdf_words: PdfWords | None = None
    """The words in the files that entries offer."""
    next_lift: datetime | None = None
    """When the next embargo ends: the site should be built again then."""
    derived: dict[tuple[str, str], Any] = field(default_factory=dict, compare=False, repr=False)
    """(what, source) → what another room made of a record, for as long as the site is held; of
    the whole site where the source is empty."""

    @cached_property
    def next_moment(self) -> datetime:
        """The next moment at which the same records may make other pages."""
        return next_moment((r.entry for r in (*self.records, *self.withdrawn)), self.now)

    @cached_property
    def dependency_key(self) -> tuple[Any, ...] | None:
        """Stands for all that pages may show besides the texts of their own entries.

        None when a record was not read by way of the cache, so that nothing stands for it.
        """
        known = (*self.records, *self.withdrawn)
        if not all(record.metadata_digest for record in known):
            return None
        return (
            self.next_moment,
            self.centre,
            self.de_an,
            sorted(self.unpublished),
            [record.metadata_digest for record in self.records],
            [record.metadata_digest for record in self.withdrawn],
            tesseract.version() if any(r.pdf and r.pdf.scans for r in self.records) else "",
        )

    def memoized(self, what: str, record: Record[Entry] | None, make: Callable[[], T]) -> T:
        """What is made of a record, or of the whole site without one, made at the first call."""
        key = what, record.source if record else ""
        if key not in self.derived:
            self.derived[key] = make()
        return cast(T, self.derived[key])

    @property
    def figures(self) -> Iterator[Figure]:
        """Every figure of what is shown."""
        for record in self.records:
            yield from record.figures

    @cached_property
    def _listed(self) -> tuple[Record[Entry], ...]:
        """What may stand in lists; a translation is found from its original alone."""
        return tuple(
            record
            for record in self.records
            if record.entry.status is not Status.HIDDEN and not record.entry.translation_of
        )

    @cached_property
    def _listed_by_kind(self) -> RecordsByKind:
        return RecordsByKind(self._listed)

    @cached_property
    def stories(self) -> tuple[Story, ...]:
        """Listed stories, newest first."""
        return newest_first(r for r in self._listed if r.entry.listed)

    @cached_property
    def _stories_by_kind(self) -> RecordsByKind:
        return RecordsByKind(self.stories)

    def stories_of(self, kind: type[E]) -> Sequence[Record[E]]:
        """Listed stories of a kind, newest first."""
        return self._stories_by_kind.of(kind)

    @cached_property
    def products(self) -> tuple[Record[PublicProduct], ...]:
        """Listed products in Vietnamese order of their names."""
        found = self._listed_by_kind.of(PublicProduct)
        return tuple(sorted(found, key=lambda r: (sort_key(r.entry.title), r.address)))

    @cached_property
    def people(self) -> tuple[Record[PublicPerson], ...]:
        """Listed artisans and collaborators in Vietnamese order of their given names."""
        found = self._listed_by_kind.of(Person)
        return tuple(cast(list[Record[PublicPerson]], sorted(found, key=_given_name)))

    @cached_property
    def pages(self) -> tuple[Record[Entry], ...]:
        """Listed static pages in Vietnamese order of their titles."""
        found = self._listed_by_kind.of(Page)
        return tuple(sorted(found, key=lambda r: sort_key(r.entry.title)))

    @cached_property
    def by_de_an(self) -> Mapping[str, tuple[Record[Entry], ...]]:
        """Code of a đề án → listed entries that name it: models, products, stories, documents."""
        found: dict[str, list[Record[Entry]]] = defaultdict(list)
        for record in self._listed_by_kind.having("de_an"):
            for code in getattr(record.entry, "de_an", ()):
                found[code].append(record)
        return {code: tuple(records) for code, records in found.items()}

    @cached_property
    def de_an_links(self) -> Mapping[tuple[int, str], str]:
        """(year, code) of a đề án → address of its page."""
        return {
            (table.year, row.de_an.ma): f"{table.address}{slugs[identity(row.de_an.ma)]}/"
            for table in self.de_an
            for slugs in (distinct_slugs(row.de_an.ma for row in table.rows),)
            for row in table.rows
            if identity(row.de_an.ma) in slugs
        }

    @cached_property
    def changed(self) -> datetime | None:
        """When readers last got something new anywhere."""
        return last_change(self.records)

    @cached_property
    def translations(self) -> Mapping[str, tuple[Record[Entry], ...]]:
        """Source of an entry → all texts that say the same, where there are several."""
        return translations(self.records)

    @cached_property
    def by_address(self) -> Mapping[str, Record[Entry]]:
        """Address → record, of everything that is shown."""
        return {record.address: record for record in self.records}

    @cached_property
    def categories(self) -> Mapping[str, Category]:
        """Category of each folder: those of site.yml in its order, then those in use."""
        used = {record.category for record in self.records if record.entry.listed}
        known = dict(self.centre.categories)
        for folder in KINDS:
            if folder in used and folder not in known:
                known[folder] = default_category(folder)
        return {folder: known[folder] for folder in known if folder in used}

    def category(self, folder: str) -> Category:
        """The category of a folder, whether site.yml names it or not."""
        return self.centre.categories.get(folder) or default_category(folder)

    @cached_property
    def by_category(self) -> Mapping[str, tuple[Story, ...]]:
        """Folder of a category → its stories, newest first."""
        groups: dict[str, list[Story]] = defaultdict(list)
        for story in self.stories:
            groups[story.category].append(story)
        return {slug: tuple(groups[slug]) for slug in sorted(groups, key=sort_key)}

    @cached_property
    def by_tag(self) -> StoryGroups:
        """Tag → stories."""
        return StoryGroups(self.stories, _tags)

    @cached_property
    def by_place(self) -> StoryGroups:
        """Province or commune → stories."""
        return StoryGroups(self.stories, _places)

    def days_since(self, moment: datetime) -> int:
        """Midnights in Vietnam between a moment and the build."""
        return (self.now.astimezone(VIETNAM).date() - moment.astimezone(VIETNAM).date()).days

    @cached_property
    def lately_withdrawn(self) -> tuple[Record[Entry], ...]:
        """Dated entries withdrawn in the last thirty days: newsrooms are still told.

        A translation never stood in a list or feed, so nobody misses it there.
        """
        return tuple(
            record
            for record in self.withdrawn
            if record.entry.date
            and record.changed
            and not record.entry.translation_of
            and self.days_since(record.changed) < WITHDRAWAL_DAYS
        )

    @cached_property
    def by_author(self) -> StoryGroups:
        """Author → stories."""
        return StoryGroups(self.stories, _author)

    @cached_property
    def by_unit(self) -> StoryGroups:
        """Unit of the author → stories."""
        return StoryGroups(self.stories, _unit)

    @cached_property
    def broadcasts(self) -> tuple[Story, ...]:
        """Listed programmes of television and radio, newest first."""
        return tuple(self.stories_of(Broadcast))

    @cached_property
    def by_series(self) -> StoryGroups:
        """Programme of several numbers → its numbers."""
        return StoryGroups(self.broadcasts, series_of)

    @cached_property
    def by_month(self) -> Mapping[tuple[int, int], tuple[Story, ...]]:
        """(year, month) → stories, newest month first."""
        months: dict[tuple[int, int], list[Story]] = defaultdict(list)
        for story in self.stories:
            if date := story.entry.date:
                months[date.year, date.month].append(story)
        return {month: tuple(found) for month, found in months.items()}


def _given_name(record: Record[Entry]) -> tuple[object, ...]:
    """Sorts people by the last part of their names, then by the whole."""
    name = record.entry.title.partition("(")[0].strip()
    return sort_key(name.rpartition(" ")[2]), sort_key(name), record.address


def _tags(record: Story) -> tuple[str, ...]:
    return record.entry.tags


def _places(record: Story) -> tuple[str, ...]:
    return places(record.entry)


def series_of(record: Story) -> tuple[str, ...]:
    """The programme of which a broadcast is a number."""
    entry = record.entry
    return (entry.series,) if isinstance(entry, Broadcast) and entry.series else ()


def _author(record: Story) -> tuple[str, ...]:
    return (record.entry.author,)


def _unit(record: Story) -> tuple[str, ...]:
    return (record.entry.unit,)


def places(entry: Entry) -> tuple[str, ...]:
    """Provinces and communes that an entry is about."""
    if isinstance(entry, DemonstrationModel):
        named = (*entry.localities, entry.province, entry.commune)
        return tuple(name for name in named if name)
    return entry.localities


def newest_first(records: Iterable[Record[Entry]]) -> tuple[Record[Entry], ...]:
    """Records by date, newest first; those of one moment in order of their addresses."""
    ordered = sorted(records, key=attrgetter("address"))
    dated = [record for record in ordered if record.entry.date]
    undated = [record for record in ordered if not record.entry.date]
    return (*sorted(dated, key=attrgetter("entry.date"), reverse=True), *undated)


def last_change(records: Iterable[Record[Any]]) -> datetime | None:
    """When readers last got something new of any of the records."""
    return max((record.changed for record in records if record.changed), default=None)


def default_category(folder: str) -> Category:
    """The category of a folder that site.yml does not name."""
    kind = KINDS.get(folder, News)
    return Category(name=kind.label.capitalize())
