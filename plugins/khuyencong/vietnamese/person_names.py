"""Names of people, shortened so that a reader who wrote is not found by everybody."""

import re

_WORD = re.compile(r"[^\W\d_]+")


def initials(name: str) -> str:
    """The first letter of each part of a name; "" for what holds no letter.

    >>> initials("Nguyễn Thị Mẫu")
    'N.T.M.'
    >>> initials("đỗ văn an")
    'Đ.V.A.'
    """
    return "".join(f"{part[0].upper()}." for part in _WORD.findall(name))
