"""Addresses from Vietnamese text."""

import re
import unicodedata
from functools import lru_cache

from khuyencong.vietnamese.folding import fold

_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_OTHER = re.compile(r"[^a-z0-9]+")


@lru_cache(maxsize=8_192)
def slugify(text: str) -> str:
    """ASCII letters, digits and hyphens: "Nghị định 45/2012/NĐ-CP" → "nghi-dinh-45-2012-nd-cp".

    Compatibility forms count as what they look like (m² → m2, ﬁ → fi: NFKD); the letters of
    other scripts are dropped. Empty when nothing is left that ASCII can stand for.
    """
    return _OTHER.sub("-", fold(unicodedata.normalize("NFKD", text))).strip("-")


def is_slug(text: str) -> bool:
    """Whether a text can be part of an address as it is."""
    return _SLUG.fullmatch(text) is not None
