"""Whether a file is still the one that was seen before, told without reading it."""

import os
import time
from collections.abc import Iterator

FINE_CLOCK = 20_000_000
"""Nanoseconds within which two writes may carry the same time on Linux, macOS and Windows (a
tick of the kernel's clock, rounded up; git's index guards against the same)."""
COARSE_CLOCK = 2_000_000_000
"""Nanoseconds: FAT keeps the time of a write in steps of two seconds, so do some shares."""
SECOND = 1_000_000_000


def file_state(file: "str | os.PathLike[str]") -> str:
    """`size:modified:changed:inode` of a file, times in nanoseconds; empty when there is none."""
    try:
        return state_of(os.stat(file))  # noqa: PTH116
    except (OSError, ValueError):
        return ""


def state_of(found: os.stat_result) -> str:
    """The state of a file that was looked at."""
    return f"{found.st_size}:{found.st_mtime_ns}:{found.st_ctime_ns}:{found.st_ino}"


def is_settled(state: str, now: int | None = None) -> bool:
    """Whether any later write to a file of this state must show in it.

    A file that was written a moment ago can be written again within the same tick of the file
    system's clock. `now` is in nanoseconds of the epoch.
    """
    if not state:
        return True
    _, modified, changed, _ = map(int, state.split(":"))
    return is_older(max(modified, changed), now, clock=clock_of(modified))


def is_older(moment: int, now: int | None = None, *, clock: int = COARSE_CLOCK) -> bool:
    """Whether a write at a moment (nanoseconds of the epoch) lies a tick of the clock back."""
    return (time.time_ns() if now is None else now) - moment > clock


def clock_of(modified: int) -> int:
    """The tick of the clock that may have given a file this time, in nanoseconds.

    Only a time of whole seconds can come from a coarse clock.
    """
    return FINE_CLOCK if modified % SECOND else COARSE_CLOCK


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
        lower.partition(":")[0] in _SYSTEM_NAMES  # with the streams of NTFS, as macOS copies them
        or lower.startswith(_SYSTEM_STARTS)
        or lower.endswith(_SYSTEM_ENDS)
        or (lower[0] == "#" == lower[-1])
    )


def files_below(root: "str | os.PathLike[str]", folder: str) -> Iterator[str]:
    """Paths of the files below a folder of `root`, in order, but for those of the system.

    Paths are relative to `root`, with forward slashes. A link to a folder is not followed
    (it may lead in a circle) but given itself, like a link that leads nowhere.
    """
    yield from (path for path, _ in files_and_links_below(root, folder))


def files_and_links_below(
    root: "str | os.PathLike[str]", folder: str
) -> Iterator[tuple[str, bool]]:
    """The same, with whether each is a link: the list of a folder says so, no file is asked."""
    with os.scandir(os.path.join(root, folder)) as found:  # noqa: PTH118
        items = sorted(found, key=lambda item: item.name)
    for item in items:
        if is_system_file(item.name):
            continue
        if item.is_dir(follow_symlinks=False):
            yield from files_and_links_below(root, f"{folder}/{item.name}")
        elif (is_link := item.is_symlink()) or item.is_file():
            yield f"{folder}/{item.name}", is_link


def own_files_below(root: "str | os.PathLike[str]", folder: str) -> Iterator[str]:
    """The same, without links that lead out of `root`, to a folder or nowhere, and without names
    that are no text; none where there is no such folder."""
    if not os.path.isdir(os.path.join(root, folder)):  # noqa: PTH112, PTH118
        return
    home = os.path.join(os.path.realpath(root), "")  # noqa: PTH118
    for path, is_link in files_and_links_below(root, folder):
        if is_text(path) and not (is_link and _leads_out(os.path.join(root, path), home)):  # noqa: PTH118
            yield path


def _leads_out(link: str, home: str) -> bool:
    return not (os.path.isfile(link) and os.path.realpath(link).startswith(home))  # noqa: PTH113


def is_text(name: str) -> bool:
    """Whether a name of a file is text; archives of old Windows leave bytes that are none."""
    return name.isascii() or name.encode("utf-8", "ignore").decode() == name
