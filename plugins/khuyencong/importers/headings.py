"""Headings that an editor sees in a text, by style or by look, and which of them holds others."""

import re
from collections.abc import Mapping, Sequence

from bs4 import BeautifulSoup
from bs4.element import NavigableString, Tag

from khuyencong.importers.body_structure import (
    HEADINGS,
    TYPED_BULLET,
    is_bold,
    is_italic,
    look,
)
from khuyencong.importers.word_numbering import BULLET

_NO_HEADING = re.compile(
    r"(phụ )?(bảng|biểu|hình|sơ đồ)( số)? *\d|(đơn vị( tính)?|đvt) *:|nơi nhận|kính gửi",
    re.IGNORECASE,
)
_STAR = re.compile(r"^\s*\*\s*")
"""What typists put before a heading in bold."""
_BELOW_STYLES = 10
"""Rank from which on headings by look stand, where no style tells more."""
_LONGEST_HEADING = 25
"""Words; a longer line in bold is a paragraph that shouts."""
_FORMS = (
    re.compile(r"(phần|chương)\s+\S+|(?-i:[IVX]+)\s*[.)/-]\s*(?!\d)\S", re.IGNORECASE),
    re.compile(r"(?-i:[IVX]+)\.\d|(mục|điều)\s+\d+|\d{1,2}\s*[.)/]\s*(?!\d)\S", re.IGNORECASE),
    re.compile(r"\d{1,2}\.\d{1,2}\.?\s*\S|[a-zđ]\)\s*\S", re.IGNORECASE),
)


def make_headings(soup: BeautifulSoup) -> None:
    """Short lines in bold or capitals become headings; levels begin at 2, and none is left out."""
    found = [block for block in soup.find_all(["p", *HEADINGS]) if _is_heading(block)]
    styled = _levels_of_forms(found)
    ranks_above: list[int] = []
    for block in found:
        rank = _rank(block, styled)
        while ranks_above and ranks_above[-1] >= rank:
            ranks_above.pop()
        ranks_above.append(rank)
        _make_heading(block, min(1 + len(ranks_above), 6))


def _is_heading(block: Tag) -> bool:
    """Whether a block is a heading by its style, or by its look and no line of a text box."""
    if block.find_parent(["table", "li", "footnotes", "blockquote"]):
        return False
    return block.name != "p" or ("t" not in look(block) and looks_like_heading(block))


def _make_heading(block: Tag, level: int) -> None:
    block.name = f"h{level}"
    label = block.attrs.pop("data-label", "")
    if label and label != BULLET:
        block.insert(0, NavigableString(f"{label} "))
    looks = ["strong", "b", "u", *(["em", "i"] if is_italic(block) else [])]
    for emphasis in block.find_all(looks):
        emphasis.unwrap()
    text = block.find(string=True)
    if isinstance(text, NavigableString):
        text.replace_with(NavigableString(_STAR.sub("", str(text))))


def looks_like_heading(block: Tag) -> bool:
    """Whether a paragraph stands out as a line of its own: all bold, or all capitals."""
    words = block.get_text(" ", strip=True)
    if not words or block.find("img") or block.get("data-label") == BULLET:
        return False
    if block.get("data-cell") or _NO_HEADING.match(words) or "caption" in str(block.get("class")):
        return False
    if len(words.split()) > _LONGEST_HEADING or words[-1] in ".;,…" or "r" in look(block):
        return False
    bullet = TYPED_BULLET.match(words)
    if (bullet and not _STAR.match(words)) or not re.search(r"[^\W\d_]", words):
        return False
    return is_bold(block) or (words.isupper() and len(words) > 3)


def _form(block: Tag) -> int:
    """How a heading is numbered, as the place in `_FORMS`; behind the last for one without."""
    words = f"{block.get('data-label', '')} {block.get_text(' ', strip=True)}".strip()
    return next((n for n, form in enumerate(_FORMS) if form.match(words)), len(_FORMS))


def is_numbered(block: Tag) -> bool:
    """Whether a heading has a number: "I.", "Điều 5", "1.2.", "a)"."""
    return _form(block) < len(_FORMS)


def _levels_of_forms(headings: Sequence[Tag]) -> dict[int, int]:
    """Form of numbers → the level that headings with a style have under it."""
    levels: dict[int, int] = {}
    for block in headings:
        if block.name != "p" and is_numbered(block):
            levels.setdefault(_form(block), int(block.name[1]))
    return levels


def _rank(block: Tag, styled: Mapping[int, int]) -> int:
    """A number that is lower for a heading that holds others. "III." in bold ranks with an "I."
    that has a style; what nothing ranks stands below all that has a style.
    """
    if block.name != "p":
        return int(block.name[1])
    form = _form(block)
    if form == len(_FORMS):
        return _BELOW_STYLES + (-1 if block.get_text().isupper() else form)
    nearest = min(styled, key=lambda known: abs(known - form), default=None)
    return _BELOW_STYLES + form if nearest is None else styled[nearest] + form - nearest
