"""An entry from the values that it was dumped to, which were validated before."""

from collections.abc import Callable, Mapping
from datetime import date, datetime
from enum import Enum
from functools import cache
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, TypeVar, Union, cast, get_args, get_origin

from pydantic import BaseModel

M = TypeVar("M", bound=BaseModel)
_Convert = Callable[[Any], Any]
_PLAIN = (str, int, float, bool, datetime, date)


class _UnknownFormError(Exception):
    """A type whose values are made by the model alone."""


def from_values(model: type[M], values: Mapping[str, Any]) -> M:
    """The instance whose `model_dump(exclude_unset=True)` gave these values."""
    return cast(M, _maker(model)(values))


@cache
def _maker(model: type[BaseModel]) -> _Convert:
    fields = model.model_fields.items()
    # In the order of the declaration; what is required was dumped, so it is always given.
    defaults = {name: field.get_default(call_default_factory=True) for name, field in fields}
    blank = model.model_construct(set(), **defaults).__getstate__()
    conversions = {name: _conversion(field.annotation) for name, field in fields}
    conversions = {name: convert for name, convert in conversions.items() if convert is not _same}
    names: dict[tuple[str, ...], set[str]] = {}
    """Sets of names, each for all that give the same: an entry is never changed."""

    def make(values: Mapping[str, Any]) -> BaseModel:
        found = dict(values)
        try:
            for name in conversions.keys() & found.keys():
                found[name] = conversions[name](found[name])
        except _UnknownFormError:
            return model.model_validate(values)
        record = model.__new__(model)
        # As pydantic unpickles a model: copying one costs ten times as much.
        values_and_defaults = {**defaults, **found}
        record.__setstate__(
            {
                **blank,
                "__dict__": values_and_defaults,
                "__pydantic_fields_set__": names.setdefault(tuple(found), set(found)),
            }
        )
        return record

    return make


def _conversion(form: Any) -> _Convert:
    """How a value of a field is made of what was dumped."""
    origin, parts = get_origin(form), get_args(form)
    if origin is Annotated:
        return _conversion(parts[0])
    if origin in (Union, UnionType):
        return _of_union([part for part in parts if part is not NoneType])
    if origin is tuple and parts[1:] == (...,):
        convert = _conversion(parts[0])
        return tuple if convert is _same else lambda values: tuple(map(convert, values))
    if form in _PLAIN or origin in (Literal, dict):
        return _same
    if isinstance(form, type) and issubclass(form, BaseModel):
        return _maker(form)
    return form if isinstance(form, type) and issubclass(form, Enum) else _unknown


def _of_union(parts: list[Any]) -> _Convert:
    conversions = {_conversion(part) for part in parts}
    if conversions == {_same}:
        return _same
    convert = conversions.pop() if len(conversions) == 1 else _unknown
    return lambda value: None if value is None else convert(value)


def _same(value: Any) -> Any:
    return value


def _unknown(value: Any) -> Any:
    raise _UnknownFormError
