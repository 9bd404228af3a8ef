"""Declarations whose instances may lack what was not given: it is found on their class.

A large site has tens of thousands of entries, each of some forty fields, most of them not given.
"""

from collections.abc import Mapping
from typing import Any, TypeVar

from pydantic import BaseModel

from khuyencong.model.declaration import Declared

M = TypeVar("M", bound=BaseModel)


class _Default:
    """What an instance has for a field that it lacks."""

    __slots__ = ("value",)

    def __init__(self, value: Any) -> None:
        self.value = value

    def __get__(self, instance: object, kind: type) -> Any:
        if instance is None:
            # pydantic would take it for the default of a field that a subclass declares.
            raise AttributeError
        return self.value


class Sparse(Declared):
    """Base of such declarations; `model_dump` of an instance has what that holds."""

    @classmethod
    def __pydantic_init_subclass__(cls, **_: Any) -> None:
        for name, field in cls.model_fields.items():
            if not field.is_required():
                setattr(cls, name, _Default(field.get_default(call_default_factory=True)))

    def __eq__(self, other: object) -> bool:
        return type(self) is type(other) and all(
            getattr(self, name) == getattr(other, name) for name in type(self).model_fields
        )


def with_values(kind: type[M], values: Mapping[str, Any], given: set[str]) -> M:
    """An instance with these values, which were validated before, of which some were given.

    `model_construct` looks at every field, for each of thousands.
    """
    made = kind.__new__(kind)
    for name, value in values.items():
        put(made, name, value)
    finish(made, given)
    return made


put = object.__setattr__
"""Sets a field of an instance that is being made, which is frozen. Fields that are put one by one
take a third of the memory of a dict: all instances of a class share its keys."""


def finish(made: BaseModel, given: set[str]) -> None:
    """Give an instance that is being made what each has besides its fields."""
    put(made, "__pydantic_fields_set__", given)
    put(made, "__pydantic_extra__", None)
    put(made, "__pydantic_private__", None)
