"""Everything that can be said about a content folder without writing a page."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from khuyencong.checking.editorial import norms
from khuyencong.checking.language import slips, unexplained
from khuyencong.checking.links import broken_anchors, outside_links
from khuyencong.checking.prose import prose_of
from khuyencong.checking.result import Checked
from khuyencong.checking.sums import figure_faults, table_faults
from khuyencong.model.entry import Language, Status
from khuyencong.model.rules import Problem
from khuyencong.pages.all_pages import misfits, site_pages
from khuyencong.pages.chrome import chrome
from khuyencong.pages.datasets import PATHS
from khuyencong.pages.generator import FIXED_FILES
from khuyencong.pages.shelf import Shelf
from khuyencong.pages.views import AssetLinks
from khuyencong.reading.folder import Reading, read_folder, sorted_problems
from khuyencong.reading.site import Site


def check(content: Path, cache: Path, now: datetime) -> Checked:
    """Check a content folder as an editor would before it is published.

    `cache` is the folder that remembers what was read before; `now` decides embargoes and expiries.
    """
    reading = read_folder(content, cache, now)
    found = [*reading.problems, *_editing(reading, now)]
    if reading.flawed:
        found += _fitting(reading.flawed)
    return Checked(
        sorted_problems(found),
        tuple(outside_links(reading.records)),
        now,
        reading.until,
    )


def _fitting(site: Site) -> Iterator[Problem]:
    """Addresses taken twice, and links that lead nowhere."""
    pages = list(site_pages(Shelf(site, chrome(site, AssetLinks(), root=""))))
    files = [path for record in site.records for path in record.files]
    pictures = [
        derivative.path
        for record in site.records
        for figure in record.figures
        for derivative in figure.picture.derivatives
    ]
    yield from misfits(site, pages, [*FIXED_FILES, *PATHS, *files, *pictures])
    yield from broken_anchors(site)


def _editing(reading: Reading, now: datetime) -> Iterator[Problem]:
    """Language, norms and sums, of drafts too, but not of what has been withdrawn."""
    abbreviations = reading.centre.abbreviations if reading.centre else {}
    tables = {table.year: table for table in reading.de_an}
    for record in reading.records:
        if record.entry.status is Status.WITHDRAWN or record.entry.lang is not Language.VIETNAMESE:
            continue
        prose, body = prose_of(record)
        yield from slips(record.source, prose)
        yield from unexplained(record.source, prose, record.text, abbreviations)
        yield from norms(record, body, now)
        yield from figure_faults(record, prose, tables)
        yield from table_faults(record.source, body)
