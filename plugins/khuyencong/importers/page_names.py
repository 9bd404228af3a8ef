"""What the pages of a mirror are called: by links that lead to them, and by their own heads."""

from collections import Counter, defaultdict
from collections.abc import Iterable

import lxml.html
from bs4 import BeautifulSoup, Tag
from bs4.element import NavigableString
from lxml import etree

from khuyencong.importers.foreign_address import join_address, split_address
from khuyencong.importers.html_tree import decoded_html
from khuyencong.importers.mirror import page_key
from khuyencong.importers.page_parts import head_title
from khuyencong.importers.page_sections import PageSections
from khuyencong.model.fields import LONGEST_TITLE
from khuyencong.vietnamese.dates import written_day

_FEWEST_WORDS = 3
"""Words of a link that names a story: "Xem tiếp", "Trang 2" name none."""
_SHARED = 2
"""Pages that may have one title in their heads before that is the name of the site."""
_LISTED = 3
"""Links that name other pages in the first half of a text that is a list."""
_SHORT = 120
"""Words of a list of one."""
_FEWEST_PAGES = 5
"""Pages of which most may have a line that is no page's own."""
_CUT = ("...", "…")


class PageNames:
    """The pages of a mirror by address, and what each is called."""

    def __init__(self, pages: Iterable[tuple[str, bytes]]) -> None:
        """`pages` are addresses, and the bytes there."""
        self._links: dict[str, Counter[str]] = defaultdict(Counter)
        self._pages: set[str] = set()
        self._heads: Counter[str] = Counter()
        self._dated: Counter[str] = Counter()
        self._led_to: set[str] = set()
        self.sections = PageSections()
        for address, data in pages:
            self._pages.add(page_key(address))
            self._read(address, data)

    def _read(self, address: str, data: bytes) -> None:
        try:
            tree = lxml.html.document_fromstring(decoded_html(data))
        except (etree.ParserError, ValueError):
            return  # an empty page calls nothing by a name
        self._heads[_words(tree.findtext(".//title") or "")] += 1
        self._dated.update({_words(text) for text in tree.itertext() if written_day(text)})
        links: list[tuple[str, str]] = []
        for link in tree.iter("a"):
            target = join_address(address, str(link.get("href") or ""))
            self._led_to.add(split_address(target).path)
            links.append((page_key(target), _words(link.text_content())))
        for key, words in links:
            if len(words.split()) >= _FEWEST_WORDS and len(words) <= LONGEST_TITLE:
                self._links[key][words] += 1
        self.sections.read(address, tree, links)

    def address(self, saved: str) -> str:
        """The address of a page, as links have it, that was saved under one with `.html` added."""
        plain = saved.removesuffix(".html")
        return plain if plain in self._led_to and saved not in self._led_to else saved

    def is_named(self, address: str) -> bool:
        """Whether a link names a page with words of its own, as lists name their stories."""
        return page_key(address) in self._links

    def name(self, address: str, page: BeautifulSoup) -> str:
        """What a page is called: the whole words of most links, else its head; "" for no name."""
        called = self._links.get(page_key(address), Counter()).most_common()
        whole = [words for words, _ in called if not words.endswith(_CUT)]
        if whole:
            return whole[0]
        own = page.title is not None and self._heads[_words(page.title.get_text())] <= _SHARED
        return head_title(page) if own else ""

    def is_everywhere(self, line: str) -> bool:
        """Whether a line with a date stands on most pages: today's, that of a licence."""
        return len(self._pages) >= _FEWEST_PAGES and self._dated[line] * 2 > len(self._pages)

    def is_list(self, body: Tag, address: str) -> bool:
        """Whether a text is a list of others: it begins with the name of one, with several, or
        leads to some by their names and again by "Xem tiếp"."""
        words, named, places = 0, Counter[str](), list[int]()
        for part in body.descendants:
            if isinstance(part, NavigableString):
                words += len(part.split())
            elif isinstance(part, Tag) and (target := self._another(part, address)):
                named[target] += 1
                places += [words] if _names(part) else []
        begins = places[:1] == [0] and words <= _SHORT
        teasers = sum(count > 1 for count in named.values())
        listed = len(places) >= _LISTED and places[_LISTED - 1] * 2 < words
        return begins or listed or teasers >= (2 if words > _SHORT else 1)

    def _another(self, link: Tag, address: str) -> str:
        """The key of another page of the site that a link leads to; "" for other links."""
        if link.name != "a":
            return ""
        target = page_key(join_address(address, str(link.get("href") or "")))
        return target if target in self._pages and target != page_key(address) else ""


def _names(link: Tag) -> bool:
    """Whether a link has words that name a story."""
    return len(link.get_text(" ").split()) >= _FEWEST_WORDS


def _words(text: str) -> str:
    return " ".join(text.split())
