"""What was counted, over some days: for people to look at."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from khuyencong.csv_file import Cell
from khuyencong.statistics.day_store import DayStore

LENGTHS = (7, 30, 365)
"""Days of the periods that people choose from."""
SHOWN = 20
"""Lines of a list that people look at."""


@dataclass(frozen=True, slots=True)
class PageCount:
    """How often a page was opened, and by how many readers, those of each day counted apart."""

    address: str
    views: int
    visits: int


@dataclass(frozen=True)
class Period:
    """The counts of some days in a row."""

    first: date
    last: date
    days: Mapping[date, int]
    """Views of each day on which anything was read."""
    readers: int
    """Readers of each day, added up."""
    machines: int
    """Pages that machines fetched; not among the views."""
    pages: tuple[PageCount, ...]
    """The most read first."""
    sources: tuple[tuple[str, int], ...]
    missing: tuple[tuple[str, int], ...]
    """Missing addresses with their readers, the most wanted first."""
    programs: tuple[tuple[str, int], ...]
    """Programs that fetch feeds, with the readers of the day on which there were most."""
    feeds: tuple[tuple[str, int], ...]
    read_at: datetime | None
    """When logs were read last."""

    @property
    def views(self) -> int:
        """Views of all days together."""
        return sum(self.days.values())


_DAYS = "SELECT day, sum(views) FROM pages WHERE day BETWEEN ? AND ? GROUP BY day"
_SUMS = (
    "SELECT coalesce(sum(readers), 0), coalesce(sum(machines), 0) FROM days "
    "WHERE day BETWEEN ? AND ?"
)
_PAGES = (
    "SELECT address, sum(views), sum(visits) FROM pages WHERE day BETWEEN ? AND ? "
    "GROUP BY address ORDER BY 2 DESC, 1"
)
_SOURCES = (
    "SELECT source, sum(views) FROM sources WHERE day BETWEEN ? AND ? "
    "GROUP BY source ORDER BY 2 DESC, 1"
)
_MISSING = (
    "SELECT address, sum(readers) FROM missing WHERE day BETWEEN ? AND ? "
    "GROUP BY address ORDER BY 2 DESC, 1"
)
# Readers of feeds come back each day; to add their days up would count them again.
_PROGRAMS = (
    "SELECT program, max(number) FROM (SELECT program, sum(readers) AS number FROM feeds "
    "WHERE day BETWEEN ? AND ? GROUP BY day, program) GROUP BY program ORDER BY 2 DESC, 1"
)
_FEEDS = (
    "SELECT address, max(number) FROM (SELECT address, sum(readers) AS number FROM feeds "
    "WHERE day BETWEEN ? AND ? GROUP BY day, address) GROUP BY address ORDER BY 2 DESC, 1"
)


def period(store: DayStore, last: date, length: int) -> Period:
    """The counts of `length` days up to one."""
    first = last - timedelta(days=length - 1)
    span = (first.isoformat(), last.isoformat())
    [(readers, machines)] = store.rows(_SUMS, *span)
    return Period(
        first,
        last,
        {date.fromisoformat(day): views for day, views in store.rows(_DAYS, *span)},
        readers,
        machines,
        tuple(PageCount(*row) for row in store.rows(_PAGES, *span)),
        tuple(store.rows(_SOURCES, *span)),
        tuple(store.rows(_MISSING, *span)),
        tuple(store.rows(_PROGRAMS, *span)),
        tuple(store.rows(_FEEDS, *span)),
        store.read_at(),
    )


def views_of_pages(store: DayStore) -> dict[str, int]:
    """Address → views since the first day that is known."""
    return dict(store.rows("SELECT address, sum(views) FROM pages GROUP BY address"))


def bars(counted: Period) -> tuple[tuple[str, ...], tuple[int, ...]]:
    """Labels and views for a drawing: of days, of weeks up to the last day, or of months."""
    length = (counted.last - counted.first).days + 1
    sums: dict[str, int] = {}
    for number in range(length):
        day = counted.first + timedelta(days=number)
        label = _label(day, counted, length)
        sums[label] = sums.get(label, 0) + counted.days.get(day, 0)
    return tuple(sums), tuple(sums.values())


def _label(day: date, counted: Period, length: int) -> str:
    if length <= LENGTHS[0]:
        return f"{day:%d/%m}"
    if length > 100:
        return f"{day:%m/%Y}"
    weeks = (counted.last - day).days // 7
    end = counted.last - timedelta(days=7 * weeks)
    start = max(end - timedelta(days=6), counted.first)
    return f"{start:%d/%m}–{end:%d/%m}"


def table(counted: Sequence[PageCount], titles: Mapping[str, str]) -> list[list[Cell]]:
    """Rows for a spreadsheet; `titles` are those of entries by their address."""
    head: list[Cell] = ["Tít", "Địa chỉ", "Lượt xem", "Lượt người đọc"]
    rows: list[list[Cell]] = [
        [titles.get(each.address, ""), each.address, each.views, each.visits] for each in counted
    ]
    return [head, *rows]
