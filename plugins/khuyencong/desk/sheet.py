"""Many entries of one kind as a sheet: a row each, a cell for each field that a cell can hold."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache

from khuyencong.desk.cells import (
    AWARD_EXAMPLE,
    AWARDS,
    cell_text,
    cell_value,
    options_of,
    placed,
)
from khuyencong.desk.entry_writer import FaultyError, create, write
from khuyencong.desk.history import version_of
from khuyencong.desk.sessions import Session
from khuyencong.desk.workspace import Workspace
from khuyencong.editing.entry_text import EntryText
from khuyencong.editing.header_yaml import HeaderError
from khuyencong.editing.yaml_writer import Value
from khuyencong.importers.column_names import FieldPath
from khuyencong.importers.columns import (
    value_at,
)
from khuyencong.importers.workbook import columns_to_fill_in
from khuyencong.model.entry import Entry

_FIRST = {
    "san-pham": (
        *("title", "producer.name", "producer.commune", "producer.province", "group"),
        *("awards", "price", "price_unit"),
    )
}
"""Columns that a sheet shows at once, where they are not those that an entry must have."""


@dataclass(frozen=True, slots=True)
class SheetColumn:
    """A column: where its values stand in a header, and what a person reads above it."""

    path: FieldPath
    label: str
    help: str
    example: str
    options: tuple[tuple[str, str], ...] = ()

    @property
    def name(self) -> str:
        """The name of the column in a form: the keys to its field with dots between."""
        return ".".join(map(str, self.path))


@dataclass(frozen=True, slots=True)
class Line:
    """What a person, or a table from outside, says of one entry."""

    texts: Mapping[str, str]
    """Name of a column → what its cell is to hold; columns that are missing stay."""
    source: str = ""
    """Empty for a new entry."""
    base: str = ""
    """Version of the file that was seen; empty where nobody saw one yet."""
    remarks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell, and what the file holds where it stands."""

    column: SheetColumn
    text: str
    before: str
    read_only: bool = False
    """Whether the value is of a shape that no cell can hold; it stays."""

    @property
    def is_changed(self) -> bool:
        """Whether somebody typed another value, spaces at its ends aside."""
        return not self.read_only and self.text.strip() != self.before.strip()

    @property
    def before_as_read(self) -> str:
        """What the file holds, as a person reads it."""
        return dict(self.column.options).get(self.before, self.before) or "(trống)"


@dataclass(frozen=True, slots=True)
class SheetRow:
    """A row as it is shown."""

    source: str
    base: str
    cells: tuple[Cell, ...]
    remarks: tuple[str, ...] = ()
    trouble: str = ""

    @property
    def is_changed(self) -> bool:
        """Whether the row is new, or one of its cells is changed."""
        return not self.source or any(cell.is_changed for cell in self.cells)


@cache
def sheet_columns(kind: type[Entry]) -> tuple[SheetColumn, ...]:
    """Every column that a sheet of a kind can have."""
    found = [
        SheetColumn(each.path, each.heading.rpartition(" – ")[2], each.help, each.example)
        for each in columns_to_fill_in(kind)
        if all(isinstance(part, str) for part in each.path)
    ]
    if "awards" in kind.model_fields:
        declared = kind.model_fields["awards"]
        label, help = declared.title or "", declared.description or ""
        found.append(SheetColumn(AWARDS, label, help, AWARD_EXAMPLE))
    if not kind.dated:  # what is no story has a name, not a headline
        found = [
            replace(each, label=f"Tên {kind.label}") if each.path == ("title",) else each
            for each in found
        ]
    return tuple(replace(each, options=options_of(kind, each.path)) for each in found)


def columns_shown(kind: type[Entry], asked: Iterable[str]) -> list[SheetColumn]:
    """The columns that everybody sees first, and those that somebody asked for."""
    needed = [key for key, declared in kind.model_fields.items() if declared.is_required()]
    dated = ["date"] if kind.dated else []
    first = _FIRST.get(kind.folder, ("title", *needed, *dated))
    names = dict.fromkeys((*first, *asked))
    known = {column.name: column for column in sheet_columns(kind)}
    return [known[name] for name in names if name in known]


@dataclass
class Sheet:
    """The entries of a kind in some columns."""

    workspace: Workspace
    kind: type[Entry]
    columns: Sequence[SheetColumn]

    def rows(self) -> Iterator[SheetRow]:
        """Every entry, in the order of its title's file."""
        for source, file in sorted(self.workspace.files().items()):
            if file.kind is self.kind:
                yield self.compared(Line({}, source))

    def compared(self, line: Line) -> SheetRow:
        """A line beside what the file holds now."""
        try:
            data = self.workspace.read(line.source) if line.source else b""
            values = EntryText.of(data).read(self.kind).values if data else {}
        except (FileNotFoundError, HeaderError):
            trouble = "Tệp của dòng này không còn, hoặc phần khai báo bị hỏng; mở bài để xem."
            return SheetRow(line.source, line.base, (), line.remarks, trouble)
        cells = tuple(self._cell(column, line, values) for column in self.columns)
        return SheetRow(line.source, version_of(data) if data else "", cells, line.remarks)

    def _cell(self, column: SheetColumn, line: Line, values: Mapping[str, Value]) -> Cell:
        before = cell_text(self.kind, column.path, value_at(values, column.path))
        if before is None:
            return Cell(column, "Sửa trong bài", "Sửa trong bài", read_only=True)
        return Cell(column, line.texts.get(column.name, before), before)

    def write(self, line: Line, by: Session, new: Mapping[str, Value] | None = None) -> str:
        """Write what a line changes; empty, or the sentence that says why not.

        `new` are fields of an entry that has no file yet, besides those of its cells.
        """
        try:
            with self.workspace.writing:
                if line.source:
                    return self._change(line, by)
                return self._create(line, by, new or {})
        except FileNotFoundError:
            return "Tệp của dòng này không còn; bỏ dòng này."
        except HeaderError:
            return "Phần khai báo của bài viết theo cách riêng; mở bài để sửa tay."
        except FaultyError as faulty:
            return faulty.first
        except ValueError as error:
            return str(error)

    def _change(self, line: Line, by: Session) -> str:
        data = self.workspace.read(line.source)
        if line.base != version_of(data):
            return "Bài vừa được sửa ở nơi khác; dòng này đã so lại với bản mới, xem rồi ghi."
        text = EntryText.of(data)
        changes = self._changes(line, text.read(self.kind).values)
        if changes:
            changed = text.with_fields(changes, self.kind)
            write(self.workspace, line.source, self.kind, changed, by, what="Sửa trong bảng")
        return ""

    def _create(self, line: Line, by: Session, new: Mapping[str, Value]) -> str:
        given = self._changes(line, {})
        if not given.get("title"):
            return "Dòng mới chưa có tên."
        create(self.workspace, self.kind, {**new, **given}, by, what="Thêm từ bảng")
        return ""

    def _changes(self, line: Line, values: Mapping[str, Value]) -> dict[str, Value | None]:
        """The keys of the header that the cells of a line change, with their new values."""
        now: dict[str, Value | None] = dict(values)
        for column in self.columns:
            cell = self._cell(column, line, values)
            if cell.is_changed:
                key, *rest = map(str, column.path)
                before = value_at(values, column.path)
                value = cell_value(self.kind, column.path, cell.text, before)
                now[key] = placed(now.get(key), rest, value)
        return {key: value for key, value in now.items() if value != values.get(key)}
