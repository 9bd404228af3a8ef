"""HTML of others as a tree that is never deeper than a reader of it can walk, and such walks."""

import warnings
from collections.abc import Collection, Iterator

from bs4 import BeautifulSoup, MarkupResemblesLocatorWarning, XMLParsedAsHTMLWarning
from bs4.element import NavigableString, Tag

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


def parse_html(data: bytes | str) -> BeautifulSoup:
    """HTML as a tree; the encoding of bytes is found from its head or from themselves.

    Elements inside more than `DEEPEST` others give their content to the one around them: what
    looks for text in a box walks through all that it holds, and browsers stop nesting too (at 512).
    """
    with warnings.catch_warnings():
        for advice in (MarkupResemblesLocatorWarning, XMLParsedAsHTMLWarning):
            warnings.simplefilter("ignore", advice)  # for programmers; texts of others are anything
        tree = BeautifulSoup(data, "lxml")
    for element in reversed(list(_nested_too_deep(tree))):
        element.unwrap()
    return tree


def _nested_too_deep(tree: BeautifulSoup) -> Iterator[Tag]:
    """The outer before the inner."""
    waiting: list[tuple[Tag, int]] = [(tree, 0)]
    while waiting:
        element, depth = waiting.pop()
        if depth > DEEPEST:
            yield element
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
    written = str(cell.get(name) or "1")
    return min(int(written), 100) if written.isdecimal() and int(written) else 1


def is_merged(table: Tag) -> bool:
    """Whether a table, or one inside it, has merged cells."""
    cells = table.find_all(["td", "th"])
    return any(span(cell, name) > 1 for cell in cells for name in ("colspan", "rowspan"))
