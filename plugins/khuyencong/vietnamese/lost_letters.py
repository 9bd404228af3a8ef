"""Letters that a program could not write in its encoding and replaced by question marks."""

import re
import unicodedata
from functools import lru_cache

from khuyencong.vietnamese.syllables import is_spelt_right

_MARKED = re.compile(r"[^\W\d_]+(?:\?+[^\W\d_]+)+")
_MISSING_SPACE = re.compile(r"(?P<before>[^\W\d_]+)\?(?P<after>[^\W\d_]{2,})")
_VOWEL = re.compile("[aeiouy]", re.IGNORECASE)


def lost_letters(text: str) -> tuple[str, ...]:
    """Words of a text in which question marks stand for letters: `th?i`, `mi?n`.

    A question mark between two whole words ("đầu tư?Máy thái") ends a question and only lacks
    the space behind it.
    """
    return tuple(word for word in _MARKED.findall(text) if _lost(word)) if "?" in text else ()


@lru_cache(maxsize=4096)
def _lost(word: str) -> bool:
    two = _MISSING_SPACE.fullmatch(word)
    if two is None:
        return True
    before, after = two["before"], two["after"]
    if not _VOWEL.search(unicodedata.normalize("NFD", after)):
        return True
    begins = after[0].isupper() and not before.isupper()
    return not (is_spelt_right(before) and (begins or is_spelt_right(after)))
