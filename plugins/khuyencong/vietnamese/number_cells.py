"""Numbers in the cells of tables, as people in offices write them."""

import re

_SCALES = {"": 1, "nghìn": 10**3, "ngàn": 10**3, "triệu": 10**6, "tỷ": 10**9, "tỉ": 10**9}
_CELL = re.compile(
    r"(?P<sign>[-−–+]?)\s*(?P<digits>\d[\d.,\u00a0 ]{0,18})"
    rf"\s*(?P<scale>{'|'.join(filter(None, _SCALES))}|)\s*(?P<unit>%|‰|đồng|đ|VND|VNĐ|)"
)
_UNKNOWN = frozenset({"", "-", "–", "—", "…", "..."})


def is_unknown(cell: str) -> bool:
    """Whether a cell says that there is no number."""
    return cell.strip("* \u00a0") in _UNKNOWN


def number_in(cell: str) -> float | None:
    """The number of a cell and nothing else; None for one that holds other words.

    A dot or a space parts thousands, a comma decimals; a dot that parts no thousands is that of
    a program. An amount in words counts in full.

    >>> number_in("23.615.149.080"), number_in("71,0%"), number_in("0.125"), number_in("2,5 tỷ")
    (23615149080.0, 71.0, 0.125, 2500000000.0)
    """
    found = _CELL.fullmatch(cell.strip("* \u00a0"))
    if found is None:
        return None
    number = _plain(re.sub(r"[\u00a0 ]", "", found["digits"]))
    if number is None:
        return None
    return float(f"{'-' if found['sign'] not in '+' else ''}{number}") * _SCALES[found["scale"]]


def is_percentage(cell: str) -> bool:
    """Whether a cell holds a share."""
    return cell.strip("* \u00a0").endswith("%")


def _plain(digits: str) -> str | None:
    """Digits as Python reads them; None when nobody can say what they mean."""
    if re.fullmatch(r"[1-9]\d{0,2}(\.\d{3})+(,\d+)?|\d+(,\d+)?", digits):
        return digits.replace(".", "").replace(",", ".")
    if re.fullmatch(r"\d{1,3}(,\d{3}){2,}(\.\d+)?", digits):
        return digits.replace(",", "")
    return digits if re.fullmatch(r"\d+\.\d+", digits) else None
