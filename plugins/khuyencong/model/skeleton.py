"""A new file of a kind, made from its declaration: what `khuyencong new` writes."""

import secrets
from collections.abc import Iterator
from datetime import datetime

from pydantic.fields import FieldInfo

from khuyencong.model.declaration import Declared
from khuyencong.model.entry import Entry
from khuyencong.model.validation import inner_declaration
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
    names = sorted(kind.model_fields, key=lambda name: (*_FIRST, name).index(name))
    lines = ["---"]
    for name in names:
        field = kind.model_fields[name]
        if name in given:
            lines.append(f"{name}: {given[name]}")
        else:
            lines += _field_lines(name, field)
    return "\n".join([*lines, "---", "", "Viết nội dung bài ở đây.", ""])


def csv_skeleton(row: type[Declared]) -> bytes:
    """A new table as Excel in Vietnam opens it: labels as headings, one row of examples.

    UTF-8 with a byte order mark, semicolons, CRLF.
    """
    fields = row.model_fields.values()
    lines = ([f.title or "" for f in fields], [example(f) for f in fields])
    text = "".join(";".join(cells) + "\r\n" for cells in lines)
    return text.encode("utf-8-sig")


def _quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def _field_lines(name: str, field: FieldInfo) -> Iterator[str]:
    """A field as it stands in a new file; optional ones are commented out."""
    comment = "" if field.is_required() else "# "
    inner = inner_declaration(field.annotation)
    if inner is None:
        yield f"{comment}{name}: {_value(field)}  # {field.title}: {field.description}"
        return
    yield f"{comment}{name}:  # {field.title}: {field.description}"
    bullet = "- " if "tuple" in str(field.annotation) else "  "
    for key, part in inner.model_fields.items():
        if inner_declaration(part.annotation) is None:
            yield f"{comment}  {bullet}{key}: {_value(part)}  # {part.title}: {part.description}"
            bullet = "  "


def _value(field: FieldInfo) -> str:
    """An example as YAML has it: in quotes where a colon or a bracket would be misread."""
    text = example(field)
    return _quoted(text) if ": " in text or " #" in text or text[:1] in "{[*&-" else text


def example(field: FieldInfo) -> str:
    """The example of a field, as staff would write the value."""
    return str((field.examples or [""])[0])
