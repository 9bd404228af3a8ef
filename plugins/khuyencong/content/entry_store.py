"""Where what was read is kept between builds: one SQLite file for a content folder.

Bodies lie apart from everything else, so that a build that does not need a text does not
load it. Every row carries a digest of itself: a damaged row counts as missing, a damaged file
is thrown away. Nothing in it is executed. SQLite's own locks make two builds at once safe.
"""

import os
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from pathlib import Path

from msgspec import Struct
from msgspec.structs import astuple

from khuyencong.store.digest import digest_of
from khuyencong.store.pruning import prune

PATIENCE = 30.0
"""Seconds to wait for another build that is writing."""
_BUSY = (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED)

_TABLES = """
PRAGMA page_size = 16384;
CREATE TABLE IF NOT EXISTS about (version TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS entries (
    source TEXT PRIMARY KEY, state TEXT NOT NULL, digest BLOB NOT NULL,
    body BLOB NOT NULL, found BLOB NOT NULL, seal BLOB NOT NULL
);
CREATE TABLE IF NOT EXISTS bodies (
    digest BLOB PRIMARY KEY, parts BLOB NOT NULL
) WITHOUT ROWID;
"""


class Row(Struct, frozen=True):
    """What is kept of one file."""

    source: str
    state: str
    """State of the file when it was read (`store.file_state`), or nothing if it was too new."""
    digest: bytes
    """Digest of the file's bytes and of everything else that shaped the result."""
    body: bytes
    """Digest of the encoded body, which lies apart."""
    encoded: bytes
    """The encoded rest."""
    seal: bytes
    """Digest of what was found in the file; a row whose own is another counts as missing. It leaves
    out `state` and `digest`: if they are damaged, the file is read again."""

    @property
    def is_intact(self) -> bool:
        """Whether it is as it was written."""
        try:
            return self.seal == seal_of(self.source, self.body, self.encoded)
        except (AttributeError, TypeError, UnicodeError):
            return False  # a damaged file may give any type


def seal_of(source: str, body: bytes, encoded: bytes) -> bytes:
    """The digest of what was found in a file."""
    return digest_of(source.encode(), body, encoded)


class EntryStore:
    """Rows and bodies of one content folder.

    When the file cannot be used at all (a read-only disk), everything is held in memory for
    this one build.
    """

    def __init__(self, file: Path, version: str) -> None:
        """`version` stands for the code: rows of another version are thrown away."""
        self.file = file
        self.version = version
        self._fallback: dict[bytes, bytes] | None = None
        self._open: tuple[int, sqlite3.Connection] | None = None
        self._old: list[sqlite3.Connection] = []

    def rows(self) -> Iterator[Row]:
        """Every sound row, one after the other: nobody holds them all."""
        try:
            self._prepare()
            encoded = self._db.execute(
                "SELECT source, state, digest, body, found, seal FROM entries"
            )
            for values in encoded:
                row = Row(*values)
                if row.is_intact:
                    yield row
        except (OSError, sqlite3.Error) as error:
            self._reset(error)

    def add(self, rows: Iterable[Row], bodies: Mapping[bytes, bytes]) -> None:
        """Write rows and their bodies, all or nothing."""
        try:
            with self._db as db:
                db.executemany(
                    "INSERT OR REPLACE INTO entries VALUES (?, ?, ?, ?, ?, ?)",
                    map(astuple, rows),
                )
                db.executemany("INSERT OR REPLACE INTO bodies VALUES (?, ?)", bodies.items())
        except (OSError, sqlite3.Error) as error:
            self._reset(error)
            self._fallback = {**(self._fallback or {}), **bodies}

    def forget(self, gone: Iterable[str]) -> None:
        """Remove sources that are gone, and the bodies that are no row's any more."""
        try:
            with self._db as db:
                db.executemany("DELETE FROM entries WHERE source = ?", ((name,) for name in gone))
                db.execute("DELETE FROM bodies WHERE digest NOT IN (SELECT body FROM entries)")
        except (OSError, sqlite3.Error) as error:
            self._reset(error)

    def body(self, digest: bytes) -> bytes | None:
        """The encoded body with this digest, or None when it is missing or damaged."""
        if self._fallback and digest in self._fallback:
            return self._fallback[digest]
        try:
            encoded = self._db.execute("SELECT parts FROM bodies WHERE digest = ?", (digest,))
            row = encoded.fetchone()
        except (OSError, sqlite3.Error):
            return None
        return row[0] if row and digest_of(row[0]) == digest else None

    @property
    def _db(self) -> sqlite3.Connection:
        """A connection of this very process: SQLite forbids taking one through a fork."""
        if self._open is None or self._open[0] != os.getpid():
            if self._open:
                self._old.append(self._open[1])  # closing it here would drop the parent's locks
            db = sqlite3.connect(self.file, timeout=PATIENCE, check_same_thread=False)
            # A power cut may cost the cache, never the site: no fsync.
            db.execute("PRAGMA synchronous = OFF")
            self._open = (os.getpid(), db)
        return self._open[1]

    def _prepare(self) -> None:
        self.file.parent.mkdir(parents=True, exist_ok=True)
        prune(self.file.parent.glob("*.sqlite"), used={self.file})
        self._db.executescript(_TABLES)
        if self._db.execute("SELECT version FROM about").fetchall() != [(self.version,)]:
            with self._db as db:
                for table in ("about", "entries", "bodies"):
                    db.execute(f"DELETE FROM {table}")  # noqa: S608
                db.execute("INSERT INTO about VALUES (?)", (self.version,))

    def _reset(self, error: Exception) -> None:
        """Throw the file away, unless another build merely keeps it busy."""
        if self._open:
            self._open[1].close()
            self._open = None
        if getattr(error, "sqlite_errorcode", None) in _BUSY:
            return
        with suppress(OSError):
            for file in (self.file, self.file.with_name(f"{self.file.name}-journal")):
                file.unlink(missing_ok=True)
        with suppress(OSError, sqlite3.Error):
            self._prepare()
