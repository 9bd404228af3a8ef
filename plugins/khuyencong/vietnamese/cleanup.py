"""Text as it arrives from Word, PDF and Zalo, made fit to print. Spelling is never touched."""

import html
import re
import sys
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from msgspec import Struct

_LINE_ENDS = re.compile("\r\n?|[\u2028\u2029\u0085\v\f]")
_CONTROLS = "\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ufff9-\ufffb\ufffe\uffff"
_SPACES = "\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000"
# Zero width; marks of direction, which Excel, Zalo and date pickers put around dates; joiners;
# the soft hyphen; the box that stands for a picture that was not pasted along.
_INVISIBLE = "\u200b-\u200f\u202a-\u202e\u2060-\u206f\u061c\u180e\ufeff\u00ad\ufffc"

# A joiner (U+200D) between two emoji makes one picture of them; anywhere else it is debris.
# U+FE0F asks for the coloured form of the character before it.
_EMOJI = "\u2190-\u21ff\u231a-\u2328\u23cf-\u23fa\u24c2\u25aa-\u27bf\u2934\u2935\u2b05-\u2b55"
_EMOJI += "\U0001f000-\U0001faff"
_JOINS_EMOJI = f"[{_EMOJI}\ufe0f]\u200d(?=[{_EMOJI}])"

# "Bold" and "italic" letters of posts on Facebook are signs of mathematics, and some of those
# have older places of their own (ℎ, ℬ).
_MATHS = "\U0001d400-\U0001d7ff"
_OLDER = "\u2102\u210a-\u2113\u2115\u2119-\u211d\u2124\u2128\u212c-\u2131\u2133\u2134"
_FULL_WIDTH = "\uff10-\uff19\uff21-\uff3a\uff41-\uff5a"
_ENCLOSED = "\u24b6-\u24e9\U0001f130-\U0001f149"
"""Letters in circles and squares; one alone may be a mark, two in a row are a word."""
_STYLED = f"[{_MATHS}{_FULL_WIDTH}]|[{_ENCLOSED}]{{2,}}"
_STYLED += f"|[{_OLDER}]+(?=[{_MATHS}])|(?<=[{_MATHS}])[{_OLDER}]+"

_LOOKALIKES = {"Ð": "Đ", "Ɖ": "Đ", "ð": "đ", "ɖ": "đ"}
"""Letters of Iceland, of Africa and of phonetics that look like Đ and đ."""

_REFERENCE = re.compile("&(?:#(?:[0-9]+|[xX][0-9a-fA-F]+);?|[A-Za-z]+;)")
_INVISIBLE_NAMES = ("&shy;", "&zwj;", "&zwnj;", "&lrm;", "&rlm;", "&ZeroWidthSpace;", "&NoBreak;")
_UNPRINTABLE = re.compile(f"[{_CONTROLS}{_INVISIBLE}\v\f]")
_INVISIBLE_SIGN = re.compile(f"[{_INVISIBLE}]")
# One class of characters, which is looked for many times faster than alternatives are.
_SUSPECT = re.compile(
    f"[\r\v\f\u0085\u2028\u2029{_CONTROLS}{_SPACES}{_INVISIBLE}{''.join(_LOOKALIKES)}&"
    f"{_MATHS}{_FULL_WIDTH}{_ENCLOSED}]"
)


def _referenced(reference: str) -> str | None:
    """The unprintable sign that an HTML reference stands for; None for any other reference.

    Numbers that are no character give U+0000. 128 to 159 are no control characters: HTML
    (13.2.5.80) reads them as those of Windows-1252.
    """
    if not reference.startswith("&#"):
        return html.unescape(reference) if reference in _INVISIBLE_NAMES else None
    base = 16 if reference[2] in "xX" else 10
    digits = reference[2:].lstrip("xX").rstrip(";").lstrip("0")
    number = int(digits or "0", base) if len(digits) <= 7 else sys.maxunicode + 1
    if 0x80 <= number <= 0x9F:
        return None
    if number > sys.maxunicode or 0xD800 <= number <= 0xDFFF or number & 0xFFFE == 0xFFFE:
        return "\0"
    return chr(number) if _UNPRINTABLE.match(chr(number)) else None


def _as_sign(found: re.Match[str]) -> str:
    """An invisible sign in the place of its reference, to be taken out like any other."""
    sign = _referenced(found[0])
    return sign if sign and _INVISIBLE_SIGN.match(sign) else found[0]


def _as_space(found: re.Match[str]) -> str:
    """A space for a control character; nothing at all could join two halves of a reference."""
    return found[0] if _referenced(found[0]) is None else " "


_HIDDEN = "Đã bỏ ký tự ẩn không nhìn thấy."
_CONTROL = "Đã bỏ ký tự điều khiển không in được."

# What is looked for, what it becomes, what the author is told. Nothing here adds or removes
# a line, so a line keeps its number throughout.
_DEBRIS: tuple[tuple[re.Pattern[str], str | Callable[[re.Match[str]], str], str], ...] = (
    (
        re.compile(_STYLED),
        lambda found: unicodedata.normalize("NFKC", found[0]),
        "Đã thay chữ kiểu của Facebook (𝐚, 𝑎, ａ) bằng chữ thường.",
    ),
    (
        re.compile(f"[{''.join(_LOOKALIKES)}]"),
        lambda found: _LOOKALIKES[found[0]],
        "Đã thay chữ Ð, Ɖ của tiếng khác bằng Đ.",
    ),
    (_REFERENCE, _as_sign, _HIDDEN),
    (re.compile(f"[{_CONTROLS}]"), "", _CONTROL),
    (re.compile(f"[{_INVISIBLE}](?<!{_JOINS_EMOJI})"), "", _HIDDEN),
    (_REFERENCE, _as_space, _CONTROL),
    (re.compile(f"[{_SPACES}]"), " ", "Đã thay dấu cách không ngắt bằng dấu cách thường."),
)


@dataclass(frozen=True, slots=True)
class Note:
    """Something that was mended on a line (from 1), as a Vietnamese sentence."""

    line: int
    message: str


class Cleaned(Struct, frozen=True):
    """Clean text, and what was mended in it, one note a line and kind, in order of lines."""

    text: str
    notes: tuple[Note, ...]


def clean(text: str) -> Cleaned:
    """Text in NFC with LF line ends, without invisible debris.

    Mended are: decomposed letters; Ð, Ɖ and their small forms where Đ and đ are meant; styled
    letters of mathematics; spaces that are no plain space; zero-width characters, soft hyphens
    and marks of direction; control characters, also those that HTML references stand for
    (`&#11;`, `&#x200B;`). CR, vertical tab, form feed, NEL, U+2028 and U+2029 end a line and
    need no note. Cleaning clean text changes nothing.
    """
    notes: set[Note] = set()
    if _SUSPECT.search(text):
        text = _LINE_ENDS.sub("\n", text)
        for pattern, replacement, message in _DEBRIS:
            mended = pattern.sub(replacement, text)
            if mended != text:
                notes.update(_notes(text, mended, message))
                text = mended
    # Last, because what stood between a letter and its mark is gone now.
    if not unicodedata.is_normalized("NFC", text):
        composed = unicodedata.normalize("NFC", text)
        notes.update(_notes(text, composed, "Đã ghép chữ và dấu rời (tổ hợp) thành chữ dựng sẵn."))
        text = composed
    return Cleaned(text, tuple(sorted(notes, key=lambda note: (note.line, note.message))))


def _notes(before: str, after: str, message: str) -> Iterator[Note]:
    """A note for each line that was mended."""
    lines = zip(before.split("\n"), after.split("\n"), strict=True)
    return (Note(number, message) for number, (was, now) in enumerate(lines, 1) if was != now)


def clean_name(name: str) -> str:
    """The name of a file as people see it, to find one by: NFC, no invisible signs, no space at
    the end of a part of its path.

    A Mac stores decomposed letters, a copied name brings marks of direction along.
    """
    if name.isascii() and name.isprintable() and " /" not in name:
        return name.rstrip()
    return "/".join(part.rstrip() for part in clean(name).text.split("/"))
