"""A header whose values are all JSON, as programs write them: read without YAML.

Each line holds one key with a text in double quotes, a list or a mapping of such. JSON like that
is YAML and means the same there (YAML 1.2, 1.2; `tests/content/test_json_header.py` compares), but
takes a fifteenth of the time, and a site of many centres reads tens of thousands.
"""

import json
import re
from typing import Any

from pydantic import BaseModel

from khuyencong.model.keys import declared_key, keys_below
from khuyencong.model.rules import Where
from khuyencong.vietnamese.cleanup import clean

Values = dict[str, Any]

LONGEST = 8_000
"""Letters of a header: what is longer goes through YAML, which counts its values."""
DEEPEST = 8
"""Lists and mappings in each other."""

_LINE = re.compile(
    r"^(?P<key>[a-z_]+): (?:\"(?P<text>[^\"\\\n]*)\"|(?P<other>[\"\[{].*))$", re.MULTILINE
)
_ESCAPED = re.compile(r"(?:[^\\]|\\[\"\\])*")
_KEY = re.compile(r"[a-z_]+")


class _OtherFormError(ValueError):
    """The header is no such one; YAML reads it."""


def read_json_header(
    text: str, kind: type[BaseModel], first_line: int
) -> tuple[Values, dict[Where, int]] | None:
    """The values as YAML would give them without a complaint, with the line of each key.

    What is in a value stands on the line of its key. None for a header of any other form, or where
    there is something to complain about.
    """
    if len(text) > LONGEST or clean(text).text != text:
        return None
    text = text.removesuffix("\n")
    written = _LINE.findall(text)
    if len(written) <= text.count("\n") or not text.replace("\n", "").isprintable():
        return None
    values: Values = {}
    try:
        for written_key, words, other in written:
            key = _named(written_key, kind, values)
            values[key] = _value(_decoded(other), keys_below(kind, key), 1) if other else words
    except (ValueError, RecursionError):
        return None
    return values, {(key,): line for line, key in enumerate(values, first_line)}


def _members(pairs: list[tuple[str, Any]]) -> Values:
    """A mapping.

    Raises:
        _OtherFormError: a key stands twice, or is none of ours.
    """
    members = dict(pairs)
    if len(members) < len(pairs) or not all(map(_KEY.fullmatch, members)):
        raise _OtherFormError
    return members


_decode = json.JSONDecoder(object_pairs_hook=_members).decode


def _decoded(written: str) -> Any:
    """What JSON says.

    Raises:
        ValueError: it is none, or has an escape that YAML may read in another way.
    """
    if "\\" in written and not _ESCAPED.fullmatch(written):
        raise _OtherFormError
    return _decode(written)


def _named(written: str, kind: type[BaseModel] | None, values: Values) -> str:
    """The key that a written one stands for among the values of a mapping.

    Raises:
        _OtherFormError: another key means the same.
    """
    key = declared_key(written, kind) or written
    if key in values:
        raise _OtherFormError
    return key


def _value(written: Any, kind: type[BaseModel] | None, depth: int) -> Any:
    """A value as `FrontMatter` has it.

    Raises:
        _OtherFormError: it holds something that is no text, or two keys that mean the same.
    """
    if isinstance(written, str):
        return written
    if depth > DEEPEST or not isinstance(written, list | dict):
        raise _OtherFormError
    if isinstance(written, list):
        return [_value(each, kind, depth + 1) for each in written]
    members: Values = {}
    for written_key, value in written.items():
        key = _named(written_key, kind, members)
        members[key] = _value(value, keys_below(kind, key), depth + 1)
    return members
