"""Old sites that were dropped and wait for a person to say that they are read rightly.

The file lies below `content/.nhap-lieu/` until it came in, or for a day.
"""

import re
import shutil
import time
from pathlib import Path

from khuyencong.importers.ledger import WORK_FOLDER
from khuyencong.store.atomic import atomic_write
from khuyencong.store.digest import digest_of

_KEY = re.compile(r"[0-9a-f]{16}")
_KEPT = 24 * 3600
"""Seconds that a file waits."""


class WaitingImports:
    """Files by key, each in a folder of its own."""

    def __init__(self, content: Path) -> None:
        self._folder = content / WORK_FOLDER / "cho-dong-y"

    def keep(self, name: str, data: bytes) -> str:
        """Keep a file; the key under which it is found. Raises OSError."""
        self._drop_old()
        key = digest_of(name.encode(), data).hex()[:16]
        atomic_write(self._folder / key / name, data)
        return key

    def find(self, key: str) -> Path | None:
        """The file of a key; None when it waits no more."""
        if not _KEY.fullmatch(key) or not (self._folder / key).is_dir():
            return None
        return next((self._folder / key).iterdir(), None)

    def drop(self, key: str) -> None:
        """Forget a file that came in."""
        if _KEY.fullmatch(key):
            shutil.rmtree(self._folder / key, ignore_errors=True)

    def _drop_old(self) -> None:
        for place in self._folder.iterdir() if self._folder.is_dir() else ():
            if place.stat().st_mtime < time.time() - _KEPT:
                self.drop(place.name)
