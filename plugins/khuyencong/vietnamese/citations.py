"""How law is cited: "điểm a khoản 2 Điều 5", and its anchor `dieu-5-khoan-2-diem-a`."""

import re

_ARTICLE = re.compile(r"\bđiều\s+(\d{1,4}[a-zđ]?)(?!\w)", re.IGNORECASE)
_CLAUSE = re.compile(r"\bkhoản\s+(\d{1,3}(?:\.\d{1,3})*[a-zđ]?)(?!\w)", re.IGNORECASE)
_POINT = re.compile(r"\bđiểm\s+([a-zđ]{1,2})(?!\w)", re.IGNORECASE)
_ANCHOR = re.compile(
    r"(?:kem-theo-(?:\d+-)?)?dieu-(?P<article>\d+[a-z]*)"
    r"(?:-khoan-(?P<clause>\d+[a-z]*(?:-\d+[a-z]*)*))?(?:-diem-(?P<point>[a-z]+))?"
)


def in_anchor(number: str) -> str:
    """A number or letter as an anchor has it: "2đ" is `2dd`, so that it is not 2d; 1.2 is `1-2`."""
    return number.lower().replace("đ", "dd").replace(".", "-")


def _in_words(part: str) -> str:
    return part.replace("dd", "đ").replace("-", ".")


def anchor(citation: str) -> str:
    """The anchor of the first provision that a text cites, in either order of its parts.

    Empty where it cites no article: "Điều 5 khoản 2 điểm a", "điểm a khoản 2 Điều 5".
    """
    article = _ARTICLE.search(citation)
    if not article:
        return ""
    clause, point = _CLAUSE.search(citation), _POINT.search(citation)
    name = f"dieu-{in_anchor(article[1])}"
    if clause:
        name += f"-khoan-{in_anchor(clause[1])}"
    return f"{name}-diem-{in_anchor(point[1])}" if point else name


def above(name: str) -> str:
    """The anchor of what a provision is part of: the clause of a point, the article of a clause.

    Empty for an article.
    """
    found = _ANCHOR.fullmatch(name)
    if not found or not (found["clause"] or found["point"]):
        return ""
    return name.rpartition("-diem-" if found["point"] else "-khoan-")[0]


def citation(name: str) -> str:
    """An anchor as one cites it: "điểm a khoản 2 Điều 5"; empty for one of no provision."""
    found = _ANCHOR.fullmatch(name)
    if not found:
        return ""
    parts = [
        f"điểm {_in_words(found['point'])}" if found["point"] else "",
        f"khoản {_in_words(found['clause'])}" if found["clause"] else "",
        f"Điều {_in_words(found['article'])}",
    ]
    return " ".join(part for part in parts if part)
