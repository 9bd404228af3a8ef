"""HTML of others as a tree that is never deeper than a reader of it can walk, and such walks."""

import codecs
import unicodedata
import warnings
from collections.abc import Collection, Iterator

from bs4 import BeautifulSoup, MarkupResemblesLocatorWarning, XMLParsedAsHTMLWarning
from bs4.dammit import EncodingDetector
from bs4.element import NavigableString, PageElement, Tag

from khuyencong.vietnamese.detection import detect_bytes
from khuyencong.vietnamese.legacy import Encoding, as_seen
from khuyencong.vietnamese.numbers import whole_number

BLOCKS = frozenset(
    {
        *("address", "article", "aside", "blockquote", "body", "center", "dd", "details", "div"),
        *("dl", "dt", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5"),
        *("h6", "header", "hr", "html", "li", "main", "nav", "ol", "p", "pre", "section"),
        *("table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul", "caption", "fieldset"),
    }
)
UNREAD = frozenset({"script", "style", "noscript", "template", "head", "title"})
"""Elements whose text no reader sees."""
_GAPS = BLOCKS | {"br", "footnote", "img"}
DEEPEST = 256
_ASCII = bytes(range(0x80))
_BROKEN = 0.02
"""Share of letters beyond ASCII that may be cut in two in a page that is UTF-8 for all that."""


class _Element(Tag):
    """An element that finds a child near the one that it was asked for before.

    Whatever takes a child out or puts one in asks for its place first, and bs4 looks through all
    children: of a paragraph of 100,000, a pass over each took hours.
    """

    _near = 0

    def index(self, element: PageElement) -> int:
        """The place of a child among the children.

        Raises:
            ValueError: it is none of them.
        """
        children = self.contents
        after = min(self._near, len(children))
        before = after - 1
        while after < len(children) or before >= 0:
            for place in (after, before):
                if 0 <= place < len(children) and children[place] is element:
                    self._near = place
                    return place
            after, before = after + 1, before - 1
        raise ValueError("no child of this element")


def make_tree(text: str) -> BeautifulSoup:
    """HTML as a tree that many passes may change."""
    return BeautifulSoup(text, "lxml", element_classes={Tag: _Element})


def parse_html(data: bytes | str) -> BeautifulSoup:
    """HTML as a tree, its words in NFC; the encoding of bytes is found by `decoded_html`.

    Elements inside more than `DEEPEST` others give their content to the one around them: what
    looks for text in a box walks through all that it holds, and browsers stop nesting too (at 512).
    """
    with warnings.catch_warnings():
        for advice in (MarkupResemblesLocatorWarning, XMLParsedAsHTMLWarning):
            warnings.simplefilter("ignore", advice)  # for programmers; texts of others are anything
        text = decoded_html(data) if isinstance(data, bytes) else unicodedata.normalize("NFC", data)
        tree = make_tree(text)
    for element in list(_deepest(tree)):
        # Unwrapping one element after another would walk up the whole tree for each.
        inside = [text.extract() for text in element.find_all(string=True)]
        element.clear()
        element.extend(inside)
    return tree


def decoded_html(data: bytes) -> str:
    """The text of a page in NFC, whatever its head says of the encoding, which often is not so.

    What is UTF-8 is UTF-8; a teaser that was cut in the middle of a letter does not change that.
    A page without a true name of its encoding is Windows-1258 where that gives Vietnamese, else as
    Windows shows it, so that texts for fonts from before Unicode can be told.
    """
    return unicodedata.normalize("NFC", _decoded(data))


def _decoded(data: bytes) -> str:
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return data.decode("utf-16", "replace")
    text = data.decode("utf-8-sig", "replace")
    lost = text.count("\ufffd")
    if not lost or lost <= _BROKEN * len(data.translate(None, _ASCII)):
        return text
    declared = EncodingDetector.find_declared_encoding(data, is_html=True) or ""
    legacy = detect_bytes(data)
    if legacy and legacy.encoding is Encoding.WINDOWS_1258:
        declared = "cp1258"
    if declared.lower() in ("", "utf-8", "utf8", "iso-8859-1", "windows-1252"):
        return as_seen(data)
    try:
        return data.decode(declared, "replace")
    except LookupError:
        return as_seen(data)


def _deepest(tree: BeautifulSoup) -> Iterator[Tag]:
    """The elements inside which none may be."""
    waiting: list[tuple[Tag, int]] = [(tree, 0)]
    while waiting:
        element, depth = waiting.pop()
        if depth == DEEPEST:
            yield element
        else:
            waiting += [(part, depth + 1) for part in element.contents if isinstance(part, Tag)]


def texts(root: Tag, gap: str, left_out: Collection[str]) -> Iterator[str]:
    """The texts of an element, a gap wherever a reader sees one, without those of some elements."""
    for part in root.children:
        if isinstance(part, Tag):
            between = gap if part.name in _GAPS else ""
            yield between
            if part.name not in left_out:
                yield from texts(part, gap, left_out)
            yield between
        elif type(part) is NavigableString:
            yield str(part)


def table_rows(table: Tag) -> list[list[Tag]]:
    """The cells of each row of a table, without those of tables inside."""
    return [
        list(row.find_all(["td", "th"], recursive=False))
        for row in table.find_all("tr")
        if row.find_parent("table") is table
    ]


def span(cell: Tag, name: str) -> int:
    """Over how many rows or columns a cell reaches; at most 100."""
    return min(whole_number(cell.get(name), 1) or 1, 100)


def is_merged(table: Tag) -> bool:
    """Whether a table, or one inside it, has merged cells."""
    cells = table.find_all(["td", "th"])
    return any(span(cell, name) > 1 for cell in cells for name in ("colspan", "rowspan"))
