"""Views of the pages for newsrooms and for those who follow the site."""

import datetime
from collections.abc import Sized
from dataclasses import dataclass
from typing import Protocol

from khuyencong.model.centre import Contact
from khuyencong.pages.views import EventLine, FeedLinks, Link, Section, Table, View


class Kit(Protocol):
    """What pages must know of a press kit."""

    @property
    def path(self) -> str:
        """Output path of the zip."""

    @property
    def size(self) -> int:
        """Bytes."""

    @property
    def photos(self) -> Sized: ...


@dataclass(frozen=True, slots=True)
class KitLine:
    """A story with its press kit."""

    title: str
    address: str
    section: Section
    date: datetime.datetime | None
    changed: datetime.datetime | None
    """When it was changed after that, if it was."""
    corrected: bool
    sample: bool
    kit: str
    """Address of the zip."""
    size: str
    photos: int


@dataclass(frozen=True, slots=True)
class LogLine:
    """Something that was corrected, or withdrawn."""

    date: datetime.datetime
    title: str
    address: str
    note: str
    withdrawn: bool


@dataclass(frozen=True, slots=True)
class Programme:
    """A broadcast as a station wants it."""

    title: str
    address: str
    channel: str
    airs: tuple[datetime.datetime, ...]
    duration: str
    aloud: str
    script: str
    files: tuple[Link, ...]
    tables: tuple[Table, ...]
    sample: bool


@dataclass(frozen=True, slots=True)
class PressView(View):
    """The press room."""

    contact: Contact | None
    terms: str
    kits: tuple[KitLine, ...]
    events: tuple[EventLine, ...]
    log: tuple[LogLine, ...]
    figures: tuple[Link, ...]
    programmes: int


@dataclass(frozen=True, slots=True)
class ProgrammesView(View):
    """Scripts and footage for stations."""

    programmes: tuple[Programme, ...]


@dataclass(frozen=True, slots=True)
class LogView(View):
    """The log of corrections and withdrawals."""

    lines: tuple[LogLine, ...]


@dataclass(frozen=True, slots=True)
class Figures:
    """A data table: the beginning of it, and where all of it is."""

    title: str
    anchor: str
    table: Table
    count: int
    csv: str
    json: str


@dataclass(frozen=True, slots=True)
class FiguresView(View):
    """All data tables of the centre."""

    tables: tuple[Figures, ...]


@dataclass(frozen=True, slots=True)
class SubscribeView(View):
    """How to follow the site, and every feed by its group."""

    groups: tuple[tuple[str, tuple[FeedLinks, ...]], ...]
