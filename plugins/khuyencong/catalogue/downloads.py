"""The list of products as files: CSV and XLSX for offices, JSON for programs."""

import io
import json
from collections.abc import Sequence
from datetime import datetime

from khuyencong.catalogue.columns import COLUMNS, Cell, Column, Row
from khuyencong.csv_file import csv_bytes

CSV, XLSX, JSON = "san-pham.csv", "san-pham.xlsx", "products.json"

_LEVELS = {
    "xa": "cấp xã",
    "huyen": "cấp huyện",
    "tinh": "cấp tỉnh",
    "khu-vuc": "cấp khu vực",
    "quoc-gia": "cấp quốc gia",
}


def as_csv(rows: Sequence[Row]) -> bytes:
    """The list as CSV with Vietnamese headings."""
    headings = [column.heading for column in COLUMNS]
    return csv_bytes([headings, *([_flat(column, row) for column in COLUMNS] for row in rows)])


def as_xlsx(rows: Sequence[Row], changed: datetime | None) -> bytes:
    """An Excel workbook: one sheet, its headings fixed and ready to filter.

    `changed` goes into it as its date, so that the same products give the same bytes.
    """
    file = io.BytesIO()
    # Strings stay strings: a name that begins with "=" is a name.
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    import xlsxwriter  # large, and seldom needed

    book = xlsxwriter.Workbook(file, options)
    moment = (changed or datetime(2020, 1, 1)).replace(tzinfo=None)
    book.set_properties({"title": "Sản phẩm công nghiệp nông thôn tiêu biểu", "created": moment})
    sheet = book.add_worksheet("Sản phẩm")
    bold = book.add_format({"bold": True, "bg_color": "#F6F2EA", "text_wrap": True})
    sheet.write_row(0, 0, [column.heading for column in COLUMNS], bold)
    for number, row in enumerate(rows, 1):
        for place, column in enumerate(COLUMNS):
            value = _flat(column, row)
            if isinstance(value, int):
                sheet.write_number(number, place, value)
            elif value:
                sheet.write_string(number, place, value)
    sheet.freeze_panes(1, 2)
    sheet.autofilter(0, 0, len(rows), len(COLUMNS) - 1)
    sheet.set_column(0, len(COLUMNS) - 1, 18)
    sheet.set_column(1, 1, 34)
    book.close()
    return file.getvalue()


def as_json(rows: Sequence[Row]) -> bytes:
    """A JSON object: `products`, a list of objects with the keys of COLUMNS, one a line."""
    products = (
        json.dumps({column.key: column.value(row) for column in COLUMNS}, ensure_ascii=False)
        for row in rows
    )
    return ('{"products": [\n' + ",\n".join(products) + "\n]}\n").encode()


def _flat(column: Column, row: Row) -> str | int:
    """A value for one cell: lists in one line, what is true in words."""
    value: Cell = column.value(row)
    if isinstance(value, bool):
        return "có" if value else ""
    if isinstance(value, list):
        return "; ".join(item if isinstance(item, str) else _award(item) for item in value)
    return "" if value is None else value


def _award(award: dict[str, object]) -> str:
    expired = ", hết hạn" if award["expired"] else ""
    decision = f", {award['decision']}" if award["decision"] else ""
    return f"{_LEVELS[str(award['level'])]} {award['year']}{decision}{expired}"
