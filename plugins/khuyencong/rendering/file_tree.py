"""What lies in a folder, quickly: every file with its state, without opening one."""

import contextlib
import os
import stat
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

FILE_MODE = 0o644
FOLDER_MODE = 0o755
"""Least rights of what lies in an output folder: a web server runs as another user."""
NO_STATE = "-"
"""In the place of the state of what is no regular file: a link, a pipe."""


@dataclass(frozen=True, slots=True)
class FileTree:
    """Files and folders below a folder, by relative paths with forward slashes."""

    files: dict[str, str] = field(default_factory=dict)
    """Path → state of each file. Links are files, wherever they lead, and have no state."""
    folders: list[str] = field(default_factory=list)
    unreadable: list[str] = field(default_factory=list)
    """Files that not everybody may read."""


def tree(root: str, skip: Collection[str] = ()) -> FileTree:
    """Everything below a folder; nothing there, nothing in it.

    Names in `skip` are left out at the top level.
    """
    found = FileTree()
    waiting = [""]
    while waiting:
        folder = waiting.pop()
        try:
            entries = os.scandir(os.path.join(root, folder))  # noqa: PTH118
        except FileNotFoundError:
            continue
        with entries:
            for entry in entries:
                if not folder and entry.name in skip:
                    continue
                path = f"{folder}/{entry.name}" if folder else entry.name
                if entry.is_dir(follow_symlinks=False):
                    found.folders.append(path)
                    waiting.append(path)
                else:
                    look = entry.stat(follow_symlinks=False)
                    found.files[path] = _state(look) if stat.S_ISREG(look.st_mode) else NO_STATE
                    if ~look.st_mode & 0o444:
                        found.unreadable.append(path)
    return found


def _state(found: os.stat_result) -> str:
    return f"{found.st_size}:{found.st_mtime_ns}:{found.st_ctime_ns}:{found.st_ino}"


def state_at(path: str) -> str:
    """State of one file, as `tree` gives it; empty when there is none."""
    try:
        return _state(os.stat(path, follow_symlinks=False))  # noqa: PTH116
    except FileNotFoundError:
        return ""


def size_of(state: str) -> int:
    """Bytes of a file by its state; -1 where it has none."""
    return -1 if state == NO_STATE else int(state.partition(":")[0])


def parents(path: str) -> Iterator[str]:
    """The folders above a relative path, the topmost first."""
    place = path.find("/")
    while place >= 0:
        yield path[:place]
        place = path.find("/", place + 1)


def folders_above(paths: Iterable[str]) -> set[str]:
    """Every folder above some relative paths, most of which lie in the same folders."""
    nearest = {path.rpartition("/")[0] for path in paths} - {""}
    return {folder for place in nearest for folder in parents(f"{place}/")}


def make_readable(root: str, paths: Iterable[str]) -> None:
    """Give everybody the right to read some files, and the folders above them, below `root`."""
    folders: set[str] = set()
    for path in paths:
        folders.update(parents(path))
        _add_mode(f"{root}/{path}", FILE_MODE)
    for folder in folders:
        _add_mode(f"{root}/{folder}", FOLDER_MODE)


def make_folder(folder: Path) -> None:
    """Make a folder that everybody may read, whatever the umask; one that is there stays."""
    if not folder.is_dir():
        folder.mkdir()
        _add_mode(str(folder), FOLDER_MODE)


def _add_mode(path: str, mode: int) -> None:
    # Gone meanwhile, or somebody else's: who may not change its rights leaves them.
    with contextlib.suppress(FileNotFoundError, PermissionError):
        old = os.stat(path).st_mode & 0o7777  # noqa: PTH116
        if ~old & mode:
            os.chmod(path, old | mode)  # noqa: PTH101
