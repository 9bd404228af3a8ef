"""Sections of an old portal to which a page belongs, by its breadcrumb, its folder, the lists."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from itertools import islice
from sys import intern

from lxml.html import HtmlElement

from khuyencong.importers.foreign_address import join_address, split_address
from khuyencong.importers.mirror import page_key
from khuyencong.vietnamese.detection import in_unicode
from khuyencong.vietnamese.slugs import slugify

_CRUMB = re.compile(r"breadcrumb|bread-crumb|pathway|sitemappath|duongdan|duong-dan", re.IGNORECASE)
_SHORT_CRUMB = re.compile(r"(?:.*_)?(?:bc|crumbs?)", re.IGNORECASE)
_FRONT = re.compile(r"/(?:(?:index|default|home|trang-chu|trangchu)(?:\.\w+)?)?", re.IGNORECASE)
_HOME = ("trang-chu", "home", "trang-nhat", "trang-chinh")
"""What a front page is called."""
_LONGEST_NAME = 60
_MENU_SHARE = 0.5
"""Share of the pages that have a link which is one of the menu."""
_FEWEST_PAGES = 3


class PageSections:
    """What is learned of sections while the pages of a mirror are read once."""

    def __init__(self) -> None:
        self._crumbs: dict[str, list[str]] = {}
        self._called: dict[str, Counter[str]] = defaultdict(Counter)
        self._links: dict[str, set[str]] = {}

    def read(self, address: str, tree: HtmlElement, links: Iterable[tuple[str, str]]) -> None:
        """Learn from one page of the mirror; `links` are the key and the words of each on it."""
        own = page_key(address)
        self._crumbs[own] = _crumb(tree, address)
        called: dict[str, str] = {}
        for target, words in links:
            called.setdefault(intern(target), words)
        self._links[own] = set(called)
        for target, words in called.items():
            if words and len(words) <= _LONGEST_NAME and not words.isdigit():
                self._called[target][words] += 1

    def of(self, address: str) -> tuple[Sequence[str], str]:
        """The sections of a page, outermost first, and where that is seen; none for a page
        that belongs to none."""
        own = page_key(address)
        if crumb := self._crumbs.get(own):
            return crumb, "đường dẫn trên trang"
        if name := self._of_folder(own):
            return [name], "thư mục trong địa chỉ"
        lists = (name for page, name in self._menu.items() if own in self._listed[page])
        return list(islice(lists, 1)), "trang danh sách"

    @cached_property
    def _menu(self) -> dict[str, str]:
        """Pages that most pages lead to → what these call them; not the front page."""
        enough = max(_FEWEST_PAGES, _MENU_SHARE * len(self._links))
        best = {page: names.most_common(1)[0] for page, names in self._called.items()}
        return {
            page: in_unicode(name)
            for page, (name, count) in best.items()
            if count >= enough and not _FRONT.fullmatch(page) and slugify(name) not in _HOME
        }

    def _of_folder(self, page: str) -> str:
        """What the menu calls the folder in which a page is, where it leads to one page there."""
        folder = f"/{page.lstrip('/').partition('/')[0]}"
        if name := self._menu.get(folder) or self._menu.get(f"{folder}/"):
            return name
        inside = {name for other, name in self._menu.items() if other.startswith(f"{folder}/")}
        return inside.pop() if len(inside) == 1 else ""

    @cached_property
    def _listed(self) -> dict[str, set[str]]:
        """Page in the menu → the pages it leads to, and its further pages (`…&page=2`) do."""
        return {page: set[str]().union(*self._led_to(page)) for page in self._menu}

    def _led_to(self, page: str) -> Iterator[set[str]]:
        own = self._links.get(page, set())
        return (self._links[p] for p in {page, *own} if p.startswith(page) and p in self._links)


def _crumb(tree: HtmlElement, address: str) -> list[str]:
    """The sections that the breadcrumb of a page names: links, without that to the front page."""
    own = page_key(address)
    for box in _crumb_boxes(tree):
        links = [link for link in box.iter("a") if not _leads_home(link, address)]
        names = [_words(link) for link in links if _target(link, address) != own]
        if named := [in_unicode(name) for name in names if 0 < len(name) <= _LONGEST_NAME]:
            return named
    return []


def _target(link: HtmlElement, address: str) -> str:
    return page_key(join_address(address, str(link.get("href") or "")))


def _crumb_boxes(tree: HtmlElement) -> Iterator[HtmlElement]:
    for box in tree.iter("div", "ul", "ol", "nav", "span", "p", "table", "td"):
        names = f"{box.get('class') or ''} {box.get('id') or ''} {box.get('itemtype') or ''}"
        if _CRUMB.search(names) or any(map(_SHORT_CRUMB.fullmatch, names.split())):
            yield box


def _leads_home(link: HtmlElement, address: str) -> bool:
    href = split_address(join_address(address, str(link.get("href") or "")))
    named = slugify(_words(link)) in _HOME
    return named or (_FRONT.fullmatch(href.path) is not None and not href.query)


def _words(link: HtmlElement) -> str:
    return " ".join(str(link.text_content()).split())
