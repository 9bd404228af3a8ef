"""Everything that can be said about a content folder without writing a page."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import datetime
from functools import partial
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

from khuyencong.background import BackgroundJobs
from khuyencong.checking.abbreviations import unexplained
from khuyencong.checking.editorial import norms
from khuyencong.checking.former_places import former_places
from khuyencong.checking.language import slips
from khuyencong.checking.outside_links import outside_links
from khuyencong.checking.private_data import contacts_in_text
from khuyencong.checking.prose import prose_of
from khuyencong.checking.published import PublishedEntries
from khuyencong.checking.rare_pairs import PairUse, rare_pairs
from khuyencong.checking.result import Checked
from khuyencong.checking.site_facts import Fact, facts
from khuyencong.checking.sums import figure_faults, table_faults
from khuyencong.content.entry_cache import EntryCache
from khuyencong.content.record import Record
from khuyencong.model.entry import Entry, Language, Status
from khuyencong.model.rules import Problem
from khuyencong.parallel import run_parallel
from khuyencong.site.index import Site
from khuyencong.site.problem_list import arranged
from khuyencong.site.site_reader import read_site

if TYPE_CHECKING:
    from khuyencong.rendering.renderer import Renderer

MANY = 400
"""Records from which it pays to work in several processes."""


def check(
    content: Path,
    cache: Path,
    now: datetime,
    make_renderer: "Callable[[], Renderer]",
    entry_cache: EntryCache | None = None,
) -> Checked:
    """Check a content folder as an editor would before it is published.

    `cache` is the folder that remembers what was read before; `now` decides embargoes and
    expiries. `make_renderer` gives the theme, should a link lead to a part of a page.
    `entry_cache` is that of who reads the folder again and again.
    """
    reading = read_site(content, cache, now, entry_cache=entry_cache)
    known = facts(reading.flawed) if reading.flawed else None
    desk = _Desk(reading.centre.abbreviations if reading.centre else {}, known, now)
    found = [*reading.problems, *contacts_in_text(reading.records)]
    many = len(reading.records) > MANY
    before = PublishedEntries.of_content(cache, content)
    # What the index tells is found by one process while the others read the texts.
    sites = [reading.flawed] if reading.flawed else []
    fitting = BackgroundJobs(partial(_fitting, make_renderer, before), sites, apart=many)
    use = PairUse()
    for problems, pairs in run_parallel(desk, reading.records, serial_up_to=MANY):
        found += problems
        use.update(pairs)
    by_source = {record.source: record for record in reading.records}
    found += rare_pairs(use, lambda source: prose_of(by_source[source])[0])
    found += chain.from_iterable(fitting.results())
    return Checked(
        arranged(found, reading.records),
        tuple(outside_links(reading.records)),
        now,
        reading.until,
    )


def _fitting(
    make_renderer: "Callable[[], Renderer]", before: PublishedEntries, site: Site
) -> list[Problem]:
    """What the pages of a site tell.

    All that makes pages is loaded here, by the process that looks at them beside the others.
    """
    from khuyencong.checking.page_check import page_problems

    return page_problems(site, make_renderer, before)


class _Desk:
    """Language, norms, sums and places of a share of the records, wherever it is called."""

    def __init__(
        self, abbreviations: Mapping[str, str], known: Mapping[str, Fact] | None, now: datetime
    ) -> None:
        self.abbreviations = abbreviations
        self.known = known
        self.now = now

    def __call__(self, records: Sequence[Record[Entry]]) -> tuple[list[Problem], PairUse]:
        """Problems of drafts too, but not of what has been withdrawn or is not Vietnamese."""
        use = PairUse()
        problems = [
            problem
            for record in records
            if record.entry.status is not Status.WITHDRAWN
            and record.entry.lang is Language.VIETNAMESE
            for problem in self._read(record, use)
        ]
        return problems, use

    def _read(self, record: Record[Entry], use: PairUse) -> Iterator[Problem]:
        prose, body = prose_of(record)
        yield from slips(record.source, prose, use)
        yield from unexplained(record, prose, self.abbreviations)
        yield from norms(record, body, self.now)
        yield from figure_faults(record, prose, self.known)
        yield from table_faults(record.source, body)
        yield from former_places(record, prose)
