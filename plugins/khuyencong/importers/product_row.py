"""A row of a list of products as the fields of a product."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from khuyencong.importers import cell_values
from khuyencong.importers.cell_values import Reading
from khuyencong.importers.column_names import FieldPath
from khuyencong.importers.table_source import LOST_DIGITS
from khuyencong.model.producer import ProducerKind
from khuyencong.model.product import Group
from khuyencong.vietnamese.folding import fold
from khuyencong.vietnamese.slugs import slugify

_LABEL_NUMBERS = re.compile(r"[\s.-]")


@dataclass
class RowReading:
    """What a row says: fields by key, and what a person must look at."""

    fields: dict[str, object] = field(default_factory=dict)
    remarks: list[str] = field(default_factory=list)

    @property
    def producer(self) -> dict[str, object]:
        """The fields of the producer, to be filled in place."""
        producer = self.fields.setdefault("producer", {})
        return producer if isinstance(producer, dict) else {}

    def take(self, reading: Reading, into: dict[str, object]) -> None:
        """Put what a cell says where it belongs; what is there already stays."""
        for key, value in reading.fields.items():
            into.setdefault(key, value)
        if reading.remark:
            self.remarks.append(reading.remark)


_PRODUCER_CELLS: Mapping[str, Callable[[str], Reading]] = {
    "phone": cell_values.read_phones,
    "email": cell_values.read_mail,
    "website": cell_values.read_website,
    "address": cell_values.read_address,
}


def read_product(
    cells: Mapping[FieldPath, str], headings: Mapping[FieldPath, str], defaults: Mapping[str, str]
) -> RowReading:
    """A product from the cells of its row.

    `defaults` is what the title of the table and the line above a block of rows say: group,
    level, year, decision.
    """
    row = RowReading()
    for path, text in cells.items():
        if path[0] == "producer" and len(path) == 2 and path[1] in _PRODUCER_CELLS:
            row.take(_PRODUCER_CELLS[str(path[1])](text), row.producer)
        elif path == ("price",):
            row.take(cell_values.read_price(text, headings.get(path, "")), row.fields)
        elif path == ("ocop_stars",):
            row.take(cell_values.read_stars(text), row.fields)
        elif path == ("barcode",):
            _take_barcode(row, text)
    _take_group(row, cells.get(("group",), ""), defaults.get("group", ""))
    _take_ocop(row, cells, defaults)
    _take_awards(row, cells, defaults)
    _take_kind(row, cells)
    return row


READ_HERE = frozenset({("price",), ("ocop_stars",), ("barcode",), ("group",), ("awards",)})
"""Paths whose cells this module reads; the others are taken as they are written."""


def is_read_here(path: FieldPath) -> bool:
    """Whether a cell needs more than to be copied."""
    producer = path[0] == "producer" and len(path) == 2 and path[1] in _PRODUCER_CELLS
    return path in READ_HERE or producer or path == ("producer", "kind")


_FAILED = re.compile(r"\b(?:khong|chua|ko)\s+(?:dat|duoc|cong nhan|binh chon)|^(?:loai|truot)$")
_PASSED = re.compile(r"dat|dat yeu cau|cong nhan|duoc cong nhan|x|co")


def _take_barcode(row: RowReading, text: str) -> None:
    digits = _LABEL_NUMBERS.sub("", text)
    if digits.isdigit() and 8 <= len(digits) <= 14:
        row.fields["barcode"] = digits
    else:
        row.remarks.append(
            f"Mã vạch “{text.strip(LOST_DIGITS)}” không đủ chữ số (Excel rút gọn số "
            "dài): định dạng cột là Text rồi gõ lại."
        )


def _take_group(row: RowReading, text: str, default: str) -> None:
    named = next((g for g in Group if text and slugify(text) in (g.value, slugify(g.label))), None)
    group = named or cell_values.group_of(text) or cell_values.group_of(default)
    if group:
        row.fields["group"] = group.value


def _take_ocop(
    row: RowReading, cells: Mapping[FieldPath, str], defaults: Mapping[str, str]
) -> None:
    """Group and decision of the stars, in a list that tells of nothing else."""
    if "ocop_stars" not in row.fields or cells.get(("awards",)) or defaults.get("level"):
        return
    group = cells.get(("group",), "")
    if group and all(slugify(group) not in (g.value, slugify(g.label)) for g in Group):
        row.fields["ocop_group"] = group
    number, day, year = decision_of(cells, defaults)
    for name, value in cell_values.ocop_decision(number, day, year).items():
        row.fields.setdefault(name, value)


def decision_of(
    cells: Mapping[FieldPath, str], defaults: Mapping[str, str]
) -> tuple[str, str, str]:
    """Number, day and year of the decision that the columns of a row or the title name."""
    own = cells.get(("*decision",), "")
    number, day = cell_values.read_decision(own or defaults.get("decision", ""))
    day = cell_values.read_day(cells.get(("*day",), "")) or day
    return number, day, cells.get(("*year",), "") or day[-4:] or defaults.get("year", "")


def _take_awards(
    row: RowReading, cells: Mapping[FieldPath, str], defaults: Mapping[str, str]
) -> None:
    said = cells.get(("awards",), "")
    result = cells.get(("*result",), "") or said
    if _FAILED.search(fold(result)):
        row.remarks.append(f"Kết quả “{result}” nên không ghi danh hiệu.")
        return
    number, day, year = decision_of(cells, defaults)
    text = ("" if _PASSED.fullmatch(fold(said).strip()) else said) or defaults.get("level", "")
    if not text:
        return
    awards = cell_values.read_awards(text, year, f"{number} ngày {day}" if day else number)
    if awards:
        row.fields["awards"] = awards
    elif said:
        row.remarks.append(f"Danh hiệu “{text}” thiếu cấp hoặc năm nên chưa ghi: thêm vào bài.")


def _take_kind(row: RowReading, cells: Mapping[FieldPath, str]) -> None:
    written, name = cells.get(("producer", "kind"), ""), cells.get(("producer", "name"), "")
    kind = cell_values.kind_of_producer(written) or cell_values.kind_of_producer(name)
    if kind:
        row.producer["kind"] = kind.value
    if kind is ProducerKind.HOUSEHOLD:
        row.remarks.append("Hộ kinh doanh: điện thoại, thư, địa chỉ chỉ in khi có giấy đồng ý.")
