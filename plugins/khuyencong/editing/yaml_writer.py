"""Plain values as lines of YAML that our reader and every other one read alike."""

from collections.abc import Callable, Iterator, Mapping, Sequence

import yaml
from pydantic import BaseModel
from yaml.resolver import Resolver

from khuyencong.content.front_matter import NodeLoader
from khuyencong.model.keys import keys_below
from khuyencong.model.skeleton import field_order

Value = str | Sequence["Value"] | Mapping[str, "Value"]
"""What a header holds: texts, lists and mappings of them. Nothing has another type there."""

LONGEST_LINE = 100
"""Letters of a list that is written on one line."""
_NUMBERS = ("tag:yaml.org,2002:int", "tag:yaml.org,2002:float")
_ESCAPES = str.maketrans({"\\": "\\\\", '"': '\\"', "\n": "\\n", "\t": "\\t"})
_FLOW_SIGNS = frozenset(",[]{}")
_resolver = Resolver()


def entry_lines(key: str, value: Value, kind: type[BaseModel] | None = None) -> list[str]:
    """A key with its value, without line ends; nested records in the order of their declaration.

    `kind` declares the key; None where staff choose the keys.
    """
    if isinstance(value, str):
        return _text_lines(f"{key}:", value)
    below = keys_below(kind, key)
    if isinstance(value, Mapping):
        return [f"{key}:", *_indented(mapping_lines(value, below))]
    if all(isinstance(item, str) for item in value):
        line = f"{key}: {flow_list([str(item) for item in value])}"
        if len(line) <= LONGEST_LINE:
            return [line]
    return [f"{key}:", *(f"  {line}" for item in value for line in item_lines(item, below))]


def mapping_lines(value: Mapping[str, Value], kind: type[BaseModel] | None) -> list[str]:
    """The entries of a mapping, in the order of their declaration."""
    keys = sorted(value, key=position_in(kind))
    return [line for key in keys for line in entry_lines(key, value[key], kind)]


def item_lines(value: Value, kind: type[BaseModel] | None = None) -> list[str]:
    """An item of a list with its bullet; `kind` declares the keys of a record."""
    if isinstance(value, str):
        return _text_lines("-", value)
    if not isinstance(value, Mapping):
        raise TypeError("a list within a list has no place in a header")
    first, *rest = mapping_lines(value, kind)
    return [f"- {first}", *_indented(rest)]


def flow_list(items: Sequence[str]) -> str:
    """A list on one line, in brackets."""
    plain = (text if not _FLOW_SIGNS & set(text) and _is_plain(text) else "" for text in items)
    return f"[{', '.join(text or _quoted(item) for text, item in zip(plain, items, strict=True))}]"


def position_in(kind: type[BaseModel] | None) -> Callable[[str], int]:
    """Sorting key: the place of a key in its declaration, behind all others when it has none."""
    places = {key: place for place, key in enumerate(field_order(kind) if kind else ())}
    return lambda key: places.get(key, len(places))


def _indented(lines: Sequence[str]) -> Iterator[str]:
    return (f"  {line}" if line else "" for line in lines)


def _text_lines(head: str, text: str) -> list[str]:
    if "\n" in text and all(_is_block_line(line) for line in text.split("\n")) and text[-1] != "\n":
        return [f"{head} |-", *_indented(text.split("\n"))]
    return [f"{head} {text if _is_plain(text) else _quoted(text)}"]


def _is_block_line(line: str) -> bool:
    """Whether a line keeps its spaces in a block of lines, and cannot pass for a comment."""
    return line == line.strip() and not line.startswith("#")


def _quoted(text: str) -> str:
    return f'"{text.translate(_ESCAPES)}"'


def _is_plain(text: str) -> bool:
    """Whether YAML reads a text without quotes as that text, and nobody's YAML as a number that
    loses something (a telephone number its zero, 00:16 its colon, 85.000 its thousands)."""
    if text in ("", "~", "null") or text.startswith("#") or "\n" in text or "\t" in text:
        return False
    try:
        node = yaml.compose(f"k: {text}", Loader=NodeLoader)
    except yaml.YAMLError:
        return False
    value = node.value[0][1] if isinstance(node, yaml.MappingNode) else None
    if not isinstance(value, yaml.ScalarNode) or value.style or value.value != text:
        return False
    tag = _resolver.resolve(yaml.ScalarNode, text, (True, False))  # type: ignore[no-untyped-call]
    return tag not in _NUMBERS or (text.isdigit() and (text == "0" or text[0] != "0"))
