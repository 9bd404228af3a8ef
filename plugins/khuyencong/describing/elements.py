"""The pieces of a description: links, facts, tables, a player. All text is plain."""

from collections.abc import Iterable

from msgspec import Struct

from khuyencong.content.record import Figure
from khuyencong.vietnamese.numbers import is_number


class Link(Struct, frozen=True, gc=False):
    """Something to follow. It holds words alone, and there are very many."""

    text: str
    address: str
    current: bool = False
    count: int | None = None
    lang: str = ""
    """Language of the text where it is another than the page's."""


class Fact(Struct, frozen=True):
    """A line of a fact box: a label, and one or more values (plain text or links)."""

    label: str
    values: tuple[str | Link, ...]


class Table(Struct, frozen=True):
    """A table of facts; the first column heads its row."""

    caption: str
    head: tuple[str, ...]
    rows: tuple[tuple[str | Link, ...], ...]
    numeric: frozenset[int] = frozenset()
    """Columns of numbers, from 0: set flush right."""
    foot: tuple[str, ...] = ()
    """The line of totals."""

    @property
    def without_empty_columns(self) -> "Table":
        """The same without the columns in which nothing stands; for a table without totals."""
        kept = [number for number in range(len(self.head)) if any(row[number] for row in self.rows)]
        return Table(
            self.caption,
            tuple(self.head[number] for number in kept),
            tuple(tuple(row[number] for number in kept) for row in self.rows),
            frozenset(place for place, number in enumerate(kept) if number in self.numeric),
        )


def numeric_columns(rows: Iterable[tuple[str | Link, ...]]) -> frozenset[int]:
    """Columns behind the first whose every filled cell is a number."""
    columns = enumerate(zip(*rows, strict=True))
    return frozenset(
        place
        for place, cells in columns
        if place and (filled := [cell for cell in cells if cell]) and all(map(_is_number, filled))
    )


def _is_number(cell: str | Link) -> bool:
    return isinstance(cell, str) and is_number(cell)


class TimedLine(Struct, frozen=True):
    """Something in a video or sound file, from a time on."""

    time: str
    """`01:10`"""
    words: str
    address: str
    """The file from there on (Media Fragments URI 1.0, 4.2.1: `#t=70`), or the video's page on
    another host; empty where that cannot be told a time."""


class Player(Struct, frozen=True):
    """A video or sound file of the centre's own, or the way to a video on another host."""

    address: str
    mime: str
    """Empty for a video on another host, which a page links to and never loads."""
    poster: Figure | None
    captions: str
    """Address of the WebVTT file, or nothing."""
    transcript: tuple[TimedLine, ...]
    """Each subtitle."""
    chapters: tuple[TimedLine, ...]
    track: str
    """Address of the WebVTT file with the chapters, or nothing."""

    @property
    def is_sound(self) -> bool:
        """Whether there is nothing to see."""
        return self.mime.startswith("audio/")


class OutlineLine(Struct, frozen=True):
    """A line of the contents that a PDF brings along."""

    text: str
    address: str
    page: str
    """What readers call the page."""
    level: int


class Leaf(Struct, frozen=True):
    """A page of a PDF: its picture and its words."""

    anchor: str
    name: str
    figure: Figure
    words: tuple[str, ...]
    """Paragraphs."""
    is_scan: bool
    """Whether its words, if any, were recognised by a program."""
    address: str
    """Where a browser opens the file at this page (RFC 8118)."""


class PagedDocument(Struct, frozen=True):
    """A document to keep and, where it is a PDF, to read page by page."""

    download: Link
    cover: Figure | None = None
    total: int = 0
    """Pages of a PDF."""
    is_scan: bool = False
    is_recognised: bool = False
    """Whether a program recognised words on its scanned pages."""
    outline: tuple[OutlineLine, ...] = ()
    leaves: tuple[Leaf, ...] = ()
    rest: str = ""
    """Where the file goes on behind the last page that is shown; nothing where all are."""


class LawPart(Struct, frozen=True):
    """A chapter in the contents of a document, with its articles."""

    heading: Link | None
    """None for articles that stand in no chapter."""
    span: str
    """Its articles: "Điều 1–6"; empty where it holds none itself."""
    articles: tuple[Link, ...]


class LawEvent(Struct, frozen=True):
    """Something that happened to a document, or will."""

    day: str
    words: str
    coming: bool = False


class LawView(Struct, frozen=True):
    """The provisions of a document and how they changed."""

    contents: tuple[LawPart, ...]
    events: tuple[LawEvent, ...]
    """The earliest first; none where too little is known."""
    wordings: tuple[Link, ...]
    """The text of each time, the newest first; none for a text that never changed."""
    comparison: Link | None
    provisions: Table | None
    """Provisions that others changed, with their validity today."""
