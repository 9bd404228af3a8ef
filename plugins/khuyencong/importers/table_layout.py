"""Tables of a text: those that only place something become text, the others get a head."""

import re
from collections.abc import Iterator, Sequence
from itertools import groupby

from bs4 import BeautifulSoup
from bs4.element import NavigableString, PageElement, Tag

from khuyencong.importers.body_structure import look
from khuyencong.importers.html_tree import is_merged, span, table_rows
from khuyencong.vietnamese.folding import fold

_LETTERHEAD = re.compile(r"cong hoa xa hoi chu nghia viet nam|doc lap\s*[-–]?\s*tu do|^so\s*:")
_SIGNATURE = re.compile(
    r"noi nhan|nguoi (lap|viet|bao cao|ky)|^dai dien|^\(?ky( ten|,)|^(kt|tm|tl|tuq|q)\. "
    r"|(giam doc|chu tich|thu truong)$"
)
_TABS = re.compile(r"\t+")
_FEWEST_COLUMNS, _FEWEST_LINES = 2, 2
"""From which on lines with tabs are a table: one alone has a number or a signature set apart."""
_LONGEST_BESIDE = 40
"""Words beside or under a picture."""
_LONGEST_NAME = 12
"""Words of the name of a column."""


def lay_out_tables(soup: BeautifulSoup) -> int:
    """Tables that only place text (letterhead, signature, pictures) as paragraphs; how many."""
    laid_out = 0
    for table in soup.find_all("table"):
        if table.find_parent("table") is not None:
            continue
        official = _is_official(table)
        if official or _shows_pictures(table):
            table.replace_with(*_blocks(soup, table, official))
            laid_out += 1
        else:
            _head(soup, table)
    return laid_out


def _blocks(soup: BeautifulSoup, table: Tag, official: bool) -> Iterator[Tag]:
    for number, cell in enumerate(_reading_order(table), 1):
        for part in list(cell.contents):
            if not str(part).strip():
                continue
            block = _as_block(soup, part)
            if official and block.name == "p":
                block["data-cell"] = f"{id(table)}-{number}"
            yield block


def _reading_order(table: Tag) -> Iterator[Tag]:
    """The cells of a table that places text; captions in a row go each to the picture above it."""
    rows = table_rows(table)
    while rows:
        cells, below = rows.pop(0), rows[0] if rows else []
        if _are_pictures(cells) and len(below) == len(cells) and not any(map(_picture_in, below)):
            rows.pop(0)
            cells = [cell for pair in zip(cells, below, strict=True) for cell in pair]
        yield from cells


def _are_pictures(cells: Sequence[Tag]) -> bool:
    return len(cells) > 1 and all(map(_picture_in, cells))


def _picture_in(cell: Tag) -> bool:
    return cell.find("img") is not None


def _as_block(soup: BeautifulSoup, part: object) -> Tag:
    if isinstance(part, Tag) and part.name in ("p", "ul", "ol", "table"):
        return part
    paragraph = soup.new_tag("p")
    paragraph.append(part)  # type: ignore[arg-type]
    return paragraph


def make_tables_of_tabs(soup: BeautifulSoup) -> None:
    """Lines that stand in columns by tabs become a table, one line a row."""
    for parent in [soup.body or soup, *soup.find_all("td")]:
        blocks = [child for child in parent.children if isinstance(child, Tag)]
        for columns, group in groupby(blocks, key=_columns_by_tabs):
            lines = list(group)
            if columns < _FEWEST_COLUMNS or len(lines) < _FEWEST_LINES:
                continue
            table = soup.new_tag("table")
            lines[0].insert_before(table)
            for line in lines:
                row = soup.new_tag("tr")
                row.extend(_cells_by_tabs(soup, line))
                table.append(row)
            if _names_an_office(table):
                _join_rows(table, lines[-1])
            for line in lines:
                line.decompose()


def _join_rows(table: Tag, last: Tag) -> None:
    """A letterhead or a signature is read column by column; what stands below it behind a tab goes
    on in the last column.
    """
    first, *others = table_rows(table)
    following = last.find_next_sibling()
    for row in others:
        for cell, below in zip(first, row, strict=True):
            cell.extend(list(below.contents))
    while isinstance(following, Tag) and following.name == "p" and "\t" in following.get_text():
        below, following = following, following.find_next_sibling()
        first[-1].append(below)
    for joined in table.find_all("tr")[1:]:
        joined.decompose()


def _columns_by_tabs(block: Tag) -> int:
    if block.name != "p" or block.get("data-label") or block.find(["img", "footnote-ref"]):
        return 0
    return len(_TABS.split(block.get_text().strip()))


def _cells_by_tabs(soup: BeautifulSoup, line: Tag) -> list[Tag]:
    """The parts of a line between its tabs, each as a paragraph in a cell that looks as it did."""
    cells = [soup.new_tag("td")]
    cells[0].append(_like(soup, line))
    for text in [text for text in line.find_all(string=True) if text.parent is not None]:
        for number, part in enumerate(_TABS.split(str(text))):
            if number and (cells[-1].get_text(strip=True)):
                cells.append(soup.new_tag("td"))
                cells[-1].append(_like(soup, line))
            if part and isinstance(paragraph := cells[-1].p, Tag):
                paragraph.append(_dressed(soup, text, part, line))
    return cells


def _dressed(soup: BeautifulSoup, text: PageElement, part: str, line: Tag) -> PageElement:
    """A part of a text inside the same emphasis and links as the text."""
    dressed: PageElement = NavigableString(part)
    for around in text.parents:
        if around is line:
            break
        outer = _like(soup, around)
        outer.append(dressed)
        dressed = outer
    return dressed


def _like(soup: BeautifulSoup, element: Tag) -> Tag:
    """An empty element with the name and the attributes of another."""
    copy = soup.new_tag(element.name)
    copy.attrs = dict(element.attrs)
    return copy


def _is_official(table: Tag) -> bool:
    """Whether a table is the letterhead or the signature of an official document."""
    rows = table_rows(table)
    if len(rows) > 4 or max(map(len, rows), default=0) > 3:
        return False
    return _names_an_office(table)


def _names_an_office(table: Tag) -> bool:
    lines = [fold(p.get_text(" ", strip=True)) for p in table.find_all(["p", "td", "th"])]
    if any(_LETTERHEAD.search(line) for line in lines):
        return True
    return not _is_ruled(table) and any(_SIGNATURE.search(line) for line in lines)


def _shows_pictures(table: Tag) -> bool:
    """Whether a table is a frame around one text, or places pictures with what belongs to them."""
    rows = table_rows(table)
    cells = [cell for row in rows for cell in row]
    if len(cells) == 1:
        return True
    if not table.find("img") or any(_words(cell) > _LONGEST_BESIDE for cell in cells):
        return False
    mixed = any(any(map(_picture_in, row)) and any(map(_words, row)) for row in rows)
    return not (mixed and len(rows) > 1 and _is_ruled(table))


def _words(cell: Tag) -> int:
    return 0 if _picture_in(cell) else len(cell.get_text(" ").split())


def _is_ruled(table: Tag) -> bool:
    """Whether a reader saw lines around the cells."""
    return any("g" in look(block) for block in [table, *table.find_all("p")])


def _head(soup: BeautifulSoup, table: Tag) -> None:
    """The first row of a table with merged cells becomes its head, as deep as its cells reach."""
    rows = table_rows(table)
    first = rows[0] if rows else []
    if table.find("th") or len(first) < 2 or not is_merged(table):
        return
    if any(_picture_in(cell) or _words(cell) > _LONGEST_NAME for cell in first):
        return
    deep = max(span(cell, "rowspan") for cell in first)
    if deep < len(rows):
        head = soup.new_tag("thead")
        table.insert(0, head)
        for row in table.find_all("tr")[:deep]:
            head.append(row.extract())
            for cell in row.find_all("td", recursive=False):
                cell.name = "th"


def join_cells(soup: BeautifulSoup) -> None:
    """The lines of a cell of a letterhead or a signature as one paragraph, as they stood."""
    for block in soup.find_all(True, attrs={"data-cell": True}):
        if not re.search(r"[^\W_]", block.get_text()):  # a line drawn with dashes
            block.decompose()
    for block in soup.find_all("p", attrs={"data-cell": True}):
        above = block.find_previous_sibling()
        if block.get("data-label") or above is None or above.name != "p" or above.get("data-label"):
            continue
        if above.get("data-cell") == block["data-cell"]:
            above.append(soup.new_tag("br"))
            above.extend(list(block.contents))
            block.decompose()
