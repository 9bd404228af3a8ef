"""What declarations are made of: the base class, closed lists, forms of values."""

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, Self

from pydantic import BaseModel, ConfigDict, GetJsonSchemaHandler
from pydantic.fields import FieldInfo
from pydantic_core import CoreSchema, PydanticCustomError

from khuyencong.model.rules import Rule
from khuyencong.vietnamese.slugs import slugify

FIRST_VERSION = "0.1"
"""Version of the program that brought every field that does not say otherwise."""


class Declared(BaseModel):
    """Base of every declaration: frozen, and silent about unknown keys.

    Unknown keys are only a warning, which `validating` gives with the nearest known key.
    """

    model_config = ConfigDict(
        frozen=True, extra="ignore", str_strip_whitespace=True, defer_build=True
    )


class Choice(StrEnum):
    """A closed list of values, each with its Vietnamese label."""

    label: str

    def __new__(cls, value: str, label: str) -> Self:
        member = str.__new__(cls, value)
        member._value_ = value
        member.label = label
        return member

    @classmethod
    def _missing_(cls, value: object) -> Self | None:
        """Accept the label, with or without diacritics, as well as the value."""
        wanted = slugify(str(value))
        for member in cls:
            if wanted in (member.value, slugify(member.label)):
                return member
        return None

    @classmethod
    def __get_pydantic_json_schema__(
        cls, schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> dict[str, Any]:
        """The values, and the labels as they are printed."""
        return {"enum": [m.value for m in cls] + [m.label for m in cls]}


_LIMITS = {
    **{name: name for name in ("minLength", "maxLength", "minimum", "maximum")},
    **{"ge": "minimum", "le": "maximum", "min_length": "minLength", "max_length": "maxLength"},
}
"""Names under which pydantic hands on a limit that it checks by a function of its own."""


@dataclass(frozen=True, slots=True)
class Form:
    """How a value is written: one Vietnamese word for it, and its JSON Schema.

    The schema describes what stands in a file, text or what YAML makes of it, not what the
    program turns it into.
    """

    word: str
    schema: dict[str, Any] = field(hash=False)

    def __get_pydantic_json_schema__(
        self, schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> dict[str, Any]:
        """The form, with the limits (length, least and most) that a field adds to it."""
        declared = handler(schema)
        limits = {name: declared[key] for key, name in _LIMITS.items() if key in declared}
        return self.schema | limits


def since(field: FieldInfo) -> str:
    """Version of the program in which a field appeared."""
    extra = field.json_schema_extra
    return str(extra["since"]) if isinstance(extra, dict) and "since" in extra else FIRST_VERSION


def refuse(rule: Rule, message: str, advice: str) -> PydanticCustomError:
    """The error by which a field type refuses a value, for `raise`."""
    context = {"wrong": message, "advice": advice}
    return PydanticCustomError(rule.name, "{wrong}", context)
