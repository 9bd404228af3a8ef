"""What the rest of the program works with: a file of `content/`, read once."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Generic, TypeVar

from khuyencong.model.entry import Entry, Status
from khuyencong.pictures.picture import Credits, Picture

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

    @property
    def credits(self) -> Credits:
        """What the published files themselves say about the picture."""
        return Credits(caption=self.caption, credit=self.credit)


@dataclass(frozen=True, slots=True)
class Record(Generic[E_co]):
    """An entry with everything derived from its file, ready to be shown."""

    source: str
    """File, relative to the content folder, with forward slashes."""
    entry: E_co
    slug: str
    uid: str
    address: str
    """Root-relative address with a slash at both ends: `/tin-tuc/ten-bai/`."""
    category: str
    summary: str
    """Sanitised phrasing HTML."""
    body: tuple[str | Figure, ...]
    """Sanitised HTML with the figures between its pieces."""
    photos: tuple[Figure, ...]
    links: tuple[tuple[str, int], ...]
    """Addresses that the body links to, with the line of each."""
    files: tuple[str, ...]
    """Files below `content/` that the entry offers for download."""
    lines: dict[str, int]
    """Line of each value of the header: `title`, `awards.0.year`."""
    sizes: Mapping[str, int] = field(default_factory=dict)
    """Size in bytes of each of `files`."""
    text: str = ""
    """The body as it was written, clean Markdown."""
    text_line: int = 1
    """Line of the file on which `text` begins."""

    def line(self, where: tuple[str | int, ...]) -> int:
        """Line of a value of the header, or of the nearest thing that contains it."""
        names = [str(part) for part in where]
        while names:
            if line := self.lines.get(".".join(names)):
                return line
            names.pop()
        return 1

    @property
    def changed(self) -> datetime | None:
        """When readers last got something new: the newest of date, change and correction."""
        entry = self.entry
        moments = [entry.date, entry.modified, *(item.date for item in entry.corrections)]
        return max((moment for moment in moments if moment), default=None)

    @property
    def figures(self) -> tuple[Figure, ...]:
        """Every figure of the entry: its photos first, then those in the body."""
        return self.photos + tuple(part for part in self.body if isinstance(part, Figure))

    def published(self, now: datetime) -> bool:
        """Whether readers may see the entry at a moment."""
        if self.entry.embargo and self.entry.embargo > now:
            return False
        return self.entry.status in (Status.PUBLISHED, Status.HIDDEN)


def inside(content: Path, file: Path) -> bool:
    """Whether a file lies in the content folder when every symbolic link is followed."""
    return file.resolve().is_relative_to(content.resolve())


def content_file(content: Path, path: str) -> Path | None:
    """The file of `content/` at a path, or None when it is missing or lies outside."""
    file = content / path
    try:
        return file.resolve() if file.is_file() and inside(content, file) else None
    except OSError:  # a name that no file system takes
        return None


def leads_out(content: Path, path: str) -> bool:
    """Whether a path names something that is there, but not in the content folder."""
    try:
        return ".." in path.split("/") or not inside(content, content / path)
    except (OSError, RuntimeError):  # a name that no file system takes; a circle of links
        return False
