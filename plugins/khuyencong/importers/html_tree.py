"""HTML of others as a tree that is never deeper than a reader of it can walk."""

import warnings
from collections.abc import Iterator

from bs4 import BeautifulSoup, MarkupResemblesLocatorWarning, XMLParsedAsHTMLWarning
from bs4.element import Tag

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
    for element in list(_deepest(tree)):
        # Unwrapping one element after another would walk up the whole tree for each.
        texts = [text.extract() for text in element.find_all(string=True)]
        element.clear()
        element.extend(texts)
    return tree


def _deepest(tree: BeautifulSoup) -> Iterator[Tag]:
    """The elements inside which none may be."""
    waiting: list[tuple[Tag, int]] = [(tree, 0)]
    while waiting:
        element, depth = waiting.pop()
        if depth == DEEPEST:
            yield element
        else:
            waiting += [(part, depth + 1) for part in element.contents if isinstance(part, Tag)]


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
