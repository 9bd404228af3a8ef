"""Views of the pages for newsrooms and for those who follow the site."""

import datetime
from collections.abc import Sized
from typing import Protocol

from msgspec import Struct

from khuyencong.content.chart import Chart
from khuyencong.describing.elements import Link, Table, TimedLine
from khuyencong.model.organisation import Contact
from khuyencong.pages.views import EventLine, FeedLinks, Section, View


class Kit(Protocol):
    """What pages must know of a press kit."""

    @property
    def path(self) -> str:
        """Output path of the zip."""

    @property
    def size(self) -> int:
        """Bytes."""

    @property
    def photos(self) -> Sized:
        """The photos in it."""


class KitLine(Struct, frozen=True):
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


class LogLine(Struct, frozen=True):
    """Something that was corrected, or withdrawn."""

    date: datetime.datetime
    title: str
    address: str
    note: str
    withdrawn: bool


class Programme(Struct, frozen=True):
    """A broadcast as a station wants it."""

    title: str
    address: str
    channel: str
    airs: tuple[datetime.datetime, ...]
    cancelled: str
    duration: str
    aloud: str
    script: tuple[TimedLine, ...]
    files: tuple[Link, ...]
    tables: tuple[Table, ...]
    sample: bool


class PressView(View, frozen=True):
    """The press room."""

    contact: Contact | None
    terms: str
    kits: tuple[KitLine, ...]
    events: tuple[EventLine, ...]
    log: tuple[LogLine, ...]
    figures: tuple[Link, ...]
    programmes: int


class ProgrammesView(View, frozen=True):
    """Scripts and footage for stations."""

    programmes: tuple[Programme, ...]


class LogView(View, frozen=True):
    """The log of corrections and withdrawals."""

    lines: tuple[LogLine, ...]


class Figures(Struct, frozen=True):
    """A data table: the beginning of it, and where all of it is."""

    title: str
    about: str
    anchor: str
    table: Table
    count: int
    sample: bool
    csv: str
    json: str
    charts: tuple[Chart, ...]
    """Pictures of it."""


class AnnualPart(Struct, frozen=True):
    """A part of the figures of a year, in sentences and pictures."""

    title: str
    anchor: str
    sentences: tuple[str, ...]
    more: Link
    """Where the single entries are."""
    charts: tuple[Chart, ...] = ()


class AnnualFiguresView(View, frozen=True):
    """A year in figures."""

    heading: str
    years: tuple[Link, ...]
    figures: tuple[tuple[str, str], ...]
    """What is counted, and how much."""
    parts: tuple[AnnualPart, ...]
    sample: bool


class FiguresView(View, frozen=True):
    """All data tables of the centre."""

    years: tuple[Link, ...]
    """Pages of the years."""
    tables: tuple[Figures, ...]


class SubscribeView(View, frozen=True):
    """How to follow the site, and every feed by its group."""

    groups: tuple[tuple[str, tuple[FeedLinks, ...]], ...]
