"""CSV (RFC 4180) as people in offices open it: in Excel, with a double click."""

import csv
import io
from collections.abc import Iterable

Cell = str | int | float | None

_FORMULA_STARTS = tuple("=+-@\t\r\n＝＋－＠")
"""Signs with which a spreadsheet takes a text for a formula (OWASP, CSV Injection)."""


def csv_bytes(rows: Iterable[Iterable[Cell]]) -> bytes:
    """Rows as UTF-8 with the byte order mark by which Excel knows it.

    A text that a spreadsheet would run as a formula gets an apostrophe in front.
    """
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerows([_harmless(cell) for cell in row] for row in rows)
    return text.getvalue().encode("utf-8-sig")


def _harmless(cell: Cell) -> Cell:
    """A cell that no spreadsheet runs; telephone numbers (+84 …) stay as they are."""
    if isinstance(cell, str) and cell.startswith(_FORMULA_STARTS) and not _is_number(cell):
        return f"'{cell}"
    return cell


def _is_number(text: str) -> bool:
    digits = text[1:].translate(str.maketrans("", "", " .,"))
    return text[0] in "+-" and digits.isascii() and digits.isdigit()
