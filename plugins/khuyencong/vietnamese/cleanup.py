"""Text as it arrives from Word, PDF and Zalo, made fit to print. Spelling is never touched."""

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass

_LINE_ENDS = re.compile("\r\n?|[\u2028\u2029\u0085\v\f]")
_CONTROLS = "\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff"
_SPACES = "\u00a0\u2007\u202f"
_INVISIBLE = "\u200b-\u200d\u2060\ufeff\u00ad"

# A joiner (U+200D) between two emoji makes one picture of them; anywhere else it is debris.
# U+FE0F asks for the coloured form of the character before it.
_EMOJI = "\u2190-\u21ff\u231a-\u2328\u23cf-\u23fa\u24c2\u25aa-\u27bf\u2934\u2935\u2b05-\u2b55"
_EMOJI += "\U0001f000-\U0001faff"
_JOINS_EMOJI = f"[{_EMOJI}\ufe0f]\u200d(?=[{_EMOJI}])"

_SUSPECT = re.compile(f"[\r\v\f\u0085\u2028\u2029{_CONTROLS}{_SPACES}{_INVISIBLE}Ðð]")


def _with_bar(found: re.Match[str]) -> str:
    return "Đ" if found[0] == "Ð" else "đ"


# What is looked for, what it becomes, what the author is told. Nothing here adds or removes
# a line, so a line keeps its number throughout.
_DEBRIS: tuple[tuple[re.Pattern[str], str | Callable[[re.Match[str]], str], str], ...] = (
    (re.compile(f"[{_CONTROLS}]"), "", "Đã bỏ ký tự điều khiển không in được."),
    (re.compile(f"[{_INVISIBLE}](?<!{_JOINS_EMOJI})"), "", "Đã bỏ ký tự ẩn không nhìn thấy."),
    (re.compile(f"[{_SPACES}]"), " ", "Đã thay dấu cách không ngắt bằng dấu cách thường."),
    (re.compile("[Ðð]"), _with_bar, "Đã thay chữ Ð, ð (tiếng Iceland) bằng Đ, đ."),
)
_COMPOSED = "Đã ghép chữ và dấu rời (tổ hợp) thành chữ dựng sẵn."


@dataclass(frozen=True, slots=True)
class Note:
    """Something that was mended on a line (from 1), as a Vietnamese sentence."""

    line: int
    message: str


@dataclass(frozen=True, slots=True)
class Cleaned:
    """Clean text, and what was mended in it, one note a line and kind, in order of lines."""

    text: str
    notes: tuple[Note, ...]


def clean(text: str) -> Cleaned:
    """Text in NFC with LF line ends, without invisible debris.

    Mended are: decomposed letters; Ð and ð (U+00D0, U+00F0) where Đ and đ are meant;
    non-breaking spaces; zero-width characters and soft hyphens; control characters.
    CR, vertical tab, form feed, NEL, U+2028 and U+2029 end a line and need no note.
    Cleaning clean text changes nothing.
    """
    notes: list[Note] = []
    if _SUSPECT.search(text):
        text = _LINE_ENDS.sub("\n", text)
        for pattern, replacement, message in _DEBRIS:
            if pattern.search(text):
                notes += _notes(text, message, pattern.search)
                text = pattern.sub(replacement, text)
    # Last, because what stood between a letter and its mark is gone now.
    if not unicodedata.is_normalized("NFC", text):
        notes += _notes(text, _COMPOSED, lambda line: not unicodedata.is_normalized("NFC", line))
        text = unicodedata.normalize("NFC", text)
    return Cleaned(text, tuple(sorted(notes, key=lambda note: note.line)))


def _notes(text: str, message: str, mended: Callable[[str], object]) -> list[Note]:
    """A note for each line that is to be mended."""
    lines = enumerate(text.split("\n"), 1)
    return [Note(number, message) for number, line in lines if mended(line)]
