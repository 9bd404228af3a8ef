"""The words of an entry with their lines, without code, addresses and markup."""

import html
import re
import sys
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from functools import cached_property

from khuyencong.content.record import Record
from khuyencong.model.entry import Entry

_FENCE = re.compile(r"^(```|~~~).*?^\1[^\n]*$", re.MULTILINE | re.DOTALL)
_WHOLE_LINE = re.compile(
    r"^\[(?!\^)[^\]\n]+\]:.*$|^\*\[[^\]\n]+\]:.*$"  # where links go, what abbreviations mean
    r"|^[ \t|:-]+$",  # the rule of a table
    re.MULTILINE,
)
# Each branch begins with a sign: the engine then skips from sign to sign. None runs past the
# next sign of its own, or a line of nothing but signs would cost the square of its length.
_NOT_PROSE = re.compile(
    r"`[^`\n]*`"  # code
    r"|\]\([^)\]\n]*\)|\]\[[^\]\n]*\]"  # where a link goes
    r"|<[^<>\n]*>|https?://\S+"  # tags, addresses
    r"|\[\^[^\[\]\n]*\]:?"  # notes
    r"|\*\*|__|\*(?!\w)|\*(?<!\w.)|_(?!\w)|_(?<!\w.)"
)
_MAIL = re.compile(r"(?<!\S)[^\s@]*@\S*")
_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
_ANY_MARK = re.compile(r"[`\[\]<*_|@&]|://|--")
_LINE_END = re.compile("\n")
_LAST = sys.maxsize
_WORD_BEFORE = re.compile(r"(?P<word>[^\W\d_]+)[ \t]+$")
_WORD_AFTER = re.compile(r"[ \t]+(?P<word>[^\W\d_]+)")
_REACH = 30
"""Letters on either side within which a neighbour is looked for."""


class Prose:
    """Text whose every place knows its line of the file."""

    def __init__(self) -> None:
        self.text = ""
        self._pieces: list[tuple[int, int]] = []  # where each begins, and its line of the file

    def add(self, text: str, line: int) -> None:
        """Append a piece of text that stands on a line (and the lines after it)."""
        self._pieces.append((len(self.text), line))
        self.text += f"{text}\n"

    @cached_property
    def lower(self) -> str:
        """The whole text in small letters, every letter in its place."""
        lower = self.text.lower()
        if len(lower) == len(self.text):
            return lower
        return "".join(small if len(small := char.lower()) == 1 else char for char in self.text)

    @cached_property
    def _breaks(self) -> list[int]:
        """Places of all line ends of the whole text."""
        return [found.start() for found in _LINE_END.finditer(self.text)]

    @cached_property
    def _has_gaps(self) -> bool:
        """Whether words may stand further apart than one space."""
        return "  " in self.text or "\t" in self.text

    def line(self, place: int) -> int:
        """Line of the file of a place in the whole text."""
        start, line = self._pieces[bisect_right(self._pieces, (place, _LAST)) - 1]
        return line + bisect_left(self._breaks, place) - bisect_left(self._breaks, start)

    def pair_places(self, first: str, second: str) -> Iterator[tuple[int, int]]:
        """Where two words, in small letters, stand side by side on a line: from and to."""
        if self._has_gaps:
            pattern = rf"(?<![\w-]){first}[ \t]+{second}(?![\w-])"
            yield from (found.span() for found in re.finditer(pattern, self.lower))
            return
        wanted = f"{first} {second}"
        end = 0
        while (start := self.lower.find(wanted, end)) >= 0:
            end = start + len(wanted)
            around = self.lower[start - 1 : start] + self.lower[end : end + 1]
            if not any(char.isalnum() or char in "-_" for char in around):
                yield start, end

    def neighbours(self, start: int, end: int) -> tuple[str, str]:
        """The words, in small letters, right before and behind a place, "" where none is."""
        before = _WORD_BEFORE.search(self.lower, max(start - _REACH, 0), start)
        after = _WORD_AFTER.match(self.lower, end, end + _REACH)
        return before["word"] if before else "", after["word"] if after else ""


def prose_of(record: Record[Entry]) -> tuple[Prose, Prose]:
    """What a reader reads, in order: title, sa-pô, body, captions, corrections; and the body."""
    entry = record.entry
    whole, body = Prose(), Prose()
    whole.add(entry.title, record.line(("title",)))
    whole.add(_one_line(entry.summary), record.line(("summary",)))
    if text := record.text:
        words = without_markup(text)
        whole.add(words, record.text_line)
        body.add(words, record.text_line)
    for words, line in _captions(record):
        whole.add(_one_line(words), line)
    return whole, body


def _captions(record: Record[Entry]) -> Iterator[tuple[str, int]]:
    for number, photo in enumerate(record.entry.photos):
        yield photo.alt, record.line(("photos", number, "alt"))
        yield photo.caption, record.line(("photos", number, "caption"))
    for number, correction in enumerate(record.entry.corrections):
        yield correction.note, record.line(("corrections", number, "note"))


def _one_line(text: str) -> str:
    return " ".join(without_markup(text).split("\n"))


def without_markup(text: str) -> str:
    """The text with markup blanked out; no line is added or removed."""
    if not _ANY_MARK.search(text):
        return text
    text = _FENCE.sub(lambda found: "\n" * found[0].count("\n"), text)
    text = _WHOLE_LINE.sub("", text)
    text = _NOT_PROSE.sub(lambda found: " \u2063 " if found[0][0] in "`h<" else "", text)
    text = _MAIL.sub("", text) if "@" in text else text
    return _ENTITY.sub(_letter, text) if "&" in text else text


def _letter(entity: re.Match[str]) -> str:
    """What an entity stands for: `&aacute;` is á, `&nbsp;` a space."""
    written = html.unescape(entity[0])
    return written if written.isprintable() and not written.isspace() else " "
