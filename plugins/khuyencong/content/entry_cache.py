"""Reads the files of a content folder, and no file twice that did not change.

A file whose size and times are as they were is not opened; one that was merely touched is
opened, and its digest tells. What it said about pictures and attached files holds as long as
those are as they were.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from threading import Lock

import msgspec

from khuyencong.content.chart import Chart
from khuyencong.content.entry_codec import (
    CachedEntry,
    body_of,
    decode,
    decode_parts,
    decode_problems,
    decode_record,
    encode,
    encode_parts,
)
from khuyencong.content.entry_parser import read_entry
from khuyencong.content.entry_store import EntryStore, Row, seal_of
from khuyencong.content.file_references import Folder
from khuyencong.content.record import Body, Figure, Part, Record
from khuyencong.model.entry import Entry
from khuyencong.model.rules import Problem
from khuyencong.parallel import run_parallel
from khuyencong.store.digest import digest_of, hex_digest_of
from khuyencong.store.file_state import file_state, is_settled
from khuyencong.store.version import program_version

EntrySource = tuple[str, type[Entry]]
"""A source below the content folder and its kind."""
EntryResult = tuple[Record[Entry] | None, list[Problem]]

MANY = 150
"""Files from which it pays to read in several processes."""
SHARE = 64
"""Files that a process reads at a time: what one has read, another makes records of meanwhile."""
SAVED = 1_024
"""Files that are read before they are written into the store."""
UNREADABLE = b""
"""Digest of a file that could not be read, or changed meanwhile; it never matches."""
UNSETTLED = "?"
"""State of a file that was too new to be told from its next version; it never matches."""
_NO_BODY = body_of(())
_NO_TEXT = digest_of(encode_parts(()))


class ContentChangedError(Exception):
    """A file was changed by somebody while the site was being made from it."""

    exitcode = 1

    def __init__(self, source: str) -> None:
        super().__init__(f"Tệp “{source}” vừa bị sửa trong lúc dựng trang. Hãy chạy lại.")


class EntryCache:
    """The entries of a content folder, cached from one run to the next."""

    def __init__(self, content: Path, cache: Path, *, in_memory: bool = False) -> None:
        """`cache` is a folder of our own; what lies in it may be lost at any time.

        With `in_memory`, records are held in memory too, for who reads again and again.
        """
        self.in_memory = in_memory
        self.content = content
        self.pictures = cache / "pictures"
        self.folder = Folder(content, self.pictures)
        name = hex_digest_of(str(content.resolve()))
        self.store = EntryStore(cache / "reading" / f"{name}.sqlite", program_version())
        self._results: dict[str, _CachedResult] = {}
        self._states: dict[str, str] = {}
        self._reading = Lock()

    def read(self, wanted: Sequence[EntrySource]) -> list[EntryResult]:
        """The record and the problems of each file, in the order in which they are wanted.

        A memory that holds records gives the very same ones for what did not change. Threads read
        one after another: the second finds what the first has read.
        """
        with self._reading:
            return self._read(wanted)

    def read_now(self, wanted: Sequence[EntrySource]) -> list[EntryResult]:
        """The same for a few files, beside whoever reads all of them; nothing is cached."""
        read = _ReadEntries(Folder(self.content, self.pictures))
        return [
            self._result(row, kind, decode(row.encoded)).result
            for (_, kind), (row, _) in zip(wanted, read(wanted), strict=True)
        ]

    def _read(self, wanted: Sequence[EntrySource]) -> list[EntryResult]:
        self.folder, self._states = Folder(self.content, self.pictures), {}
        kinds, kept = dict(wanted), self._results
        results: dict[str, EntryResult] = {}
        held: dict[str, _CachedResult] = {}
        removed: list[str] = []
        unsaved: list[tuple[Row, bytes]] = []

        def take(found: _CachedResult) -> None:
            results[found.row.source] = found.result
            if self.in_memory:
                held[found.row.source] = found

        def take_read(share: Sequence[tuple[Row, bytes]]) -> None:
            for row, _ in share:
                take(self._result(row, kinds[row.source], decode(row.encoded)))
            unsaved.extend(share)
            if len(unsaved) >= SAVED:
                self._save(unsaved)

        for row in [each.row for each in kept.values()] if kept else self.store.rows():
            kind = kinds.get(row.source)
            if kind is None:
                removed.append(row.source)
                continue
            valid = self._valid_row(row)
            if valid and (found := self._cached(valid, kind, kept.get(row.source))):
                take(found)
                if valid is not row:
                    unsaved.append((valid, b""))
        missing = [(source, kind) for source, kind in wanted if source not in results]
        read = _ReadEntries(self.folder)
        run_parallel(read, missing, serial_up_to=MANY, share_size=SHARE, on_result=take_read)
        self._save(unsaved)
        if missing or removed:
            self.store.forget(removed)
        self._results = held
        return [results[source] for source, _ in wanted]

    def _save(self, read: list[tuple[Row, bytes]]) -> None:
        """Put what was read into the store, out of memory."""
        if read:
            bodies = {row.body: parts for row, parts in read if parts}
            self.store.add((row for row, _ in read), bodies)
            read.clear()

    def _result(self, row: Row, kind: type[Entry], found: CachedEntry) -> "_CachedResult":
        def body(figures: tuple[Figure, ...], charts: tuple[Chart, ...]) -> Body:
            if row.body == _NO_TEXT:
                return _NO_BODY
            parts = _Parts(self, row.source, kind, row.body, figures, charts)
            return Body(found.body_digest, figures, charts, parts)

        record = decode_record(found, row.source, kind, body, row.seal)
        result = record, decode_problems(found, row.source)
        return _CachedResult(row, kind, found.file_dependencies, result)

    def text(self, source: str, kind: type[Entry], digest: bytes) -> bytes:
        """The encoded text of a body, from the store; from the file when the store has lost it.

        Raises:
            ContentChangedError: the file is no more what the store was made from.
        """
        parts = self.store.body(digest)
        if parts is None:
            record = read_entry(self.folder, source, kind).record
            parts = encode_parts(tuple(record.body)) if record else b""
            if digest_of(parts) != digest:
                raise ContentChangedError(source)
        return parts

    def _valid_row(self, row: Row) -> Row | None:
        """The row of a file if it still holds, with the state that the file has now."""
        source = row.source
        state = file_state(f"{self.content}/{source}")
        if state == row.state:
            return row
        digest = _digest(f"{self.content}/{source}")
        state = state if is_settled(state) else ""
        return msgspec.structs.replace(row, state=state) if digest == row.digest else None

    def _cached(
        self, row: Row, kind: type[Entry], known: "_CachedResult | None"
    ) -> "_CachedResult | None":
        """The cached result, if it is of the kind and all that it looked at is as it was."""
        if known and known.kind is kind and known.row.digest == row.digest:
            return (
                replace(known, row=row)
                if self._dependencies_unchanged(known.file_dependencies)
                else None
            )
        try:
            found = decode(row.encoded)
        except msgspec.MsgspecError:
            return None
        if found.kind != kind.__name__ or not self._dependencies_unchanged(found.file_dependencies):
            return None
        return self._result(row, kind, found)

    def _dependencies_unchanged(self, file_dependencies: dict[str, str]) -> bool:
        """Whether pictures and files are as they were when they were looked at."""
        for path, state in file_dependencies.items():
            now = self._states.get(path)
            if now is None:
                now = self._states[path] = file_state(f"{self.content}/{path}")
            if now != state:
                return False
        return True


@dataclass(frozen=True, slots=True)
class _CachedResult:
    """A result, and the state of everything that it was made from."""

    row: Row
    kind: type[Entry]
    file_dependencies: dict[str, str]
    result: EntryResult


class _Parts(msgspec.Struct, frozen=True):
    """Fetches the parts of a body."""

    cache: EntryCache
    source: str
    kind: type[Entry]
    digest: bytes
    figures: tuple[Figure, ...]
    charts: tuple[Chart, ...]

    def __call__(self) -> tuple[Part, ...]:
        text = self.cache.text(self.source, self.kind, self.digest)
        return decode_parts(text, self.figures, self.charts)


class _ReadEntries:
    """Reads a share of files, wherever it is called."""

    def __init__(self, folder: Folder) -> None:
        self.folder = folder

    def __call__(self, wanted: Sequence[EntrySource]) -> list[tuple[Row, bytes]]:
        """A row, and the encoded body, of each file."""
        return [self._read(source, kind) for source, kind in wanted]

    def _read(self, source: str, kind: type[Entry]) -> tuple[Row, bytes]:
        file = f"{self.folder.content}/{source}"
        state, data = file_state(file), _bytes(file)
        digest = UNREADABLE if data is None else digest_of(data)
        read = read_entry(self.folder, source, kind, data)
        file_dependencies = {path: self._seen(path) for path in read.file_dependencies}
        parts = encode_parts(tuple(read.record.body)) if read.record else b""
        found = encode(kind, read.record, read.problems, file_dependencies)
        if not is_settled(state):
            # A second write within the tick of the clock would not show in the state.
            state, digest = "", digest if _digest(file) == digest else UNREADABLE
        elif file_state(file) != state:
            state, digest = "", UNREADABLE
        body = digest_of(parts)
        return Row(source, state, digest, body, found, seal_of(source, body, found)), parts

    def _seen(self, path: str) -> str:
        states = self.folder.states
        if path not in states:
            state = file_state(f"{self.folder.content}/{path}")
            states[path] = state if is_settled(state) else UNSETTLED
        return states[path]


def _digest(file: str) -> bytes:
    data = _bytes(file)
    return UNREADABLE if data is None else digest_of(data)


def _bytes(file: str) -> bytes | None:
    try:
        with open(file, "rb") as stream:  # noqa: PTH123
            return stream.read()
    except OSError:
        return None
