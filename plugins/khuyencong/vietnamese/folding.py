"""Forms under which Vietnamese text is found, whatever the reader's keyboard gave."""

import re
import unicodedata

TONES = "\u0300\u0309\u0303\u0301\u0323"
"""Combining marks of huyền, hỏi, ngã, sắc, nặng, in dictionary order; ngang has none."""

_LOOKALIKES = str.maketrans(dict.fromkeys("ðɖ", "đ"))
_STROKES = str.maketrans(dict.fromkeys("đðɖ", "d"))

# Schoolbooks write hoà, khoẻ, thuỷ, most newspapers hòa, khỏe, thủy. The two ways part only
# where a syllable ends in oa, oe or uy; in "quý" the u belongs to the consonant.
_OLD_PLACE = {
    unicodedata.normalize("NFC", first + last + tone): unicodedata.normalize(
        "NFC", first + tone + last
    )
    for first, last in ("oa", "oe", "uy")
    for tone in TONES
}
_NEW_PLACE = re.compile(rf"(?<!q)(?:{'|'.join(_OLD_PLACE)})(?![^\W\d_]|[\u0300-\u036f])")


def fold(text: str) -> str:
    """Text for searching: lower case, no marks, đ as d, white space folded.

    Ð (U+00D0, Icelandic) and Ɖ (U+0189, African) are read as Đ, which they stand for in
    Vietnamese text. NFC and NFD, hòa and hoà fold to the same text; folding twice changes
    nothing more.
    """
    folded = text.lower().translate(_BASES)
    return " ".join((folded if folded.isascii() else _without_marks(folded)).split())


def _without_marks(text: str) -> str:
    decomposed = unicodedata.normalize("NFD", text.translate(_STROKES))
    return "".join([char for char in decomposed if not unicodedata.combining(char)])


_BASES = {
    code: _without_marks(chr(code))
    for code in (*range(0xE0, 0x180), *range(0x300, 0x34F), *range(0x1E00, 0x1F00))
}
"""Latin letters with marks, and marks that stand alone → what remains of them: a table is three
times as quick as the whole way."""


def tone_key(text: str) -> str:
    """Text in lower case with its diacritics, in one form for both ways of placing the tone.

    hòa and hoà, thủy and thuỷ are two spellings of one word; ranking of exact matches
    must not tell them apart. The form is NFC with the tone on the first vowel (hòa). Only for
    comparing: what is printed keeps the spelling of its author.
    """
    lower = unicodedata.normalize("NFC", " ".join(text.lower().translate(_LOOKALIKES).split()))
    return _NEW_PLACE.sub(lambda found: _OLD_PLACE[found[0]], lower)
