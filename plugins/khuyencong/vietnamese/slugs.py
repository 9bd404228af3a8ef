"""Addresses from Vietnamese text."""

import re
import unicodedata
from functools import lru_cache
from hashlib import blake2b

from khuyencong.vietnamese.folding import fold

LONGEST_ADDRESS = 80
"""Letters of a part of an address that is made from a name."""

_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_OTHER = re.compile(r"[^a-z0-9]+")
_DEVICE = re.compile(r"con|prn|aux|nul|(?:com|lpt)[0-9]")
"""Names that Windows gives to no file or folder ("Naming Files, Paths, and Namespaces")."""


@lru_cache(maxsize=16384)
def slugify(text: str) -> str:
    """ASCII letters, digits and hyphens: "Nghị định 45/2012/NĐ-CP" → "nghi-dinh-45-2012-nd-cp".

    Compatibility forms count as what they look like (m² → m2, ﬁ → fi: NFKD); the letters of
    other scripts are dropped. Empty when nothing is left that ASCII can stand for.
    """
    return _OTHER.sub("-", fold(unicodedata.normalize("NFKD", text))).strip("-")


def is_slug(text: str) -> bool:
    """Whether a text can be part of an address as it is."""
    return _SLUG.fullmatch(text) is not None


def is_device_name(slug: str) -> bool:
    """Whether Windows can make no folder of this name: "con", "aux", "nul", "com1" …"""
    return _DEVICE.fullmatch(slug) is not None


@lru_cache(maxsize=16384)
def address_slug(name: str, longest: int = LONGEST_ADDRESS) -> str:
    """The slug of a name as a folder on any disk: at most `longest` letters, no name of a device.

    One that is changed for this ends in eight hex digits that stand for the whole slug, so that
    the same name always has the same address and two long names keep two.
    """
    slug = slugify(name)
    if len(slug) <= longest and not is_device_name(slug):
        return slug
    digest = blake2b(slug.encode(), digest_size=4).hexdigest()
    return f"{slug[: longest - len(digest) - 1].rstrip('-')}-{digest}"
