"""How the values of a field are written, told from its declaration."""

from collections.abc import Iterator
from typing import Any, get_args

from pydantic.fields import FieldInfo

from khuyencong.model.declaration import Choice, Form
from khuyencong.model.keys import inner_declaration

RECORD, RECORDS, ONE_OF = "các mục con", "danh sách mục con", "chọn một"


def form_word(field: FieldInfo) -> str:
    """One word for how a value is written: text, number, date, list."""
    if inner_declaration(field.annotation):
        return RECORDS if "tuple" in str(field.annotation) else RECORD
    found = next((part.word for part in field.metadata if isinstance(part, Form)), "")
    if found:
        return found
    if choice_in(field.annotation):
        return ONE_OF
    inside = (part for part in _parts(field.annotation) if isinstance(part, Form))
    return next((part.word for part in inside), "chữ")


def choice_in(annotation: Any) -> type[Choice] | None:
    """The closed list from which a field takes its value, or its values; None without one."""
    if isinstance(annotation, type) and issubclass(annotation, Choice):
        return annotation
    return next((found for part in get_args(annotation) if (found := choice_in(part))), None)


def _parts(annotation: Any) -> Iterator[Any]:
    """Everything inside `X | None`, `Annotated[X, …]`, `tuple[X, ...]`."""
    for part in get_args(annotation):
        yield part
        yield from _parts(part)
