"""Values that an earlier build found out, so that this one need not: sizes of feed items, keys of
press kits."""

from pathlib import Path
from typing import Generic, TypeVar

import msgspec

from khuyencong.store.pruning import prune
from khuyencong.store.sealed_file import read_sealed, write_sealed
from khuyencong.store.version import program_version

Value = TypeVar("Value", int, str)


class ValueCache(Generic[Value]):
    """Key → value. What is lost is found out again."""

    def __init__(self, kind: type[Value], file: Path | None = None) -> None:
        """`file` keeps them from one build to the next; without one they live in memory.

        Two builds that are made in turns, such as a preview's and that for readers, need a file
        each: one keeps no value that it was not asked for.
        """
        self._file = file
        self._loaded: dict[str, Value] = _load(file, kind) if file else {}
        self._used: dict[str, Value] = {}

    def get(self, key: str) -> Value | None:
        """The value of a key, which counts as used; None where it is not known."""
        if key not in self._used and key in self._loaded:
            self._used[key] = self._loaded[key]
        return self._used.get(key)

    def put(self, key: str, value: Value) -> None:
        """Note what was found out."""
        self._used[key] = value

    def save(self) -> None:
        """Write down those that this build asked for, if they are not what was loaded."""
        if self._file is None:
            return
        if self._used != self._loaded:
            write_sealed(self._file, msgspec.msgpack.encode((program_version(), self._used)))
        prune(self._file.parent.glob("*"), {self._file})


def _load(file: Path, kind: type[Value]) -> dict[str, Value]:
    data = read_sealed(file)
    if data is None:
        return {}
    decoder: msgspec.msgpack.Decoder[tuple[str, dict[str, Value]]]
    decoder = msgspec.msgpack.Decoder(tuple[str, dict[str, kind]])  # type: ignore[valid-type]
    try:
        version, values = decoder.decode(data)
    except msgspec.MsgspecError:
        return {}
    return values if version == program_version() else {}
