"""Everything that can be said about a content folder without writing a page."""

from datetime import datetime
from pathlib import Path

from khuyencong.model.rules import Problem
from khuyencong.pages.all_pages import misfits, site_pages
from khuyencong.pages.chrome import chrome
from khuyencong.pages.datasets import PATHS
from khuyencong.pages.generator import FIXED_FILES
from khuyencong.pages.shelf import Shelf
from khuyencong.pages.views import AssetLinks
from khuyencong.reading.folder import read_folder, sorted_problems


def check(content: Path, cache: Path, now: datetime) -> tuple[Problem, ...]:
    """Every problem of a content folder, in order of files and lines.

    `cache` is the folder that remembers what was read before; `now` decides embargoes and expiries.
    """
    reading = read_folder(content, cache, now)
    if reading.site is None:
        return reading.problems
    site = reading.site
    pages = list(site_pages(Shelf(site, chrome(site, AssetLinks(), root=""))))
    files = [path for record in site.records for path in record.files]
    pictures = [
        derivative.path
        for record in site.records
        for figure in record.figures
        for derivative in figure.picture.derivatives
    ]
    found = misfits(site, pages, [*FIXED_FILES, *PATHS, *files, *pictures])
    return sorted_problems([*reading.problems, *found])
