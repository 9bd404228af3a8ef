"""Serialized items on their way from the process that measured them to those that write feeds."""

import os
import secrets
import weakref
from itertools import accumulate
from pathlib import Path

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
        self._folder.mkdir(parents=True, exist_ok=True)
        file = self._folder / f"{self._prefix}.{os.getpid()}{PARTIAL_SUFFIX}"
        with file.open("ab") as stream:
            start = stream.tell()
            stream.writelines(parts)
        return Spooled(str(file), start, tuple(map(len, parts)))

    def get(self, place: Spooled) -> list[bytes] | None:
        """The parts of an item; None when somebody cleared the cache meanwhile."""
        try:
            with Path(place.file).open("rb") as stream:
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
