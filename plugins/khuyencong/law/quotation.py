"""What an amending document quotes: the new text of a provision, taken out of its marks."""

import re
from collections.abc import Sequence
from typing import Any

from lxml.html import HtmlElement

from khuyencong.content.dialect.lists import AS_WRITTEN
from khuyencong.content.dialect.provisions import mark_provisions
from khuyencong.law.law_text import LawLine, LawText, lines_below, markup_of, root_of

_START, _END = "\ue000", "\ue001"
"""Signs in the places of the outermost marks: of the private use area, no text has them."""
_CLAUSE = re.compile(r"\s*(\d{1,3})\.\s+")
_LETTERED = re.compile(r"\s*(?:\d{1,3}[a-zđ]{1,2}\.|[a-zđ]{1,2}[).])\s")


def quotation(lines: Sequence[LawLine], amended: str) -> LawText:
    """What lines quote, as provisions of the document that they amend; empty without a quotation.

    `amended` is the anchor of the provision whose new text it is: a clause that stands alone in the
    quotation is one of that article.
    """
    root = root_of(_between_marks(markup_of(lines)))
    _make_paragraph(root)
    for block in list(root):
        _make_item(root, block)
    article, _, below = amended.partition("-khoan-")
    clause = f"{article}-khoan-{below.partition('-diem-')[0]}" if below else ""
    mark_provisions(root, article.partition("-diem-")[0], clause)
    return LawText(lines_below(root))


def _between_marks(markup: str) -> str:
    """What stands between the first opening quotation mark of some HTML and the last closing."""
    root = root_of(markup)
    _replace_last(root, '”"', _END)
    _replace_first(root, '“"', _START)
    _, start, rest = markup_of(lines_below(root)).partition(_START)
    inside, end, _ = rest.rpartition(_END)
    return inside if start and end else ""


def _replace_first(root: HtmlElement, marks: str, sign: str) -> None:
    for text in root.xpath(".//text()"):
        if places := [place for mark in marks if (place := text.find(mark)) >= 0]:
            _put(text, min(places), sign)
            return


def _replace_last(root: HtmlElement, marks: str, sign: str) -> None:
    for text in reversed(root.xpath(".//text()")):
        if places := [place for mark in marks if (place := text.rfind(mark)) >= 0]:
            _put(text, max(places), sign)
            return


def _put(text: Any, place: int, sign: str) -> None:
    new, parent = f"{text[:place]}{sign}{text[place + 1 :]}", text.getparent()
    if text.is_tail:
        parent.tail = new
    else:
        parent.text = new


def _make_paragraph(root: HtmlElement) -> None:
    """Make a paragraph of a first line whose own tag stood before the quotation."""
    if not (root.text or "").strip():
        return
    first = root.makeelement("p", {})
    first.text, root.text = root.text, None
    while len(root) and root[0].tag in _PHRASES:
        first.append(root[0])
    root.insert(0, first)


_PHRASES = frozenset({"a", "abbr", "b", "br", "em", "i", "strong", "sub", "sup", "u"})


def _make_item(root: HtmlElement, block: HtmlElement) -> None:
    """Make an item of a paragraph whose mark stood behind the opening quotation mark."""
    text = block.text or ""
    if block.tag != "p":
        return
    if found := _CLAUSE.match(text):
        container = root.makeelement("ol", {"start": found[1]})
        block.text = text[found.end() :]
    elif _LETTERED.match(text):
        container = root.makeelement("ul", {"class": AS_WRITTEN})
    else:
        return
    root.replace(block, container)
    block.tag = "li"
    container.append(block)
