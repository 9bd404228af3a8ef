"""A whole content folder to the site index, or to everything that is wrong with it."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from msgspec import Struct

from khuyencong.content.de_an_table import DeAnTable, read_de_an
from khuyencong.content.entry_cache import EntryCache
from khuyencong.content.entry_parser import meant_slugs
from khuyencong.content.file_references import Folder
from khuyencong.content.folder import entry_sources, read_centre
from khuyencong.content.pdf_words import PdfWords
from khuyencong.content.record import Record
from khuyencong.content.root_files import read_root_files
from khuyencong.model.centre import Centre
from khuyencong.model.entry import Entry, Status
from khuyencong.model.kinds import KINDS
from khuyencong.model.rules import Problem, Severity
from khuyencong.site.clock import next_moment
from khuyencong.site.cross_checks import cross_check, unused_categories
from khuyencong.site.index import Site
from khuyencong.site.links import resolve_links
from khuyencong.site.moments import with_announcements, with_lifted_date
from khuyencong.site.problem_list import arranged
from khuyencong.site.producers import with_public_contacts


class SiteReading(Struct, frozen=True):
    """What a content folder gave: an index when nothing is in error, and all problems."""

    site: Site | None
    problems: tuple[Problem, ...]
    now: datetime
    flawed: Site | None = None
    """The index in spite of errors, for checks; None when a file gave no record at all."""
    records: tuple[Record[Entry], ...] = ()
    """Every file that gave a record, published or not."""
    centre: Centre | None = None
    de_an: tuple[DeAnTable, ...] = ()

    @property
    def until(self) -> datetime:
        """The next moment at which the same content would make another site."""
        if self.site is None:
            return next_moment((record.entry for record in self.records), self.now)
        shown = {record.source for record in (*self.site.records, *self.site.withdrawn)}
        others = (record.entry for record in self.records if record.source not in shown)
        return min(self.site.next_moment, next_moment(others, self.now))


def read_site(
    content: Path,
    cache: Path,
    now: datetime,
    *,
    drafts: bool = False,
    entry_cache: EntryCache | None = None,
) -> SiteReading:
    """Everything in a content folder, checked.

    `cache` is the folder that remembers what was read before. `now` (aware) decides embargoes
    and expiries. With `drafts`, entries that readers may not see yet are in the index too, for
    a preview. Who reads a folder again and again brings the entry cache of the time before.
    """
    centre, problems = read_centre(content)
    records: list[Record[Entry]] = []
    sources = list(entry_sources(content, centre, problems))
    for record, found in (entry_cache or EntryCache(content, cache)).read(sources):
        problems += found
        if record:
            records.append(record)
    tables, found = read_de_an(content)
    problems += found
    root_files, found = read_root_files(content)
    problems += found
    read = {record.source for record in records}
    unread = [(source, kind) for source, kind in sources if source not in read]
    meant = _meant_slugs(Folder(content, cache), unread)
    problems += cross_check(records, tables, centre, now, meant)
    if centre:
        folders = [place.name for place in content.iterdir() if place.is_dir()]
        problems += unused_categories(centre, records, folders)
    # A file that gave no record is there all the same.
    addresses = dict.fromkeys((source for source, _ in sources), "/")
    addresses |= {record.source: record.address for record in records}
    records, found = resolve_links(records, addresses)
    ordered = arranged([*problems, *found], records)
    whole = not unread
    site = _index(centre, records, tables, now, drafts=drafts) if centre and whole else None
    words = PdfWords(content, cache / "pictures")
    site = replace(site, root_files=root_files, pdf_words=words) if site else None
    sound = not any(p.rule.severity is Severity.ERROR for p in ordered)
    return SiteReading(site if sound else None, ordered, now, site, tuple(records), centre, tables)


def _meant_slugs(folder: Folder, unread: Iterable[tuple[str, type[Entry]]]) -> set[str]:
    """Slugs that files without a record may have once they are mended."""
    return {slug for source, kind in unread for slug in meant_slugs(folder, source, kind)}


def _index(
    centre: Centre,
    records: list[Record[Entry]],
    tables: tuple[DeAnTable, ...],
    now: datetime,
    *,
    drafts: bool,
) -> Site:
    # An unknown category is an error, so only checks come here with one.
    known = {*centre.categories, *KINDS}
    records = [
        r if r.category in known else replace(r, category=r.source.partition("/")[0])
        for r in records
    ]
    records = [with_lifted_date(r) if r.entry.embargo else r for r in with_public_contacts(records)]
    shown: list[Record[Entry]] = []
    others: list[Record[Entry]] = []
    for record in records:
        seen = record.published(now) or (drafts and record.entry.status is not Status.WITHDRAWN)
        (shown if seen else others).append(record)
    withdrawn = [record for record in others if record.withdrawn(now)]
    unpublished = {record.address for record in others}
    dated = with_announcements([*shown, *withdrawn], now)
    return Site(
        centre=centre,
        now=now,
        records=tuple(dated[: len(shown)]),
        withdrawn=tuple(dated[len(shown) :]),
        unpublished=frozenset(unpublished.difference(r.address for r in shown)),
        de_an=tuple(table.published for table in tables),
        next_lift=min(_lifts(records, now), default=None),
    )


def _lifts(records: Iterable[Record[Entry]], now: datetime) -> Iterator[datetime]:
    """When the embargoes end that still hold something back."""
    for entry in (record.entry for record in records):
        if entry.embargo and entry.is_embargoed(now) and entry.published:
            yield entry.embargo
