"""Cache of the sizes of feed items, so that feeds are planned without serializing any item."""

from pathlib import Path

import msgspec

from khuyencong.store.pruning import prune
from khuyencong.store.sealed_file import read_sealed, write_sealed
from khuyencong.store.version import program_version


class FeedSizeCache:
    """Key of an item → bytes of its largest serialization. What is lost is found out again."""

    def __init__(self, file: Path | None = None) -> None:
        """`file` keeps them from one build to the next; without one they live in memory."""
        self._file = file
        self._known = _load(file) if file else {}
        self._loaded = dict(self._known)
        self._used: dict[str, int] = {}

    def get(self, key: str) -> int | None:
        size = self._known.get(key)
        if size is not None:
            self._used[key] = size
        return size

    def put(self, key: str, size: int) -> None:
        self._known[key] = self._used[key] = size

    def save(self) -> None:
        """Write down those that this build asked for, if they are not what was loaded."""
        if self._file is None:
            return
        if self._used != self._loaded:
            write_sealed(self._file, msgspec.msgpack.encode((program_version(), self._used)))
        prune(self._file.parent.glob("*"), {self._file})


_decoder = msgspec.msgpack.Decoder(tuple[str, dict[str, int]])


def _load(file: Path) -> dict[str, int]:
    data = read_sealed(file)
    if data is None:
        return {}
    try:
        version, sizes = _decoder.decode(data)
    except msgspec.MsgspecError:
        return {}
    return sizes if version == program_version() else {}
