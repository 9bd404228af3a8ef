"""What the pages of đề án show."""

import datetime

from msgspec import Struct

from khuyencong.content.chart import Chart
from khuyencong.content.record import Figure
from khuyencong.describing.elements import Fact, Link, Table
from khuyencong.pages.views import View


class DeAnView(View, frozen=True):
    """Totals and lists of đề án: of all years, or of one."""

    heading: str
    description: str
    years: tuple[Link, ...]
    charts: tuple[Chart, ...]
    totals: tuple[Table, ...]
    listing: Table | None
    sample: bool


class StageLine(Struct, frozen=True):
    """A stage of a đề án."""

    name: str
    date: datetime.date | None
    done: bool
    current: bool


class DeAnEntryView(View, frozen=True):
    """One đề án: who, what, how much, how far it is, what came of it."""

    code: str
    title: str
    year: Link
    facts: tuple[Fact, ...]
    stages: tuple[StageLine, ...]
    reason: str
    """Why it was refused, where that may be told."""
    result: Table | None
    """What was planned, and what came of it."""
    photos: tuple[tuple[str, tuple[Figure, ...]], ...]
    """Before and after the support, then others of the model, each kind under its name."""
    records: tuple[tuple[str, tuple[Link, ...]], ...]
    """Models, products, stories and documents, each kind under its name."""
    sample: bool
