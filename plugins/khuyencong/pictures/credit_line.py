"""Who made a photo, as the line beside it says in a story."""

import re

from khuyencong.pictures.picture import Credits
from khuyencong.pictures.source_types import GENERATED

_CREATOR = re.compile(r"\s*(?:ảnh|tranh|đồ họa)[^:：]*[:：]\s*(?P<name>[^–—/;(]+)", re.IGNORECASE)


def said_credits(caption: str, credit: str, *, ai: bool = False) -> Credits:
    """The credits that a story gives: the line beside a photo names who made it.

    With `ai` a model made it.

    >>> said_credits("", "Ảnh: Đỗ Quỳnh Hương – TTKC").creator
    'Đỗ Quỳnh Hương'
    """
    found = _CREATOR.match(credit)
    creator = found["name"].strip() if found else ""
    return Credits(caption, creator, credit, source_type=GENERATED if ai else "")
