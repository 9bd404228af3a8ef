"""A rule for a portal made by pointing: words that a person sees on one page, to CSS selectors.

A map names the page and copies what stands there: the title, the date, the first words of the text.
"""

from collections.abc import Iterator
from dataclasses import replace

from bs4 import BeautifulSoup, Tag
from soupsieve import SelectorSyntaxError

from khuyencong.importers.page_parts import own_words, selector_of
from khuyencong.importers.portal_rule import PortalRule
from khuyencong.importers.report import SourceRefusedError

_POINTED = ("title", "date", "summary", "author", "body")
_PARTS = frozenset({"p", "span", "strong", "b", "em", "i", "font", "li", "h2", "h3", "h4"})
_WHOLE = frozenset({"body", "html", "[document]"})
_GROWS = 1.5
"""How many times its words a box around a text must have for that to be only a part."""
_FEW_WORDS = 8
"""Words by which the text of a page is found."""


def pointed(rule: PortalRule, page: BeautifulSoup) -> PortalRule:
    """The rule with a selector wherever a person wrote words of the page.

    Raises:
        SourceRefusedError: something is neither on the page nor a selector of it.
    """
    found = {name: _selector(name, str(getattr(rule, name)), page) for name in _POINTED}
    return replace(rule, **found)  # type: ignore[arg-type]


def _selector(name: str, words: str, page: BeautifulSoup) -> str:
    if not words:
        return ""
    element = _text_box(words, page) if name == "body" else _element_of(words, page)
    if element is not None:
        return _path(element, page)
    if _is_selector(words, page):
        return words
    raise SourceRefusedError(
        f"Không thấy “{words[:80]}” (dòng `{name}`) trên trang mẫu. Chép đúng chữ đang hiện trên "
        "trang, hoặc ghi bộ chọn CSS."
    )


def _is_selector(words: str, page: BeautifulSoup) -> bool:
    """Whether words are a CSS selector of something on a page."""
    try:
        return page.select_one(words) is not None
    except SelectorSyntaxError:
        return False


def _plain(text: str) -> str:
    return " ".join(text.split()).casefold()


def _element_of(words: str, page: BeautifulSoup) -> Tag | None:
    """The smallest element whose text is the words, or holds them with little besides."""
    wanted = _plain(words)
    holding = [e for e in _visible(page) if wanted in _plain(e.get_text(" "))]
    best = min(holding, key=lambda e: (len(_plain(e.get_text(" "))), -_depth(e)), default=None)
    if best is None or len(_plain(best.get_text(" "))) > 3 * len(wanted) + 40:
        return None
    return best


def _text_box(words: str, page: BeautifulSoup) -> Tag | None:
    """The box of a text: around the paragraph that begins with the words, as far as text goes."""
    wanted = " ".join(_plain(words).split()[:_FEW_WORDS])
    holding = [e for e in _visible(page) if wanted in _plain(e.get_text(" "))]
    if not holding:
        return None
    box = min(holding, key=lambda e: (len(e.get_text()), -_depth(e)))
    while (around := box.parent) is not None and around.name not in _WHOLE:
        part = box.name in _PARTS or own_words(around) >= _GROWS * own_words(box)
        if not part or around.find(["h1", "nav"]):
            break
        box = around
    return box


def _visible(page: BeautifulSoup) -> Iterator[Tag]:
    unread = ("script", "style", "head", "title", "html", "body", "meta")
    return (e for e in page.find_all(True) if e.name not in unread)


def _depth(element: Tag) -> int:
    return sum(1 for _ in element.parents)


def _path(element: Tag, page: BeautifulSoup) -> str:
    """A selector that leads to an element: from the nearest that has an id or a class."""
    steps: list[str] = []
    place: Tag | None = element
    while place is not None and place.name not in _WHOLE:
        own = selector_of(place)
        steps.insert(0, own or _numbered(place))
        if own and page.select_one(" > ".join(steps)) is element:
            break
        place = place.parent
    return " > ".join(steps)


def _numbered(element: Tag) -> str:
    """The name of an element, with its place among its like where there are several."""
    before = element.find_previous_siblings(element.name)
    after = element.find_next_sibling(element.name)
    return f"{element.name}:nth-of-type({len(before) + 1})" if before or after else element.name
