"""Tables: cells with tabs between them, pasted from Excel or Word, and rows of unequal length."""

import re
from collections.abc import Iterator, Sequence
from itertools import chain, groupby, repeat
from typing import NamedTuple
from xml.etree.ElementTree import Element

from markdown.preprocessors import Preprocessor
from markdown.treeprocessors import Treeprocessor

from khuyencong.content.dialect.lists import ITEM

_NUMBER = re.compile(r"[-(–+~≈]?\s*\d[\d\s.,]*(?:[%‰]|\s*(?:đồng|đ|triệu|tỷ|nghìn|VND|VNĐ))?\)?")
_YEAR = re.compile(r"(?:19|20)\d\d")
RULE = re.compile(r"(?: *\|)?(?: *:?-+:? *\|)+(?: *:?-+:?)? *")
"""The line below the header of a table: `|---|---:|`."""
_LABEL = re.compile(
    r"(?:(?:Phần|Chương|Mục|Điều|Khoản|Bước|Phụ lục) +)?(?:[IVXLC]+|\d{1,3})[.):/]\t"
)
"""The number of a heading, an article, a step, with the tab that Word puts behind it."""
_DIGIT = re.compile(r"\d")
_PIPE = re.compile(r"(?<!\\)\|")
_OPENED = re.compile(r'(?:^|\t)"(?!")[^"\t]*(?:""[^"\t]*)*$')
_CLOSED = re.compile(r'[^"\t]*(?:""[^"\t]*)*"(?=\t|$)')
_MOST_LINES = 40
"""Of one cell, so that a quotation mark without its like ends no table."""


def rows_of(lines: Sequence[str]) -> Iterator[tuple[str, Sequence[str]]]:
    """Each row of a sheet beside the lines in which it is written; another line is a row alone.

    Excel puts a cell of several lines between quotation marks and doubles those in it (as RFC
    4180, 2.6 and 2.7). Its lines are parted by `<br>` here.
    """
    place = 0
    while place < len(lines):
        count = _lines_of_row(lines, place)
        written = lines[place : place + count]
        yield (_unquoted(written) if count > 1 else lines[place]), written
        place += count


def _lines_of_row(lines: Sequence[str], start: int) -> int:
    if '"' not in lines[start] or not _OPENED.search(lines[start]):
        return 1
    for place in range(start + 1, min(start + _MOST_LINES, len(lines))):
        closed = _CLOSED.match(lines[place])
        rest = lines[place][closed.end() :] if closed else lines[place].replace('""', "")
        if closed and not _OPENED.search(rest):
            parted = any("\t" in line for line in lines[start : place + 1])
            return place + 1 - start if parted else 1
        if not closed and ('"' in rest or "\t" in rest):
            break
    return 1


def _unquoted(lines: Sequence[str]) -> str:
    cells = "<br>".join(line.strip(" ") for line in lines).split("\t")
    return "\t".join(
        cell[1:-1].replace('""', '"') if "<br>" in cell and cell[0] == '"' else cell
        for cell in cells
    )


def cells_of(line: str) -> list[str]:
    """The cells of a line with tabs between them; none for any other line.

    A tab behind the mark of an item or the number of an article, or in front of a paragraph, parts
    no cells.
    """
    if "\t" not in line.strip():
        return []
    text = line.strip(" \n").rstrip("\t")
    cells = [cell.strip(" ") for cell in text.split("\t")]
    words = text.lstrip()
    is_item = words.count("\t") == 1 and (ITEM.match(words) or _LABEL.match(words))
    if len(cells) < 2 or is_item or not any(cells[1:]):
        return []
    return cells


class TypedTable(NamedTuple):
    """A table with tabs: the lines from `start` to `end`, and the cells of those with words."""

    start: int
    end: int
    rows: list[list[str]]


def typed_tables(lines: Sequence[str]) -> Iterator[TypedTable]:
    """Each table with tabs between its cells. An empty row of a sheet is tabs and nothing else.

    A table has two rows at least; a single one is a paragraph with a gap in it.
    """
    place = 0
    for is_row, group in groupby(lines, key=_is_row):
        written = list(group)
        rows = [cells for cells in map(cells_of, written) if cells] if is_row else []
        if len(rows) > 1:
            yield TypedTable(place, place + len(written), rows)
        place += len(written)


def _is_row(line: str) -> bool:
    return bool(cells_of(line)) or ("\t" in line and not line.strip())


def is_number(cell: str) -> bool:
    """Whether a cell holds a number or an amount and nothing else."""
    return _NUMBER.fullmatch(cell.strip("* ")) is not None


def has_header(rows: Sequence[Sequence[str]]) -> bool:
    """Whether the first row names the columns: words and years, above numbers, above days, hours
    and codes, or in three columns."""
    first, rest = rows[0], rows[1:]
    if not all(not is_number(cell) or _YEAR.fullmatch(cell) for cell in first):
        return False
    if is_number(first[0]) or not all(first[1:]) or ITEM.match(f"{first[0]} x"):
        return False
    if any(map(_is_like_those_below, first, range(len(first)), repeat(rest))):
        return False
    return (
        len(first) > 2
        or any(is_number(cell) for row in rest for cell in row)
        or (len(rest) > 1 and any(map(_has_digits, zip(*rows, strict=False))))
    )


def _has_digits(column: Sequence[str]) -> bool:
    """Whether all cells below the first have digits, and that has none."""
    return all(map(_DIGIT.search, column[1:])) and not _DIGIT.search(column[0])


def _is_like_those_below(cell: str, column: int, rows: Sequence[Sequence[str]]) -> bool:
    """Whether a cell is written as all below it are, digit for digit: an hour, a day, a code."""
    below = {_DIGIT.sub("0", row[column]) for row in rows if column < len(row) and row[column]}
    return below == {_DIGIT.sub("0", cell)} and _DIGIT.search(cell) is not None


class TablesPreprocessor(Preprocessor):
    """Writes tables with tabs as those of Markdown, and gives rows as many cells as the widest."""

    def run(self, lines: list[str]) -> list[str]:
        """The lines with every table in the form that the engine reads."""
        if any("\t" in line for line in lines):
            lines = list(_with_typed_tables(lines))
        if any("|" in line for line in lines):
            _widen(lines)
        return lines


def _with_typed_tables(lines: Sequence[str]) -> Iterator[str]:
    rows, written = zip(*rows_of(lines), strict=True)
    done = 0
    for table in typed_tables(rows):
        yield from chain.from_iterable(written[done : table.start])
        yield ""
        yield from _piped(_without_empty_columns(table.rows))
        yield ""
        done = table.end
    yield from chain.from_iterable(written[done:])


def _without_empty_columns(rows: Sequence[Sequence[str]]) -> list[list[str]]:
    """The cells but for columns that only keep others apart, as in a letterhead."""
    used = {column for row in rows for column, cell in enumerate(row) if cell}
    return [[cell for column, cell in enumerate(row) if column in used] for row in rows]


def _piped(rows: Sequence[Sequence[str]]) -> Iterator[str]:
    columns = max(map(len, rows))
    head = rows[0] if has_header(rows) else [""] * columns
    body = rows[1:] if head is rows[0] else rows
    yield _row(head, columns)
    rules = ("---:" if _is_numeric(body, column) else "---" for column in range(columns))
    yield f"|{'|'.join(rules)}|"
    yield from (_row(row, columns) for row in body)


def _row(cells: Sequence[str], columns: int) -> str:
    filled = [_PIPE.sub(r"\\|", cell) for cell in cells] + [""] * (columns - len(cells))
    return f"| {' | '.join(filled)} |"


def _is_numeric(rows: Sequence[Sequence[str]], column: int) -> bool:
    cells = [row[column] for row in rows if column < len(row) and row[column].strip("-–* ")]
    return bool(cells) and all(map(is_number, cells))


def _widen(lines: list[str]) -> None:
    """Give header and rule of a table as many cells as its longest row, so that none is lost."""
    end = 0
    for place in range(1, len(lines)):
        if place < end or not (RULE.fullmatch(lines[place]) and "|" in lines[place - 1]):
            continue
        end = next((row for row in range(place, len(lines)) if "|" not in lines[row]), len(lines))
        missing = max(map(_width, lines[place - 1 : end])) - _width(lines[place])
        if missing > 0:
            lines[place - 1] = _lengthened(lines[place - 1], "  ", missing)
            lines[place] = _lengthened(lines[place], "---", missing)


def _width(line: str) -> int:
    """How many cells a row has."""
    return len(_PIPE.findall(line.strip().removeprefix("|").removesuffix("|"))) + 1


def _lengthened(line: str, cell: str, times: int) -> str:
    return line.rstrip().removesuffix("|") + f"|{cell}" * times + "|"


class HeadlessTreeprocessor(Treeprocessor):
    """Takes away the header of a table that has none."""

    def run(self, root: Element) -> None:
        """Remove headers without words."""
        for table in root.iter("table"):
            head = table.find("thead")
            if head is not None and _is_empty(head):
                table.remove(head)


def _is_empty(head: Element) -> bool:
    return head.find(".//img") is None and not "".join(head.itertext()).strip()
