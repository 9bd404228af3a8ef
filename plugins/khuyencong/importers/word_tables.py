"""Tables of a Word file as sheets: lists of products, classes and đề án come in Word as well."""

from collections.abc import Iterator

from bs4 import Tag

from khuyencong.importers.body_structure import take_marks
from khuyencong.importers.html_tree import span, table_rows
from khuyencong.importers.table_source import Sheet
from khuyencong.importers.word_document import read_word

_LINES_ABOVE = 12
"""Lines above a table that may be its title."""


def word_sheets(data: bytes) -> list[Sheet]:
    """Each table of a .docx with the lines above it; row 1 is the first of the table.

    Raises:
        SourceRefusedError: the file cannot be read.
    """
    soup = read_word(data).soup
    take_marks(soup)
    tables = soup.find_all("table")
    return [_sheet(table) for table in tables if table.find_parent("table") is None]


def _sheet(table: Tag) -> Sheet:
    above = list(_lines_above(table))[::-1]
    rows, merged = _grid(table)
    shifted = frozenset((row + len(above), column) for row, column in merged)
    return Sheet("", [[line] for line in above] + rows, 1 - len(above), shifted)


def _lines_above(table: Tag) -> Iterator[str]:
    """The lines before a table, the nearest first, as far as the table before."""
    for number, block in enumerate(table.find_previous_siblings(True)):
        if block.name == "table" or number == _LINES_ABOVE:
            return
        if words := " ".join(block.get_text(" ").split()):
            yield words


def _grid(table: Tag) -> tuple[list[list[str]], set[tuple[int, int]]]:
    """Rows of texts; a cell merged over rows stands in each, one merged over columns in the first.

    The second part names the cells whose text stands in a cell above.
    """
    rows: list[list[str]] = []
    merged: set[tuple[int, int]] = set()
    open_cells: dict[int, tuple[int, str]] = {}
    for number, waiting in enumerate(table_rows(table)):
        cells: list[str] = []
        while waiting or len(cells) in open_cells:
            place = len(cells)
            if place in open_cells:
                left, text = open_cells.pop(place)
                merged.add((number, place))
                if left > 1:
                    open_cells[place] = (left - 1, text)
                cells.append(text)
                continue
            cell = waiting.pop(0)
            text = _text(cell)
            texts = [text, *[""] * (span(cell, "colspan") - 1)]
            if (down := span(cell, "rowspan")) > 1:
                open_cells |= {place + n: (down - 1, each) for n, each in enumerate(texts)}
            cells += texts
        rows.append(cells)
    return rows, merged


def _text(cell: Tag) -> str:
    blocks = cell.find_all(["p", "li"]) or [cell]
    return "\n".join(" ".join(block.get_text(" ").split()) for block in blocks).strip()
