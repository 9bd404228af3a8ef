"""From plain values to a typed entry, with every fault named in Vietnamese."""

from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from khuyencong.model.declaration import Declared
from khuyencong.model.entry import Entry
from khuyencong.model.field_forms import choice_in
from khuyencong.model.keys import declaration_below, inner_declaration, nearest_key
from khuyencong.model.kinds import kinds_with
from khuyencong.model.mistyped_keys import withholding_fault
from khuyencong.model.photo_descriptions import undescribed_photos
from khuyencong.model.rules import Fault, Rule, Where
from khuyencong.model.values import shortened

__all__ = ["inner_declaration", "validate"]

D = TypeVar("D", bound=Declared)


def validate(kind: type[D], values: Mapping[str, Any]) -> tuple[D | None, list[Fault]]:
    """The declaration `kind` filled with plain values, and every fault found on the way.

    Values are texts, lists and mappings of texts, as front matter gives them. The first
    item is None when an error makes the whole unusable.
    """
    faults = list(_unknown_keys(kind, values, ()))
    if issubclass(kind, Entry):
        faults += undescribed_photos(values)
    try:
        return kind.model_validate(values), faults
    except ValidationError as error:
        faults += [_fault(kind, detail) for detail in error.errors(include_url=False)]
        return None, faults


def _unknown_keys(kind: type[BaseModel], values: Any, where: Where) -> Iterator[Fault]:
    if not isinstance(values, Mapping):
        return
    plain = _plain_keys(kind)
    for key in [key for key in values if key not in plain]:
        value, field = values[key], kind.model_fields.get(key)
        if field is None:
            yield withholding_fault(kind, key, values, where) or _unknown_key(kind, key, where)
        elif inner := declaration_below(kind, key):
            if isinstance(value, list):
                for number, item in enumerate(value):
                    yield from _unknown_keys(inner, item, (*where, key, number))
            elif "Mapping" in str(field.annotation) and isinstance(value, Mapping):
                for name, item in value.items():
                    yield from _unknown_keys(inner, item, (*where, key, name))
            else:
                yield from _unknown_keys(inner, value, (*where, key))


@cache
def _plain_keys(kind: type[BaseModel]) -> frozenset[str]:
    """Keys below which no others are declared: most of those of a header."""
    return frozenset(key for key in kind.model_fields if not declaration_below(kind, key))


def _unknown_key(kind: type[BaseModel], key: str, where: Where) -> Fault:
    nearest, _ = nearest_key(kind, key)
    owners = [] if where else kinds_with(key)
    if owners:
        advice = f"Khóa này của loại {', '.join(f'`{folder}`' for folder in owners)}; bỏ dòng này."
    elif nearest:
        advice = f"Có phải là `{nearest}`?"
    else:
        advice = "Bỏ dòng này, hoặc xem lại sổ tay."
    message = f"Không có khóa `{key}`; dòng này không được dùng."
    return Fault(Rule.UNKNOWN_KEY, (*where, key), message, advice)


def _declared_field(kind: type[BaseModel], where: Where) -> tuple[str, Any]:
    """Key and pydantic field that a location points at (the innermost that is declared)."""
    key, found = "", None
    current: type[BaseModel] | None = kind
    for part in where:
        if isinstance(part, str) and current and (field := current.model_fields.get(part)):
            key, found = part, field
            current = inner_declaration(field.annotation)
    return key, found


def _fault(kind: type[BaseModel], detail: ErrorDetails) -> Fault:
    where: Where = tuple(detail["loc"])
    key, field = _declared_field(kind, where)
    context = detail.get("ctx", {})
    name = f"{field.title} (`{key}`)" if field else f"`{key}`"
    example = field.examples[0] if field and field.examples else "…"
    sample = f"Viết như `{key}: {example}`."
    given = shortened(str(detail["input"]))
    match detail["type"]:
        case kind_of if kind_of in Rule.__members__:
            return Fault(
                Rule[kind_of], where, f"{name}: {context['wrong']}", str(context["advice"])
            )
        case "missing":
            return Fault(Rule.MISSING, where, f"Thiếu {name}.", f"Thêm dòng `{key}: {example}`.")
        case "enum":
            choice = choice_in(field.annotation) or ()
            options = ", ".join(f"`{member.value}` ({member.label})" for member in choice)
            return Fault(
                Rule.WRONG_CHOICE,
                where,
                f"{name}: “{given}” không nằm trong danh sách.",
                f"Chọn một trong: {options}.",
            )
        case "string_too_long" | "too_long":
            limit = context["max_length"]
            comma = "Có lẽ thiếu dấu phẩy giữa các mục. " if isinstance(where[-1], int) else ""
            return Fault(
                Rule.WRONG_LENGTH,
                where,
                f"{name} dài hơn {limit} ký tự.",
                f"{comma}Rút xuống còn nhiều nhất {limit} ký tự.",
            )
        case "string_too_short" | "too_short":
            return Fault(Rule.MISSING, where, f"{name} để trống.", sample)
        case "greater_than_equal" | "less_than_equal":
            bound = context.get("ge", context.get("le"))
            side = "nhỏ nhất" if "ge" in context else "lớn nhất"
            return Fault(
                Rule.WRONG_VALUE,
                where,
                f"{name}: {given} ngoài khoảng cho phép.",
                f"Số {side} được viết là {bound:g}.",
            )
        case "model_type" | "dict_type" | "mapping_type" | "model_attributes_type":
            return Fault(
                Rule.WRONG_VALUE,
                where,
                f"{name}: cần các dòng con `khóa: giá trị`, không phải “{given}”.",
                f"Xuống dòng, lùi vào hai dấu cách rồi viết các khóa con của `{key}`.",
            )
        case "tuple_type" | "list_type":
            return Fault(
                Rule.WRONG_VALUE,
                where,
                f"{name}: cần một danh sách, không phải “{given}”.",
                "Viết mỗi mục một dòng, đầu dòng có dấu gạch `- `.",
            )
        case _:
            return Fault(Rule.WRONG_VALUE, where, f"{name}: “{given}” không dùng được.", sample)
