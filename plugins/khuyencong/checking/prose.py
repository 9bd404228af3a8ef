"""The words of an entry with their lines, without code, addresses and markup."""

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field

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
_ANY_MARK = re.compile(r"[`\[\]<*_|@]|://|--")


@dataclass(slots=True)
class Prose:
    """Text whose every place knows its line of the file."""

    text: str = ""
    _starts: list[int] = field(default_factory=list)
    _lines: list[int] = field(default_factory=list)

    def add(self, text: str, line: int) -> None:
        """Append a piece of text that stands on a line (and the lines after it)."""
        place = len(self.text)
        for number, part in enumerate(text.split("\n")):
            self._starts.append(place)
            self._lines.append(line + number)
            place += len(part) + 1
        self.text += f"{text}\n"

    def line(self, place: int) -> int:
        """Line of the file of a place in `text`."""
        return self._lines[bisect_right(self._starts, place) - 1]


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
    return _MAIL.sub("", text) if "@" in text else text
