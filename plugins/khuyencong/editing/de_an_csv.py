"""A table of đề án (`de-an/<year>.csv`) changed row by row; untouched rows stay byte for byte."""

import codecs
import csv
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from io import StringIO
from typing import Self

from khuyencong.content.de_an_table import COLUMNS, SEPARATOR, delimiter
from khuyencong.model.de_an import DeAn
from khuyencong.vietnamese.slugs import slugify

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)


class TableError(Exception):
    """The file cannot be changed row by row; the message is for the person who opened it."""


@dataclass(frozen=True, slots=True)
class CsvRow:
    """A row: its own letters, line end and all, and the cells in them."""

    source: str
    cells: tuple[str, ...]

    @property
    def is_empty(self) -> bool:
        """Whether no cell holds more than spaces."""
        return not any(cell.strip() for cell in self.cells)


@dataclass(frozen=True, slots=True)
class DeAnText:
    """A file in pieces that joined are its text."""

    top: str
    """What stands before the heading."""
    heading: CsvRow
    all_rows: tuple[CsvRow, ...]
    """Every row behind the heading, empty ones among them."""
    delimiter: str
    bom: bytes = codecs.BOM_UTF8
    encoding: str = "utf-8"

    @classmethod
    def of(cls, data: bytes) -> Self:
        """The pieces of a file.

        Raises:
            TableError: it is no Unicode text, is no table, or has no heading of ours.
        """
        bom, encoding = next((m for m in _MARKS if data.startswith(m[0])), (b"", "utf-8"))
        try:
            text = data[len(bom) :].decode(encoding)
        except UnicodeDecodeError as error:
            raise TableError(
                "Tệp không phải chữ Unicode. Mở bằng Excel, chọn Lưu thành… › CSV UTF-8."
            ) from error
        named = SEPARATOR.match(text.replace("\r\n", "\n"))
        start = text.index("\n") + 1 if named else 0
        sign = named["mark"] if named else delimiter(text)
        try:
            rows = [*_rows(text[start:], sign)]
        except csv.Error as error:
            raise TableError("Bảng bị hỏng. Mở bằng Excel, lưu lại thành CSV UTF-8.") from error
        first = next((n for n, row in enumerate(rows) if not row.is_empty), None)
        if first is None or "ten" not in _keys(rows[first]):
            raise TableError("Dòng đầu của bảng không có cột “Tên đề án”. Mở bằng Excel để xem.")
        top = text[:start] + "".join(row.source for row in rows[:first])
        return cls(top, rows[first], tuple(rows[first + 1 :]), sign, bom, encoding)

    @classmethod
    def blank(cls) -> Self:
        """A table without any row, as Excel in Vietnam opens it with a double click."""
        empty = cls("", CsvRow("", ()), (), ";")
        return replace(empty, heading=empty._row([field.title or "" for field in _FIELDS.values()]))

    @property
    def data(self) -> bytes:
        """The bytes of the file."""
        rows = (self.heading, *self.all_rows)
        text = self.top + "".join(row.source for row in rows)
        return self.bom + text.encode(self.encoding)

    @property
    def rows(self) -> list[tuple[int, dict[str, str]]]:
        """The place of each row that holds anything, and its cells by the keys of their columns."""
        keys = _keys(self.heading)
        return [
            (place, {key: _plain(c) for key, c in zip(keys, row.cells, strict=False) if key})
            for place, row in enumerate(self.all_rows)
            if not row.is_empty
        ]

    def with_values(self, place: int | None, values: Mapping[str, str]) -> Self:
        """The text with other cells in a row, or with a new row for None.

        A column that the file does not have yet comes behind the others.
        """
        wide = self._with_columns([key for key, value in values.items() if value])
        keys = _keys(wide.heading)
        old = wide.all_rows[place].cells if place is not None else ()
        cells = [*old, *[""] * (len(keys) - len(old))]
        for key, value in values.items():
            if key in keys:
                cells[keys.index(key)] = value
        rows = [*wide.all_rows]
        if place is None:
            rows = [*map(wide._ended, rows), wide._row(cells)]
            return replace(wide, heading=wide._ended(wide.heading), all_rows=tuple(rows))
        rows[place] = wide._row(cells)
        return replace(wide, all_rows=tuple(rows))

    def without(self, places: set[int]) -> Self:
        """The text without some rows."""
        kept = (row for place, row in enumerate(self.all_rows) if place not in places)
        return replace(self, all_rows=tuple(kept))

    def _with_columns(self, keys: list[str]) -> Self:
        missing = [key for key in keys if key not in _keys(self.heading)]
        if not missing:
            return self
        labels = [_FIELDS[key].title or key for key in missing]
        return replace(self, heading=self._row([*self.heading.cells, *labels]))

    def _row(self, cells: list[str]) -> CsvRow:
        stream = StringIO()
        csv.writer(stream, delimiter=self.delimiter, lineterminator=self._end).writerow(cells)
        return CsvRow(stream.getvalue(), tuple(cells))

    def _ended(self, row: CsvRow) -> CsvRow:
        """A row with a line end behind it."""
        ended = row.source.endswith(("\n", "\r"))
        return row if ended else replace(row, source=f"{row.source}{self._end}")

    @property
    def _end(self) -> str:
        heading = self.heading.source
        return "\n" if heading.endswith("\n") and not heading.endswith("\r\n") else "\r\n"


_FIELDS = DeAn.model_fields


def _rows(text: str, sign: str) -> Iterator[CsvRow]:
    taken: list[str] = []

    def lines() -> Iterator[str]:
        for line in StringIO(text, newline=""):
            taken.append(line)
            yield line

    for cells in csv.reader(lines(), delimiter=sign):
        yield CsvRow("".join(taken), tuple(cells))
        taken.clear()


def _keys(heading: CsvRow) -> list[str]:
    """The field of each column; empty for one that is not ours."""
    return [COLUMNS.get(slugify(cell), "") for cell in heading.cells]


def _plain(cell: str) -> str:
    return " ".join(cell.split())
