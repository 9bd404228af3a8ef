"""Vietnamese dictionary order.

The rules are those of the Vietnam Lexicography Centre (Vũ Xuân Lương, "Quy tắc sắp xếp đơn
vị từ vựng trong từ điển tiếng Việt", vietlex.com; in English at
vietunicode.sourceforge.net/charset/quytacABC_en.html): the alphabet a ă â b c d đ e ê …
with f j w z where Latin has them; the tones ngang, huyền, hỏi, ngã, sắc, nặng; letters before
tones, so "cá" stands before "cam"; a shorter block before a longer one that begins with it;
lower case before upper.

Its rule 4.3, that longer names are compared one syllable after the other from the left, is
read as dictionaries print it: the first syllable, tone and all, decides before the second
is looked at, so "Ba Vì" stands before "Bà Rịa". CLDR's `vi` has the same letters and tones,
but weighs the letters of the whole text first and would turn these two round.
"""

import re
import unicodedata
from functools import lru_cache
from itertools import dropwhile, islice

from khuyencong.vietnamese.folding import TONES

_ALPHABET = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
_RANK = {letter: rank for rank, letter in enumerate(_ALPHABET, 1)}
_RANK["ð"] = _RANK["đ"]
_PART = re.compile(r"[^\W\d_]+(?:[\u0300-\u036f]+[^\W\d_]*)*|\d{1,3}(?:\.\d{3})+(?!\d)|\d+")

Key = tuple[tuple[tuple[int, ...], ...], str, str]


def sort_key(text: str) -> Key:
    """Key that puts texts into Vietnamese dictionary order.

    Numbers come before letters and by value (`1.000` is one thousand); punctuation only
    separates; the letters of other alphabets come after z. Both ways of placing a tone (hòa,
    hoà) stand together. Texts that differ in case alone have lower case first, and no two
    different texts share a key.
    """
    lower = unicodedata.normalize("NFC", text.lower())
    parts = tuple(map(_part_key, _PART.findall(lower)))
    return parts, unicodedata.normalize("NFC", text).swapcase(), text


def first_words_key(text: str) -> tuple[tuple[int, ...], ...]:
    """What `sort_key` compares first: texts with a lower one stand before those with a higher."""
    first, _, others = text.partition(" ")
    second = others.partition(" ")[0]
    # Where both words begin with a letter, nothing behind them counts.
    enough = first[:1].isalpha() and second[:1].isalpha()
    return _first_words_key(f"{first} {second}" if enough else text)


@lru_cache(maxsize=4096)
def _first_words_key(text: str) -> tuple[tuple[int, ...], ...]:
    lower = unicodedata.normalize("NFC", text.lower())
    return tuple(_part_key(found[0]) for found in islice(_PART.finditer(lower), 2))


@lru_cache(maxsize=4096)
def _part_key(part: str) -> tuple[int, ...]:
    """A number as 0, its length and its digits; a syllable as its letters, then 0 and its tone."""
    if part[0].isdecimal():
        # Digit by digit: int() refuses the thousands of digits that a hostile title can hold.
        digits = (unicodedata.decimal(digit) for digit in part if digit != ".")
        value = tuple(dropwhile(lambda digit: digit == 0, digits))
        return (0, len(value), *value)
    letters: list[int] = []
    tone = 0
    for letter in part:
        if letter in _RANK:
            letters.append(_RANK[letter])
            continue
        decomposed = unicodedata.normalize("NFD", letter)
        tone = next((TONES.index(mark) + 1 for mark in decomposed if mark in TONES), tone)
        kept = "".join(mark for mark in decomposed if mark not in TONES)
        if kept and not unicodedata.combining(kept[0]):
            letters.append(_rank(unicodedata.normalize("NFC", kept), kept[0]))
    return (*letters, 0, tone)


def _rank(letter: str, base: str) -> int:
    """Place of a letter; a foreign mark (ü, ç) leaves it with its base letter."""
    return _RANK.get(letter) or _RANK.get(base) or len(_RANK) + 1 + ord(letter[0])
