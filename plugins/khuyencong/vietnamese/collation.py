"""Vietnamese dictionary order.

As in the dictionaries of the Vietnam Lexicography Centre: words are compared syllable by
syllable; within a syllable letters come first (a ă â b c d đ e ê …) and tones decide only
between syllables with the same letters (ngang, huyền, hỏi, ngã, sắc, nặng). So "Ba Vì"
stands before "Bà Rịa", and "cá" before "cam".
"""

import re
import unicodedata
from functools import lru_cache

from khuyencong.vietnamese.folding import TONES

_ALPHABET = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
_RANK = {letter: rank for rank, letter in enumerate(_ALPHABET, 1)}
_PART = re.compile(r"\d+|[^\W\d_]+")

Key = tuple[tuple[tuple[int, ...], ...], str, str]


def sort_key(text: str) -> Key:
    """Key that puts texts into Vietnamese dictionary order.

    Numbers come before letters and by value; punctuation only separates. Texts that differ
    in case alone have lower case first, and no two different texts share a key.
    """
    normal = unicodedata.normalize("NFC", text)
    parts = tuple(_part_key(part) for part in _PART.findall(normal.lower()))
    return parts, normal.swapcase(), text


@lru_cache(maxsize=4096)
def _part_key(part: str) -> tuple[int, ...]:
    """A number as (0, value); a syllable as its letters, then 0, then its tone."""
    if part.isdecimal():
        return (0, int(part))
    letters: list[int] = []
    tone = 0
    for letter in unicodedata.normalize("NFC", part):
        base = letter
        if letter not in _RANK:
            marks = unicodedata.normalize("NFD", letter)
            tone = next((TONES.index(mark) + 1 for mark in marks if mark in TONES), tone)
            kept = "".join(mark for mark in marks if mark not in TONES)
            base = unicodedata.normalize("NFC", kept)
        letters.append(_RANK.get(base, len(_RANK) + 1 + ord(base[:1] or " ")))
    return (*letters, 0, tone)
