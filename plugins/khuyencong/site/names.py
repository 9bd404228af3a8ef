"""Names of people, places and tags: when two are one, and which address each gets."""

import unicodedata
from collections.abc import Iterable, Mapping
from functools import lru_cache

from khuyencong.vietnamese.slugs import address_slug, slugify
from khuyencong.vietnamese.telex import telex


@lru_cache(maxsize=1 << 16)  # few names, each asked for many times
def identity(name: str) -> str:
    """A name as it is compared: two are one only if they differ in case and spaces alone.

    Marks tell people apart: Hưng is not Hùng.
    """
    return " ".join(unicodedata.normalize("NFC", name).casefold().split())


_LEGAL_FORMS = {
    "htx": "hợp tác xã",
    "tht": "tổ hợp tác",
    "cty": "công ty",
    "hkd": "hộ kinh doanh",
    "dntn": "doanh nghiệp tư nhân",
    "cp": "cổ phần",
}


@lru_cache(maxsize=1 << 16)
def producer_identity(name: str) -> str:
    """The name of a producer as it is compared: legal forms are written out.

    >>> producer_identity("HTX Mật ong") == producer_identity("Hợp tác xã Mật Ong")
    True
    """
    words = identity(name).replace("cty.", "cty ").split()
    return " ".join(_LEGAL_FORMS.get(word, word) for word in words)


def distinct_slugs(names: Iterable[str]) -> Mapping[str, str]:
    """Identity of each name → its slug; names that differ in marks alone get slugs of their own.

    The name that comes first keeps the plain slug, so give the oldest first: an address in use
    never changes because of a newer name. The others are spelt in Telex (`huwng`). A name
    without a letter or digit has no slug.
    """
    slugs: dict[str, str] = {}
    taken: set[str] = set()
    for name in dict.fromkeys(names):
        key = identity(name)
        if key in slugs:
            continue
        if not slugify(name):
            continue
        slug = address_slug(name)
        if slug in taken:
            slug = spelt = address_slug(telex(name))
            number = 2
            while slug in taken:
                slug, number = f"{spelt}-{number}", number + 1
        taken.add(slug)
        slugs[key] = slug
    return slugs
