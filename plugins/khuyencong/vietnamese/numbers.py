"""Numbers, money and counts as Vietnamese prints them; a number never leaves its unit."""

import re
from decimal import ROUND_HALF_UP, Decimal

from babel.numbers import format_decimal

NBSP = "\u00a0"

_UNITS = ((1_000_000_000, "tỷ"), (1_000_000, "triệu"))
_WORD = re.compile(r"\S*\w\S*")


def grouped(number: int) -> str:
    """`23.615.149.080`."""
    return str(format_decimal(number, locale="vi_VN"))


def decimal(number: float | Decimal) -> str:
    """A number with a comma and no needless zeros: `7,5`."""
    return str(format_decimal(number, format="#,##0.######", locale="vi_VN"))


def dong(amount: int) -> str:
    """An amount in full: `23.615.149.080 đồng`."""
    return f"{grouped(amount)}{NBSP}đồng"


def short_dong(amount: int) -> str:
    """An amount as a headline has it: `23,6 tỷ đồng`, `600 triệu đồng`, `950.000 đồng`."""
    for size, name in _UNITS:
        rounded = (Decimal(amount) / size).quantize(Decimal("0.1"), ROUND_HALF_UP)
        if abs(rounded) >= 1:
            return f"{decimal(rounded)}{NBSP}{name}{NBSP}đồng"
    return dong(amount)


def percent(share: float | Decimal) -> str:
    """A share given in per cent: `50 %`."""
    return f"{decimal(share)}{NBSP}%"


def count_words(text: str) -> int:
    """Words as a Vietnamese newsroom counts them: what stands between spaces."""
    return len(_WORD.findall(text))
