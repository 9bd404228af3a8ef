"""A table of figures that anybody may reckon with: CSV and JSON."""

import json
from datetime import date

from msgspec import Struct

from khuyencong.csv_file import Cell, csv_bytes
from khuyencong.describing.elements import Link

FOLDER = "so-lieu"

Value = Cell | date | Link
"""What stands in a table: files have days and moments in ISO 8601, of a link its address."""


class Column(Struct, frozen=True):
    """A column: its key in JSON, its heading for people, and what it holds."""

    key: str
    heading: str
    meaning: str = ""


class DataTable(Struct, frozen=True):
    """Figures counted from the content, never typed."""

    name: str
    """File name without its suffix."""
    title: str
    about: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Value, ...], ...]
    sample: bool = False
    """Whether some of what was counted is sample data."""

    def path(self, suffix: str) -> str:
        """Output path of the file with this suffix (`csv`, `json`)."""
        return f"{FOLDER}/{self.name}.{suffix}"

    def csv(self) -> bytes:
        """The table with Vietnamese headings, for Excel."""
        return csv_bytes([[column.heading for column in self.columns], *self._cells()])

    def json(self) -> bytes:
        """One object a row, under the keys of the columns; amounts are whole numbers in đồng."""
        keys = [column.key for column in self.columns]
        document = {
            "title": self.title,
            "about": self.about,
            "sample": self.sample,
            "columns": {c.key: c.meaning or c.heading for c in self.columns},
            "rows": [dict(zip(keys, row, strict=True)) for row in self._cells()],
        }
        return f"{json.dumps(document, ensure_ascii=False, indent=1)}\n".encode()

    def _cells(self) -> list[list[Cell]]:
        return [[_cell(value) for value in row] for row in self.rows]


def _cell(value: Value) -> Cell:
    match value:
        case bool():
            return int(value)
        case date():
            return value.isoformat()
        case Link():
            return value.address
    return value
