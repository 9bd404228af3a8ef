"""How large each item was when it was last made, so that feeds are planned without making it."""

import json
from pathlib import Path

from khuyencong.store.atomic import atomic_write
from khuyencong.store.version import program_version


class FeedSizeCache:
    """Key of an item → bytes of its largest form. What is lost is found out again."""

    def __init__(self, file: Path | None = None) -> None:
        """`file` keeps them from one build to the next; without one they live in memory."""
        self._file = file
        self._known = _read(file) if file else {}
        self._used: dict[str, int] = {}

    def get(self, key: str) -> int | None:
        size = self._known.get(key)
        if size is not None:
            self._used[key] = size
        return size

    def put(self, key: str, size: int) -> None:
        self._known[key] = self._used[key] = size

    def save(self) -> None:
        """Write down those that this build asked for, if they are not what was read."""
        if self._file and self._used != _read(self._file):
            told = {"version": program_version(), "sizes": self._used}
            atomic_write(self._file, json.dumps(told).encode())


def _read(file: Path) -> dict[str, int]:
    try:
        told = json.loads(file.read_bytes())
    except (OSError, ValueError):
        return {}  # none yet, or damaged: a cache
    sizes = told.get("sizes") if isinstance(told, dict) else None
    if not isinstance(sizes, dict) or told.get("version") != program_version():
        return {}
    return {key: size for key, size in sizes.items() if isinstance(size, int)}
