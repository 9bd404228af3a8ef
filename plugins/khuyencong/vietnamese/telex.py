"""Telex: Vietnamese spelt in plain letters as it is typed, so that no mark is lost."""

import unicodedata

_SHAPES = {"\u0306": "w", "\u031b": "w", "\u0302": ""}
"""Breve and horn are typed `w`; a circumflex repeats the letter."""
_TONES = {"\u0300": "f", "\u0301": "s", "\u0309": "r", "\u0303": "x", "\u0323": "j"}


def telex(text: str) -> str:
    """Words as Telex types them, the tone at the end of each: `Hưng Hùng` → `huwng hungf`."""
    return " ".join(map(_word, text.lower().split()))


def _word(word: str) -> str:
    letters, tones = "", ""
    for sign in unicodedata.normalize("NFD", word):
        if sign in _TONES:
            tones += _TONES[sign]
        elif sign in _SHAPES:
            letters += _SHAPES[sign] or letters[-1:]
        else:
            letters += "dd" if sign == "đ" else sign
    return letters + tones
