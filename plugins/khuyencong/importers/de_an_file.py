"""`de-an/<year>.csv` as it lies on the disk, changed row by row; every other row stays as it is."""

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from khuyencong.content.de_an_table import DeAnTable, read_table
from khuyencong.importers.report import SourceRefusedError
from khuyencong.model.de_an import FOLDER, DeAn
from khuyencong.model.rules import Severity
from khuyencong.store.atomic import atomic_write
from khuyencong.vietnamese.slugs import slugify

_KEYS = {slugify(str(field.title)): name for name, field in DeAn.model_fields.items()}
_KEYS |= {slugify(name): name for name in DeAn.model_fields}
_LABELS = {name: str(field.title) for name, field in DeAn.model_fields.items()}


class DeAnFile:
    """The table of one year: typed rows to compare with, lines to change."""

    def __init__(self, content: Path, year: int) -> None:
        """Raises SourceRefusedError: the file is there and has errors."""
        self.place = f"{FOLDER}/{year}.csv"
        self._file = content / self.place
        self.rows: dict[int, DeAn] = {}
        """Line (from 0) on which a đề án begins → the đề án."""
        if self._file.is_file():
            table = self._read()
            self.rows = {row.line - 1: row.de_an for row in table.rows}
            self._take_lines(self._file.read_bytes().decode("utf-8-sig"))
        else:
            self._take_lines(";".join(_LABELS.values()) + "\r\n")
        self._changed: dict[int, list[str]] = {}
        self._added: list[list[str]] = []

    def _read(self) -> DeAnTable:
        table, problems = read_table(self._file, self.place)
        wrong = next((p for p in problems if p.rule.severity is Severity.ERROR), None)
        if table is None or wrong is not None:
            told = f" dòng {wrong.line}: {wrong.message}" if wrong else ""
            raise SourceRefusedError(
                f"Tệp {self.place} đang có lỗi,{told} Sửa tệp đó (khuyencong check) rồi nhập lại."
            )
        return table

    def _take_lines(self, text: str) -> None:
        """The records of the file: where each begins, its lines as they are, its cells."""
        self._newline = "\r\n" if "\r\n" in text else "\n"
        lines = text.splitlines(keepends=True)
        marked = bool(lines) and lines[0].lower().startswith("sep=")
        self._mark = lines[0][4] if marked else max(";,\t", key=lines[0].count)
        self._records: dict[int, tuple[list[str], list[str]]] = {}
        reader = csv.reader(iter(lines), delimiter=self._mark)
        start = 0
        for cells in reader:
            self._records[start] = (lines[start : reader.line_num], cells)
            start = reader.line_num
        heading = next(n for n in self._records if n >= marked and any(self._records[n][1]))
        self._heading = heading
        self._columns = [_KEYS.get(slugify(cell), "") for cell in self._records[heading][1]]

    def values(self, line: int) -> dict[str, str]:
        """Key → cell of the row that begins on a line; empty cells are left out."""
        cells = self._changed.get(line, self._records[line][1])
        pairs = zip(self._columns, map(str.strip, cells), strict=False)
        return {key: cell for key, cell in pairs if key and cell}

    def codes(self) -> Iterator[str]:
        """The codes of all đề án, those that were added among them."""
        yield from (row.ma for row in self.rows.values())
        yield from (cells[self._columns.index("ma")] for cells in self._added)

    def change(self, line: int, values: Mapping[str, str]) -> None:
        """Put values into the row that begins on a line."""
        cells = [*self._changed.get(line, self._records[line][1])]
        self._put(cells, values)
        self._changed[line] = cells

    def add(self, values: Mapping[str, str]) -> None:
        """One more row at the end."""
        cells: list[str] = []
        self._put(cells, values)
        self._added.append(cells)

    def _put(self, cells: list[str], values: Mapping[str, str]) -> None:
        for key, value in values.items():
            if key not in self._columns:
                self._columns.append(key)
            place = self._columns.index(key)
            cells += [""] * (place + 1 - len(cells))
            cells[place] = value

    def save(self) -> None:
        """Write the file; raises OSError."""
        if self._changed or self._added:
            atomic_write(self._file, self._text().encode("utf-8-sig"))

    def _text(self) -> str:
        pieces = []
        for start, (lines, cells) in self._records.items():
            own = self._changed.get(start)
            if start == self._heading:
                new = self._columns[len(cells) :]
                own = [*cells, *(_LABELS[key] for key in new)] if new else None
            pieces.append(self._record(own) if own is not None else "".join(lines))
        whole = "".join(pieces)
        if self._added and not whole.endswith("\n"):
            whole += self._newline
        return whole + "".join(map(self._record, self._added))

    def _record(self, cells: Sequence[str]) -> str:
        text = io.StringIO()
        csv.writer(text, delimiter=self._mark, lineterminator=self._newline).writerow(cells)
        return text.getvalue()
