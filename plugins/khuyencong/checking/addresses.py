"""Every address of a site: what may be linked to, and what is taken.

Build and check ask here, so that they agree.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from khuyencong.addresses import address_of, file_path, without_anchor
from khuyencong.assets.theme_assets import FIXED_PATHS
from khuyencong.calendar.calendar_files import calendar_paths
from khuyencong.describing.documents import page_picture_paths
from khuyencong.feeds.feed_set import feed_paths
from khuyencong.figures.drawings import drawing_paths
from khuyencong.figures.site_tables import data_tables
from khuyencong.pages.datasets import PATHS as DATASETS
from khuyencong.pages.page import Page
from khuyencong.pages.robots import PATH as ROBOTS
from khuyencong.press.kits import kit_paths
from khuyencong.search.index import FOLDER as SEARCH_INDEX
from khuyencong.search.opensearch import PATH as OPENSEARCH
from khuyencong.site.index import Site

_FOR_PROGRAMS = (ROBOTS, OPENSEARCH)


@dataclass(frozen=True)
class SiteAddresses:
    """The pages of a site by their addresses, and the addresses of everything else."""

    pages: Mapping[str, Page]
    made: frozenset[str]
    """Output paths of all that the site makes besides its pages."""
    given: frozenset[str]
    """Output paths of the files of `goc/`."""

    @cached_property
    def files(self) -> frozenset[str]:
        """Addresses of all files."""
        return frozenset(map(address_of, self.made | self.given))

    def __contains__(self, address: str) -> bool:
        """Whether something is served at an address without anchor and query."""
        return address in self.pages or address in self.files

    def target(self, href: str) -> Page | None:
        """The page that a root-relative link leads to."""
        return self.pages.get(without_anchor(href))

    @cached_property
    def own_files(self) -> Mapping[str, str]:
        """Path of each page and each file that the site makes, in small letters → its address.

        Windows and macOS know no difference between small and capital letters in names.
        """
        return {file_path(address).casefold(): address for address in self.pages} | {
            path.casefold(): address_of(path) for path in self.made
        }

    @cached_property
    def taken_files(self) -> Mapping[str, str]:
        """Those, and those of `goc/`."""
        given = {path.casefold(): address_of(path) for path in self.given}
        # How many files it has depends on texts: nobody else may have a place there.
        return {**self.own_files, **given, SEARCH_INDEX: f"/{SEARCH_INDEX}/"}

    @cached_property
    def own_folders(self) -> Mapping[str, str]:
        """Path of each folder that the site makes, in small letters → an address in it."""
        return _folders_of(self.own_files)

    @cached_property
    def taken_folders(self) -> Mapping[str, str]:
        """Those, and those of `goc/`."""
        given = {path.casefold(): address_of(path) for path in self.given}
        return {**_folders_of(given), **self.own_folders}


def _folders_of(files: Mapping[str, str]) -> dict[str, str]:
    found: dict[str, str] = {}
    for path, address in files.items():
        for folder in parent_folders(path):
            if folder in found:
                break  # and so are those above it
            found[folder] = address
    return found


def parent_folders(path: str) -> Iterator[str]:
    """`a/b/c.html` → `a/b`, `a`."""
    while path := path.rpartition("/")[0]:
        yield path


def site_addresses(site: Site, pages: Iterable[Page]) -> SiteAddresses:
    """All addresses of a site that has these pages; nothing is made for it."""
    return SiteAddresses(
        {page.address: page for page in pages},
        frozenset(_made_paths(site)),
        frozenset(site.root_files),
    )


def _made_paths(site: Site) -> Iterator[str]:
    yield from _FOR_PROGRAMS
    yield from FIXED_PATHS
    pictures = (figure.picture for figure in site.figures)
    for picture in {(each.social.path, each.original): each for each in pictures}.values():
        yield from (derivative.path for derivative in picture.derivatives)
    for record in site.records:
        yield from record.files
        if record.pdf:
            yield from page_picture_paths(record)
    yield from kit_paths(site)
    yield from feed_paths(site)
    yield from calendar_paths(site)
    yield from (table.path(form) for table in data_tables(site) for form in ("csv", "json"))
    yield from drawing_paths(site)
    if site.products:
        yield from DATASETS
