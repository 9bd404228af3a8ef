"""Capital letters."""

import re


def capitalized(words: str) -> str:
    """Words with a capital at their beginning; the case of the others stays."""
    return words[:1].upper() + words[1:]


_KINDS = re.compile(r"\b(bộ|sở|chi cục|cục|tổng cục|vụ|trung tâm|phòng|ban|viện|chi nhánh) (?=\w)")
_FUNCTIONS = re.compile(r"(?<=, )\w|(?<=\bvà )\w")
_PLACES = re.compile(r"\b(?:tỉnh|thành phố|huyện|thị xã|quận|xã|phường|đặc khu) (?P<place>[^,()]+)")
_WHOLE = {"công thương": "Công Thương", "chính phủ": "Chính phủ", "việt nam": "Việt Nam"}
_SHORT = re.compile(r"\b(?:ubnd|hđnd|ttkc|tnhh|mtv|htx|kc|xttm)\b", re.IGNORECASE)


def agency_name(capitals: str) -> str:
    """An agency that its letterhead has in capitals, as a sentence writes it: "SỞ CÔNG THƯƠNG TỈNH
    LẠNG SƠN" → "Sở Công Thương tỉnh Lạng Sơn" (Nghị định 30/2020/NĐ-CP, Phụ lục II, mục V).
    """
    name = " ".join(capitals.lower().split())
    first = _KINDS.match(name)
    if first:
        name = first[0] + capitalized(name[first.end() :])
        name = _FUNCTIONS.sub(lambda found: found[0].upper(), name)
    for plain, written in _WHOLE.items():
        name = re.sub(rf"\b{plain}\b", written, name, flags=re.IGNORECASE)
    name = _PLACES.sub(lambda found: found[0].replace(found["place"], found["place"].title()), name)
    return capitalized(_SHORT.sub(lambda found: found[0].upper(), name))
