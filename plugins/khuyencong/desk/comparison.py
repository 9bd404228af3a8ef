"""Two texts beside each other as a person reads: paragraphs, and in them words."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from khuyencong.alignment import aligned, too_many_pairs

_WORDS = re.compile(r"<[^<>]*>|\s+|[^\s<]+|<")
_PARAGRAPHS = re.compile(r"\n[ \t]*\n+")


@dataclass(frozen=True, slots=True)
class Piece:
    """Some words: both sides have them (""), only the old ("-") or only the new ("+")."""

    sign: str
    text: str


@dataclass(frozen=True, slots=True)
class Difference:
    """A run of paragraphs that both have, or that differ."""

    old: str
    new: str

    @property
    def same(self) -> bool:
        """Whether the paragraph is the same on both sides."""
        return self.old == self.new

    @property
    def pieces(self) -> tuple[Piece, ...]:
        """The words of both sides, those that differ marked."""
        return words_compared(self.old, self.new)


def words_compared(old: str, new: str) -> tuple[Piece, ...]:
    """The words that were struck and added; a tag is a word of its own.

    Long texts that have little in common at both ends are compared by lines.
    """
    before, after = _WORDS.findall(old), _WORDS.findall(new)
    if too_many_pairs(before, after):
        before, after = old.splitlines(keepends=True), new.splitlines(keepends=True)
    pieces: list[Piece] = []
    for same, a, b, c, d in aligned(before, after):
        if same:
            pieces.append(Piece("", "".join(before[a:b])))
            continue
        gone, come = "".join(before[a:b]), "".join(after[c:d])
        pieces += [Piece(sign, text) for sign, text in (("-", gone), ("+", come)) if text]
    return tuple(pieces)


def paragraphs_compared(old: str, new: str) -> tuple[Difference, ...]:
    """Two texts, paragraph by paragraph."""
    before, after = paragraphs(old), paragraphs(new)
    found = []
    for same, a, b, c, d in aligned(before, after):
        if same:
            found += [Difference(text, text) for text in before[a:b]]
        else:
            found.append(Difference(joined(before[a:b]), joined(after[c:d])))
    return tuple(found)


def paragraphs(text: str) -> list[str]:
    """The paragraphs of a text."""
    return [part for part in _PARAGRAPHS.split(text.strip("\n")) if part.strip()]


def joined(parts: Sequence[str]) -> str:
    """Paragraphs as one text."""
    return "\n\n".join(part for part in parts if part)
