"""The words of an entry with their lines, without code, addresses and markup."""

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field

from khuyencong.model.entry import Entry
from khuyencong.reading.record import Record

_FENCE = re.compile(r"^(```|~~~).*?^\1[^\n]*$", re.MULTILINE | re.DOTALL)
_NOT_PROSE = re.compile(
    r"`[^`\n]*`"  # code
    r"|\]\([^)\n]*\)|\]\[[^\]\n]*\]|^\[[^\]\n]+\]:.*$"  # where a link goes
    r"|<[^>\n]*>|https?://\S+|\S+@\S+\.\S+"  # tags, addresses
    r"|\[\^[^\]\n]*\]:?|^\*\[[^\]\n]+\]:.*$"  # notes, abbreviations
    r"|^[ \t|:-]+$"  # the rule of a table
    r"|\*\*|__|(?<!\w)[*_]|[*_](?!\w)",
    re.MULTILINE,
)


@dataclass(slots=True)
class Prose:
    """Text whose every place knows its line of the file."""

    text: str = ""
    _starts: list[int] = field(default_factory=list)
    _lines: list[int] = field(default_factory=list)

    def add(self, text: str, line: int) -> None:
        """Append a piece of text that stands on a line (and the lines after it)."""
        for number, part in enumerate(text.split("\n")):
            self._starts.append(len(self.text))
            self._lines.append(line + number)
            self.text += f"{part}\n"

    def line(self, place: int) -> int:
        """Line of the file of a place in `text`."""
        return self._lines[bisect_right(self._starts, place) - 1]


def body_prose(record: Record[Entry]) -> Prose:
    """The body alone."""
    prose = Prose()
    if record.text:
        prose.add(_without_markup(record.text), record.text_line)
    return prose


def whole_prose(record: Record[Entry]) -> Prose:
    """What a reader reads, in order: title, sa-pô, body, captions, corrections."""
    entry = record.entry
    prose = Prose()
    prose.add(entry.title, record.line(("title",)))
    prose.add(_one_line(entry.summary), record.line(("summary",)))
    if record.text:
        prose.add(_without_markup(record.text), record.text_line)
    for words, line in _captions(record):
        prose.add(_one_line(words), line)
    return prose


def _captions(record: Record[Entry]) -> Iterator[tuple[str, int]]:
    for number, photo in enumerate(record.entry.photos):
        yield photo.alt, record.line(("photos", number, "alt"))
        yield photo.caption, record.line(("photos", number, "caption"))
    for number, correction in enumerate(record.entry.corrections):
        yield correction.note, record.line(("corrections", number, "note"))


def _one_line(text: str) -> str:
    return " ".join(_without_markup(text).split("\n"))


def _without_markup(text: str) -> str:
    """The text with markup blanked out; no line is added or removed."""
    text = _FENCE.sub(lambda found: "\n" * found[0].count("\n"), text)
    return _NOT_PROSE.sub(lambda found: " \u2063 " if found[0][0] in "`h<" else "", text)
