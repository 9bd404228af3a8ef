"""Text as it arrives from Word, PDF and Zalo, made fit to print. Spelling is never touched."""

import re
import unicodedata
from dataclasses import dataclass

_LINE_ENDS = re.compile("\r\n?|[\u2028\u2029\u0085\v\f]")
_STROKES = {"Ð": "Đ", "ð": "đ"}
_SPACES = "\u00a0\u2007\u202f"
# A joiner between two emoji makes one picture of them; anywhere else it is debris.
_PICTURE = "[\u2190-\U0010ffff]"
_INVISIBLE = re.compile(
    f"[\u200b\u200c\u2060\ufeff\u00ad]|(?<!{_PICTURE})\u200d|\u200d(?!{_PICTURE})"
)
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff]")
_SUSPECT = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u00a0\u00ad\u00d0\u00f0\u2007\u200b-\u200d\u2028\u2029\u202f"
    "\u2060\ufeff\ufffe\uffff]"
)


@dataclass(frozen=True, slots=True)
class Note:
    """Something that was mended on a line (from 1), as a Vietnamese sentence."""

    line: int
    message: str


@dataclass(frozen=True, slots=True)
class Cleaned:
    """Clean text, and what was mended in it, one note a line and kind."""

    text: str
    notes: tuple[Note, ...]


def clean(text: str) -> Cleaned:
    """Text in NFC with LF line ends, without invisible debris.

    Mended are: decomposed letters; Ð and ð (U+00D0, U+00F0) where Đ and đ are meant;
    non-breaking spaces; zero-width characters and soft hyphens; control characters.
    Cleaning clean text changes nothing.
    """
    normal = unicodedata.is_normalized("NFC", text)
    if normal and not _SUSPECT.search(text):
        return Cleaned(text, ())
    lines = _LINE_ENDS.sub("\n", text).split("\n")
    notes: list[Note] = []
    cleaned = [_clean_line(line, number, notes) for number, line in enumerate(lines, 1)]
    return Cleaned("\n".join(cleaned), tuple(notes))


def _clean_line(line: str, number: int, notes: list[Note]) -> str:
    steps = (
        (_without_controls, "Đã bỏ ký tự điều khiển không in được."),
        (_without_invisible, "Đã bỏ ký tự ẩn không nhìn thấy."),
        (_with_plain_spaces, "Đã thay dấu cách không ngắt bằng dấu cách thường."),
        (_with_vietnamese_strokes, "Đã thay chữ Ð, ð (tiếng Iceland) bằng Đ, đ."),
        (_composed, "Đã ghép chữ và dấu rời (tổ hợp) thành chữ dựng sẵn."),
    )
    for step, message in steps:
        after = step(line)
        if after != line:
            notes.append(Note(number, message))
            line = after
    return line


def _without_controls(line: str) -> str:
    return _CONTROL.sub("", line)


def _without_invisible(line: str) -> str:
    return _INVISIBLE.sub("", line)


def _with_plain_spaces(line: str) -> str:
    for space in _SPACES:
        line = line.replace(space, " ")
    return line


def _with_vietnamese_strokes(line: str) -> str:
    for wrong, right in _STROKES.items():
        line = line.replace(wrong, right)
    return line


def _composed(line: str) -> str:
    return unicodedata.normalize("NFC", line)
