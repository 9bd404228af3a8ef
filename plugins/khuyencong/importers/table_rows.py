"""The rows of a table as fields of entries; what is no entry is told."""

import re
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from khuyencong.editing.yaml_writer import Value
from khuyencong.importers import artisan_row, product_row, training_row
from khuyencong.importers.cell_values import group_of
from khuyencong.importers.column_names import FieldPath
from khuyencong.importers.columns import (
    BODY,
    SKIPPED,
    as_items,
    field_at,
    put_at,
)
from khuyencong.importers.html_page import UNDATED
from khuyencong.importers.producer_cells import producer_parts
from khuyencong.importers.product_row import RowReading
from khuyencong.importers.table_header import TableHeader
from khuyencong.importers.table_source import Sheet
from khuyencong.model.entry import Entry
from khuyencong.model.people import Artisan
from khuyencong.model.product import Group, Product
from khuyencong.model.rules import Severity
from khuyencong.model.stories import Training
from khuyencong.model.validation import validate
from khuyencong.vietnamese.folding import fold
from khuyencong.vietnamese.numbers import dong

TOTAL = re.compile(
    r"tổng\b(?! công ty)|cộng\b|tong (cong|so|kinh phi)\b|cong\s*[:(]|cong$", re.IGNORECASE
)
"""The words of a sum; "Công ty …", "Tổng công ty …" are none."""
_NOTHING = re.compile(r"(chua|khong|k) co|[-–—./]{1,5}|…|n/a")
_NUMBER = re.compile(r"[\dIVXivx]{1,5}[.)]?")


class _RowReader(NamedTuple):
    """How the rows of a kind are read where a cell says more than one value."""

    is_read_here: Callable[[FieldPath], bool]
    read: Callable[
        [Mapping[FieldPath, str], Mapping[FieldPath, str], Mapping[str, str]], RowReading
    ]


_READERS: Mapping[type[Entry], _RowReader] = {
    Product: _RowReader(product_row.is_read_here, product_row.read_product),
    Artisan: _RowReader(artisan_row.is_read_here, artisan_row.read_artisan),
    Training: _RowReader(training_row.is_read_here, training_row.read_training),
}
NO_PRODUCER = "Chưa ghi cơ sở"


@dataclass
class TableRow:
    """An entry of a table."""

    place: str
    """Where it stands: "dòng 12"."""
    fields: dict[str, Value]
    body: str | None = None
    """Markdown of the body; None when the table has no such column."""
    cleared: list[str] = field(default_factory=list)
    """Fields that a column names and the row leaves empty."""
    remarks: list[str] = field(default_factory=list)
    completed: dict[str, str] = field(default_factory=dict)
    """Fields that the row leaves open and no entry can be without → what was put there."""

    @property
    def given(self) -> dict[str, Value]:
        """The fields that the row itself speaks of."""
        return {key: value for key, value in self.fields.items() if key not in self.completed}

    def leave_out(self, keys: Collection[str]) -> None:
        """Let the row not speak of some fields."""
        self.fields = {key: value for key, value in self.fields.items() if key not in keys}
        self.cleared = [key for key in self.cleared if key not in keys]


def read_rows(
    sheet: Sheet, header: TableHeader, kind: type[Entry], notes: list[str]
) -> Iterator[TableRow]:
    """The entries of a sheet; rows that are none are added to `notes`."""
    defaults = dict(header.defaults)
    for number in range(header.row, len(sheet.rows)):
        cells = sheet.rows[number]
        if not header.exported:
            cells = [_tidy(cell) for cell in cells]
        place = f"dòng {sheet.first + number}"
        if not any(cells):
            continue
        values = {
            path: cell
            for path, cell in zip(header.paths, cells, strict=False)
            if path is not None and path != SKIPPED and cell
        }
        if _is_line(cells, values):
            _take_line(" ".join(filter(None, cells)), place, defaults, notes)
        elif ("title",) not in values:
            text = " · ".join(filter(None, cells))[:80]
            if not TOTAL.match(text.lstrip("0123456789 .·")):
                notes.append(f"{place.capitalize()} không có tên nên bỏ: “{text}”.")
        else:
            yield _row(values, header, kind, place, defaults if not header.exported else None)


def _tidy(cell: str) -> str:
    """A cell without spaces that people put there by chance; "không có" and a dash are nothing."""
    tidy = "\n".join(" ".join(line.split()) for line in cell.split("\n"))
    return "" if _NOTHING.fullmatch(fold(tidy)) else tidy


def _is_line(cells: list[str], values: Mapping[FieldPath, str]) -> bool:
    """Whether a row is a line of words across the table: a title of a block, or a note."""
    words = [cell for cell in cells if cell and not _NUMBER.fullmatch(cell)]
    return len(words) <= 1 and (len(values) <= 1 or len(set(words)) == 1) and len(cells) > 2


def _take_line(text: str, place: str, defaults: dict[str, str], notes: list[str]) -> None:
    folded = fold(text)
    if TOTAL.match(text):
        return
    if group_of(text) and not folded.startswith(("ghi chu", "*", "luu y")):
        defaults["group"] = text
    elif level := re.search(r"cap (quoc gia|khu vuc|tinh|huyen|xa)", folded):
        defaults["level"] = level[0]
    elif artisan_row.names_title(text):
        defaults["honour"] = text
    else:
        notes.append(f"{place.capitalize()} không phải một mục, không nhập: “{text[:160]}”.")


def _row(
    values: Mapping[FieldPath, str],
    header: TableHeader,
    kind: type[Entry],
    place: str,
    defaults: Mapping[str, str] | None,
) -> TableRow:
    """One entry; `defaults` are None where cells hold values exactly as a file has them."""
    fields: dict[str, object] = {}
    reader = _READERS.get(kind) if defaults is not None else None
    if kind is Product and reader:
        values = producer_parts(values)
    for path, text in values.items():
        if str(path[0]).startswith("*"):
            continue
        if not (reader and reader.is_read_here(path)):
            put_at(fields, path, _value(kind, path, text))
    row = TableRow(place, {}, values.get(BODY) if BODY in header.paths else None)
    if reader:
        reading = reader.read(values, header.by_path, defaults or {})
        row.remarks += reading.remarks
        for key, value in reading.fields.items():
            known = fields.get(key)
            both = isinstance(known, dict) and isinstance(value, dict)
            fields[key] = {**known, **value} if both else value  # type: ignore[dict-item]
    if defaults is None:
        keys = (str(path[0]) for path in header.paths if path and not str(path[0]).startswith("*"))
        row.cleared = [key for key in dict.fromkeys(keys) if key not in fields]
    row.fields = dict(fields)  # type: ignore[arg-type]
    if kind is Product:
        _complete_product(row)
    elif kind is Training and not row.fields.get("date"):
        row.fields["date"] = UNDATED
        row.completed["date"] = f"Chưa có ngày đăng: đã ghi tạm {UNDATED}, sửa lại."
    row.fields = _sound(kind, row.fields, row.remarks)
    return row


def _value(kind: type[Entry], path: FieldPath, text: str) -> Value:
    """A cell as a header has it: the items of a list, or text on one line where it is one."""
    declared = field_at(kind, path)
    if declared is not None and "tuple" in str(declared.annotation):
        return as_items(text)
    if declared is not None and "dict" in str(declared.annotation):
        pairs = (item.partition(": ") for item in as_items(text))
        return {key: value for key, _, value in pairs}
    return text


def _sound(kind: type[Entry], fields: dict[str, Value], remarks: list[str]) -> dict[str, Value]:
    """Fields that the model accepts; what it refuses is told and left out."""
    kept = dict(fields)
    for _ in range(len(kept) + 1):
        _, faults = validate(kind, kept)
        wrong = [f for f in faults if f.rule.severity is Severity.ERROR and f.where]
        broken = next((f for f in wrong if str(f.where[0]) in kept), None)
        if broken is None:
            break
        remarks.append(f"{broken.message} {broken.advice}")
        _drop(kept, broken.where)
    return kept


def _drop(fields: dict[str, Value], where: tuple[str | int, ...]) -> None:
    """Leave out the smallest part at a place that may be left out."""
    key = str(where[0])
    inner = fields.get(key)
    if len(where) > 1 and isinstance(inner, Mapping) and where[1] in inner and where[1] != "name":
        fields[key] = {name: value for name, value in inner.items() if name != where[1]}
    elif len(where) > 1 and isinstance(inner, list) and isinstance(where[1], int):
        fields[key] = [item for number, item in enumerate(inner) if number != where[1]]
    else:
        del fields[key]


def _complete_product(row: TableRow) -> None:
    """What no product can be without, so that the draft can be opened and completed."""
    fields = row.fields
    if not fields.get("group"):
        fields["group"] = Group.OTHER.value
        row.completed["group"] = "Chưa rõ nhóm sản phẩm: đã ghi “Sản phẩm khác”, chọn lại."
    producer = fields.get("producer")
    if not isinstance(producer, Mapping) or not producer.get("name"):
        known = producer if isinstance(producer, Mapping) else {}
        fields["producer"] = {"name": NO_PRODUCER, **known}
        row.completed["producer"] = "Chưa ghi cơ sở sản xuất."
    if fields.get("price") and not fields.get("price_unit"):
        price = fields.pop("price")
        fields["price_note"] = dong(int(str(price)))
        row.remarks.append(
            f"Giá {fields['price_note']} chưa rõ tính trên đơn vị nào nên ghi vào ghi chú giá."
        )
