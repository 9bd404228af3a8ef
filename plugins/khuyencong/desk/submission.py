"""From what a browser submits back to the values of a header: only what was changed."""

from collections.abc import Iterator, Mapping, Sequence

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from khuyencong.desk.approval import BY_BUTTON
from khuyencong.desk.inputs import (
    NAME_OF_ROW,
    ROW,
    Widget,
    as_shown,
    is_mapping,
    origins,
    widget_of,
)
from khuyencong.editing.yaml_writer import Value
from khuyencong.model.keys import inner_declaration
from khuyencong.model.values import flag

Pairs = Sequence[tuple[str, str]]
"""Names and values of inputs, in the order in which they stand on the screen."""


def changes(
    kind: type[BaseModel], old: Mapping[str, Value], pairs: Pairs
) -> dict[str, Value | None]:
    """The keys whose inputs were changed, with their new values; None where one was emptied.

    What was not in the form, and what looks as it looked before, is not in the result: its
    lines stay as they are, however they are written.
    """
    found: dict[str, Value | None] = {}
    for key, declared in kind.model_fields.items():
        if key in BY_BUTTON:
            continue
        mine = _below(key, pairs)
        if mine:
            value = _value(key, declared, old.get(key), mine)
            if value != old.get(key):
                found[key] = value
    return found


def applied(old: Mapping[str, Value], new: Mapping[str, Value | None]) -> dict[str, Value]:
    """The values after changes."""
    return {key: value for key, value in {**old, **new}.items() if value is not None}


def _below(key: str, pairs: Pairs) -> list[tuple[str, str]]:
    """The inputs of one key, with what stands behind it in their names."""
    return [
        (name.removeprefix(key), value)
        for name, value in pairs
        if name == key or name.startswith(f"{key}.")
    ]


def _value(
    key: str, declared: FieldInfo, old: Value | None, pairs: list[tuple[str, str]]
) -> Value | None:
    widget = widget_of(key, declared, old)
    inner = inner_declaration(declared.annotation)
    inside = [(name[1:], value) for name, value in pairs if name]
    if widget is Widget.AS_WRITTEN:
        return old
    if widget is Widget.RECORD and inner:
        return _record(inner, old if isinstance(old, Mapping) else {}, inside)
    if widget is Widget.RECORDS:
        return _records(declared, inner, old, inside)
    if widget is Widget.CHOICES:
        chosen = [value for name, value in pairs if not name and value]
        before = as_items(old)
        return old if chosen == before else chosen or None
    text = next((value for name, value in reversed(pairs) if not name), "")
    return _text_value(widget, old, text)


def _text_value(widget: Widget, old: Value | None, text: str) -> Value | None:
    text = text.replace("\r\n", "\n").strip()
    if text == as_shown(widget, old).strip():
        return old
    if widget is Widget.FLAG:
        return _flag_value(old, text)
    if widget is Widget.COMMAS:
        return [part for part in (part.strip() for part in text.split(",")) if part] or None
    if widget is Widget.LINES:
        return [line.strip() for line in text.split("\n") if line.strip()] or None
    return text or None


def _flag_value(old: Value | None, text: str) -> Value | None:
    """A box that is ticked or not; "có" in the file stays "có"."""
    try:
        was = bool(flag(old)) if old is not None else False
    except ValueError:
        was = False
    return old if was is bool(text) else ("true" if text else None)


def as_items(value: Value | None) -> list[str]:
    """A list of texts, or a text with commas, as a list."""
    if isinstance(value, str):
        return [part.strip() for part in value.split(",") if part.strip()]
    return [str(item) for item in value or ()]


def _record(
    inner: type[BaseModel], old: Mapping[str, Value], pairs: list[tuple[str, str]]
) -> Value | None:
    return applied(old, changes(inner, old, pairs)) or None


def _records(
    declared: FieldInfo,
    inner: type[BaseModel] | None,
    old: Value | None,
    pairs: list[tuple[str, str]],
) -> Value | None:
    before = dict(origins(old))
    rows = []
    for row in _rows(pairs):
        origin = next((value for name, value in row if name == ROW), "")
        was = before.get(origin)
        new: Value | None
        if inner:
            new = _record(inner, was if isinstance(was, Mapping) else {}, row)
        else:
            new = next((value.strip() for name, value in row if name == "value"), "") or None
        name = next((value.strip() for name, value in row if name == NAME_OF_ROW), "")
        if new is not None or name:
            rows.append((name, new or ""))
    if is_mapping(declared):
        return {name: value for name, value in rows if name} or None
    return [value for _, value in rows if value] or None


def _rows(pairs: list[tuple[str, str]]) -> Iterator[list[tuple[str, str]]]:
    """The inputs of each record, in the order of the screen."""
    rows: dict[str, list[tuple[str, str]]] = {}
    for name, value in pairs:
        place, _, rest = name.partition(".")
        if rest:
            rows.setdefault(place, []).append((rest, value))
    yield from rows.values()
