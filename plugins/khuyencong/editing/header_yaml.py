"""Fields of a YAML header changed, added and removed, while every other line stays as it is.

YAML tells where each entry stands; lines are then replaced as they lie in the file, so that
comments, order, quoting and line ends of everything else are untouched.
"""

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TypeGuard

import yaml
from pydantic import BaseModel

from khuyencong.alignment import aligned
from khuyencong.content.front_matter import (
    NodeLoader,
    labels_of,
    parse_yaml,
    without_references,
)
from khuyencong.content.header_preprocessor import preprocess
from khuyencong.editing.yaml_writer import (
    Value,
    entry_lines,
    flow_list,
    item_lines,
    position_in,
)
from khuyencong.model.entry import Entry
from khuyencong.model.keys import declared_key, keys_below
from khuyencong.vietnamese.cleanup import clean

Kind = type[BaseModel]

_LINE = re.compile("[^\n\r\v\f\u0085\u2028\u2029]*(?:\r\n|[\n\r\v\f\u0085\u2028\u2029]|\\Z)")
"""A line with its end, at the places where reading ends one."""
_BULLET = re.compile(" *- +")


class HeaderError(ValueError):
    """A header that cannot be changed field by field: it is broken, or uses rare YAML."""


@dataclass(frozen=True, slots=True)
class _Part:
    """An entry of a mapping, or an item of a list: its node and its lines, end excluded."""

    node: yaml.Node
    first: int
    last: int
    column: int


def with_fields(header: str, changes: Mapping[str, Value | None], kind: Kind) -> str:
    """A header, as it lies in a file of `kind`, with the values of some keys changed.

    None, and every empty value, removes a key. A value that is equal to what stands there
    changes nothing; in lists of records only what differs is written anew. What is new stands in
    the order of the declaration.

    Raises:
        HeaderError: the header is broken, or the result would not read back as what was asked.
    """
    text = clean(header).text
    node = _composed(text, kind)
    if node is None:
        raise HeaderError("the header is no mapping that YAML can read")
    old = _values(text, kind)
    wanted = {key: tidy(value, (key,)) for key, value in changes.items()}
    editor = _Editor(split_lines(header), line_end(header))
    editor.mapping(node, old, wanted, kind, len(editor.lines))
    result = editor.result()
    expected = {key: value for key, value in {**old, **wanted}.items() if value is not None}
    if _values(clean(result).text, kind) != expected:
        raise HeaderError("the changed header would read differently")
    return result


def split_lines(text: str) -> list[str]:
    """The lines of a text with their ends, as reading counts them."""
    return [line for line in _LINE.findall(text) if line]


def line_end(text: str) -> str:
    """The line end that a text uses."""
    return "\r\n" if "\r\n" in text else "\n"


def tidy(value: Value | None, where: tuple[str | int, ...] = ()) -> Value | None:
    """A value as a header gives it back: clean text without spaces at its ends, nothing empty."""
    if isinstance(value, str):
        text = clean(value).text.strip()
        return (text if where == ("summary",) else without_references(text)) or None
    if isinstance(value, Mapping):
        entries = ((key, tidy(each, (*where, key))) for key, each in value.items())
        return {key: each for key, each in entries if each is not None} or None
    items = (tidy(each, (*where, n)) for n, each in enumerate(value or ()))
    return [each for each in items if each is not None] or None


def _values(text: str, kind: Kind) -> dict[str, Value]:
    values = (
        (key, tidy(value, (key,))) for key, value in parse_yaml(text, "", kind).values.items()
    )
    return {key: value for key, value in values if value is not None}


def _composed(text: str, kind: Kind) -> yaml.MappingNode | None:
    prepared = preprocess(text, labels_of(kind), comments=not issubclass(kind, Entry))
    try:
        node = yaml.compose(prepared.text, Loader=NodeLoader)
    except (yaml.YAMLError, RecursionError):
        return None
    if node is None:
        return yaml.MappingNode("tag:yaml.org,2002:map", [])
    return node if isinstance(node, yaml.MappingNode) else None


class _Editor:
    """Collects what becomes of ranges of lines."""

    def __init__(self, lines: list[str], end: str) -> None:
        self.lines = lines
        self.end = end
        self._edits: list[tuple[int, int, list[str]]] = []

    def result(self) -> str:
        """The text with all edits made."""
        lines: list[str] = []
        place = 0
        for first, last, new in sorted(self._edits, key=lambda edit: edit[:2]):
            lines += self.lines[place:first]
            if new and lines and not _LINE_END.search(lines[-1]):
                lines[-1] += self.end
            lines += new
            place = last
        return "".join(lines + self.lines[place:])

    def mapping(
        self,
        node: yaml.MappingNode,
        old: Mapping[str, Value],
        changes: Mapping[str, Value | None],
        kind: Kind | None,
        last: int,
    ) -> None:
        """Change entries of a mapping whose lines end before `last`."""
        parts = self._entries(node, kind, last)
        order = position_in(kind)
        column = next((part.column for part in parts.values()), 0)
        for key in sorted(changes, key=order):
            new = changes[key]
            if key in parts:
                self._change(key, parts[key], old.get(key), new, kind)
            elif new is not None:
                # The first key of an item shares its line with the bullet and stays the first.
                first = next(iter(parts.values())).last if column else 0
                before = (part.last for known, part in parts.items() if order(known) <= order(key))
                place = max(before, default=first)
                self._put(place, place, entry_lines(key, new, kind), " " * column)

    def _change(
        self, key: str, part: _Part, old: Value | None, new: Value | None, kind: Kind | None
    ) -> None:
        if new == old:
            return
        below = keys_below(kind, key)
        if new is None:
            self._edits.append((part.first, part.last, []))
        elif isinstance(new, Mapping) and isinstance(old, Mapping) and _is_block(part):
            self._within(part, old, new, below)
        elif _is_list(new) and _is_list(old) and _is_block(part) and (items := self._items(part)):
            self._list(items, old, new, below)
        else:
            lines = entry_lines(key, new, kind)
            if _is_flow_list(part.node) and _is_list(new) and all(isinstance(i, str) for i in new):
                lines = [f"{key}: {flow_list([str(item) for item in new])}"]
            head = self.lines[part.first][: part.column]
            written = lines[0].removeprefix(key)
            self._put(
                part.first,
                part.last,
                [f"{self._written_key(part)}{written}", *lines[1:]],
                " " * part.column,
                head,
            )

    def _written_key(self, part: _Part) -> str:
        """The key as it is written in the file: a label of the handbook stays one."""
        return self.lines[part.first][part.column :].partition(":")[0].rstrip()

    def _within(
        self, part: _Part, old: Mapping[str, Value], new: Mapping[str, Value], kind: Kind | None
    ) -> None:
        """Change a record entry by entry; keys that it has no more go."""
        if isinstance(part.node, yaml.MappingNode):
            gone: dict[str, Value | None] = dict.fromkeys(old.keys() - new.keys())
            self.mapping(part.node, old, {**gone, **new}, kind, part.last)

    def _list(
        self, parts: list[_Part], old: Sequence[Value], new: Sequence[Value], kind: Kind | None
    ) -> None:
        """Change a list item by item; what only moves keeps its lines."""
        known = {_name(item): part for item, part in zip(old, parts, strict=True)}
        for same, a, b, c, d in aligned([*map(_name, old)], [*map(_name, new)]):
            if same:
                continue
            pairs = min(b - a, d - c)
            for part, was, item in zip(parts[a:b], old[a:b], new[c:d], strict=False):
                self._item(part, was, item, kind, known)
            for part in parts[a + pairs : b]:
                self._edits.append((part.first, part.last, []))
            place = parts[b - 1].last if b else parts[0].first
            for item in new[c + pairs : d]:
                self._put_item(place, place, item, kind, known, parts[0])

    def _item(
        self, part: _Part, old: Value, new: Value, kind: Kind | None, known: Mapping[str, _Part]
    ) -> None:
        node = part.node
        block = isinstance(node, yaml.MappingNode) and not node.flow_style
        if block and isinstance(old, Mapping) and isinstance(new, Mapping):
            first = declared_key(str(node.value[0][0].value), kind) or str(node.value[0][0].value)
            if first in new and _name(new) not in known:
                self._within(part, old, new, kind)
                return
        self._put_item(part.first, part.last, new, kind, known, part)

    def _put_item(
        self,
        first: int,
        last: int,
        item: Value,
        kind: Kind | None,
        known: Mapping[str, _Part],
        neighbour: _Part,
    ) -> None:
        if same := known.get(_name(item)):
            self._edits.append((first, last, self.lines[same.first : same.last]))
            return
        line = self.lines[neighbour.first]
        indent = line[: len(line) - len(line.lstrip(" "))]
        self._put(first, last, item_lines(item, kind), indent)

    def _put(
        self, first: int, last: int, lines: Sequence[str], indent: str, head: str | None = None
    ) -> None:
        """New lines in a place; `head` is what stands before the first, such as a bullet."""
        heads = [indent if head is None else head, *[indent] * (len(lines) - 1)]
        new = [f"{h}{line}".rstrip(" ") + self.end for h, line in zip(heads, lines, strict=True)]
        self._edits.append((first, last, new))

    def _entries(self, node: yaml.MappingNode, kind: Kind | None, last: int) -> dict[str, _Part]:
        """The entries of a mapping by their declared keys; of a repeated key the first."""
        found: dict[str, _Part] = {}
        starts = [key.start_mark.line for key, _ in node.value] + [last]
        for number, (key, value) in enumerate(node.value):
            mark = key.start_mark
            end = self._trimmed(starts[number], starts[number + 1], mark.column)
            name = str(key.value).strip()
            found.setdefault(
                declared_key(name, kind) or name, _Part(value, mark.line, end, mark.column)
            )
        return found

    def _items(self, part: _Part) -> list[_Part]:
        """The items of a list; none when a bullet does not stand on the line of its item."""
        nodes = part.node.value
        starts = [node.start_mark.line for node in nodes] + [part.last]
        items = []
        for number, node in enumerate(nodes):
            line, column = node.start_mark.line, node.start_mark.column
            bullet = _BULLET.match(self.lines[line])
            inside = part.first < line < part.last
            if bullet is None or not inside or starts[number] == starts[number + 1]:
                return []
            end = self._trimmed(line, starts[number + 1], bullet[0].index("-"))
            items.append(_Part(node, line, end, column))
        return items

    def _trimmed(self, first: int, last: int, column: int) -> int:
        """The line behind an entry, without the empty lines and comments that follow it."""
        while last > first + 1:
            line = self.lines[last - 1]
            text = line.strip()
            if text and not (text[0] == "#" and len(line) - len(line.lstrip()) <= column):
                break
            last -= 1
        return last


_LINE_END = re.compile("[\n\r\v\f\u0085\u2028\u2029]\\Z")


def _name(value: Value) -> str:
    """A text that is the same for equal values."""
    return json.dumps(value, sort_keys=True)


def _is_list(value: Value | None) -> TypeGuard[Sequence[Value]]:
    return isinstance(value, Sequence) and not isinstance(value, str)


def _is_flow_list(node: yaml.Node) -> bool:
    return isinstance(node, yaml.SequenceNode) and bool(node.flow_style)


def _is_block(part: _Part) -> bool:
    """Whether a value stands on lines of its own below its key, and is no alias of another."""
    node = part.node
    block = isinstance(node, yaml.CollectionNode) and not node.flow_style
    return block and part.first < node.start_mark.line < part.last
