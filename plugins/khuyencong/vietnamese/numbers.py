"""Numbers, money and counts as Vietnamese prints them; a number never leaves its unit."""

import re
from decimal import Decimal
from functools import lru_cache

NBSP = "\u00a0"

# From which amount, in which unit, under which name. What one decimal would round to
# "1.000 triệu" is one tỷ already.
_UNITS = (
    (999_950_000, 1_000_000_000, "tỷ"),
    (1_000_000, 1_000_000, "triệu"),
)


_WHOLE = re.compile("[0-9]{1,9}")


def whole_number(written: object, otherwise: int) -> int:
    """A number in digits that somebody else wrote; `otherwise` where it is none that is meant so.

    `str.isdigit` takes ² for a digit, and `int` refuses what has some thousands of them.
    """
    text = str(written)
    return int(text) if _WHOLE.fullmatch(text) else otherwise


def grouped(number: int) -> str:
    """`23.615.149.080`; exact for whole numbers of any size."""
    return f"{number:,}".replace(",", ".")


def decimal(number: float | Decimal) -> str:
    """A number with a comma and no needless zeros, to six decimals: `1.234,5`."""
    whole, _, rest = f"{Decimal(str(number)):,.6f}".partition(".")
    shown = rest.rstrip("0")
    return f"{whole.replace(',', '.')},{shown}" if shown else whole.replace(",", ".")


def dong(amount: int) -> str:
    """An amount in full: `23.615.149.080 đồng`, with a no-break space."""
    return f"{grouped(amount)}{NBSP}đồng"


def short_dong(amount: int) -> str:
    """An amount as a headline has it: `23,6 tỷ đồng`, `600 triệu đồng`, `950.000 đồng`.

    One decimal, half rounded up; below a million in full. The spaces do not break.
    """
    for start, size, name in _UNITS:
        if abs(amount) >= start:
            tenths = (abs(amount) * 10 + size // 2) // size
            whole, tenth = divmod(tenths, 10)
            sign = "-" if amount < 0 else ""
            shown = f"{sign}{grouped(whole)}" + (f",{tenth}" if tenth else "")
            return f"{shown}{NBSP}{name}{NBSP}đồng"
    return dong(amount)


_WITH_UNIT = re.compile(r"(?<![\d.,])\d[\d.,]*(?:\u00a0\w+)+")


def unbroken(markup: str) -> str:
    """HTML in which a number and its unit stay on one line; behind them a slash may end it."""
    kept = _WITH_UNIT.sub(r'<span class="amount">\g<0></span>', markup)
    return kept.replace("</span>/", "</span>/<wbr>")


_NUMBER = re.compile(r"-?\d[\d.,]*(?:[ \u00a0]?%)?")


def is_number(text: str) -> bool:
    """Whether a cell holds a number alone, with separators or as a share.

    >>> is_number("1.511.000.000"), is_number("33,5 %"), is_number("2 đề án")
    (True, True, False)
    """
    return _NUMBER.fullmatch(text) is not None


def percent(share: float | Decimal) -> str:
    """A share given in per cent, written as in official documents: `50%`."""
    return f"{decimal(share)}%"


def file_size(size: int) -> str:
    """Bytes as a reader on a metered line wants to know them: `84 KB`, `1,2 MB` (of 1,024)."""
    if size < 1024 * 1024:
        return f"{grouped(max(1, round(size / 1024)))}{NBSP}KB"
    return f"{decimal(round(size / 1024 / 1024, 1))}{NBSP}MB"


def count_words(text: str) -> int:
    """Words as a Vietnamese newsroom counts them: what stands between spaces.

    A word holds a letter or a digit; a dash between two spaces is none.
    """
    return sum(map(_counts, text.split()))


@lru_cache(maxsize=65_536)
def _counts(word: str) -> bool:
    return any(map(str.isalnum, word))
