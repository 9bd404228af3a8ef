"""Forms under which Vietnamese text is found, whatever the reader's keyboard gave."""

import re
import unicodedata

TONES = "\u0300\u0309\u0303\u0301\u0323"
"""Combining marks of huyền, hỏi, ngã, sắc, nặng, in dictionary order; ngang has none."""
Y_TO_I = str.maketrans("yỳỷỹýỵ", "iìỉĩíị")
"""From the one to the other of two spellings of one vowel: kỹ sư, kĩ sư; Quy Nhơn, Qui Nhơn."""

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
    return " ".join(text.lower().translate(_BASES).split())


class _Bases(dict[int, str]):
    """Code of a character → what remains of it without marks; filled as characters come.

    NFD takes each character apart by itself and then only puts marks in order, which are left
    out here: so one character after the other gives what NFD of the whole text would.
    """

    def __missing__(self, code: int) -> str:
        decomposed = unicodedata.normalize("NFD", chr(code).translate(_STROKES))
        self[code] = "".join(char for char in decomposed if not unicodedata.combining(char))
        return self[code]


_BASES = _Bases()


def tone_key(text: str) -> str:
    """Text in lower case with its diacritics, in one form for both ways of placing the tone.

    hòa and hoà, thủy and thuỷ are two spellings of one word; ranking of exact matches
    must not tell them apart. The form is NFC with the tone on the first vowel (hòa). Only for
    comparing: what is printed keeps the spelling of its author.
    """
    lower = unicodedata.normalize("NFC", " ".join(text.lower().translate(_LOOKALIKES).split()))
    return _NEW_PLACE.sub(lambda found: _OLD_PLACE[found[0]], lower)
