"""Where a table begins in a sheet, which field each column fills, and what its title says."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from pydantic import BaseModel

from khuyencong.importers.artisan_row import is_list_of_artisans
from khuyencong.importers.cell_values import read_decision
from khuyencong.importers.column_names import FieldPath
from khuyencong.importers.columns import (
    ID_HEADING,
    SKIPPED,
    exported_path,
    path_of,
    title_path,
)
from khuyencong.importers.table_source import Sheet
from khuyencong.model.people import Artisan
from khuyencong.model.product import Product
from khuyencong.model.stories import Training
from khuyencong.vietnamese.folding import fold
from khuyencong.vietnamese.slugs import slugify

_FIRST_ROWS = 40
_FEWEST = 2
_NUMBERS = re.compile(r"\(?\d{1,2}\)?|\(?[a-z]\)?|")
_YEAR = re.compile(r"\bnăm\s+((?:19|20)\d\d)\b", re.IGNORECASE)


@dataclass
class TableHeader:
    """The heading of a table."""

    row: int
    """Index of the first row of data in the sheet."""
    paths: list[FieldPath | None]
    """Field of each column."""
    headings: list[str]
    above: list[str] = field(default_factory=list)
    """Cells of the rows above: the title of the table."""
    defaults: dict[str, str] = field(default_factory=dict)
    """Level, year and decision that the title above the table gives to all rows."""

    @property
    def exported(self) -> bool:
        """Whether the table is an export of ours, whose cells hold values as files have them."""
        return ("uid",) in self.paths

    @property
    def unknown(self) -> list[str]:
        """Headings that name no field."""
        pairs = zip(self.headings, self.paths, strict=True)
        return [heading for heading, path in pairs if heading and path is None]

    @property
    def by_path(self) -> Mapping[FieldPath, str]:
        """FieldPath → heading."""
        pairs = zip(self.paths, self.headings, strict=True)
        return {path: heading for path, heading in pairs if path is not None}


def find_header(
    sheet: Sheet, kind: type[BaseModel], remembered: Mapping[str, FieldPath]
) -> TableHeader | None:
    """The heading of the table in a sheet; None when no row names the title and one field more."""
    best: TableHeader | None = None
    for number, row in enumerate(sheet.rows[:_FIRST_ROWS]):
        if ID_HEADING in map(slugify, row):
            paths = [exported_path(cell, kind) for cell in row]
            return TableHeader(number + 1, paths, row)
        paths = [path_of(cell, kind, remembered) if cell else None for cell in row]
        found = TableHeader(number + 1, _once(paths), [" ".join(cell.split()) for cell in row])
        if title_path(kind) in paths and _score(found) > (_score(best) if best else _FEWEST - 1):
            best = found
    if best is None:
        return None
    _take_second_row(sheet, best, kind, remembered)
    while best.row < len(sheet.rows) and all(map(_NUMBERS.fullmatch, sheet.rows[best.row])):
        best.row += 1
    best.above = [cell for row in sheet.rows[: best.row - 1] for cell in row if cell]
    if kind is Artisan and not is_list_of_artisans(best.by_path, " ".join(best.above)):
        return None
    if kind in (Product, Training, Artisan):
        best.defaults = _of_title(best.above)
    return best


def _once(paths: Sequence[FieldPath | None]) -> list[FieldPath | None]:
    """A field is filled by the first column that names it."""
    return [
        path if path == SKIPPED or path not in paths[:n] else None for n, path in enumerate(paths)
    ]


def _score(header: TableHeader) -> int:
    return sum(path is not None for path in header.paths)


def _take_second_row(
    sheet: Sheet, header: TableHeader, kind: type[BaseModel], remembered: Mapping[str, FieldPath]
) -> None:
    """A second row of headings, under one that is merged over several columns."""
    if header.row >= len(sheet.rows):
        return
    second = sheet.rows[header.row]
    if any((header.row, place) in sheet.merged for place in range(len(header.paths))):
        _take_parts(second, sheet, header, kind, remembered)
        return
    found = {
        place: path
        for place, cell in enumerate(second[: len(header.paths)])
        if cell and (path := path_of(cell, kind, remembered)) and len(cell) < 40
    }
    under = [place for place in found if not header.headings[place] or place + 1 in found]
    if len(under) < 1 or len(found) < sum(map(bool, second)):
        return
    for place, path in found.items():
        header.paths[place], header.headings[place] = path, second[place]
    header.paths = _once(header.paths)
    header.row += 1


def _take_parts(
    second: Sequence[str],
    sheet: Sheet,
    header: TableHeader,
    kind: type[BaseModel],
    remembered: Mapping[str, FieldPath],
) -> None:
    """The parts of headings over several columns; the other headings are merged with this row.

    "Cơ sở" over "Tên" and "Địa chỉ", "Giá" over "Bán lẻ": both rows together name the field.
    """
    over = ""
    for place, cell in enumerate(second[: len(header.paths)]):
        over = header.headings[place] or over
        if not cell or (header.row, place) in sheet.merged:
            continue
        names = (f"{over} {cell}", f"{cell} {over}", cell)
        found = (path_of(name, kind, remembered) for name in names)
        header.paths[place] = next(filter(None, found), None)
        header.headings[place] = f"{over} {cell}"
    header.paths = _once(header.paths)
    header.row += 1


def _of_title(lines: Sequence[str]) -> dict[str, str]:
    text = " ".join(lines)
    folded = fold(text)
    level = re.search(r"cap (quoc gia|khu vuc[^,.()]{0,30}|tinh|huyen|xa)\b", folded)
    year = _YEAR.search(text)
    number, day = read_decision(text)
    found = {
        "level": level[0] if level else "",
        "year": year[1] if year else day[-4:],
        "decision": f"{number} ngày {day}".removesuffix(" ngày ") if number else "",
    }
    return {key: value for key, value in found.items() if value}
