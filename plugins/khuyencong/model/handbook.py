"""The field tables of the handbook, made from the declaration.

`python -m khuyencong.model.handbook docs/so-tay.md` writes them anew between the marks
`<!-- bảng: san-pham -->` and `<!-- hết bảng -->`.
"""

import re
import sys
from collections.abc import Mapping
from pathlib import Path

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from khuyencong.model.centre import Centre
from khuyencong.model.de_an import FOLDER as DE_AN
from khuyencong.model.de_an import DeAn
from khuyencong.model.declaration import FIRST_VERSION, since
from khuyencong.model.entry import Entry
from khuyencong.model.field_forms import choice_in, form_word
from khuyencong.model.keys import inner_declaration
from khuyencong.model.kinds import KINDS
from khuyencong.model.skeleton import example

_TABLE = re.compile(r"(<!-- bảng: (?P<name>[\w.-]+) -->\n).*?(<!-- hết bảng -->)", re.DOTALL)


def field_table(fields: Mapping[str, FieldInfo]) -> str:
    """Markdown table of fields, and one for every declaration inside them."""
    rows = [
        "| Khóa | Nghĩa | Kiểu | Cách viết | Ví dụ |",
        "|---|---|---|---|---|",
    ]
    inside: list[tuple[str, type[BaseModel]]] = []
    for name, field in fields.items():
        must = " **(bắt buộc)**" if field.is_required() else ""
        how = field.description or ""
        if options := _options(field.annotation):
            how = f"{how} Một trong: {options}.".strip()
        if since(field) != FIRST_VERSION:
            how = f"{how} Có từ bản {since(field)}."
        rows.append(
            f"| `{name}` | {field.title}{must} | {form_word(field)} | {how} | `{example(field)}` |"
        )
        if inner := inner_declaration(field.annotation):
            inside.append((f"{field.title} (`{name}`)", inner))
    parts = ["\n".join(rows)]
    parts += [f"**{heading}**\n\n{field_table(inner.model_fields)}" for heading, inner in inside]
    return "\n\n".join(parts)


def _options(annotation: object) -> str:
    choice = choice_in(annotation)
    return ", ".join(f"`{member.value}` ({member.label})" for member in choice or ())


def _fields(name: str) -> Mapping[str, FieldInfo]:
    """Fields of site.yml, of every kind, or those that one kind adds to every kind's."""
    if name == "site.yml":
        return Centre.model_fields
    if name == DE_AN:
        return DeAn.model_fields
    if name == "moi-loai":
        return Entry.model_fields
    kind = KINDS[name].model_fields
    return {key: field for key, field in kind.items() if key not in Entry.model_fields}


def with_tables(text: str) -> str:
    """The handbook with every table made anew.

    Raises:
        KeyError: a mark names no kind.
    """

    def table(match: re.Match[str]) -> str:
        return f"{match[1]}\n{field_table(_fields(match['name']))}\n\n{match[3]}"

    return _TABLE.sub(table, text)


if __name__ == "__main__":
    for name in sys.argv[1:]:
        file = Path(name)
        file.write_text(with_tables(file.read_text(encoding="utf-8")), encoding="utf-8")
