"""A story as paragraphs of plain words, for files that newsrooms open in an editor."""

import threading
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from itertools import groupby
from typing import NamedTuple

from lxml import etree

from khuyencong.content.dialect.lists import AS_WRITTEN
from khuyencong.content.record import Record
from khuyencong.describing.products import ProductDescriptions
from khuyencong.model.entry import Entry
from khuyencong.press.markup import absolute
from khuyencong.press.story_html import content_html
from khuyencong.vietnamese.dates import long_date, long_moment
from khuyencong.vietnamese.numbers import whole_number


class Run(NamedTuple):
    """Words in one style."""

    words: str
    bold: bool = False
    italic: bool = False
    href: str = ""
    """Absolute address that the words lead to."""


class Block(NamedTuple):
    """A paragraph: `kind` is title, heading, text, item or quote; or row, a row of a table."""

    kind: str
    cells: tuple[tuple[Run, ...], ...]
    """One cell, unless it is a row."""
    mark: str = ""
    """What stands before an item: `-`, `3.`, `a)`; nothing before its second paragraph."""
    level: int = 1
    """In how many lists an item stands."""

    def text(self, *, links: bool = False) -> str:
        """Its words; with `links`, the address behind a link follows in brackets."""
        return " | ".join([_words(cell, links=links) for cell in self.cells])


def linked(runs: Iterable[Run]) -> Iterator[tuple[str, list[Run]]]:
    """Runs that lead to one address together, each group with that address."""
    for href, group in groupby(runs, key=lambda run: run.href):
        yield href, list(group)


def _words(runs: Sequence[Run], *, links: bool) -> str:
    if not links:
        return "".join([run.words for run in runs])
    parts = []
    for href, group in linked(runs):
        words = "".join([run.words for run in group])
        repeated = href.partition(":")[2].strip("/") in words or href.startswith("tel:")
        space = words[len(words.rstrip()) :]
        parts.append(words if repeated else f"{words.rstrip()} ({href}){space}")
    return "".join(parts)


def block(kind: str, words: str, mark: str = "") -> Block:
    """A paragraph of plain words."""
    return Block(kind, ((Run(words),),), mark)


def story_blocks(
    products: ProductDescriptions, record: Record[Entry], root: str, more: Iterable[Block] = ()
) -> tuple[Block, ...]:
    """Everything that a newsroom needs of a story, in the order in which it is read.

    `more` comes after its text: what else there is to take away.
    """
    return tuple(_blocks(products, record, root, more))


def _blocks(
    products: ProductDescriptions, record: Record[Entry], root: str, more: Iterable[Block]
) -> Iterator[Block]:
    entry = record.entry
    yield block("title", entry.title)
    names = " – ".join(name for name in (entry.author, entry.unit) if name)
    yield block("text", " | ".join(words for words in (names, _date(entry.date)) if words))
    yield from html_blocks(content_html(products, record), f"{root}{record.address}")
    yield from more
    yield block("text", f"Bài trên trang: {root}{record.address}")
    contact = products.site.centre.press_contact
    if contact:
        parts = (contact.name, contact.phone, contact.email)
        yield block("text", f"Đầu mối báo chí: {', '.join(words for words in parts if words)}")


def _date(moment: datetime | None) -> str:
    """A moment in full; a day alone where staff gave no hour."""
    if moment is None:
        return ""
    return long_moment(moment) if moment.hour or moment.minute else long_date(moment)


def html_blocks(markup: str, page: str = "") -> list[Block]:
    """The paragraphs of sanitised HTML; addresses are as seen from the page at `page`."""
    _local.reader.begin(page)
    _local.parser.feed(markup.encode())
    blocks: list[Block] = _local.parser.close()
    return blocks


_KINDS = {
    "p": "text",
    "pre": "text",
    "div": "text",
    "caption": "text",
    "figcaption": "text",
    "dt": "text",
    "summary": "text",
    "dd": "item",
    "li": "item",
    "blockquote": "quote",
    **{f"h{level}": "heading" for level in range(2, 7)},
}


_LISTS = frozenset({"ol", "ul"})
_OPENING = _KINDS.keys() | _LISTS | {"tr"}
"""Tags before which a paragraph ends."""
_BULLET = "-"
_IN_WORDS = "a)"
"""Stands for the mark that the words of an item begin with."""
_BOLD = frozenset({"strong", "b", "th"})
_ITALIC = frozenset({"em", "i", "cite"})


class _Reader:
    """Gathers runs, and closes a paragraph wherever one begins or ends; a target of lxml."""

    def __init__(self) -> None:
        self.begin("")

    def begin(self, page: str) -> None:
        """Be ready for another text; its addresses are as seen from the page at `page`."""
        self._page = page
        self._blocks: list[Block] = []
        self._open: list[str] = []
        self._bold = self._italic = 0
        self._runs: list[Run] = []
        self._cells: list[tuple[Run, ...]] = []
        self._href = ""
        self._lists: list[int | str] = []
        """The next number of each list that is open, or the mark of all its items."""
        self._mark = ""

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        """A tag that opens."""
        if tag in _OPENING:
            self._end()
        if tag in _LISTS:
            self._lists.append(_first_mark(tag, attributes))
        elif tag in ("li", "dd"):
            self._mark = self._next_mark(attributes)
        elif tag == "a":
            self._href = self._leads_to(attributes.get("href", ""))
        if tag == "br":
            self._runs.append(Run(" "))
        elif tag not in ("hr", "img"):
            self._open.append(tag)
            self._bold += tag in _BOLD
            self._italic += tag in _ITALIC

    def end(self, tag: str) -> None:
        """A tag that closes."""
        if tag in ("td", "th"):
            self._cells.append(self._taken())
        elif tag in _KINDS:
            self._end()
        elif tag in _LISTS:
            self._end()
            del self._lists[-1:]
        elif tag == "a":
            self._href = ""
        elif tag == "tr":
            if self._cells:
                self._blocks.append(Block("row", tuple(self._cells)))
            self._cells = []
        while tag in self._open:
            closed = self._open.pop()
            self._bold -= closed in _BOLD
            self._italic -= closed in _ITALIC
            if closed == tag:
                break

    def data(self, data: str) -> None:
        """Words between tags."""
        words = " ".join(data.split())
        if words:
            words = (" " if data[0].isspace() else "") + words + (" " if data[-1].isspace() else "")
        elif self._runs and data:
            words = " "
        else:
            return
        style = self._bold > 0, self._italic > 0, self._href
        if self._runs and self._runs[-1][1:] == style:  # an entity comes as a piece of its own
            words = self._runs.pop().words + words
        self._runs.append(Run(words, *style))

    def close(self) -> list[Block]:
        """The end of the text: all its paragraphs."""
        self._end()
        blocks, self._blocks = self._blocks, []
        return blocks

    def _leads_to(self, href: str) -> str:
        """The absolute address of a link; nothing for one that stays on the page."""
        return "" if not href or href.startswith("#") else absolute(href, self._page)

    def _next_mark(self, attributes: Mapping[str, str]) -> str:
        current = self._lists[-1] if self._lists else _BULLET
        if isinstance(current, str):
            return current
        number = whole_number(attributes.get("value"), current)
        self._lists[-1] = number + 1
        return f"{number}."

    def _end(self) -> None:
        """Close the paragraph that is open, if it has words."""
        if not self._runs or "tr" in self._open:
            return
        if runs := self._taken():
            kind = self._kind()
            mark, self._mark = (self._mark, "") if kind == "item" else ("", self._mark)
            if mark == _IN_WORDS:
                mark, _, words = runs[0].words.partition(" ")
                runs = (runs[0]._replace(words=words), *runs[1:])
            self._blocks.append(Block(kind, (runs,), mark, max(len(self._lists), 1)))

    def _kind(self) -> str:
        """What the paragraph that is open is."""
        if "blockquote" in self._open:
            return "quote"
        if "li" in self._open:
            return "item"
        return next((_KINDS[tag] for tag in reversed(self._open) if tag in _KINDS), "text")

    def _taken(self) -> tuple[Run, ...]:
        runs, self._runs = self._runs, []
        while runs and not runs[0].words.strip():
            runs.pop(0)
        while runs and not runs[-1].words.strip():
            runs.pop()
        if runs and runs[0].words[0].isspace():
            runs[0] = runs[0]._replace(words=runs[0].words.lstrip())
        if runs and runs[-1].words[-1].isspace():
            runs[-1] = runs[-1]._replace(words=runs[-1].words.rstrip())
        return tuple(runs)


class _Local(threading.local):
    """The parser of a thread, used for every text.

    One of lxml's with a target is a cycle of objects: it stays in memory, with all that was
    parsed, while a build collects no garbage.
    """

    def __init__(self) -> None:
        self.reader = _Reader()
        self.parser = etree.HTMLParser(target=self.reader, encoding="utf-8")


_local = _Local()


def _first_mark(tag: str, attributes: Mapping[str, str]) -> int | str:
    if tag == "ol":
        return whole_number(attributes.get("start"), 1)
    return _IN_WORDS if attributes.get("class") == AS_WRITTEN else _BULLET


def as_text(blocks: Sequence[Block], *, links: bool = False) -> str:
    """Plain text: a blank line between paragraphs, rows and items on lines of their own.

    With `links`, the address behind a link follows its words in brackets.
    """
    lines: list[str] = []
    before = ""
    for part in blocks:
        words = part.text(links=links)
        if part.kind == "title":
            words = words.upper()
        elif part.kind == "item":
            indent = "  " * (part.level - 1)
            words = f"{indent}{part.mark} {words}" if part.mark else f"{indent}  {words}"
        elif part.kind == "quote":
            words = f"“{words}”"
        if lines and not (part.kind == before and part.kind in ("item", "row")):
            lines.append("")
        lines.append(words)
        before = part.kind
    return "\n".join(lines) + "\n"
