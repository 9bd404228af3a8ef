"""Columns of a table and the fields that they fill: from the declaration, for reading and writing.

A list of records is laid out side by side ("Danh hiệu 1 – Cấp", "Danh hiệu 2 – Cấp"), so that a
table can hold whatever a header can.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from khuyencong.model.entry import Entry
from khuyencong.model.field_forms import choice_in
from khuyencong.model.keys import inner_declaration
from khuyencong.model.product import Product
from khuyencong.model.skeleton import field_order
from khuyencong.vietnamese.slugs import slugify

Path = tuple[str | int, ...]
"""Where a value stands in a header: ("producer", "name"), ("awards", 0, "level")."""

BODY: Path = ("*body",)
SKIPPED: Path = ("*skip",)
"""A column of no use: the running number."""
MOST_RECORDS = 40

_SYNONYMS: dict[str, Path] = {
    name: path
    for names, path in (
        (
            "ten san pham|san pham|ten hang hoa|ten san pham hang hoa|ten sp|ten bo san pham"
            "|ten san pham bo san pham",
            ("title",),
        ),
        (
            "co so|ten co so|chu the|ten chu the|don vi|ten don vi|don vi san xuat|nha san xuat"
            "|doanh nghiep|ten doanh nghiep|co so cnnt|ten co so cnnt|co so san xuat"
            "|ten chu the san xuat|chu the san xuat|don vi tham gia",
            ("producer", "name"),
        ),
        ("loai hinh co so|loai hinh doanh nghiep|hinh thuc to chuc", ("producer", "kind")),
        (
            "dia chi|dia chi co so|dia chi san xuat|noi san xuat|tru so|dia chi lien he",
            ("producer", "address"),
        ),
        ("xa|phuong|xa phuong|xa phuong thi tran|ten xa", ("producer", "commune")),
        ("tinh|tinh thanh pho|tinh tp|thanh pho", ("producer", "province")),
        (
            "dien thoai|sdt|so dien thoai|dt|dien thoai lien he|so dt|hotline|di dong|lien he",
            ("producer", "phone"),
        ),
        ("email|e mail|thu dien tu|mail|hop thu", ("producer", "email")),
        ("website|web|trang web|trang thong tin", ("producer", "website")),
        ("zalo|so zalo", ("producer", "zalo")),
        ("nhom|nhom san pham|nhom nganh|nganh hang|linh vuc|loai san pham", ("group",)),
        (
            "sao|so sao|hang sao|xep hang|sao ocop|ocop|ket qua xep hang|hang sao ocop|phan hang",
            ("ocop_stars",),
        ),
        ("gia|gia ban|don gia|gia ban le|gia san pham|gia tham khao", ("price",)),
        ("dvt|don vi tinh|quy cach tinh gia", ("price_unit",)),
        (
            "danh hieu|cap cong nhan|cap|cap dat|ket qua|thanh tich|cap binh chon|dat cap"
            "|danh hieu cnnt|cap cong nhan nam",
            ("awards",),
        ),
        ("nam|nam cong nhan|nam binh chon", ("*year",)),
        (
            "quyet dinh|so quyet dinh|qd|so qd|quyet dinh cong nhan|quyet dinh so|van ban",
            ("*decision",),
        ),
        ("quy cach|quy cach dong goi|dong goi|bao bi|khoi luong", ("packaging",)),
        ("han su dung|hsd|han dung|thoi han su dung", ("shelf_life",)),
        ("tieu chuan|chung nhan|tieu chuan chung nhan|chung chi", ("standards",)),
        ("noi ban|diem ban|kenh phan phoi|noi tieu thu", ("outlets",)),
        ("ma vach|ma so ma vach|barcode", ("barcode",)),
        ("thanh phan|nguyen lieu", ("ingredients",)),
        ("cach dung|huong dan su dung|hdsd", ("usage",)),
        ("bao quan|huong dan bao quan", ("storage",)),
        ("canh bao|luu y|thong tin canh bao", ("warning",)),
        ("so cong bo|so tu cong bo|giay chung nhan|so giay chung nhan", ("registration",)),
        ("giai thuong|giai thuong khac", ("prizes",)),
        ("mo ta|gioi thieu|mo ta san pham|gioi thieu san pham|dac diem", ("summary",)),
        ("stt|tt|so tt|so thu tu|no", SKIPPED),
    )
    for name in names.split("|")
}


@dataclass(frozen=True, slots=True)
class Column:
    """A column that the declaration knows."""

    path: Path
    heading: str
    help: str
    example: str
    choices: tuple[str, ...] = ()


def columns_of(kind: type[Entry], counts: Mapping[str, int]) -> list[Column]:
    """All columns of a kind; `counts` tells how many records of a list there are to be."""
    return [*_columns(kind, (), "", counts), _body_column()]


def _body_column() -> Column:
    return Column(BODY, "Toàn văn", "Phần dưới khai báo, viết như trong tệp bài.", "")


def _columns(
    kind: type[BaseModel], path: Path, prefix: str, counts: Mapping[str, int]
) -> Iterator[Column]:
    for name in field_order(kind):
        field = kind.model_fields[name]
        inner = inner_declaration(field.annotation)
        label = f"{prefix}{field.title}"
        if inner is None or "Mapping" in str(field.annotation):
            yield _column(field, (*path, name), label)
        elif "tuple" in str(field.annotation):
            for number in range(counts.get(name, 1) if not path else 1):
                yield from _columns(inner, (*path, name, number), f"{label} {number + 1} – ", {})
        else:
            yield from _columns(inner, (*path, name), f"{label} – ", {})


def _column(field: FieldInfo, path: Path, label: str) -> Column:
    choice = choice_in(field.annotation)
    choices = tuple(member.label for member in choice) if choice else ()
    example = str((field.examples or [""])[0])
    return Column(path, label, field.description or "", example, choices)


@cache
def _headings(kind: type[Entry]) -> Mapping[str, Path]:
    """Slug of each full heading and of each plain label that only one field has → path."""
    known: dict[str, Path] = {}
    lists = (name for name, field in kind.model_fields.items() if "tuple" in str(field.annotation))
    for column in columns_of(kind, dict.fromkeys(lists, MOST_RECORDS)):
        known.setdefault(slugify(column.heading), column.path)
    for name, field in kind.model_fields.items():
        known.setdefault(slugify(field.title or ""), (name,))
        known.setdefault(slugify(name), (name,))
    return known


GUIDE, CHOICES = "Hướng dẫn", "Lựa chọn"
"""Sheets of a workbook of ours that hold no entries."""
ID_HEADING = "ma-co-dinh"
"""Slug of the heading by which a table is known as an export of ours."""


def path_of(heading: str, kind: type[Entry], remembered: Mapping[str, Path]) -> Path | None:
    """The field that a heading of a list names, with or without marks; None when it names none.

    `remembered` is what a person's map says of headings, by their slugs.
    """
    slug = slugify(re.sub(r"\(.*?\)|\[.*?\]|\*", " ", heading))
    whole = slugify(heading)
    for name in (whole, slug):
        if name in remembered:
            return remembered[name]
    synonyms = _SYNONYMS if kind is Product else {"stt": SKIPPED, "tt": SKIPPED}
    for name in (whole, slug):
        if name and (path := synonyms.get(name.replace("-", " ")) or _headings(kind).get(name)):
            return path
    return None


def exported_path(heading: str, kind: type[Entry]) -> Path | None:
    """The field that a heading of an export names."""
    return _headings(kind).get(slugify(heading))


def field_at(kind: type[BaseModel], path: Path) -> FieldInfo | None:
    """The declaration of the value at a path; None where nothing is declared."""
    declared: type[BaseModel] | None = kind
    field: FieldInfo | None = None
    for part in path:
        if isinstance(part, str):
            field = declared.model_fields.get(part) if declared else None
            declared = inner_declaration(field.annotation) if field else None
    return field


def value_at(values: object, path: Path) -> object:
    """What stands at a path of nested values; None where nothing does."""
    for part in path:
        if isinstance(part, str) and isinstance(values, Mapping):
            values = values.get(part)
        elif isinstance(part, int) and isinstance(values, Sequence) and not isinstance(values, str):
            values = values[part] if part < len(values) else None
        else:
            return None
    return values


def put_at(values: dict[str, object], path: Path, value: object) -> None:
    """Put a value at a path, making the mappings and lists that lead there."""
    place: dict[str, object] = values
    for number in range(0, len(path) - 1):
        part, following = path[number], path[number + 1]
        if isinstance(part, int):
            continue
        if isinstance(following, int):
            rows = place.setdefault(part, [])
            while isinstance(rows, list) and len(rows) <= following:
                rows.append({})
            place = rows[following] if isinstance(rows, list) else {}
        else:
            inner = place.setdefault(part, {})
            place = inner if isinstance(inner, dict) else {}
    place[str(path[-1])] = value


def list_text(items: Sequence[str]) -> str:
    """A list for one cell: an item a line with a dash, so that an item may hold commas."""
    return "\n".join(f"- {item}" for item in items)


def as_items(text: str) -> list[str]:
    """The items of a cell: a line each where there are lines, else parted by ; or by commas."""
    if "\n" in text or text.startswith("- "):
        parts = [line.strip().removeprefix("- ").removeprefix("-") for line in text.split("\n")]
    else:
        parts = text.split(";" if ";" in text else ",")
    return [part.strip() for part in parts if part.strip()]
