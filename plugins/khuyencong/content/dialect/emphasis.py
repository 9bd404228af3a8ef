"""Stars and underscores: emphasis where they hold words between them, signs everywhere else.

`5*3*2 m`, `3*`, `(*)`, `27_3` and `____` are signs. The rules are those of CommonMark 0.31 (6.2)
with five differences: a single star between two letters or digits is a sign, no mark opens before
a closing bracket or full stop, one between two signs (`^_^`, `-_-`) is a sign, two stars close
between a mark of a sentence and a letter (`**Lưu ý:**nộp`), and marks pair only with marks of their
own length (but for the three of `***`, which are one and two).
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from re import Match
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.inlinepatterns import InlineProcessor

_TAGS = {1: "em", 2: "strong"}
_RUN = re.compile(r"\*+|_+")
_LONGEST = 3
_DEEPEST = 2
"""Emphasis in emphasis; the engine finds the places of links no deeper than that."""
OPENING = "([{“‘«"
CLOSING = ")]}”’».,;:!?…%"
"""A mark before one of these opens nothing; behind one of `OPENING` it closes nothing."""

_BESIDE = "\"'*_\x02\x03"
"""What may stand between a mark and its words: quotes, other marks, what the engine took out."""


@dataclass(slots=True)
class _Mark:
    """A run of one sign, or what is left of it: from `start` to `end`."""

    sign: str
    start: int
    end: int

    @property
    def length(self) -> int:
        return self.end - self.start


@dataclass(slots=True)
class _Region:
    """Words between two marks; the marks are `size` signs long each."""

    start: int
    end: int
    size: int
    inner: "list[_Region]" = field(default_factory=list)


class EmphasisProcessor(InlineProcessor):
    """Makes `em` and `strong`; a text is paired once, however many marks it has."""

    def __init__(self, md: Markdown) -> None:
        super().__init__(_RUN.pattern, md)
        self._rest = ""
        self._regions: dict[int, _Region] = {}

    def handleMatch(  # type: ignore[override]  # noqa: N802
        self, m: Match[str], data: str
    ) -> tuple[Element | None, int, int]:
        """The element that begins at a mark; None where the mark is a sign."""
        if len(data) - m.start() > len(self._rest) or not data.endswith(self._rest):
            self._regions = {len(data) - region.start: region for region in _regions(data)}
        self._rest = data[m.end() :]
        region = self._regions.get(len(data) - m.start())
        if region is None:
            return None, m.start(), m.end()
        moved = m.start() - region.start
        self._rest = data[region.end + moved :]
        return _element(region, data, moved), m.start(), region.end + moved


def _element(region: _Region, data: str, moved: int) -> Element:
    """The element of a region whose text moved, because places before it were replaced."""
    element = Element(_TAGS[region.size])
    place = region.start + region.size + moved
    last: Element | None = None
    for inner in [*region.inner, None]:
        end = inner.start + moved if inner else region.end - region.size + moved
        if last is None:
            element.text = data[place:end]
        else:
            last.tail = data[place:end]
        if inner:
            last = _element(inner, data, moved)
            element.append(last)
            place = inner.end + moved
    return element


def _regions(data: str) -> list[_Region]:
    """Regions of a text that lie in no other, in order."""
    open_marks: list[_Mark] = []
    found: list[_Region] = []
    for mark, opens, closes in _marks(data):
        if closes:
            _close(mark, open_marks, found)
        if opens and mark.length:
            open_marks.append(mark)
    return found


def _close(mark: _Mark, open_marks: list[_Mark], found: list[_Region]) -> None:
    """Pair a mark with open ones; what lies between them loses its meaning."""
    while mark.length:
        place = next(_partners(mark, open_marks), None)
        if place is None:
            return
        partner = open_marks[place]
        both = mark.length == partner.length == _LONGEST
        size = 1 if both else min(mark.length, partner.length, 2)
        first = len(found)
        while first and found[first - 1].start >= partner.end:
            first -= 1
        region = _Region(partner.end - size, mark.start + size, size, found[first:])
        if _depth(region) > _DEEPEST:
            return
        del found[first:]
        found.append(region)
        partner.end -= size
        mark.start += size
        del open_marks[place + (partner.length > 0) :]


def _partners(mark: _Mark, open_marks: list[_Mark]) -> Iterator[int]:
    """Places of open marks that may pair with a closing one, the nearest first."""
    for place in range(len(open_marks) - 1, max(len(open_marks) - 9, -1), -1):
        partner = open_marks[place]
        fits = partner.length == mark.length or _LONGEST in (partner.length, mark.length)
        if partner.sign == mark.sign and fits:
            yield place


def _depth(region: _Region) -> int:
    return 1 + max(map(_depth, region.inner), default=0)


def _marks(data: str) -> Iterator[tuple[_Mark, bool, bool]]:
    """Every run of signs that is no mere sign, whether it may open, whether it may close."""
    for found in _RUN.finditer(data):
        start, end = found.span()
        if end - start > _LONGEST:
            continue
        before, after = data[start - 1 : start], data[end : end + 1]
        opens, closes = _flanks(found[0][0], end - start, before, after)
        if opens or closes:
            yield _Mark(found[0][0], start, end), opens, closes


def _flanks(sign: str, length: int, before: str, after: str) -> tuple[bool, bool]:
    """Whether a mark between two characters ("" at an end of the text) may open, may close."""
    if before.isalnum() and after.isalnum():
        digits = before.isdigit() and after.isdigit()
        both = sign == "*" and length > 1 and not digits
        return both, both
    is_sign = not (_ends_words(before, OPENING) or _ends_words(after, CLOSING)) and not (
        _holds_words(before, CLOSING) or _holds_words(after, OPENING)
    )
    opens = not before.isalnum() and not _is_space(after) and after not in CLOSING
    # "**Lưu ý:**nộp sớm": the space behind a label is often forgotten.
    label = sign == "*" and length > 1 and before in ".,:;!?…" and after.isalpha()
    closes = (label or not after.isalnum()) and not _is_space(before) and before not in OPENING
    return opens and not is_sign, closes and not is_sign


def _ends_words(char: str, signs: str) -> bool:
    return _is_space(char) or char in signs


def _holds_words(char: str, signs: str) -> bool:
    return char.isalnum() or char in signs or char in _BESIDE


def _is_space(char: str) -> bool:
    return not char or char.isspace()
