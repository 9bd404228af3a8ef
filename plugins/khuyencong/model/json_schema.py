"""JSON Schema (draft 2020-12) of what staff write, made from the declaration.

It describes the header of a file as YAML gives it, with everything as text or with numbers,
dates and flags resolved: an editor may do either. What depends on two fields or two files, and
calendars, a schema cannot say; `khuyencong check` can.
"""

from collections.abc import Iterator
from typing import Any

from pydantic import BaseModel

from khuyencong.model.centre import Centre
from khuyencong.model.de_an import FOLDER as DE_AN
from khuyencong.model.de_an import DeAn
from khuyencong.model.declaration import since
from khuyencong.model.entry import Entry, Status
from khuyencong.model.keys import inner_declaration
from khuyencong.model.kinds import KINDS

SCHEMAS: dict[str, type[BaseModel]] = {**KINDS, DE_AN: DeAn, "site": Centre}
"""Name on the command line → declaration; `de-an` describes one row."""


def json_schema(name: str) -> dict[str, Any]:
    """The schema of a kind.

    Raises:
        KeyError: no kind has this name.
    """
    kind = SCHEMAS[name]
    schema = kind.model_json_schema()
    for model in _declarations(kind):
        part = schema if model is kind else schema["$defs"][model.__name__]
        part["title"] = getattr(model, "label", model.__name__)
        part.pop("description", None)  # the docstring, which speaks to programmers
        for key, field in model.model_fields.items():
            value = part["properties"][key] | {"x-since": since(field)}
            part["properties"][key] = value if field.is_required() else _or_nothing(value)
    if issubclass(kind, Entry) and kind.dated:
        schema["required"] = sorted({*schema.get("required", ()), "date"})
        schema["properties"]["date"]["anyOf"].pop()
    if issubclass(kind, Entry):
        schema |= _DESCRIBED
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema}


_DESCRIBED = {
    "if": {
        "properties": {"status": {"enum": [Status.DRAFT.value, Status.DRAFT.label]}},
        "required": ["status"],
    },
    "else": {
        "properties": {
            "photos": {
                "items": {
                    "properties": {"alt": {"type": "string", "minLength": 1}},
                    "required": ["alt"],
                }
            }
        }
    },
}
"""A draft alone may have photos without a description."""


def _declarations(kind: type[BaseModel]) -> Iterator[type[BaseModel]]:
    """A declaration and all that stand inside it."""
    yield kind
    for field in kind.model_fields.values():
        if inner := inner_declaration(field.annotation):
            yield from _declarations(inner)


_SPOKEN = ("title", "description", "examples", "x-since")


def _or_nothing(value: dict[str, Any]) -> dict[str, Any]:
    """An optional key may stand there without a value: `modified:`."""
    spoken = {key: value[key] for key in _SPOKEN if key in value}
    rule = {key: part for key, part in value.items() if key not in (*_SPOKEN, "default")}
    options = rule.get("anyOf", [rule])
    nothing = [] if {"type": "null"} in options else [{"type": "null"}]
    return spoken | {"anyOf": [*options, *nothing]}
