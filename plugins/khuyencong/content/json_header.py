"""A header whose values are all JSON, as programs write them: read without YAML.

Each line holds one key with a text in double quotes, a list or a mapping of such. JSON like that
is YAML and means the same there (YAML 1.2, 1.2; `tests/content/test_json_header.py` compares), but
takes a seventh of the time, and a site of many centres reads tens of thousands.
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

_LINE = re.compile(r"(?P<key>[a-z_]+): (?P<value>[\"\[{](?:[^\\]|\\[\"\\])*)")
_KEY = re.compile(r"[a-z_]+")


class _OtherFormError(ValueError):
    """The header is no such one; YAML reads it."""


def read_json_header(
    text: str, kind: type[BaseModel], first_line: int
) -> tuple[Values, dict[Where, int]] | None:
    """The values with the line of each, as YAML would give them without a complaint.

    None for a header of any other form, or where there is something to complain about.
    """
    if len(text) > LONGEST or clean(text).text != text:
        return None
    values: Values = {}
    lines: dict[Where, int] = {}
    try:
        for number, line in enumerate(text.removesuffix("\n").split("\n"), first_line):
            found = _LINE.fullmatch(line)
            if found is None or not line.isprintable():
                return None
            places: list[Where] = []
            _put(values, found["key"], _decode(found["value"]), (), kind, places)
            lines |= dict.fromkeys(places, number)
    except (ValueError, RecursionError):
        return None
    return values, lines


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


def _put(
    values: Values,
    written_key: str,
    written: Any,
    where: Where,
    kind: type[BaseModel] | None,
    places: list[Where],
) -> None:
    """Put a value under its key; `places` learns where it stands, and what is in it.

    Raises:
        _OtherFormError: another key means the same.
    """
    key = declared_key(written_key, kind) or written_key
    if key in values:
        raise _OtherFormError
    values[key] = _value(written, (*where, key), keys_below(kind, key), places)


def _value(written: Any, where: Where, kind: type[BaseModel] | None, places: list[Where]) -> Any:
    """A value as `FrontMatter` has it.

    Raises:
        _OtherFormError: it holds something that is no text, or two keys that mean the same.
    """
    places.append(where)
    if isinstance(written, str):
        return written
    if len(where) > DEEPEST or not isinstance(written, list | dict):
        raise _OtherFormError
    if isinstance(written, list):
        return [_value(each, (*where, n), kind, places) for n, each in enumerate(written)]
    members: Values = {}
    for key, value in written.items():
        _put(members, key, value, where, kind, places)
    return members
