"""Excel workbooks made from the declaration: to fill in, and with all that a folder holds."""

import io
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from pathlib import Path
from typing import Any

from khuyencong.editing.entry_text import EntryText
from khuyencong.editing.header_yaml import HeaderError
from khuyencong.editing.yaml_writer import Value
from khuyencong.importers.column_names import FieldPath
from khuyencong.importers.columns import (
    BODY,
    CHOICES,
    GUIDE,
    Column,
    columns_of,
    list_text,
    value_at,
)
from khuyencong.importers.report import SourceRefusedError
from khuyencong.model.entry import Entry
from khuyencong.store.file_state import own_files_below

_NOT_FILLED_IN = frozenset(
    {
        *("slug", "uid", "modified", "category", "key_points", "unit", "status", "embargo"),
        *("featured", "featured_until", "photos", "corrections", "figures", "sample", "accepted"),
        *("lang", "approved", "aliases", "members", "story", "de_an", "localities", "author"),
    }
)
"""Fields that a list from outside has no column for; an export has them all."""
TEMPLATE_ROWS = 500
LONGEST_CELL = 32_000
"""Letters that Excel takes into a cell, with some to spare."""
_WIDE = (("title",), ("ten",), BODY)
_RECORDS = 2
"""Awards that a row of the template has room for."""


def template(kind: type[Entry]) -> bytes:
    """A workbook to fill in: drop-downs, help at each heading, a sheet that explains."""
    return workbook(kind.label, columns_to_fill_in(kind), _required(kind), [])


def columns_to_fill_in(kind: type[Entry]) -> list[Column]:
    """The columns that staff fill in."""
    lists = dict.fromkeys(kind.model_fields, _RECORDS)
    return [
        column
        for column in columns_of(kind, lists)
        if column.path[0] not in _NOT_FILLED_IN and column.path != BODY
    ]


def export(content: Path, kind: type[Entry]) -> bytes:
    """All entries of a kind as a workbook that can be edited and imported again.

    Raises:
        SourceRefusedError: there is no entry, or one that cannot be read or is too long for a cell.
    """
    entries = [
        _entry(content, path, kind)
        for path in own_files_below(content, kind.folder)
        if path.endswith(".md")
    ]
    if not entries:
        raise SourceRefusedError(
            f"Chưa có {kind.label} nào để xuất. Tệp mẫu để điền: khuyencong template {kind.folder}"
        )
    columns = columns_of(kind, _counts([values for values, _ in entries]))
    used = [c for c in columns if c.path == BODY or any(_cell(e, c) for e in entries)]
    rows = [[_cell(entry, column) for column in used] for entry in entries]
    return workbook(kind.label, used, _required(kind), rows)


def _entry(content: Path, path: str, kind: type[Entry]) -> tuple[Mapping[str, Value], str]:
    try:
        text = EntryText.of((content / path).read_bytes())
        values = dict(text.read(kind).values)
    except HeaderError as error:
        raise SourceRefusedError(
            f"Tệp {path} không đọc được phần khai báo; chạy khuyencong check rồi xuất lại."
        ) from error
    if not values.get("uid"):
        values["uid"] = f"{kind.folder}/{values.get('slug') or Path(path).stem}"
    if len(text.shown_body) > LONGEST_CELL:
        raise SourceRefusedError(f"Tệp {path} dài quá một ô của Excel; sửa tệp đó bằng tay.")
    return values, text.shown_body


def _counts(entries: Sequence[Mapping[str, Value]]) -> Counter[str]:
    """The most records that an entry has of each list."""
    counts: Counter[str] = Counter()
    for values in entries:
        for name, value in values.items():
            if isinstance(value, list):
                counts[name] = max(counts[name], len(value))
    return counts


def _cell(entry: tuple[Mapping[str, Value], str], column: Column) -> str:
    values, body = entry
    value = body if column.path == BODY else value_at(values, column.path)
    if isinstance(value, str):
        return value
    if isinstance(value, list) and all(isinstance(item, str) for item in value):
        return list_text(value)
    if isinstance(value, Mapping):
        return list_text([f"{key}: {text}" for key, text in value.items()])
    return ""


def workbook(
    name: str,
    columns: Sequence[Column],
    required: Collection[FieldPath],
    rows: Sequence[Sequence[str]],
) -> bytes:
    """A workbook with a table, its columns explained at their headings and on a sheet."""
    import xlsxwriter  # large, and seldom needed

    file = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    book = xlsxwriter.Workbook(file, options)
    text = book.add_format({"num_format": "@", "text_wrap": True, "valign": "top"})
    head = book.add_format({"bold": True, "bg_color": "#F6F2EA", "text_wrap": True, "border": 1})
    must = book.add_format({"bold": True, "bg_color": "#F3DDD6", "text_wrap": True, "border": 1})
    sheet = book.add_worksheet(name.capitalize()[:31])
    guide = book.add_worksheet(GUIDE)
    choices = _Choices(book)
    for place, column in enumerate(columns):
        sheet.write_string(0, place, column.heading, must if column.path in required else head)
        sheet.write_comment(0, place, _note(column), {"x_scale": 2})
        sheet.set_column(place, place, 30 if column.path in _WIDE else 18, text)
        if column.choices:
            choices.give(sheet, place, column.choices, max(len(rows), TEMPLATE_ROWS))
    for number, row in enumerate(rows, 1):
        for place, value in enumerate(row):
            if value:
                sheet.write_string(number, place, value, text)
    sheet.freeze_panes(1, 1)
    _explain(guide, head, text, columns)
    book.close()
    return file.getvalue()


def _required(kind: type[Entry]) -> set[FieldPath]:
    """Paths of the fields that no entry can be without."""
    fields = kind.model_fields.items()
    return {("producer", "name"), *((name,) for name, field in fields if field.is_required())}


def _note(column: Column) -> str:
    example = f"\nVí dụ: {column.example}" if column.example else ""
    return f"{column.help}{example}"


class _Choices:
    """Drop-downs: their values lie on a sheet, since a value may hold a comma."""

    def __init__(self, book: Any) -> None:
        self._sheet = book.add_worksheet(CHOICES)
        self._count = 0

    def give(self, sheet: Any, place: int, choices: Sequence[str], rows: int) -> None:
        """A drop-down for a column of a sheet."""
        column = self._count
        self._count += 1
        self._sheet.write_column(0, column, choices)
        from xlsxwriter.utility import xl_col_to_name

        letter = xl_col_to_name(column, col_abs=True)
        cells = f"='{CHOICES}'!{letter}$1:{letter}${len(choices)}"
        message = f"Các giá trị: {'; '.join(choices)}"[:250]
        rule = {"validate": "list", "source": cells, "error_message": message}
        sheet.data_validation(1, place, rows, place, {**rule, "error_title": "Chọn một giá trị"})


def _explain(sheet: Any, head: Any, text: Any, columns: Sequence[Column]) -> None:
    sheet.write_row(0, 0, ["Cột", "Ghi gì", "Ví dụ", "Chọn một trong"], head)
    for number, column in enumerate(columns, 1):
        line = (column.heading, column.help, column.example, "; ".join(column.choices))
        for place, value in enumerate(line):
            sheet.write_string(number, place, value, text)
    sheet.set_column(0, 0, 28)
    sheet.set_column(1, 3, 44)
