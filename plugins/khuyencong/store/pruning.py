"""Cleaning up: caches that nothing used for a month, and temporary files of killed runs."""

import os
import re
import time
from collections.abc import Collection, Iterable
from pathlib import Path

from khuyencong.store.atomic import PARTIAL_SUFFIX

DAY = 24 * 60 * 60
MONTH = 30 * DAY
"""Seconds after which a cache file that no build used is removed."""
_PARTIAL = re.compile(rf"\..+\.\d+\.[0-9a-f]{{8}}{re.escape(PARTIAL_SUFFIX)}")
"""Name that `atomic_write` gives to a temporary file, and no other program does."""


def mark_used(file: "str | os.PathLike[str]", modified: float) -> None:
    """Set the time of a file to now, at most once a day. `modified` is its present time.

    A file that is gone, or that belongs to somebody else, is left alone.
    """
    if time.time() - modified > DAY:
        try:
            os.utime(file)
        except (FileNotFoundError, PermissionError):
            return


def prune(files: Iterable[Path], used: Collection[Path] = (), *, lifetime: float = MONTH) -> int:
    """Remove the files that were not used for `lifetime` seconds; returns how many.

    `used` are those of this build, as absolute paths: they stay and count as used now. Temporary
    files that a killed build left half written go after a day.
    """
    now = time.time()
    removed = 0
    for file in files:
        try:
            modified = file.stat(follow_symlinks=False).st_mtime
            if file in used:
                mark_used(file, modified)
            elif now - modified > (DAY if file.suffix == PARTIAL_SUFFIX else lifetime):
                file.unlink()
                removed += 1
        except FileNotFoundError:
            continue  # another build was faster
    return removed


def prune_partials(folder: Path) -> int:
    """Remove what killed runs left half written below a folder of people's own files; how many.

    Nothing younger than a day goes: another run may still be writing it.
    """
    hidden = folder.rglob(f".*{PARTIAL_SUFFIX}")
    return prune(file for file in hidden if _PARTIAL.fullmatch(file.name))
