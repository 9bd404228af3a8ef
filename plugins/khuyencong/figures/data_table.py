"""A table of figures that anybody may reckon with: CSV and JSON."""

import json
from dataclasses import dataclass

from khuyencong.csv_file import Cell, csv_bytes

FOLDER = "so-lieu"


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its key in JSON, its heading for people, and what it holds."""

    key: str
    heading: str
    meaning: str = ""


@dataclass(frozen=True, slots=True)
class DataTable:
    """Figures counted from the content, never typed."""

    name: str
    """File name without its suffix."""
    title: str
    about: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    sample: bool = False
    """Whether some of what was counted is sample data."""

    def path(self, suffix: str) -> str:
        return f"{FOLDER}/{self.name}.{suffix}"

    def csv(self) -> bytes:
        """The table with Vietnamese headings, for Excel."""
        return csv_bytes([[column.heading for column in self.columns], *self.rows])

    def json(self) -> bytes:
        """One object a row, under the keys of the columns; amounts are whole numbers in đồng."""
        keys = [column.key for column in self.columns]
        document = {
            "title": self.title,
            "about": self.about,
            "sample": self.sample,
            "columns": {c.key: c.meaning or c.heading for c in self.columns},
            "rows": [dict(zip(keys, row, strict=True)) for row in self.rows],
        }
        return f"{json.dumps(document, ensure_ascii=False, indent=1)}\n".encode()
