"""What is made from the declaration for people: new files, and the tables of the handbook."""

import secrets
from collections.abc import Iterator
from datetime import datetime
from typing import get_args

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from khuyencong.model.entry import Entry
from khuyencong.model.fields import Choice
from khuyencong.model.validating import inner_declaration
from khuyencong.vietnamese.slugs import slugify

_FIRST = ("title", "slug", "uid", "date", "status", "summary", "tags", "author", "photos")


def new_uid() -> str:
    """A permanent id that no other story has: `kc-` and sixteen random hex digits."""
    return f"kc-{secrets.token_hex(8)}"


def skeleton(kind: type[Entry], title: str, now: datetime) -> str:
    """A new file of a kind: required fields to fill in, the others as comments to choose from."""
    given = {
        "title": _quoted(title),
        "slug": slugify(title),
        "uid": new_uid(),
        "date": f"{now:%d/%m/%Y %H:%M}",
        "status": "draft",
    }
    names = sorted(kind.model_fields, key=lambda name: (_FIRST + (name,)).index(name))
    lines = ["---"]
    for name in names:
        field = kind.model_fields[name]
        if name in given:
            lines.append(f"{name}: {given[name]}")
        else:
            lines += _field_lines(name, field)
    return "\n".join([*lines, "---", "", "Viết nội dung bài ở đây.", ""])


def _quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def _field_lines(name: str, field: FieldInfo) -> Iterator[str]:
    """A field as it stands in a new file; optional ones are commented out."""
    comment = "" if field.is_required() else "# "
    inner = inner_declaration(field.annotation)
    if inner is None:
        yield f"{comment}{name}: {_example(field)}  # {field.title}"
        return
    yield f"{comment}{name}:  # {field.title}"
    bullet = "- " if "tuple" in str(field.annotation) else "  "
    for key, part in inner.model_fields.items():
        if inner_declaration(part.annotation) is None:
            yield f"{comment}  {bullet}{key}: {_example(part)}  # {part.title}"
            bullet = "  "


def _example(field: FieldInfo) -> str:
    return str((field.examples or [""])[0])


def field_table(kind: type[BaseModel]) -> str:
    """Markdown table of a declaration's fields, and one of every declaration inside it."""
    rows = [
        "| Khóa | Nghĩa | Cách viết | Ví dụ |",
        "|---|---|---|---|",
    ]
    inside: list[tuple[str, type[BaseModel]]] = []
    for name, field in kind.model_fields.items():
        must = " **(bắt buộc)**" if field.is_required() else ""
        how = field.description or ""
        if options := _options(field.annotation):
            how = f"{how} Một trong: {options}.".strip()
        rows.append(f"| `{name}` | {field.title}{must} | {how} | `{_example(field)}` |")
        if inner := inner_declaration(field.annotation):
            inside.append((f"{field.title} (`{name}`)", inner))
    parts = ["\n".join(rows)]
    parts += [f"**{heading}**\n\n{field_table(inner)}" for heading, inner in inside]
    return "\n\n".join(parts)


def _options(annotation: object) -> str:
    if isinstance(annotation, type) and issubclass(annotation, Choice):
        return ", ".join(f"`{member.value}` ({member.label})" for member in annotation)
    return next((found for part in get_args(annotation) if (found := _options(part))), "")
