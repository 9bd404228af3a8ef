"""Money in the cells of tables: in đồng, whatever unit the table counts in."""

import re
from collections.abc import Iterable
from decimal import Decimal

from khuyencong.vietnamese.folding import fold

_UNITS = (
    (re.compile(r"\bty( dong)?\b"), 10**9),
    (re.compile(r"\btrieu\b|\btr\.? ?d\b|\btrd\b|\btr\.? ?dong\b"), 10**6),
    (re.compile(r"\b1[.,]?000 ?(d|dong|vnd)\b|\bnghin\b|\bngan (dong|d)\b"), 10**3),
    (re.compile(r"\b(dong|d|vnd)\b"), 1),
)
_STATED = re.compile(r"(?:dvt|don vi tinh|don vi|dv tinh)\s*:?\s*([^:;()]{1,20})|\(([^()]{1,30})\)")
_NUMBER = re.compile(r"\d+(?:[.,\u00a0 ]\d+)*")
SMALLEST_DONG = 100_000
"""No sum of a đề án is smaller; a number below it counts in another unit than đồng."""


def unit_in(words: str) -> int | None:
    """How many đồng one of a unit is that words name ("triệu đồng", "1.000 đ"); None for none."""
    folded = fold(words)
    return next((size for form, size in _UNITS if form.search(folded)), None)


def stated_unit(lines: Iterable[str]) -> int | None:
    """The unit that lines above a table tell: "ĐVT: triệu đồng", "Kinh phí (triệu đồng)"."""
    for line in lines:
        for found in _STATED.finditer(fold(line)):
            if unit := unit_in(found[1] or found[2] or ""):
                return unit
    return None


def comma_is_decimal(cells: Iterable[str]) -> bool | None:
    """Whether a comma in the numbers of a column parts off decimals; None where none tells.

    "1,200" alone could be 1200 or 1.2; a neighbour "332,5", "1.200" or "1,200,000" settles it.
    """
    for cell in cells:
        found = _NUMBER.search(cell)
        number = re.sub(r"[\u00a0 ]", "", found[0]) if found else ""
        if re.search(r",\d+,|,\d{3}\.", number) or re.fullmatch(r"\d+\.(\d{1,2}|\d{4,})", number):
            return False
        if re.search(r",(\d{1,2}|\d{4,})$|\.\d{3}\b", number):
            return True
    return None


def amount_in(cell: str, unit: int | None, *, decimal_comma: bool | None) -> int | None:
    """The đồng of a cell; a unit written in the cell goes before that of the table.

    None for a cell without a number, for a number that can be read in two ways, and for one that
    is too small for money of a đề án: its unit is not known.
    """
    found = _NUMBER.search(cell)
    if found is None or len(_NUMBER.findall(cell)) > 1:
        return None
    number = _number(re.sub(r"[\u00a0 ]", "", found[0]), decimal_comma=decimal_comma)
    if number is None:
        return None
    amount = int((number * (unit_in(cell[found.end() :]) or unit or 1)).to_integral_value())
    return None if 0 < amount < SMALLEST_DONG else amount


def _number(digits: str, *, decimal_comma: bool | None) -> Decimal | None:
    """ "1.200,5" and "1,200.5" by their last sign, "1,200" by what its column tells."""
    comma, point = digits.rfind(","), digits.rfind(".")
    decimal_sign: str | None
    if comma >= 0 and point >= 0:
        decimal_sign = "," if comma > point else "."
    elif comma >= 0:
        decimal_sign = _decimal_sign(digits, ",", ambiguous=decimal_comma)
    else:
        decimal_sign = _decimal_sign(digits, ".", ambiguous=False)
    if decimal_sign is None:
        return None
    whole = re.sub(r"[.,]", lambda sign: "." if sign[0] == decimal_sign else "", digits)
    return Decimal(whole) if whole.count(".") <= 1 else None


def _decimal_sign(digits: str, sign: str, *, ambiguous: bool | None) -> str | None:
    """The sign of decimals in a number that has one kind of sign; "" where it groups thousands."""
    if not re.fullmatch(rf"\d{{1,3}}(?:\{sign}\d{{3}})+", digits):
        return sign
    if digits.count(sign) > 1 or ambiguous is False:
        return ""
    return sign if ambiguous else None
