"""`de-an/<year>.csv` to typed rows, as Excel in Vietnam saves it."""

import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from khuyencong.content.record import inside
from khuyencong.content.text_file import FileRefusedError, read_text
from khuyencong.model.de_an import FOLDER, LABEL, DeAn
from khuyencong.model.rules import Fault, Problem, Rule
from khuyencong.model.validation import validate
from khuyencong.vietnamese.slugs import slugify

MOST_ROWS = 20_000
"""A province has some dozens a year; the whole country some thousands."""

_SEPARATOR = re.compile(r"sep=(?P<mark>[;,\t|])\n", re.IGNORECASE)
_LOST = re.compile(r"[^\W\d_]\?[^\W\d_]")
_SUM = re.compile(r"(tong|cong)(-.*)?")
_YEAR = re.compile(r"(19|20)\d\d")

_COLUMNS = {slugify(name): name for name in DeAn.model_fields}
_COLUMNS |= {slugify(field.title or ""): name for name, field in DeAn.model_fields.items()}


@dataclass(frozen=True, slots=True)
class DeAnRow:
    """A đề án and the line of its file (from 1) on which it begins."""

    de_an: DeAn
    line: int


@dataclass(frozen=True, slots=True)
class DeAnTable:
    """All đề án of a year."""

    year: int
    source: str
    rows: tuple[DeAnRow, ...]

    @property
    def address(self) -> str:
        return f"/{FOLDER}/{self.year}/"


def read_de_an(content: Path) -> tuple[tuple[DeAnTable, ...], list[Problem]]:
    """The tables of a content folder, the newest year first, and what is wrong with them."""
    tables: list[DeAnTable] = []
    problems: list[Problem] = []
    folder = content / FOLDER
    for file in sorted(folder.iterdir()) if folder.is_dir() and inside(content, folder) else []:
        if file.name.startswith((".", "~$")):
            continue
        source = file.relative_to(content).as_posix()
        problem = _misplaced(content, file, source)
        if problem:
            problems.append(problem)
            continue
        table, found = read_table(file, source)
        problems += found
        if table:
            tables.append(table)
    return tuple(sorted(tables, key=lambda table: -table.year)), problems


def _misplaced(content: Path, file: Path, source: str) -> Problem | None:
    if not inside(content, file):
        return Problem(
            source,
            1,
            Rule.PATH_OUTSIDE,
            f"“{source}” dẫn ra ngoài thư mục nội dung.",
            "Chép tệp thật vào đây thay cho lối tắt.",
        )
    if file.suffix.lower() != ".csv" or not file.is_file():
        return Problem(
            source,
            1,
            Rule.UNREADABLE_FILE,
            f"“{file.name}” không phải bảng CSV.",
            "Trong Excel chọn Lưu thành… › CSV UTF-8 (Comma delimited).",
        )
    if not _YEAR.fullmatch(file.stem):
        return Problem(
            source,
            1,
            Rule.BROKEN_TABLE,
            f"Tên tệp “{file.name}” không phải một năm.",
            "Mỗi năm một tệp, đặt tên như `2024.csv`.",
        )
    return None


def read_table(file: Path, source: str) -> tuple[DeAnTable | None, list[Problem]]:
    """The table of one file; `source` names it in problems. Nothing is raised.

    Comma, semicolon and tab separate; the order of the columns is free, and a heading may be
    the label ("Kinh phí hỗ trợ") instead of the key. Rows without any value are passed over.
    """
    try:
        text, problems = read_text(file, source)
    except FileRefusedError as refused:
        return None, list(refused.problems)
    first = 1
    marked = _SEPARATOR.match(text)
    if marked:
        text, first = text[marked.end() :], 2
    mark = marked["mark"] if marked else _delimiter(text)
    reader = _Reader(source, first)
    try:
        rows = list(reader.rows(csv.reader(text.splitlines(keepends=True), delimiter=mark)))
    except csv.Error:
        return None, [*problems, reader.broken("Bảng bị hỏng ở đây.", "Lưu lại từ Excel.")]
    return DeAnTable(int(file.stem), source, tuple(rows)), problems + reader.problems


def _delimiter(text: str) -> str:
    heading = text.partition("\n")[0]
    return max(";,\t", key=heading.count)


class _Reader:
    """Reads the rows of one table, remembering what is wrong."""

    def __init__(self, source: str, first: int) -> None:
        self.source = source
        self.first = first
        self.line = first
        self.problems: list[Problem] = []

    def broken(self, message: str, advice: str, line: int = 0) -> Problem:
        return Problem(self.source, line or self.line, Rule.BROKEN_TABLE, message, advice)

    def rows(self, reader: "csv._reader") -> Iterator[DeAnRow]:  # type: ignore[name-defined]
        columns: list[str] = []
        codes: dict[str, int] = {}
        for number, cells in enumerate(reader, 1):
            line, self.line = self.line, self.first + reader.line_num
            cells = [cell.strip() for cell in cells]
            if not any(cells):
                continue
            if not columns:
                columns = self._columns(cells, line)
                if not columns:
                    return
                continue
            if number > MOST_ROWS:
                self.problems.append(
                    self.broken(
                        f"Bảng dài hơn {MOST_ROWS} dòng.", "Kiểm tra có chép nhầm không.", line
                    )
                )
                return
            row = self._row(columns, cells, line, number)
            if row is None:
                continue
            owner = codes.setdefault(row.ma, line)
            if owner != line:
                self.problems.append(
                    self.broken(
                        f"Mã đề án `{row.ma}` đã dùng ở dòng {owner}.",
                        "Mỗi đề án một mã; sửa hoặc bỏ dòng trùng.",
                        line,
                    )
                )
            yield DeAnRow(row, line)

    def _columns(self, heading: list[str], line: int) -> list[str]:
        """Key of each column, "" for one that is not used; none when the heading is no good."""
        columns = [_COLUMNS.get(slugify(name), "") for name in heading]
        for name, key in zip(heading, columns, strict=True):
            if name and not key:
                self.problems.append(
                    Problem(
                        self.source,
                        line,
                        Rule.UNKNOWN_KEY,
                        f"Không có cột `{name}`; cột này không được dùng.",
                        f"Các cột: {', '.join(DeAn.model_fields)}.",
                    )
                )
        missing = [
            name
            for name, field in DeAn.model_fields.items()
            if field.is_required() and name not in columns
        ]
        twice = next((key for key in columns if key and columns.count(key) > 1), "")
        if missing:
            self.problems.append(
                self.broken(
                    f"Dòng đầu của bảng thiếu cột {', '.join(f'`{name}`' for name in missing)}.",
                    "Tạo tệp mẫu bằng `khuyencong new de-an 2026` rồi chép số liệu vào.",
                    line,
                )
            )
        elif twice:
            self.problems.append(
                self.broken(f"Cột `{twice}` có hai lần.", "Giữ một cột, bỏ cột kia.", line)
            )
        return [] if missing or twice else columns

    def _row(self, columns: list[str], cells: list[str], line: int, number: int) -> DeAn | None:
        values = {key: cell for key, cell in zip(columns, cells, strict=False) if key and cell}
        if any(cells[len(columns) :]):
            self.problems.append(
                self.broken(
                    "Dòng có nhiều ô hơn dòng đầu của bảng.",
                    "Ô có dấu ngăn cột bên trong thì đặt trong dấu nháy kép; "
                    "tốt nhất là lưu lại từ Excel.",
                    line,
                )
            )
            return None
        if "giai_doan" not in values and any(
            _SUM.fullmatch(slugify(cell)) for cell in values.values()
        ):
            self.problems.append(
                self.broken(
                    "Dòng cộng không phải một đề án.",
                    "Bỏ dòng này; trang tự cộng từ các dòng khác.",
                    line,
                )
            )
            return None
        for key, value in values.items():
            if _LOST.search(value):
                self.problems.append(
                    Problem(
                        self.source,
                        line,
                        Rule.LOST_LETTERS,
                        f"{self._cell(columns, key, number)}: chữ có dấu đã thành dấu hỏi: "
                        f"“{value[:60]}”.",
                        "Mở lại tệp Excel gốc, chọn Lưu thành… › CSV UTF-8.",
                    )
                )
        row, faults = validate(DeAn, values)
        faults += row.faults() if row else []
        self.problems += [self._problem(columns, fault, line, number) for fault in faults]
        return row

    def _cell(self, columns: list[str], key: str, number: int) -> str:
        """A cell as Excel calls it: `H5`."""
        place = columns.index(key) if key in columns else 0
        return f"Ô {chr(ord('A') + place % 26)}{number}"

    def _problem(self, columns: list[str], fault: Fault, line: int, number: int) -> Problem:
        key = str(fault.where[0])
        advice = fault.advice
        if fault.rule is Rule.MISSING:
            advice = f"Điền cột `{key}` của {LABEL} này, ví dụ “{_example(key)}”."
        message = f"{self._cell(columns, key, number)}: {fault.message}"
        return Problem(self.source, line, fault.rule, message, advice)


def _example(key: str) -> str:
    return str((DeAn.model_fields[key].examples or [""])[0])
