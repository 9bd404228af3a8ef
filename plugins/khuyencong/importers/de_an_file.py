"""`de-an/<year>.csv` as an import finds it and changes it."""

from collections.abc import Mapping
from functools import cached_property
from pathlib import Path

from khuyencong.content.de_an_table import read_table
from khuyencong.editing.de_an_csv import DeAnText, TableError
from khuyencong.importers.report import SourceRefusedError
from khuyencong.model.de_an import FOLDER
from khuyencong.model.rules import Severity
from khuyencong.store.atomic import atomic_write


class DeAnFile:
    """The table of one year: rows to compare with and to change; written by `save`."""

    def __init__(self, content: Path, year: int) -> None:
        """Raises SourceRefusedError: the file is there and has errors."""
        self.place = f"{FOLDER}/{year}.csv"
        self._file = content / self.place
        self._before = self._text = self._read() if self._file.is_file() else DeAnText.blank()

    def _read(self) -> DeAnText:
        table, problems = read_table(self._file, self.place)
        wrong = next((p for p in problems if p.rule.severity is Severity.ERROR), None)
        try:
            if table and wrong is None:
                return DeAnText.of(self._file.read_bytes())
            reason = f" dòng {wrong.line}: {wrong.message}" if wrong else ""
        except TableError as error:
            reason = f" {error}"
        raise SourceRefusedError(
            f"Tệp {self.place} đang có lỗi,{reason} Sửa tệp đó (khuyencong check) rồi nhập lại."
        )

    @cached_property
    def rows(self) -> Mapping[int, Mapping[str, str]]:
        """Place of each row that the file has → its cells by key, without empty ones."""
        return {
            place: {key: cell for key, cell in values.items() if cell}
            for place, values in self._before.rows
        }

    def codes(self) -> list[str]:
        """The codes of all đề án, those that were added among them."""
        return [values.get("ma", "") for _, values in self._text.rows]

    def put(self, place: int | None, values: Mapping[str, str]) -> None:
        """Put values into a row, or into a new one at the end for None."""
        self._text = self._text.with_values(place, values)

    def save(self) -> None:
        """Write the file if anything changed; raises OSError."""
        if self._text != self._before:
            atomic_write(self._file, self._text.data)
