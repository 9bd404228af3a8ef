"""A new file of a kind, made from its declaration: what `khuyencong new` writes."""

import secrets
from collections.abc import Iterator
from datetime import datetime

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from khuyencong.model.declaration import Declared
from khuyencong.model.entry import Entry
from khuyencong.model.examples import PLACEHOLDER
from khuyencong.model.fields import LONGEST_NAME
from khuyencong.model.keys import inner_declaration
from khuyencong.vietnamese.slugs import address_slug

_FIRST = ("title", "slug", "uid", "date", "status", "summary", "tags", "author", "photos")


def new_uid() -> str:
    """A permanent id that no other story has: `kc-` and sixteen random hex digits."""
    return f"kc-{secrets.token_hex(8)}"


def skeleton(kind: type[Entry], title: str, now: datetime) -> str:
    """A new file of a kind: required fields to fill in, the others as comments to choose from.

    Above each field stands what it is for, after `##`; the field itself, after `#`, is an example
    that nobody publishes by mistake.
    """
    given = {
        "title": quoted(title),
        "slug": address_slug(title, LONGEST_NAME),
        "uid": new_uid(),
        "date": f"{now:%d/%m/%Y %H:%M}",
        "status": "draft",
    }
    lines = ["---"]
    for name in field_order(kind):
        field = kind.model_fields[name]
        if name in given:
            lines.append(f"{name}: {given[name]}")
        else:
            lines += _field_lines(name, field)
    return "\n".join([*lines, "---", "", PLACEHOLDER, ""])


def field_order(kind: type[BaseModel]) -> list[str]:
    """The keys of a declaration in the order in which a new file has them."""
    if not issubclass(kind, Entry):
        return list(kind.model_fields)
    return sorted(kind.model_fields, key=lambda name: (*_FIRST, name).index(name))


def csv_skeleton(row: type[Declared]) -> bytes:
    """A new table as Excel in Vietnam opens it: labels as headings, one row of examples.

    UTF-8 with a byte order mark, semicolons, CRLF.
    """
    fields = row.model_fields.values()
    lines = ([f.title or "" for f in fields], [example(f) for f in fields])
    text = "".join(";".join(cells) + "\r\n" for cells in lines)
    return text.encode("utf-8-sig")


def quoted(text: str) -> str:
    """A text as YAML has it in double quotes."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def _field_lines(name: str, field: FieldInfo) -> Iterator[str]:
    """A field as it stands in a new file; optional ones are commented out."""
    comment = "" if field.is_required() else "# "
    inner = inner_declaration(field.annotation)
    yield f"## {field.title} – {field.description}"
    if inner is None:
        yield f"{comment}{name}: {_value(field)}"
        return
    yield f"{comment}{name}:"
    bullet = "- " if "tuple" in str(field.annotation) else "  "
    for key, part in inner.model_fields.items():
        if inner_declaration(part.annotation) is None:
            yield f"##   {part.title} – {part.description}"
            choice = "" if comment or part.is_required() else "# "
            yield f"{comment}  {choice}{bullet if comment else ''}{key}: {_value(part)}"
            bullet = "  "


def _value(field: FieldInfo) -> str:
    """An example as YAML has it: in quotes where a colon or a bracket would be misread."""
    text = example(field)
    if text[:1] in "[{" and text[-1] in "]}":
        return text
    return quoted(text) if ": " in text or " #" in text or text[:1] in "{[*&-" else text


def example(field: FieldInfo) -> str:
    """The example of a field, as staff would write the value."""
    return str((field.examples or [""])[0])
