"""Whether a file is still the one that was seen before, told without reading it."""

import os
import time
from collections.abc import Iterator
from pathlib import Path

CLOCK_TICK = 20_000_000
"""Nanoseconds: two writes this close may carry the same time (as in git's index)."""


def file_state(file: Path | str) -> str:
    """Size, times and number of a file in one text; empty when there is no such file."""
    try:
        found = os.stat(file)  # noqa: PTH116
    except (OSError, ValueError):
        return ""
    return f"{found.st_size}:{found.st_mtime_ns}:{found.st_ctime_ns}:{found.st_ino}"


def files_below(content: Path, folder: str) -> Iterator[str]:
    """Paths of the files below a folder of `content`, in order, but for hidden ones.

    Paths are relative to `content`, with forward slashes. Folders that are links are passed
    over, as by `Path.rglob`; Word's and Excel's lock files (`~$…`) are hidden too.
    """
    with os.scandir(content / folder) as found:
        items = sorted(found, key=lambda item: item.name)
    for item in items:
        if item.name.startswith((".", "~$")):
            continue
        if item.is_dir(follow_symlinks=False):
            yield from files_below(content, f"{folder}/{item.name}")
        elif item.is_file():
            yield f"{folder}/{item.name}"


def settled(state: str, now: int | None = None) -> bool:
    """Whether any later write to a file of this state must show in it.

    A file that was written a moment ago can be written again within the same tick of the
    clock. `now` is in nanoseconds of the epoch.
    """
    if not state:
        return True
    _, modified, changed, _ = map(int, state.split(":"))
    return (time.time_ns() if now is None else now) - max(modified, changed) > CLOCK_TICK
