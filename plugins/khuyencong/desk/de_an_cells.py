"""A cell of a table of đề án: how the sheet shows it, and how the file writes it."""

from functools import cache

from pydantic_core import PydanticCustomError

from khuyencong.desk.sheet import SheetColumn
from khuyencong.model.de_an import DeAn
from khuyencong.model.declaration import Choice
from khuyencong.model.field_forms import choice_in, form_word
from khuyencong.model.values import amount, flag
from khuyencong.vietnamese.numbers import grouped

YES = "co"
_ORDER = ("ma", "ten", "don_vi_thu_huong", "kinh_phi_ho_tro", "tong_kinh_phi", "giai_doan")
"""What a person looks for first; the others stand behind."""
MONEY = frozenset(
    name for name, field in DeAn.model_fields.items() if form_word(field) == "số nguyên"
)
"""Columns that hold đồng."""
_FLAGS = frozenset(
    name for name, field in DeAn.model_fields.items() if form_word(field) == "có/không"
)


@cache
def de_an_columns() -> tuple[SheetColumn, ...]:
    """Every column."""
    return tuple(
        SheetColumn(
            (name,),
            field.title or name,
            (field.description or "").replace("`", ""),
            str((field.examples or [""])[0]),
            _options(name),
        )
        for name in dict.fromkeys((*_ORDER, *DeAn.model_fields))
        for field in [DeAn.model_fields[name]]
    )


def as_shown(name: str, text: str) -> str:
    """The text of a cell in its usual form: the value of a choice, an amount with its points.

    What cannot be understood is shown as it is written.
    """
    text = " ".join(text.split())
    if not text:
        return ""
    if member := _member(name, text):
        return str(member.value)
    try:
        if name in MONEY:
            return grouped(amount(text))
        if name in _FLAGS:
            return YES if flag(text) else ""
    except PydanticCustomError:
        return text
    return text


def as_written(name: str, text: str) -> str:
    """What the file holds for a cell that shows this: people read it in Excel."""
    shown = as_shown(name, text)
    member = _member(name, shown)
    return member.label if member else "Có" if name in _FLAGS and shown == YES else shown


def _options(name: str) -> tuple[tuple[str, str], ...]:
    if name in _FLAGS:
        return ((YES, "Có"),)
    choice = choice_in(DeAn.model_fields[name].annotation) or ()
    return tuple((member.value, member.label) for member in choice)


def _member(name: str, text: str) -> Choice | None:
    choice = choice_in(DeAn.model_fields[name].annotation)
    return choice._missing_(text) if choice else None
