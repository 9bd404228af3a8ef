"""Links to parts of pages."""

import re
from collections.abc import Callable, Iterator
from functools import cached_property
from urllib.parse import unquote

from khuyencong.addresses import without_anchor
from khuyencong.checking.addresses import SiteAddresses
from khuyencong.content.record import Record
from khuyencong.html_tags import ids
from khuyencong.model.entry import Entry
from khuyencong.model.rules import Problem, Rule
from khuyencong.pages.page import Page
from khuyencong.rendering.renderer import Renderer
from khuyencong.site.index import Site
from khuyencong.vietnamese.citations import above, citation

_NONE = "Bỏ phần sau dấu `#`."
_OLD_ARTICLE = re.compile(r"muc-(dieu-\d+[a-z]*)(?:-|$)")
"""Anchor of an article before it had one of its own."""


def broken_anchors(
    site: Site, addresses: SiteAddresses, page_ids: Callable[[Page], frozenset[str]]
) -> Iterator[Problem]:
    """Links to a part that the page does not have.

    `page_ids` gives the ids of a page as the theme renders it; it is asked only where the text
    of the target has no such heading.
    """
    for record in site.records:
        for href, line in record.links:
            address, _, anchor = href.partition("#")
            if not anchor or "://" in address:
                continue
            place = without_anchor(address) if address else record.address
            target, page = site.by_address.get(place), addresses.pages.get(place)
            if page is None or (target and anchor in _anchors(target)):
                continue
            if unquote(anchor) not in page_ids(page):
                yield Problem(
                    record.source,
                    line,
                    Rule.BROKEN_ANCHOR,
                    f"Trang `{place}` không có đề mục `#{anchor}`.",
                    _advice(target, unquote(anchor)) if target else _NONE,
                )


class PageIds:
    """Ids of pages as a theme renders them; a page is rendered once."""

    def __init__(self, make_renderer: Callable[[], Renderer]) -> None:
        self._make_renderer = make_renderer
        self._known: dict[str, frozenset[str]] = {}

    @cached_property
    def _renderer(self) -> Renderer:
        return self._make_renderer()

    def __call__(self, page: Page) -> frozenset[str]:
        if page.address not in self._known:
            html = self._renderer.render(page, page.view)
            self._known[page.address] = ids(html)
        return self._known[page.address]


def _anchors(record: Record[Entry]) -> frozenset[str]:
    return frozenset(name for part in record.body if isinstance(part, str) for name in ids(part))


def _advice(record: Record[Entry], wanted: str) -> str:
    """What to write instead; in a legal document, what the provision that was meant has."""
    headings = [name for name, _ in record.headings]
    known = [*headings, *record.clauses]
    if citation(wanted):
        inside = above(wanted)
        while inside and inside not in known:
            inside = above(inside)
        if siblings := [name for name in known if citation(name) and above(name) == inside]:
            whole = citation(inside) or "Văn bản"
            return f"{whole} có từ `#{siblings[0]}` đến `#{siblings[-1]}`."
        return f"{citation(inside)} không chia nhỏ hơn: viết `#{inside}`." if inside else _NONE
    if (old := _OLD_ARTICLE.match(wanted)) and old[1] in known:
        return f"Viết `#{old[1]}`."
    return f"Các đề mục: {', '.join(headings[:8])}." if headings else _NONE
