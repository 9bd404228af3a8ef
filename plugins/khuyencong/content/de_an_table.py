"""`de-an/<year>.csv` to typed rows, as Excel in Vietnam saves it."""

import csv
import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from io import StringIO
from pathlib import Path

from khuyencong.content.file_lookup import inside
from khuyencong.content.stray_files import (
    copied_from,
    copy_problem,
    illegible_name,
    is_legible,
    misplaced,
    path_outside,
)
from khuyencong.content.text_file import FileRefusedError, lost_letters_problem, read_text
from khuyencong.model.de_an import FOLDER, LABEL, DeAn
from khuyencong.model.rules import Fault, Problem, Rule
from khuyencong.model.validation import validate
from khuyencong.store.file_state import is_system_file
from khuyencong.vietnamese.cleanup import clean_name
from khuyencong.vietnamese.lost_letters import lost_letters
from khuyencong.vietnamese.numbers import grouped
from khuyencong.vietnamese.slugs import slugify

MOST_ROWS = 20_000
"""A province has some dozens a year; the whole country some thousands."""

SEPARATOR = re.compile(r"sep=(?P<mark>[;,\t|])\n", re.IGNORECASE)
"""A first line by which Excel is told what separates the cells."""
_SUM = re.compile(r"(tong|cong)(-.*)?")
_YEAR = re.compile(r"(19|20)\d\d")
_SOURCE = re.compile(rf"{FOLDER}/(19|20)\d\d\.csv")

COLUMNS = {slugify(name): name for name in DeAn.model_fields}
COLUMNS |= {slugify(field.title or ""): name for name, field in DeAn.model_fields.items()}
"""Slug of a heading → key of the field."""


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
        """Root-relative address of the page of its year."""
        return f"/{FOLDER}/{self.year}/"

    @property
    def summary(self) -> str:
        """ "6 đề án đã đăng ký, 5 được hỗ trợ." """
        funded = sum(row.de_an.giai_doan.funded for row in self.rows)
        return f"{grouped(len(self.rows))} đề án đã đăng ký, {grouped(funded)} được hỗ trợ."

    @property
    def published(self) -> "DeAnTable":
        """The table as the public may see it."""
        rows = tuple(replace(row, de_an=row.de_an.published()) for row in self.rows)
        return replace(self, rows=rows)


def is_table(content: Path, source: str) -> bool:
    """Whether a path names a table of a year that is there, and lies in the folder."""
    file = content / source
    return bool(_SOURCE.fullmatch(source)) and file.is_file() and inside(content, file)


def table_years(content: Path) -> list[int]:
    """The years of which there is a table, the newest first."""
    sources = (f"{FOLDER}/{file.name}" for file in (content / FOLDER).glob("*.csv"))
    return sorted((int(s[-8:-4]) for s in sources if is_table(content, s)), reverse=True)


def read_de_an(content: Path) -> tuple[tuple[DeAnTable, ...], list[Problem]]:
    """The tables of a content folder, the newest year first, and what is wrong with them."""
    tables: list[DeAnTable] = []
    problems: list[Problem] = []
    folder = content / FOLDER
    there = folder.is_dir() and inside(content, folder)
    files = sorted(folder.iterdir()) if there else []
    names = {clean_name(file.name) for file in files}
    for file in files:
        if is_system_file(file.name):
            continue
        source = file.relative_to(content).as_posix()
        problem = _misplaced(content, file, source, names)
        if problem:
            problems.append(problem)
            continue
        table, found = read_table(file, source)
        problems += found
        if table:
            tables.append(table)
    return tuple(sorted(tables, key=lambda table: -table.year)), problems


def _misplaced(content: Path, file: Path, source: str, names: Collection[str]) -> Problem | None:
    """Why a file among the tables is none; None for a table."""
    name = clean_name(file.name)
    stem, _, suffix = name.rpartition(".")
    if not is_legible(source):
        return illegible_name(source)
    if not inside(content, file):
        return path_outside(source)
    if suffix.lower() in ("md", "markdown"):
        return misplaced(source)
    if suffix.lower() != "csv" or not file.is_file():
        return Problem(
            source,
            1,
            Rule.UNREADABLE_FILE,
            f"“{name}” không phải bảng CSV.",
            "Trong Excel chọn Lưu thành… › CSV UTF-8 (Comma delimited).",
        )
    if original := copied_from(name, names):
        return copy_problem(source, original)
    if not _YEAR.fullmatch(stem):
        return Problem(
            source,
            1,
            Rule.BROKEN_TABLE,
            f"Tên tệp “{name}” không phải một năm.",
            "Mỗi năm một tệp, đặt tên như `2024.csv`; bản nháp đổi mã thì đọc lại rồi lấy tên đó.",
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
    marked = SEPARATOR.match(text)
    if marked:
        text, first = text[marked.end() :], 2
    sign = marked["mark"] if marked else delimiter(text)
    reader = _Reader(source, first)
    try:
        rows = list(reader.rows(csv.reader(StringIO(text), delimiter=sign)))
    except csv.Error:
        return None, [*problems, reader.broken("Bảng bị hỏng ở đây.", "Lưu lại từ Excel.")]
    return DeAnTable(int(file.stem), source, tuple(rows)), problems + reader.problems


def delimiter(text: str) -> str:
    """The mark that parts the first row into the most headings; those may hold line ends."""
    return max(";,\t", key=lambda sign: _known_headings(text, sign))


def _known_headings(text: str, sign: str) -> int:
    try:
        heading = next(csv.reader(StringIO(text.lstrip()), delimiter=sign), [])
    except csv.Error:
        return 0
    return sum(slugify(cell) in COLUMNS for cell in heading)


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
            cells = [" ".join(cell.split()) for cell in cells]
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
        columns = [COLUMNS.get(slugify(name), "") for name in heading]
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
            if lost_letters(value):
                cell = f"{self._cell(columns, key, number)}: {value}"
                self.problems.append(lost_letters_problem(self.source, line, cell))
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
