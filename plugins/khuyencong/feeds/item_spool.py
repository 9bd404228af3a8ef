"""Serialized items on their way from the process that measured them to those that write feeds."""

import os
import secrets
import weakref
from itertools import accumulate
from pathlib import Path
from typing import IO

from msgspec import Struct

from khuyencong.store.atomic import PARTIAL_SUFFIX


class Spooled(Struct, frozen=True):
    """Where the parts of an item lie."""

    file: str
    start: int
    lengths: tuple[int, ...]
    """Bytes of each part; they lie one behind the other."""


class ItemSpool:
    """Files of one build, one for each process that writes; they go with the spool.

    They look like files that somebody has half written, so those of a killed build are pruned.
    """

    def __init__(self, folder: Path) -> None:
        """`folder` is a cache."""
        self._prefix = f".items-{secrets.token_hex(4)}"
        self._folder = folder
        weakref.finalize(self, _remove, folder, self._prefix, os.getpid())

    def put(self, *parts: bytes) -> Spooled:
        """Write the parts of an item down.

        Raises:
            OSError: the disk is full, or the folder may not be written.
        """
        file = f"{self._folder}/{self._prefix}.{os.getpid()}{PARTIAL_SUFFIX}"
        with self._opened(file) as stream:
            start = stream.tell()
            stream.writelines(parts)
        return Spooled(file, start, tuple(map(len, parts)))

    def _opened(self, file: str) -> IO[bytes]:
        """A file of the spool, to be written on at its end."""
        try:
            return open(file, "ab")  # noqa: PTH123
        except FileNotFoundError:
            self._folder.mkdir(parents=True, exist_ok=True)
            return open(file, "ab")  # noqa: PTH123

    def get(self, place: Spooled) -> list[bytes] | None:
        """The parts of an item; None when somebody cleared the cache meanwhile."""
        try:
            with open(place.file, "rb") as stream:  # noqa: PTH123
                stream.seek(place.start)
                data = stream.read(sum(place.lengths))
        except OSError:
            return None
        ends = list(accumulate(place.lengths))
        whole = bool(ends) and len(data) == ends[-1]
        parts = zip([0, *ends], ends, strict=False)
        return [data[start:end] for start, end in parts] if whole else None


def _remove(folder: Path, prefix: str, owner: int) -> None:
    """Remove what was written. A worker has a copy of the spool, and does not own it."""
    if os.getpid() == owner:
        for file in folder.glob(f"{prefix}.*"):
            file.unlink(missing_ok=True)
