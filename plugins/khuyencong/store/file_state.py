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


_SYSTEM_NAMES = frozenset(
    {
        *("thumbs.db", "ehthumbs.db", "desktop.ini", "$recycle.bin", "system volume information"),
        *("icon\r", "__macosx", "@eadir", "#recycle", "#snapshot", "lost+found"),
    }
)
_SYSTEM_STARTS = (".", "~$", "~wrl", "~lock")
_SYSTEM_ENDS = (".tmp", ".crdownload", ".part", ".partial", ".swp", "~", "zone.identifier")


def is_system_file(name: str) -> bool:
    """Whether a name is that of something which systems and programs leave behind, unseen.

    Windows, macOS, Synology, Word, Excel, LibreOffice, browsers and editors; none of it is
    anybody's content.
    """
    lower = name.lower()
    return (
        lower in _SYSTEM_NAMES
        or lower.startswith(_SYSTEM_STARTS)
        or lower.endswith(_SYSTEM_ENDS)
        or (lower[0] == "#" == lower[-1])
    )


def files_below(content: Path, folder: str) -> Iterator[str]:
    """Paths of the files below a folder of `content`, in order, but for those of the system.

    Paths are relative to `content`, with forward slashes. A link to a folder is not followed
    (it may lead in a circle) but given itself, like a link that leads nowhere.
    """
    with os.scandir(content / folder) as found:
        items = sorted(found, key=lambda item: item.name)
    for item in items:
        if is_system_file(item.name):
            continue
        if item.is_dir(follow_symlinks=False):
            yield from files_below(content, f"{folder}/{item.name}")
        elif item.is_symlink() or item.is_file():
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
