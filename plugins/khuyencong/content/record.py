"""What the rest of the program works with: a file of `content/`, read once."""

import zlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Generic, TypeVar, overload

from khuyencong.addresses import is_elsewhere
from khuyencong.content.chapters import Chapter
from khuyencong.content.chart import Chart
from khuyencong.content.transcripts import Cue
from khuyencong.model.document import Document
from khuyencong.model.entry import Entry, Status
from khuyencong.pdf.page_pictures import page_picture
from khuyencong.pdf.records import PdfFacts
from khuyencong.pictures.credit_line import said_credits
from khuyencong.pictures.picture import Credits, Picture
from khuyencong.pictures.source_types import LABELS
from khuyencong.store.digest import digest_of

E_co = TypeVar("E_co", bound=Entry, covariant=True)


@dataclass(frozen=True, slots=True)
class Figure:
    """A picture in its place: what it shows, what is printed under it, who made it."""

    picture: Picture
    alt: str
    caption: str = ""
    credit: str = ""
    alone: bool = True
    """Whether it stands by itself (a figure) or inside a line of text."""
    ai: bool = False
    """Whether staff say that a model made it."""

    @property
    def credits(self) -> Credits:
        """What the published files themselves say about the picture."""
        return said_credits(self.caption, self.credit, ai=self.ai)

    @property
    def source_type(self) -> str:
        """How it came about (`Credits.source_type`): as staff say, else as its file does."""
        return self.credits.source_type or self.picture.source_type

    @property
    def label(self) -> str:
        """What must be printed beside a picture that no camera took; nothing for a photo."""
        return LABELS.get(self.source_type, "")


Part = str | Figure | Chart
"""A piece of a body: sanitised HTML, a figure, or a chart."""


class Body(Sequence[Part]):
    """A body: sanitised HTML with the figures and charts between its pieces.

    The text may still lie in the cache; it is fetched when somebody looks at it. `digest`
    stands for the whole of it, so that bodies are compared without being fetched.
    """

    __slots__ = ("_fetch", "charts", "digest", "figures")

    def __init__(
        self,
        digest: bytes,
        figures: tuple[Figure, ...],
        charts: tuple[Chart, ...],
        fetch: Callable[[], tuple[Part, ...]],
    ) -> None:
        """`digest` must differ for bodies that differ; `fetch` gives the parts."""
        self.digest = digest
        self.figures = figures
        self.charts = charts
        self._fetch = fetch

    def changed(self, by: str, change: Callable[[tuple[Part, ...]], tuple[Part, ...]]) -> "Body":
        """The body after a change, made when it is looked at; figures and charts stay as they are.

        `by` says what the change depends on besides the body: equal words, equal change.
        """
        digest = digest_of(self.digest, by.encode())
        return Body(digest, self.figures, self.charts, lambda: change(self._fetch()))

    def __iter__(self) -> Iterator[Part]:
        return iter(self._fetch())

    def __len__(self) -> int:
        return len(self._fetch())

    @overload
    def __getitem__(self, place: int) -> Part: ...
    @overload
    def __getitem__(self, place: slice) -> tuple[Part, ...]: ...
    def __getitem__(self, place: int | slice) -> Part | tuple[Part, ...]:
        return self._fetch()[place]

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Body) and other.digest == self.digest

    def __hash__(self) -> int:
        return hash(self.digest)

    def __reduce__(self) -> tuple[Any, ...]:
        return InMemoryBody, (self.digest, self.figures, self.charts, self._fetch())


class InMemoryBody(Body):
    """A body that is held in memory."""

    __slots__ = ()

    def __init__(
        self,
        digest: bytes,
        figures: tuple[Figure, ...],
        charts: tuple[Chart, ...],
        parts: tuple[Part, ...],
    ) -> None:
        super().__init__(digest, figures, charts, lambda: parts)


BODY_FIELDS = ("body", "lines", "links", "packed_text", "text_line")
"""Fields of a record that hold its text, or what was found in that: they are for the pages of
the entry itself, for feeds and press kits. No other page may show them. Headings are none of them:
a level of support leads to the provision of its policy."""


@dataclass(frozen=True, slots=True)
class Record(Generic[E_co]):
    """An entry with everything derived from its file, ready to be shown."""

    source: str
    """File, relative to the content folder, with forward slashes."""
    entry: E_co
    slug: str
    uid: str
    address: str
    """Root-relative address with a slash at both ends: `/tin-tuc/ten-bai/`; that of the source for
    an entry that is a link."""
    category: str
    summary: str
    """Sanitised phrasing HTML."""
    body: Body
    headings: tuple[tuple[str, str], ...]
    """Id and plain words of each heading of level 2 in the body, and of each part, chapter and
    article of a legal document."""
    photos: tuple[Figure, ...]
    links: tuple[tuple[str, int], ...]
    """Addresses that the body links to, with the line of each."""
    files: tuple[str, ...]
    """Files below `content/` that the entry offers for download."""
    lines: dict[str, int]
    """Line of each key of the header, and of what stands in its lists: `title`, `awards.0`."""
    clauses: tuple[str, ...] = ()
    """Anchors of the clauses and points of a legal document."""
    transcript: tuple[Cue, ...] = ()
    """Subtitles of a broadcast."""
    chapters: tuple[Chapter, ...] = ()
    """Parts of a broadcast."""
    pdf: PdfFacts | None = None
    """What is known of the PDF of a document; None where pypdfium2 is not installed."""
    sizes: Mapping[str, int] = field(default_factory=dict)
    """Size in bytes of each of `files`."""
    packed_text: bytes = b""
    """The body as it was written, packed by `packed`: only checks ask for it."""
    text_line: int = 1
    """Line of the file on which `text` begins."""
    digest: bytes = b""
    """Stands for all of the above, and for the pictures and files that were looked at."""
    metadata_digest: bytes = b""
    """Stands for all that other pages may show of it: for everything but `BODY_FIELDS`."""
    feed_date_override: datetime | None = None
    """Moment under which feeds give the newest change, where that is not `changed`."""
    changed: datetime | None = field(init=False, compare=False)
    """When readers last got something new: the newest of date, change and correction."""
    _recency: tuple[float, str] | None = field(init=False, default=None, compare=False, repr=False)
    """`recency` once somebody has asked for it."""

    def __post_init__(self) -> None:
        entry = self.entry
        changed = entry.date
        if entry.modified or entry.corrections:
            moments = (changed, entry.modified, *(item.date for item in entry.corrections))
            changed = max(moment for moment in moments if moment)
        object.__setattr__(self, "changed", changed)  # asked for again and again

    @property
    def is_link(self) -> bool:
        """Whether it has no page of its own: lists, search and feeds lead to its source."""
        return is_elsewhere(self.address)

    @property
    def body_digest(self) -> bytes | None:
        """Stands for the record; None for one that was not read by way of the cache."""
        return self.digest + self.body.digest if self.digest else None

    @property
    def provisions(self) -> frozenset[str]:
        """Anchors of all that a link can lead to in a legal document."""
        return frozenset({*(name for name, _ in self.headings), *self.clauses})

    @property
    def has_articles(self) -> bool:
        """Whether the body is the text of a legal document."""
        return any(name.startswith("dieu-") for name, _ in self.headings)

    @property
    def text(self) -> str:
        """The body as it was written, clean Markdown."""
        return zlib.decompress(self.packed_text).decode() if self.packed_text else ""

    def line(self, where: tuple[str | int, ...]) -> int:
        """Line of a value of the header, or of the nearest thing that contains it."""
        names = [str(part) for part in where]
        while names:
            if line := self.lines.get(".".join(names)):
                return line
            names.pop()
        return 1

    @property
    def feed_date(self) -> datetime | None:
        """When programs are told of the newest change: those of newsrooms, search engines."""
        return self.feed_date_override or self.changed

    @property
    def recency(self) -> tuple[float, str]:
        """What the newest changes are sorted by, in each of the lists in which it stands."""
        known = self._recency
        if known is None:
            known = (-self.feed_date.timestamp() if self.feed_date else 0.0, self.address)
            object.__setattr__(self, "_recency", known)
        return known

    @property
    def figures(self) -> tuple[Figure, ...]:
        """Every figure of the entry: its photos first, then those in the body."""
        return self.photos + self.body.figures

    @property
    def cover(self) -> Figure | None:
        """The first page of the PDF of a document."""
        entry = self.entry
        if self.pdf is None or not isinstance(entry, Document):
            return None
        return Figure(page_picture(self.pdf, entry.file, 1), f"Bìa tài liệu “{entry.title}”")

    @property
    def lead_figure(self) -> Figure | None:
        """The figure that stands for the entry on cards and in previews."""
        return self.figures[0] if self.figures else self.cover

    def published(self, now: datetime) -> bool:
        """Whether readers may see the entry at a moment."""
        return self.entry.published and not self.entry.is_embargoed(now)

    def withdrawn(self, now: datetime) -> bool:
        """Whether readers are told at a moment that they no longer get the entry."""
        return self.entry.status is Status.WITHDRAWN and not self.entry.is_embargoed(now)


def packed(text: str) -> bytes:
    """Text in half its size; nothing where there are no words."""
    return zlib.compress(text.encode(), 3) if text.strip() else b""
