"""The search page, and the index by title for readers without scripts."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, partial
from itertools import groupby

from khuyencong.describing.elements import Link
from khuyencong.pages.cards import paginate
from khuyencong.pages.chrome import A_TO_Z, HOME, SEARCH, head
from khuyencong.pages.page import Page
from khuyencong.pages.product_context import ProductContext
from khuyencong.pages.search_views import AlphabetView, SearchView
from khuyencong.pages.views import Pagination
from khuyencong.vietnamese.collation import sort_key
from khuyencong.vietnamese.folding import fold

PER_PAGE = 200
"""Titles of a page of the index."""
_SUGGESTED = 8
_OTHER = "0–9"


def search_pages(context: ProductContext) -> Iterator[Page]:
    """The search page and the index by title."""
    chrome, site = context.chrome, context.site
    tags = sorted(site.by_tag, key=lambda tag: -len(site.by_tag[tag]))
    yield Page(
        SEARCH.address,
        "search",
        SearchView(
            chrome=chrome,
            head=head(SEARCH.text, SEARCH.address, crumbs=(HOME,), listed=False),
            a_to_z=A_TO_Z,
            suggested=tuple(tags[:_SUGGESTED]),
            phones=chrome.organisation.phones,
        ),
        listed=False,
    )
    yield from _TitleIndex(context, tuple(_titles(context))).pages()


@dataclass(frozen=True)
class _TitleIndex:
    """The index by title. Its pages are known by the number of titles alone."""

    context: ProductContext
    titles: Sequence[Link]
    """A link to everything that has a title, in any order."""

    def pages(self) -> Iterator[Page]:
        for number, (address, _, _) in enumerate(paginate(A_TO_Z.address, self.titles, PER_PAGE)):
            yield Page(address, "alphabet", partial(self._view, number))

    @cached_property
    def _leaves(self) -> list[tuple[str, Sequence[Link], Pagination]]:
        titles = sorted(self.titles, key=lambda link: (sort_key(link.text), link.address))
        return paginate(A_TO_Z.address, titles, PER_PAGE)

    @cached_property
    def _letters(self) -> tuple[Link, ...]:
        """A link to the first title of each letter."""
        first: dict[str, str] = {}
        for address, links, _ in self._leaves:
            for link in links:
                first.setdefault(_letter(link), f"{address}#{_anchor(_letter(link))}")
        return tuple(Link(letter, address) for letter, address in first.items())

    def _view(self, number: int) -> AlphabetView:
        address, links, pagination = self._leaves[number]
        suffix = f" – trang {pagination.number}" if pagination.number > 1 else ""
        return AlphabetView(
            chrome=self.context.chrome,
            head=head(f"{A_TO_Z.text}{suffix}", address, crumbs=(HOME, SEARCH)),
            heading=A_TO_Z.text,
            letters=self._letters,
            groups=tuple(
                (letter, _anchor(letter), tuple(found))
                for letter, found in groupby(links, key=_letter)
            ),
            count=len(self.titles),
            pagination=pagination,
        )


def _titles(context: ProductContext) -> Iterator[Link]:
    """A link to everything that has a title of its own."""
    site = context.site
    for record in (*site.stories, *site.products, *site.people, *site.pages):
        yield Link(record.entry.title, record.address)
    for profile in context.descriptions.producers.all:
        yield Link(profile.producer.name, profile.address)
    for table in site.de_an:
        yield Link(f"Đề án khuyến công năm {table.year}", table.address)


def _letter(link: Link) -> str:
    """The letter under which a title stands, as dictionaries have it: Ă, Â and Đ by themselves."""
    first = next((sign for sign in link.text.upper() if sign.isalnum()), "")
    if not first.isalpha():
        return _OTHER
    return first if first in "ĂÂĐÊÔƠƯ" else fold(first).upper()


def _anchor(letter: str) -> str:
    return f"chu-{'so' if letter == _OTHER else letter.lower()}"
