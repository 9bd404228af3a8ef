"""Every word and number of a body is on its page, in order: what is not, is told.

Words of the source without its markup are compared with those of the page, which may have more (the
numbers of notes). When both are the same, as nearly always, that is all it costs.
"""

import html
import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from khuyencong.content.dialect.links import with_unused_references
from khuyencong.content.dialect.marks import with_signs
from khuyencong.html_tags import TAG, attributes_of, without_tags

_WORD = re.compile(r"[^\W_]+")
_LETTERS = bytes(code if code > 127 or chr(code).isalnum() else 32 for code in range(256))
_NEAR = 3
"""Words that the page may have more before it is asked whether the next word fits as well."""
_WHOLE_LINE = re.compile(
    r"^ {0,3}`{3,}.*$"  # a fence with the language of its code
    r"|^ *\*?\[(?!\^)[^\]\n]+\]:.*$",  # where links go, what abbreviations mean
    re.MULTILINE,
)
_NOTE = re.compile(r"^ {0,3}\[\^[^\]\n]+\]:.*(?:\n[ \t]*|\n[ \t]+\S.*)*", re.MULTILINE)
_HTML = re.compile(
    r"<!--(?:(?!<!--).)*?-->"
    r"|<(?P<name>script|style)\b[^<>]*>(?:(?!<(?P=name)).)*?</(?P=name)"
    r"|<(?![a-z][a-z0-9+.-]*://|[^<>\s@]+@)[^<>]*>",
    re.DOTALL | re.IGNORECASE,
)
_ENTITY = re.compile("&(?:lt|gt|amp|quot|apos|#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6});")
"""Signs of ASCII, which stay entities up to the page."""
_LINKED = re.compile(
    r"\]\([^\"'\n()]*(?:\([^()\n]*\)[^\"'\n()]*)*|\]\[[^\]\[\n]*\]|\[\^[^\]\[\n]*\]"
)
"""Where a link goes, its name, the mark of a note."""
_TITLED_LINK = re.compile(r"<a [^<>]*\btitle=")

_Span = tuple[int, int]


class Missing(NamedTuple):
    """Words side by side that are not on the page; `line` is that of the body, from 1."""

    line: int
    words: str


def missing_words(source: str, page: str) -> list[Missing]:
    """What of a body does not stand on its page, which is sanitised HTML."""
    text, read = _without_markup(source), _shown(page)
    if _pieces(text) == _pieces(read):
        return []
    shown = _WORD.findall(read)
    if _WORD.findall(text) == shown:
        return []
    places: dict[str, list[int]] = {}
    for place, word in enumerate(shown):
        places.setdefault(word, []).append(place)
    notes = [found.span() for found in _NOTE.finditer(text)]
    lost = list(_lost(_words_between(text, notes), shown, places))
    for start, end in notes:
        lost += _lost(list(_WORD.finditer(text, start, end)), shown, places)
    return [Missing(text.count("\n", 0, start) + 1, text[start:end]) for start, end in sorted(lost)]


def _pieces(text: str) -> list[bytes]:
    """What stands between signs of ASCII: the quickest comparison that can say "equal"."""
    return text.encode(errors="replace").translate(_LETTERS).split()


def _words_between(text: str, notes: Sequence[_Span]) -> list[re.Match[str]]:
    """Words that stand in no note: those come at the end of the page."""
    starts = [0, *(end for _, end in notes)]
    ends = [*(start for start, _ in notes), len(text)]
    return [
        word
        for start, end in zip(starts, ends, strict=True)
        for word in _WORD.finditer(text, start, end)
    ]


def _lost(
    words: Sequence[re.Match[str]], shown: Sequence[str], places: Mapping[str, Sequence[int]]
) -> Iterator[_Span]:
    """From where to where words are that the page does not have at their turn."""
    turn = 0
    start = end = -1
    for number, word in enumerate(words):
        following = words[number + 1][0] if number + 1 < len(words) else None
        place = _place(word[0], following, turn, shown, places)
        if place is None:
            start = word.start() if start < 0 else start
            end = word.end()
            continue
        if start >= 0:
            yield start, end
            start = -1
        turn = place + 1
    if start >= 0:
        yield start, end


def _place(
    word: str,
    following: str | None,
    turn: int,
    shown: Sequence[str],
    places: Mapping[str, Sequence[int]],
) -> int | None:
    """Where a word stands next; further away only where the following word stands behind it."""
    if turn < len(shown) and shown[turn] == word:
        return turn
    found = places.get(word, ())
    for place in found[bisect_left(found, turn) :][:_NEAR]:
        near = place - turn <= _NEAR
        if near or following is None or (place + 1 < len(shown) and shown[place + 1] == following):
            return place
    return None


def _without_markup(source: str) -> str:
    """The text with spaces in the places of its markup; every line keeps its number."""
    text = with_unused_references(source)
    text = with_signs(_WHOLE_LINE.sub("", text) if "]:" in text or "```" in text else text)
    text = _LINKED.sub(" ", text) if "[" in text else text
    text = _HTML.sub(_line_ends, text) if "<" in text else text
    return _ENTITY.sub(lambda found: html.unescape(found[0]), text) if "&" in text else text


def _line_ends(markup: re.Match[str]) -> str:
    return " " + "\n" * markup[0].count("\n")


def _shown(page: str) -> str:
    """What readers of a page have before them: also the numbers of lists, words of pictures."""
    if "<ol" not in page and not _TITLED_LINK.search(page):
        return html.unescape(without_tags(page, _picture_words))
    numbers: list[int | None] = []
    titles: list[str] = []

    def words(tag: re.Match[str]) -> str:
        name, opens = tag["name"], not tag["end"]
        if name in ("ol", "ul"):
            if opens:
                numbers.append(int(_attribute(tag, "start") or 1) if name == "ol" else None)
            elif numbers:
                numbers.pop()
        elif name == "li" and opens and numbers and numbers[-1] is not None:
            number = int(_attribute(tag, "value") or numbers[-1])
            numbers[-1] = number + 1
            return f" {number}. "
        elif name == "img":
            return _picture_words(tag)
        elif name == "a":
            if opens:
                titles.append("" if _attribute(tag, "class") else _attribute(tag, "title"))
            elif titles:
                return f" {titles.pop()} "
        return " "

    return html.unescape(TAG.sub(words, page))


def _picture_words(tag: re.Match[str]) -> str:
    return f" {_attribute(tag, 'alt')} {_attribute(tag, 'title')} "


def _attribute(tag: re.Match[str], name: str) -> str:
    """The value of an attribute, escaped as all the rest of the page is."""
    return html.escape(attributes_of(tag).get(name, ""))
