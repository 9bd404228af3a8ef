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

from khuyencong.importers.column_names import SYNONYMS, FieldPath
from khuyencong.model.de_an import DeAn
from khuyencong.model.field_forms import choice_in
from khuyencong.model.keys import inner_declaration
from khuyencong.model.skeleton import field_order
from khuyencong.vietnamese.slugs import slugify

BODY: FieldPath = ("*body",)
SKIPPED: FieldPath = ("*skip",)
"""A column of no use: the running number."""
MOST_RECORDS = 40

TITLES: Mapping[type[BaseModel], FieldPath] = {DeAn: ("ten",)}
"""What an entry is called, where that is no `title`."""
_NUMBERS = {"stt": SKIPPED, "tt": SKIPPED, "so tt": SKIPPED, "so thu tu": SKIPPED, "no": SKIPPED}
_ASIDE = re.compile(r"\([^)]*(?:\)|$)|\[[^\]]*(?:\]|$)|\*")
"""Words in brackets, to the end where nothing closes them, and stars of what must be filled in."""
_UNIT_BEHIND = re.compile(r"-(trieu-dong|nghin-dong|dong|trd)$")


def title_path(kind: type[BaseModel]) -> FieldPath:
    """Where the name of an entry stands."""
    return TITLES.get(kind, ("title",))


@dataclass(frozen=True, slots=True)
class Column:
    """A column that the declaration knows."""

    path: FieldPath
    heading: str
    help: str
    example: str
    choices: tuple[str, ...] = ()


def columns_of(kind: type[BaseModel], counts: Mapping[str, int]) -> list[Column]:
    """All columns of a kind; `counts` tells how many records of a list there are to be."""
    return [*_columns(kind, (), "", counts), _body_column()]


def _body_column() -> Column:
    return Column(BODY, "Toàn văn", "Phần dưới khai báo, viết như trong tệp bài.", "")


def _columns(
    kind: type[BaseModel], path: FieldPath, prefix: str, counts: Mapping[str, int]
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


def _column(field: FieldInfo, path: FieldPath, label: str) -> Column:
    choice = choice_in(field.annotation)
    choices = tuple(member.label for member in choice) if choice else ()
    example = str((field.examples or [""])[0])
    return Column(path, label, field.description or "", example, choices)


@cache
def _headings(kind: type[BaseModel]) -> Mapping[str, FieldPath]:
    """Slug of each full heading and of each plain label that only one field has → path."""
    known: dict[str, FieldPath] = {}
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


def path_of(
    heading: str, kind: type[BaseModel], remembered: Mapping[str, FieldPath]
) -> FieldPath | None:
    """The field that a heading of a list names, with or without marks; None when it names none.

    `remembered` is what a person's map says of headings, by their slugs.
    """
    slug = slugify(_ASIDE.sub(" ", heading))
    whole = slugify(heading)
    for name in (whole, slug):
        if name in remembered:
            return remembered[name]
    synonyms = {**SYNONYMS.get(kind, {}), **_NUMBERS}
    for name in (whole, slug, _UNIT_BEHIND.sub("", slug)):
        if name and (path := synonyms.get(name.replace("-", " ")) or _headings(kind).get(name)):
            return path
    return None


def exported_path(heading: str, kind: type[BaseModel]) -> FieldPath | None:
    """The field that a heading of an export names."""
    return _headings(kind).get(slugify(heading))


def field_at(kind: type[BaseModel], path: FieldPath) -> FieldInfo | None:
    """The declaration of the value at a path; None where nothing is declared."""
    declared: type[BaseModel] | None = kind
    field: FieldInfo | None = None
    for part in path:
        if isinstance(part, str):
            field = declared.model_fields.get(part) if declared else None
            declared = inner_declaration(field.annotation) if field else None
    return field


def value_at(values: object, path: FieldPath) -> object:
    """What stands at a path of nested values; None where nothing does."""
    for part in path:
        if isinstance(part, str) and isinstance(values, Mapping):
            values = values.get(part)
        elif isinstance(part, int) and isinstance(values, Sequence) and not isinstance(values, str):
            values = values[part] if part < len(values) else None
        else:
            return None
    return values


def put_at(values: dict[str, object], path: FieldPath, value: object) -> None:
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
