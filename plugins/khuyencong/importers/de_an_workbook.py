"""Excel workbooks of đề án: to fill in, and with all that the tables of the years hold."""

from dataclasses import replace
from pathlib import Path

from khuyencong.content.de_an_table import DeAnRow, read_de_an
from khuyencong.importers.columns import BODY, Column, columns_of
from khuyencong.importers.report import SourceRefusedError
from khuyencong.importers.workbook import workbook
from khuyencong.model.de_an import LABEL, DeAn
from khuyencong.model.declaration import Choice
from khuyencong.model.rules import Severity
from khuyencong.vietnamese.numbers import grouped

_YEAR = Column(("*nam",), "Năm", "Năm của đề án; mỗi năm thành một bảng trên trang.", "2026")
_MONEY = {("kinh_phi_ho_tro",), ("tong_kinh_phi",), ("kinh_phi_quyet_toan",)}
_REQUIRED = {_YEAR.path, *((name,) for name, f in DeAn.model_fields.items() if f.is_required())}


def de_an_template() -> bytes:
    """A workbook to fill in."""
    return workbook(LABEL, _columns(), _REQUIRED, [])


def de_an_export(content: Path) -> bytes:
    """All đề án of a folder, the newest year first, to edit and import again.

    Raises:
        SourceRefusedError: a table has errors.
    """
    tables, problems = read_de_an(content)
    wrong = next((p for p in problems if p.rule.severity is Severity.ERROR), None)
    if wrong:
        raise SourceRefusedError(
            f"Tệp {wrong.file} đang có lỗi ở dòng {wrong.line}; chạy khuyencong check, sửa rồi "
            "xuất lại."
        )
    rows = [_cells(table.year, row) for table in tables for row in table.rows]
    return workbook(LABEL, _columns(), _REQUIRED, rows)


def _columns() -> list[Column]:
    """Năm and the columns of the declaration; sums say that they are in đồng."""
    declared = [column for column in columns_of(DeAn, {}) if column.path != BODY]
    return [
        _YEAR,
        *(replace(c, heading=f"{c.heading} (đồng)") if c.path in _MONEY else c for c in declared),
    ]


def _cells(year: int, row: DeAnRow) -> list[str]:
    values = (getattr(row.de_an, str(column.path[0])) for column in _columns()[1:])
    return [str(year), *map(_cell, values)]


def _cell(value: object) -> str:
    if isinstance(value, bool):
        return "có" if value else ""
    if isinstance(value, Choice):
        return value.label
    return grouped(value) if isinstance(value, int) else str(value or "")
