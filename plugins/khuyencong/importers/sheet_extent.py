"""How far the cells of a workbook reach, asked before a reader makes room for all between.

A cell at XFD1048576 of a file of five kilobytes would ask for room for 17 thousand million cells.
"""

import re
from collections.abc import Iterator
from zipfile import ZipFile

from khuyencong.importers.report import SourceRefusedError
from khuyencong.importers.safe_zip import read_member

MOST_CELLS = 10_000_000
"""Cells of the smallest rectangle around all that are filled, in all sheets."""
_SHEET = re.compile(r"xl/worksheets/[^/]+\.xml")
_CELL = re.compile(
    rb"<(?:\w+:)?c\s[^<>]*?\br=[\"']([A-Z]{1,3})([0-9]{1,7})[\"'][^<>]*(?<!/)>", re.IGNORECASE
)
_FORMULA = re.compile(
    rb"<c\s[^<>]*?\br=\"([A-Z]{1,3}[0-9]{1,7})\"[^<>]*>"
    rb"<f[^<>]*(?:/>|>[^<]*</f>)(?:<v ?/>|<v></v>)?</c>"
)
_REPEATED_CELL = re.compile(rb"<table:(?:covered-)?table-cell\b([^<>]*)>")
_ROWS = re.compile(rb'table:number-rows-repeated="([0-9]{1,9})"')
_COLUMNS = re.compile(rb'table:number-columns-repeated="([0-9]{1,9})"')
_SHOWN = 8


def check_extent(archive: ZipFile, what: str) -> list[str]:
    """Refuse a workbook that reaches too far; remarks on macros and on formulas without a value.

    Raises:
        SourceRefusedError: its cells reach further than a list does, or it is an .xlsb.
    """
    names = archive.namelist()
    if "xl/workbook.bin" in names:
        raise SourceRefusedError(
            f"{what} là sổ nhị phân (.xlsb). Mở bằng Excel, chọn Save As › Excel Workbook (.xlsx)."
        )
    sheets = [read_member(archive, name, what) for name in names if _SHEET.fullmatch(name)]
    cells = sum(map(_extent, sheets))
    if "content.xml" in names:
        cells += _extent_of_ods(read_member(archive, "content.xml", what))
    if cells > MOST_CELLS:
        raise SourceRefusedError(
            f"{what} có ô ghi ở rất xa (bảng trải tới {cells:,} ô)".replace(",", ".")
            + ". Chép riêng vùng có số liệu sang tệp mới rồi nhập tệp đó."
        )
    macros = any("vbaProject" in name for name in names)
    return [*_formulas(sheets), *(["Tệp có macro; macro bị bỏ, chỉ số liệu được lấy."] * macros)]


def _extent(sheet: bytes) -> int:
    rows: set[int] = set()
    columns: set[bytes] = set()
    for column, row in _CELL.findall(sheet):
        columns.add(column.upper())
        rows.add(int(row))
    if not rows:
        return 0
    places = [_number(column) for column in columns]
    return (max(rows) - min(rows) + 1) * (max(places) - min(places) + 1)


def _number(column: bytes) -> int:
    """ "AB" → 28."""
    number = 0
    for letter in column:
        number = number * 26 + letter - ord("A") + 1
    return number


def _extent_of_ods(content: bytes) -> int:
    """Cells that repetitions stand for; the empty end of a row or sheet does not count."""
    cells = 0
    for row in content.split(b"<table:table-row")[1:]:
        if b"office:value-type" in row:
            rows = _ROWS.search(row.partition(b">")[0])
            found = map(_COLUMNS.search, _REPEATED_CELL.findall(row))
            width = sum(int(repeated[1]) if repeated else 1 for repeated in found)
            cells += (int(rows[1]) if rows else 1) * width
    return cells


def _formulas(sheets: list[bytes]) -> Iterator[str]:
    found = [name.decode() for sheet in sheets for name in _FORMULA.findall(sheet)]
    if found:
        shown = ", ".join(found[:_SHOWN]) + ("…" if len(found) > _SHOWN else "")
        yield (
            f"{len(found)} ô là công thức chưa có kết quả ({shown}) nên đọc là trống: mở tệp bằng "
            "Excel, bấm Save rồi nhập lại."
        )
