"""A table from outside as lines of a sheet: each row beside the entry that it means."""

import csv
import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path as FilePath

from khuyencong.desk.cells import cell_text
from khuyencong.desk.sheet import Line, sheet_columns
from khuyencong.editing.entry_text import EntryText
from khuyencong.importers.columns import value_at
from khuyencong.importers.entry_update import merged
from khuyencong.importers.existing_entries import (
    ExistingEntries,
    ExistingEntry,
    folded_name,
    text_at,
)
from khuyencong.importers.report import SourceRefusedError
from khuyencong.importers.source_type import SourceType, source_type
from khuyencong.importers.table_header import TableHeader, find_header
from khuyencong.importers.table_rows import TableRow, read_rows
from khuyencong.importers.table_source import Sheet, read_csv, read_workbook
from khuyencong.model.entry import Entry

MOST_LINES = 1_000
"""Rows that are shown at once, and written at once."""
_NAMES = {("title",), ("producer", "name")}
_NO_TABLE = (
    "Không thấy dòng tên cột. Chép cả dòng đầu của bảng trong Excel, trong đó có cột “Tên sản "
    "phẩm” và ít nhất một cột nữa như “Cơ sở sản xuất”."
)


@dataclass(frozen=True, slots=True)
class PastedTable:
    """What a table says."""

    lines: tuple[Line, ...]
    columns: tuple[str, ...]
    """Names of the columns that it fills."""
    notes: tuple[str, ...]


def pasted_table(content: FilePath, kind: type[Entry], name: str, data: bytes) -> PastedTable:
    """The lines of a file (Excel, OpenDocument, CSV), each with the entry that it is about.

    Raises:
        SourceRefusedError: it is no table, or has no row of headings that is understood.
    """
    tables = [
        (sheet, header)
        for sheet in sheets_of(name, data)
        if (header := find_header(sheet, kind, {}))
    ]
    if not tables:
        raise SourceRefusedError(_NO_TABLE)
    notes = [n for sheet, header in tables for n in (*sheet.notes, *unknown_columns(header))]
    rows = [row for sheet, header in tables for row in read_rows(sheet, header, kind, notes)]
    lines = tuple(_lines(content, kind, rows, notes))
    filled = dict.fromkeys(name for line in lines for name in line.texts)
    return PastedTable(lines, tuple(filled), tuple(notes))


def sheets_of(name: str, data: bytes) -> list[Sheet]:
    """The sheets of a file.

    Raises:
        SourceRefusedError: it is no table.
    """
    found = source_type(data, FilePath(name))
    if found is SourceType.WORKBOOK:
        return read_workbook(data)
    if found is SourceType.CSV:
        return read_csv(data)
    raise SourceRefusedError(f"Đây là {found.value.lower()}, không phải bảng Excel hay CSV.")


def refuse_many(rows: Sequence[object]) -> None:
    """Raises SourceRefusedError: there are more rows than a screen shows."""
    if len(rows) > MOST_LINES:
        raise SourceRefusedError(f"Bảng có {len(rows)} dòng; mỗi lần dán nhiều nhất {MOST_LINES}.")


def unknown_columns(header: TableHeader) -> list[str]:
    """A note that names the columns which no field was found for."""
    names = ", ".join(f"“{name}”" for name in header.unknown[:20])
    said = (
        f"Cột chưa biết là mục nào nên để ngoài: {names}. Không cần thì bỏ qua; cần thì đặt tên "
        "cột theo tên mục, như “Cơ sở sản xuất”, “Giá bán”, “Mô tả”, rồi đưa lại bảng."
    )
    return [said] if names else []


def _lines(
    content: FilePath, kind: type[Entry], rows: Sequence[TableRow], notes: list[str]
) -> Iterator[Line]:
    known, taken = ExistingEntries(content, kind), set[int]()
    for row in rows:
        title = text_at(row.fields, "title")
        found = known.find(text_at(row.fields, "uid"), row.fields)
        if found is None:
            row.remarks += _namesakes(known, row)
            found = ExistingEntry("", EntryText("", "", "", ""), row.fields)
            known.add(found)
        if id(found) in taken:
            notes.append(f"{row.place.capitalize()} lặp lại “{title}” ở dòng trên nên để ngoài.")
        else:
            yield _line(kind, row, found)
        taken.add(id(found))


def _namesakes(known: ExistingEntries, row: TableRow) -> Iterator[str]:
    for other in known.confusable(row.fields):
        producer = text_at(other.values, "producer", "name")
        yield (
            f"Trên trang có sản phẩm cùng tên của “{producer}”. Nếu là một cơ sở thì bấm “Để "
            "ngoài”, sửa bài đó; hoặc viết tên cơ sở giống hệt rồi dán lại."
        )


def _line(kind: type[Entry], row: TableRow, found: ExistingEntry) -> Line:
    """A row beside the entry that it means, whose names stay as they are written there."""
    given = row.given if found.file else row.fields
    asked = merged(found.values, given, {}, whole=False) if found.file else given
    texts: dict[str, str] = {}
    remarks = [*row.remarks, *(() if found.file else row.completed.values())]
    for column in sheet_columns(kind):
        if value_at(given, column.path) is None:
            continue
        text = cell_text(kind, column.path, value_at(asked, column.path))
        old = value_at(found.values, column.path) if found.file else ""
        if text is None:
            remarks.append(f"“{column.label}” của bài viết theo cách riêng; sửa trong bài.")
        elif column.path not in _NAMES or folded_name(text) != folded_name(str(old)):
            texts[column.name] = text
    return Line(texts, found.file, remarks=tuple(remarks))


def as_csv(pasted: str) -> bytes:
    """Cells that were copied in Excel (tabs between them) as a CSV file; empty for nothing."""
    rows = list(csv.reader(io.StringIO(pasted), delimiter="\t")) if pasted.strip() else []
    stream = io.StringIO()
    csv.writer(stream, delimiter=";", lineterminator="\r\n").writerows(rows)
    return stream.getvalue().encode("utf-8-sig") if rows else b""
