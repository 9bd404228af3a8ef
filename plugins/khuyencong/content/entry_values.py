"""An entry as plain values, and back: the values were validated before.

What a field of an entry holds, such as a photo or a producer, is packed by itself, and what many
entries hold is one object in memory: one name, one list of tags, one photo.
"""

from collections.abc import Callable, Hashable, Iterable, Mapping
from datetime import date, datetime
from enum import Enum
from functools import cache, lru_cache
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, TypeVar, Union, cast, get_args, get_origin

import msgspec
from pydantic import BaseModel

from khuyencong.model.sparse import Sparse, finish, put
from khuyencong.vietnamese.dates import VIETNAM

M = TypeVar("M", bound=BaseModel)
H = TypeVar("H", bound=Hashable)
_Convert = Callable[[Any], Any]
_PLAIN = (int, float, bool, datetime, date)
_OWN = ("title", "slug", "uid", "summary", "source_url")
"""Fields whose text no other entry has."""
SHARED = 1 << 12
"""Values of a form that were seen last, from which equal ones are taken."""
_DAY, _MOMENT, _VIETNAM = 1, 2, 3
"""Codes of msgpack extensions: a day, a moment, a moment in the time zone of Vietnam."""


class _UnknownFormError(Exception):
    """A type whose values are made by the model alone."""


@lru_cache(SHARED)
def shared(value: H) -> H:
    """The value itself, or an equal one that was seen before."""
    return value


def values_of(model: BaseModel) -> dict[str, Any]:
    """The fields that were given, as values that msgpack knows."""
    given = model.model_fields_set
    return {name: _packable(value) for name, value in vars(model).items() if name in given}


def from_values(model: type[M], values: Mapping[str, Any]) -> M:
    """The instance whose `values_of` gave these values."""
    return cast(M, _maker(model)(values))


def time_of(code: int, data: memoryview) -> date:
    """The time behind an extension of msgpack."""
    text = str(data, "ascii")
    if code == _VIETNAM:
        return datetime.fromisoformat(text).replace(tzinfo=VIETNAM)
    return datetime.fromisoformat(text) if code == _MOMENT else date.fromisoformat(text)


_encoder = msgspec.msgpack.Encoder()
_decoder = msgspec.msgpack.Decoder(dict[str, Any], ext_hook=time_of)


def _packable(value: Any) -> Any:
    if type(value) is str:  # as most are: to ask whether it is a model takes longer
        return value
    if isinstance(value, BaseModel):
        return _encoder.encode(values_of(value))
    if isinstance(value, dict):
        return {key: _packable(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_packable(item) for item in value]
    if isinstance(value, datetime):
        if value.tzinfo is VIETNAM:
            return _extension(_VIETNAM, value.replace(tzinfo=None))
        return _extension(_MOMENT, value)
    if isinstance(value, date):
        return _extension(_DAY, value)
    return str(value) if isinstance(value, str) else value


def _extension(code: int, time: date) -> msgspec.msgpack.Ext:
    return msgspec.msgpack.Ext(code, time.isoformat().encode())


def _unpacked(value: Any) -> Any:
    """A value with all that is packed in it as values, too."""
    if isinstance(value, bytes):
        return _unpacked(_decoder.decode(value))
    if isinstance(value, dict):
        return {name: _unpacked(part) for name, part in value.items()}
    return [_unpacked(part) for part in value] if isinstance(value, list) else value


@cache
def _maker(model: type[BaseModel]) -> Callable[[Mapping[str, Any]], BaseModel]:
    fields = model.model_fields.items()
    conversions = {name: _conversion(field.annotation) for name, field in fields}
    for name in _OWN:
        if conversions.get(name) is shared:
            conversions[name] = _same
    # In the order of the declaration; what is required was dumped, so it is always given.
    defaults = {name: field.get_default(call_default_factory=True) for name, field in fields}
    absent = [] if issubclass(model, Sparse) else list(defaults.items())
    given = cache(set[str])
    """Sets of names, each for all that give the same: an entry is never changed."""

    def make(values: Mapping[str, Any]) -> BaseModel:
        made = model.__new__(model)
        try:
            for name, value in absent:
                put(made, name, value)
            for name, value in values.items():
                put(made, name, conversions[name](value))
        except _UnknownFormError:
            return model.model_validate(_unpacked(values))
        finish(made, given(tuple(values)))
        return made

    return make


def _conversion(form: Any) -> _Convert:
    """How a value of a field is made of what was packed."""
    origin, parts = get_origin(form), get_args(form)
    if origin is Annotated:
        return _conversion(parts[0])
    if origin in (Union, UnionType):
        return _of_union([part for part in parts if part is not NoneType])
    if origin is tuple and parts[1:] == (...,):
        return _of_many(parts[0])
    if form is str:
        return shared
    if origin is dict:
        return _same if _conversion(parts[1]) in (_same, shared) else _unknown
    if form in _PLAIN or origin is Literal:
        return _same
    if isinstance(form, type) and issubclass(form, BaseModel):
        return _of_model(form)
    return form if isinstance(form, type) and issubclass(form, Enum) else _unknown


def _of_union(parts: list[Any]) -> _Convert:
    conversions = {_conversion(part) for part in parts}
    if conversions <= {_same, shared}:
        return _same if _same in conversions else shared
    convert = conversions.pop() if len(conversions) == 1 else _unknown
    return lambda value: None if value is None else convert(value)


def _of_many(form: Any) -> _Convert:
    convert = _conversion(form)
    if convert is _same:
        return tuple

    def many(values: Iterable[Any]) -> tuple[Any, ...]:
        return tuple(map(convert, values))

    if convert is not shared and not isinstance(form, type):
        return many  # tuples of tuples, and whatever else cannot be looked up
    kept = lru_cache(SHARED)(many)
    return lambda values: kept(tuple(values))


@cache
def _of_model(model: type[BaseModel]) -> _Convert:
    make = _maker(model)
    return lru_cache(SHARED)(lambda packed: make(_decoder.decode(packed)))


def _same(value: Any) -> Any:
    return value


def _unknown(value: Any) -> Any:
    raise _UnknownFormError
