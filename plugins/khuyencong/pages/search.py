"""The search page, and the index by title for readers without scripts."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, cached_property, partial
from itertools import chain, groupby
from operator import attrgetter

from khuyencong.describing.elements import Link
from khuyencong.pages.cards import ListPage, pages_of_list
from khuyencong.pages.chrome import A_TO_Z, HOME, SEARCH, head
from khuyencong.pages.page import Page, alone
from khuyencong.pages.product_context import ProductContext
from khuyencong.pages.search_views import AlphabetView, SearchView
from khuyencong.store.digest import digest_of
from khuyencong.vietnamese.collation import first_words_key, sort_key
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
    yield from _TitleIndex(context, _groups(_titles(context))).pages()


@dataclass(frozen=True)
class _Group:
    """Titles with the same first words, which nothing else stands between."""

    first: int
    """How many titles stand before them."""
    links: Sequence[Link]
    """In any order."""

    @property
    def end(self) -> int:
        """How many titles stand before what follows them."""
        return self.first + len(self.links)

    @cached_property
    def ordered(self) -> Sequence[Link]:
        """In Vietnamese order: that takes its time, so it is found for pages that are made."""
        return sorted(self.links, key=lambda link: (sort_key(link.text), link.address))

    @cached_property
    def digest(self) -> bytes:
        """Stands for the links; no text holds a NUL."""
        texts = chain.from_iterable((link.text, link.address) for link in self.links)
        return digest_of("\0".join(texts).encode())


def _groups(titles: Iterable[Link]) -> list[_Group]:
    """The titles by their first words, in order."""
    found: dict[tuple[tuple[int, ...], ...], list[Link]] = {}
    for link in titles:
        found.setdefault(first_words_key(link.text), []).append(link)
    groups, first = [], 0
    for key in sorted(found):
        groups.append(_Group(first, found[key]))
        first += len(found[key])
    return groups


@dataclass(frozen=True)
class _TitleIndex:
    """The index by title, page by page."""

    context: ProductContext
    groups: Sequence[_Group]

    def pages(self) -> Iterator[Page]:
        for page in pages_of_list(A_TO_Z.address, self._count, PER_PAGE):
            groups = self._on(page)
            own = [(group.first, group.digest) for group in groups]
            depends = alone((), page.number, page.total, self._count, self._letters, own)
            yield Page(page.address, "alphabet", partial(self._view, page), depends=depends)

    @cached_property
    def _count(self) -> int:
        return self.groups[-1].end if self.groups else 0

    def _on(self, page: ListPage) -> Sequence[_Group]:
        """The groups of which something stands on a page."""
        begin = bisect_right(self.groups, page.first, key=attrgetter("end"))
        end = bisect_left(self.groups, page.first + page.size, key=attrgetter("first"))
        return self.groups[begin:end]

    @cached_property
    def _letters(self) -> tuple[Link, ...]:
        """A link to the first title of each letter."""
        places: dict[str, int] = {}
        for group in self.groups:
            letters = set(map(_letter, group.links))
            links = group.ordered if len(letters) > 1 else group.links[:1]
            for place, link in enumerate(links, group.first):
                places.setdefault(_letter(link), place)
        pages = list(pages_of_list(A_TO_Z.address, self._count, PER_PAGE))
        return tuple(
            Link(letter, f"{pages[place // PER_PAGE].address}#{_anchor(letter)}")
            for letter, place in places.items()
        )

    def _links(self, page: ListPage) -> Sequence[Link]:
        groups = self._on(page)
        if not groups:
            return ()
        links = list(chain.from_iterable(group.ordered for group in groups))
        first = page.first - groups[0].first
        return links[first : first + page.size]

    def _view(self, page: ListPage) -> AlphabetView:
        suffix = f" – trang {page.number}" if page.number > 1 else ""
        return AlphabetView(
            chrome=self.context.chrome,
            head=head(f"{A_TO_Z.text}{suffix}", page.address, crumbs=(HOME, SEARCH)),
            heading=A_TO_Z.text,
            letters=self._letters,
            groups=tuple(
                (letter, _anchor(letter), tuple(found))
                for letter, found in groupby(self._links(page), key=_letter)
            ),
            count=self._count,
            pagination=page.pagination,
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
    return _letter_of(next(filter(str.isalnum, link.text), ""))


@cache
def _letter_of(sign: str) -> str:
    first = sign.upper()[:1]
    if not first.isalpha():
        return _OTHER
    return first if first in "ĂÂĐÊÔƠƯ" else fold(first).upper()


def _anchor(letter: str) -> str:
    return f"chu-{'so' if letter == _OTHER else letter.lower()}"
