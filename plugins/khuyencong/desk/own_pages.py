"""Pages of the own site that a link, a menu or a call may lead to, found by their titles."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain

from khuyencong.desk.listing import Listing, Wanted
from khuyencong.desk.workspace import Workspace
from khuyencong.model.stories import Page
from khuyencong.vietnamese.folding import fold

MOST = 12
"""Pages that are shown at once."""


@dataclass(frozen=True, slots=True)
class OwnPage:
    """A page as somebody chooses it."""

    title: str
    address: str
    section: str
    """Under what it stands: a part of the site, or the kind of an entry."""


@dataclass(frozen=True)
class OwnPages:
    """The pages of a workspace: the lists and services of the site first, then its entries."""

    workspace: Workspace
    listing: Listing

    def found(self, words: str) -> list[OwnPage]:
        """Pages that hold the words, in any letters and without diacritics."""
        wanted = fold(words).split()
        parts = (
            page
            for page in self._parts()
            if all(word in fold(f"{page.title} {page.section} {page.address}") for word in wanted)
        )
        pages: dict[str, OwnPage] = {}
        for page in chain(parts, self._entries(words) if wanted else ()):
            pages.setdefault(page.address, page)
        return list(pages.values())[:MOST]

    def _parts(self) -> Iterator[OwnPage]:
        centre = self.workspace.centre
        names = centre.categories if centre else {}
        preview = self.workspace.preview
        for folder, kind in self.workspace.kinds().items():
            if folder != Page.folder and not preview.lacks(f"/{folder}/"):
                name = names[folder].name if folder in names else kind.label.capitalize()
                yield OwnPage(name, f"/{folder}/", "Chuyên mục")
        for section, links in preview.directory:
            for link in links:
                yield OwnPage(link.text, link.address, section)

    def _entries(self, words: str) -> Iterator[OwnPage]:
        files = self.workspace.files()
        for item in Wanted(words).among(self.listing.items())[:MOST]:
            if record := files[item.source].record:
                yield OwnPage(item.title, record.address, item.kind)
