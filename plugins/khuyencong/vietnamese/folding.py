"""Forms under which Vietnamese text is found, whatever the reader's keyboard gave."""

import re
import unicodedata

TONES = "\u0300\u0309\u0303\u0301\u0323"
"""Combining marks of huyền, hỏi, ngã, sắc, nặng, in dictionary order; ngang has none."""

_STROKES = str.maketrans({"đ": "d", "ð": "d"})
_TONE = re.compile(f"[{TONES}]")
_OLD_PAIRS = ("oa", "oe", "uy")
_SYLLABLE = re.compile(r"\w+")


def fold(text: str) -> str:
    """Text for searching: lower case, no marks, đ as d, white space folded.

    Ð (U+00D0, Icelandic) is read as Đ, which it stands for in Vietnamese text.
    """
    decomposed = unicodedata.normalize("NFD", text.lower().translate(_STROKES))
    return " ".join("".join(c for c in decomposed if not unicodedata.combining(c)).split())


def tone_key(text: str) -> str:
    """Text with its diacritics, in one form for both ways of placing the tone.

    hòa and hoà, thủy and thuỷ are two spellings of one word; ranking of exact matches
    must not tell them apart.
    """
    lower = unicodedata.normalize("NFC", " ".join(text.lower().replace("ð", "đ").split()))
    return _SYLLABLE.sub(lambda match: _moved(match[0]), lower)


def _moved(syllable: str) -> str:
    """The tone of an open syllable in oa, oe, uy moved to the first vowel of the pair."""
    decomposed = unicodedata.normalize("NFD", syllable)
    tone = _TONE.search(decomposed)
    if tone is None:
        return syllable
    bare = unicodedata.normalize("NFC", _TONE.sub("", decomposed))
    for pair in _OLD_PAIRS:
        # In "quý" the u belongs to the consonant, so there is no pair.
        if bare.endswith(pair) and not bare.endswith(f"q{pair}"):
            return unicodedata.normalize("NFC", f"{bare[:-1]}{tone[0]}{bare[-1]}")
    return syllable
