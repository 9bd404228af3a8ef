"""A story as paragraphs of plain words, for files that newsrooms open in an editor."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import NamedTuple

from lxml import etree

from khuyencong.content.dialect.lists import AS_WRITTEN
from khuyencong.content.record import Record
from khuyencong.describing.products import ProductDescriptions
from khuyencong.model.entry import Entry
from khuyencong.press.story_html import content_html
from khuyencong.vietnamese.dates import long_date, long_moment


class Run(NamedTuple):
    """Words in one style."""

    words: str
    bold: bool = False
    italic: bool = False


class Block(NamedTuple):
    """A paragraph: `kind` is title, heading, text, item or quote; or row, a row of a table."""

    kind: str
    cells: tuple[tuple[Run, ...], ...]
    """One cell, unless it is a row."""
    mark: str = ""
    """Of an item: `-`, or its number as it was typed; "" where the words have it already."""
    level: int = 1
    """Of an item: how many lists it stands in."""

    @property
    def text(self) -> str:
        return " | ".join(["".join([run.words for run in cell]) for cell in self.cells])


def block(kind: str, words: str) -> Block:
    return Block(kind, ((Run(words),),))


def story_blocks(
    products: ProductDescriptions, record: Record[Entry], root: str
) -> tuple[Block, ...]:
    """Everything that a newsroom needs of a story, in the order in which it is read."""
    return tuple(_blocks(products, record, root))


def _blocks(products: ProductDescriptions, record: Record[Entry], root: str) -> Iterator[Block]:
    entry = record.entry
    yield block("title", entry.title)
    names = " – ".join(name for name in (entry.author, entry.unit) if name)
    yield block("text", " | ".join(words for words in (names, _date(entry.date)) if words))
    yield from html_blocks(content_html(products, record))
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


def html_blocks(markup: str) -> list[Block]:
    """The paragraphs of sanitised HTML."""
    reader = _Reader()
    parser = etree.HTMLParser(target=reader, encoding="utf-8")
    parser.feed(markup.encode())
    parser.close()
    return reader.blocks


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


BULLET = "-"


class _List:
    """A list that is being read: what its next item is marked with."""

    def __init__(self, tag: str, attributes: Mapping[str, str]) -> None:
        self._number = int(attributes.get("start", 1)) if tag == "ol" else None
        self._bullet = "" if attributes.get("class") == AS_WRITTEN else BULLET

    def next_mark(self, attributes: Mapping[str, str]) -> str:
        """The mark of an item with these attributes."""
        if self._number is None:
            return self._bullet
        number = int(attributes.get("value", self._number))
        self._number = number + 1
        return f"{number}."


_LISTS = frozenset({"ol", "ul"})
_BOLD = frozenset({"strong", "b", "th"})
_ITALIC = frozenset({"em", "i", "cite"})


class _Reader:
    """Gathers runs, and closes a paragraph wherever one begins or ends; a target of lxml."""

    def __init__(self) -> None:
        self.blocks: list[Block] = []
        self._open: list[str] = []
        self._bold = self._italic = 0
        self._runs: list[Run] = []
        self._cells: list[tuple[Run, ...]] = []
        self._lists: list[_List] = []
        self._mark = ""

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        """A tag that opens."""
        if tag in _KINDS or tag in _LISTS or tag == "tr":
            self._end()
        if tag in _LISTS:
            self._lists.append(_List(tag, attributes))
        elif tag == "li" and self._lists:
            self._mark = self._lists[-1].next_mark(attributes)
        elif tag == "dd":
            self._mark = BULLET
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
        elif tag == "tr":
            if self._cells:
                self.blocks.append(Block("row", tuple(self._cells)))
            self._cells = []
        elif tag in _LISTS:
            self._end()
            del self._lists[-1:]
        while tag in self._open:
            closed = self._open.pop()
            self._bold -= closed in _BOLD
            self._italic -= closed in _ITALIC
            if closed == tag:
                break

    def data(self, data: str) -> None:
        """Words between tags."""
        words = " ".join(data.split())
        if not words:
            words = " " if self._runs and data else ""
        else:
            words = (" " if data[0].isspace() else "") + words + (" " if data[-1].isspace() else "")
        if not words:
            return
        run = Run(words, self._bold > 0, self._italic > 0)
        if self._runs and self._runs[-1][1:] == run[1:]:  # an entity comes as a piece of its own
            run = run._replace(words=self._runs.pop().words + words)
        self._runs.append(run)

    def close(self) -> None:
        """The end of the text."""
        self._end()

    def _end(self) -> None:
        """Close the paragraph that is open, if it has words."""
        if not self._runs or "tr" in self._open:
            return
        runs = self._taken()
        if runs:
            kind = next((_KINDS[tag] for tag in reversed(self._open) if tag in _KINDS), "text")
            if "blockquote" in self._open:
                kind = "quote"
            elif "li" in self._open:
                kind = "item"
            mark, self._mark = self._mark, ""
            self.blocks.append(Block(kind, (runs,), mark, max(len(self._lists), 1)))

    def _taken(self) -> tuple[Run, ...]:
        runs, self._runs = self._runs, []
        while runs and not runs[0].words.strip():
            runs.pop(0)
        while runs and not runs[-1].words.strip():
            runs.pop()
        if runs:
            runs[0] = runs[0]._replace(words=runs[0].words.lstrip())
            runs[-1] = runs[-1]._replace(words=runs[-1].words.rstrip())
        return tuple(runs)


def as_text(blocks: Sequence[Block]) -> str:
    """Plain text: a blank line between paragraphs, rows and items on lines of their own."""
    lines: list[str] = []
    before = ""
    for part in blocks:
        words = part.text
        if part.kind == "title":
            words = words.upper()
        elif part.kind == "item":
            words = f"{'  ' * (part.level - 1)}{part.mark} {words}" if part.mark else words
        elif part.kind == "quote":
            words = f"“{words}”"
        if lines and not (part.kind == before and part.kind in ("item", "row")):
            lines.append("")
        lines.append(words)
        before = part.kind
    return "\n".join(lines) + "\n"
