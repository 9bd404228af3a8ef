"""Sanitised HTML taken apart: the one place that knows how nh3 writes a tag.

html5ever, which writes for nh3, puts names in small letters and every attribute in double quotes,
with `&`, `<`, `>` and `"` in it escaped. So what begins with `<` and goes to the next `>` is one
tag, and a pattern that takes time in proportion to the text finds it. HTML of others is read by
a parser that forgives everything (`importers/html_page.py`, `press/plain_text.py`).
"""

import html
import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

_ATTRIBUTES = r'(?P<attributes>(?:\s[a-z-]+="[^"]*")*)'
_ATTRIBUTE = re.compile(r'\s(?P<name>[a-z-]+)="(?P<value>[^"]*)"')
_ANY_TAG = re.compile(r"(<[^<>]*>)")
_LINK = re.compile(rf"<a{_ATTRIBUTES}>")
_IMAGE = re.compile(rf"(?P<open><p>\s*)?<img{_ATTRIBUTES}\s*/?>(?P<close>\s*</p>)?")
_PICTURE = re.compile(rf"<img{_ATTRIBUTES}\s*/?>")
_NO_PICTURE = re.compile(r"<(?!img\b)[^<>]*>")
_WITH_ATTRIBUTES = re.compile(r'(<[a-z][a-z0-9]*)((?:\s[a-z-]+="[^"]*")+)')
_TABLE = re.compile(r"<table>.*?</table>", re.DOTALL)
_TABLE_CELL = re.compile(r"<t[hd](?:\s[^<>]*)?>(.*?)</t[hd]>", re.DOTALL)
_HEADING = re.compile(r'<h([2-6]) id="([^"]+)">(.*?)</h\1>', re.DOTALL)
_ID = re.compile(r'\sid="([^"]+)"')

TAG = re.compile(rf"<(?P<end>/?)(?P<name>[a-z][a-z0-9]*){_ATTRIBUTES}\s*/?>")
"""A tag: `end` is a slash for one that closes, `attributes` is for `attributes_of`."""


class ImageTag(NamedTuple):
    """An `<img>` in a body."""

    start: int
    end: int
    """From and to where it stands, with its paragraph if it is alone in it."""
    alone: bool
    attributes: dict[str, str]


def attributes_of(tag: re.Match[str]) -> dict[str, str]:
    """Attributes of a match of `TAG`, their values unescaped."""
    return {m["name"]: html.unescape(m["value"]) for m in _ATTRIBUTE.finditer(tag["attributes"])}


def split_at_tags(markup: str) -> list[str]:
    """Text and tags by turns; the first piece is text, if only an empty one."""
    return _ANY_TAG.split(markup)


def without_tags(markup: str, picture: Callable[[re.Match[str]], str] | None = None) -> str:
    """Text with a space in the place of each tag, or what `picture` says in that of an image.

    What is escaped stays so.
    """
    if picture is None or "<img" not in markup:
        return _ANY_TAG.sub(" ", markup)
    return _PICTURE.sub(picture, _NO_PICTURE.sub(" ", markup))


def plain_text(markup: str) -> str:
    """The words of an HTML fragment, white space folded."""
    return " ".join(unfolded_text(markup).split())


def unfolded_text(markup: str) -> str:
    """The words of an HTML fragment, white space as it falls: for who splits them anyway."""
    return html.unescape(without_tags(markup))


def ids(markup: str) -> frozenset[str]:
    """Every id, which a link may lead to."""
    return frozenset(map(html.unescape, _ID.findall(markup)))


def headings(markup: str, deeper: tuple[str, ...] = ()) -> tuple[tuple[str, str], ...]:
    """Id and plain words of each heading of level 2, in order.

    Of deeper levels those whose id begins in one of some ways.
    """
    return tuple(
        (name, plain_text(words))
        for level, name, words in _HEADING.findall(markup)
        if level == "2" or name.startswith(deeper)
    )


def last_table(markup: str) -> list[list[str]]:
    """The words of each cell of the last table, row by row; one without header begins with an
    empty row. Nothing where there is no table."""
    start = markup.rfind("<table>")
    found = _TABLE.match(markup, start) if start >= 0 else None
    if found is None:
        return []
    after = found[0].split("<tr>")[1:]
    rows = [list(map(plain_text, _TABLE_CELL.findall(row))) for row in after]
    return rows if "<th" in found[0].replace("<thead", "") else [[], *rows]


def links(markup: str) -> list[str]:
    """Addresses of all links, in order."""
    found = (attributes_of(match).get("href") for match in _LINK.finditer(markup))
    return [href for href in found if href]


def images(markup: str) -> Iterator[ImageTag]:
    """All pictures, in order."""
    for match in _IMAGE.finditer(markup) if "<img" in markup else ():
        alone = bool(match["open"] and match["close"])
        start = match.start() if alone else match.end("open") if match["open"] else match.start()
        end = match.end() if alone else match.start("close") if match["close"] else match.end()
        yield ImageTag(start, end, alone, attributes_of(match))


def rewrite_links(markup: str, address: Callable[[str], str | None]) -> str:
    """HTML with every link's address passed through `address`; None removes the link."""

    def tag(match: re.Match[str]) -> str:
        written = attributes_of(match)
        if "href" not in written:
            return match[0]
        new = address(written.pop("href"))
        kept = "".join(f' {name}="{html.escape(value)}"' for name, value in written.items())
        return f'<a href="{html.escape(new)}"{kept}>' if new is not None else f"<a{kept}>"

    return _LINK.sub(tag, markup)


def rewrite_attributes(markup: str, change: Callable[[str, str], str | None]) -> str:
    """HTML with every attribute's name and value passed through `change`; None removes it."""

    def attribute(match: re.Match[str]) -> str:
        new = change(match["name"], html.unescape(match["value"]))
        return "" if new is None else f' {match["name"]}="{html.escape(new)}"'

    def tag(match: re.Match[str]) -> str:
        return match[1] + _ATTRIBUTE.sub(attribute, match[2])

    return _WITH_ATTRIBUTES.sub(tag, markup)
