"""Counts of each day, in one SQLite file outside `content/`; nothing in it is about a person."""

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from khuyencong.statistics.day_counts import DayCounts
from khuyencong.statistics.errors import StatisticsError

FILE = "nguoi-doc.sqlite"
PATIENCE = 60.0
"""Seconds to wait for somebody else who is counting."""
_TABLES = """
CREATE TABLE IF NOT EXISTS days (
    day TEXT PRIMARY KEY, readers INTEGER NOT NULL, machines INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS pages (
    day TEXT, address TEXT, views INTEGER NOT NULL, visits INTEGER NOT NULL,
    PRIMARY KEY (day, address)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS sources (
    day TEXT, source TEXT, views INTEGER NOT NULL, PRIMARY KEY (day, source)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS missing (
    day TEXT, address TEXT, readers INTEGER NOT NULL, PRIMARY KEY (day, address)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS feeds (
    day TEXT, address TEXT, program TEXT, readers INTEGER NOT NULL,
    PRIMARY KEY (day, address, program)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS logs (
    identity TEXT PRIMARY KEY, state TEXT NOT NULL, start INTEGER NOT NULL, finish INTEGER NOT NULL,
    fields TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS readings (moment TEXT NOT NULL);
"""
_BY_DAY = ("days", "pages", "sources", "missing", "feeds")


@dataclass(frozen=True, slots=True)
class LogPosition:
    """How far a log was read."""

    identity: str
    state: str
    start: int
    """Offset of the first line of the newest day, which is counted anew while it lasts."""
    finish: int
    """Offset behind the last line that was read."""
    fields: str
    """Of a W3C log, at `start`."""


@contextmanager
def opened(folder: Path, *, to_write: bool = False) -> Iterator["DayStore"]:
    """The store of a folder, which is made when there is none; what is written in one `with`
    counts whole or not at all, and one writes at a time.

    Raises:
        StatisticsError: the file cannot be used.
        OSError: the folder may not be written.
    """
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / FILE
    connection = sqlite3.connect(file, timeout=PATIENCE, isolation_level=None)
    try:
        connection.execute("PRAGMA journal_mode = WAL")  # who looks need not wait for who counts
        connection.executescript(_TABLES)
        connection.execute("BEGIN IMMEDIATE" if to_write else "BEGIN")
        yield DayStore(connection)
        connection.execute("COMMIT")
    except sqlite3.DatabaseError as error:
        raise StatisticsError(
            f"Tệp số liệu người đọc “{file}” bị hỏng hoặc đang bị khóa ({error}). Chờ một phút rồi "
            "thử lại; vẫn vậy thì đổi tên tệp đó, chương trình đếm lại từ nhật ký còn giữ."
        ) from error
    finally:
        connection.close()


class DayStore:
    """The counts, within one transaction."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._ask = connection.execute
        self._each = connection.executemany

    @property
    def newest_day(self) -> date | None:
        """The last day of which anything is known: it may go on."""
        (day,) = self._ask("SELECT max(day) FROM days").fetchone()
        return date.fromisoformat(day) if day else None

    def positions(self) -> dict[str, LogPosition]:
        """Identity → how far each log was read."""
        rows = self._ask("SELECT identity, state, start, finish, fields FROM logs")
        return {row[0]: LogPosition(*row) for row in rows}

    def remember(self, positions: Iterable[LogPosition], moment: datetime) -> None:
        """How far logs were read, and when; of others the newest day is done."""
        self._ask("UPDATE logs SET start = finish")
        rows = [(p.identity, p.state, p.start, p.finish, p.fields) for p in positions]
        self._each("INSERT OR REPLACE INTO logs VALUES (?, ?, ?, ?, ?)", rows)
        self._ask("DELETE FROM readings")
        self._ask("INSERT INTO readings VALUES (?)", (moment.isoformat(),))

    def read_at(self) -> datetime | None:
        """When logs were read last."""
        found = self._ask("SELECT moment FROM readings").fetchone()
        return datetime.fromisoformat(found[0]) if found else None

    def forget(self, day: date) -> None:
        """Let go of a day that is counted anew."""
        for table in _BY_DAY:
            self._ask(f"DELETE FROM {table} WHERE day = ?", (day.isoformat(),))  # noqa: S608

    def add(self, day: date, counts: DayCounts) -> None:
        """Add what was counted of a day to what is known of it."""
        at = day.isoformat()
        self._ask(
            "INSERT INTO days VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET "
            "readers = readers + excluded.readers, machines = machines + excluded.machines",
            (at, counts.readers, counts.machines),
        )
        self._each(
            "INSERT INTO pages VALUES (?, ?, ?, ?) ON CONFLICT DO UPDATE SET "
            "views = views + excluded.views, visits = visits + excluded.visits",
            [(at, page, views, counts.visits[page]) for page, views in counts.views.items()],
        )
        self._each(
            "INSERT INTO sources VALUES (?, ?, ?) "
            "ON CONFLICT DO UPDATE SET views = views + excluded.views",
            [(at, *each) for each in counts.sources.items()],
        )
        self._each(
            "INSERT INTO missing VALUES (?, ?, ?) "
            "ON CONFLICT DO UPDATE SET readers = readers + excluded.readers",
            [(at, *each) for each in counts.missing.items()],
        )
        self._each(
            "INSERT INTO feeds VALUES (?, ?, ?, ?) "
            "ON CONFLICT DO UPDATE SET readers = readers + excluded.readers",
            [(at, *key, readers) for key, readers in counts.feeds.items()],
        )

    def rows(self, query: str, *given: str) -> list[Any]:
        """Rows of a query that only reads."""
        return self._ask(query, given).fetchall()
