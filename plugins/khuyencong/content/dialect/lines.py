"""What each line of a body is: text, an item, a row of a table …"""

import re
from collections.abc import Iterator, Sequence
from enum import StrEnum, auto
from itertools import pairwise
from typing import NamedTuple

from khuyencong.content.dialect.lists import ITEM
from khuyencong.content.dialect.tables import RULE as TABLE_RULE
from khuyencong.content.dialect.wrapping import is_joined


class Kind(StrEnum):
    """What a line is, as far as that decides whether it stands alone."""

    BLANK = auto()
    TEXT = auto()
    ITEM = auto()
    CONTINUED = auto()
    """Indented below an item, a note or a definition."""
    NOTE = auto()
    DEFINITION = auto()
    REFERENCE = auto()
    """Where a link goes, or what an abbreviation means."""
    TABLE = auto()
    QUOTE = auto()
    """The line has lost its `>`."""
    ALONE = auto()
    """A heading, a rule, a picture, HTML: never part of anything."""


class Line(NamedTuple):
    """A line and what it is."""

    kind: Kind
    text: str


HOLDERS = frozenset({Kind.ITEM, Kind.NOTE, Kind.DEFINITION, Kind.REFERENCE})
"""What an indented line may belong to."""

_CLOSING = frozenset({Kind.TABLE, Kind.QUOTE, Kind.ALONE})
"""What an indented line no longer belongs to anything after."""

_SHAPES = (
    (re.compile(r"#{1,6} +\S.*"), Kind.ALONE),
    (re.compile(r"([-=_*])(?: *\1){2,} *"), Kind.ALONE),
    (re.compile(r"!\[[^\n]*(?:\)|\]) *"), Kind.ALONE),
    (re.compile("\x02[^\x03]*\x03 *"), Kind.ALONE),
    (re.compile(r"\[\^[^\]]+\]:.*"), Kind.NOTE),
    (re.compile(r"\*?\[[^\]]+\]:.*"), Kind.REFERENCE),
    (re.compile(r":[ ]+\S.*"), Kind.DEFINITION),
)
"""The first that a whole line has the shape of tells what it is."""
_SHAPED = frozenset("#-=_*!\x02[:")
_QUOTE = re.compile(r"> ?")
_COMPARED = re.compile(r">[>= ]*\d")
_ARROW = re.compile(r">{2,}[ ]*[^\s>]")
"""">>> Xem thêm: …" as portals print it; quotations in each other have spaces between."""
_DEEPER = 2
"""Spaces from which a line is indented below an item."""


_BLANK = Line(Kind.BLANK, "")


def classified(written: Sequence[str]) -> Iterator[Line]:
    """The lines of a text with their kinds; what indents a paragraph is gone."""
    before = _BLANK
    held_from = 0  # spaces from which a line belongs to what stands above; 0 when nothing holds
    for line, following in pairwise((*written, "")):
        if not line or line.isspace():
            before = _BLANK
            yield _BLANK
            continue
        indent = len(line) - len(line.lstrip(" "))
        if held_from and indent >= held_from:
            found = Line(Kind.ITEM if ITEM.match(line) else Kind.CONTINUED, line)
        else:
            found = _unheld(line, following, before)
        if found.kind in HOLDERS:
            held_from = _DEEPER + (indent if found.kind is Kind.ITEM else 0)
        elif found.kind in _CLOSING or (found.kind is Kind.TEXT and before.kind is Kind.BLANK):
            held_from = 0
        yield found
        before = found


def _unheld(line: str, following: str, before: Line) -> Line:
    """A line that belongs to no item above it."""
    text = line.lstrip(" ")
    if _is_plain(text) and before.kind is Kind.BLANK:
        return Line(Kind.TEXT, text)
    if "|" in text and (before.kind is Kind.TABLE or TABLE_RULE.fullmatch(following)):
        return Line(Kind.TABLE, text)
    if text[0] == ">":
        return _quote_or_comparison(text, before)
    if text[0] in _SHAPED:
        for pattern, kind in _SHAPES:
            if pattern.fullmatch(text):
                return Line(kind, text)
    if ITEM.match(text):
        return Line(Kind.ITEM, line)
    if before.kind is Kind.QUOTE and is_joined(before.text, text, 0):
        return Line(Kind.QUOTE, text)
    return Line(Kind.TEXT, text)


def _is_plain(text: str) -> bool:
    """Whether a line begins with a word and can be nothing but text: told in a few steps."""
    if not text[0].isalpha() or text[1:2] in (*").:\t", "") or text[1:4] == "   ":
        return False
    return text[2:3] != ")" and "|" not in text


def _quote_or_comparison(text: str, before: Line) -> Line:
    """A quotation, or a line such as `> 50 lao động` or `>> Xem thêm` that goes on with none."""
    words = _QUOTE.sub("", text, count=1)
    is_sign = _ARROW.match(text) or (_COMPARED.match(text) and not ITEM.match(words))
    if before.kind is not Kind.QUOTE and is_sign:
        return Line(Kind.TEXT, f"\\{text}")
    return Line(Kind.QUOTE, words)
