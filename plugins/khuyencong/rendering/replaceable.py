"""Whether files of the output folder can be replaced, found out without replacing them."""

import errno
import os
import stat
import sys
from collections.abc import Iterable

from msgspec import Struct

_WINDOWS = sys.platform == "win32"


class _Folder(Struct, frozen=True):
    """What a folder says of every name in it."""

    writable: bool
    owners_only: bool = False
    """Sticky, as /tmp: a file may be replaced by its owner alone."""


def not_replaceable(root: str, paths: Iterable[str], device: int) -> set[str]:
    """Those of some paths below a folder at which nothing can be put by rename, or removed.

    A folder in which this holds for every path stands for all of them; `root` is ".". `device`
    is that of the file system from which files come. What may still go wrong after this is that
    the disk fails or that somebody opens a file (Windows) or changes rights in the meantime.
    """
    found: set[str] = set()
    folders: dict[str, _Folder] = {}
    for path in paths:
        name = path.rpartition("/")[0]
        if name not in folders:
            folders[name] = _folder(f"{root}/{name}", device)
        folder = folders[name]
        if not folder.writable:
            found.add(name or ".")
        elif not _is_replaceable(f"{root}/{path}", folder):
            found.add(path)
    return found


def _folder(path: str, device: int) -> _Folder:
    try:
        found = os.stat(path)  # noqa: PTH116
    except (FileNotFoundError, NotADirectoryError):
        return _Folder(writable=True)  # made before anything is put into it
    writable = os.access(path, os.W_OK | os.X_OK) and found.st_dev == device
    return _Folder(writable, bool(found.st_mode & stat.S_ISVTX) and not _owns(found))


def _owns(found: os.stat_result) -> bool:
    return _WINDOWS or os.geteuid() in (0, found.st_uid)


def _is_replaceable(path: str, folder: _Folder) -> bool:
    if folder.owners_only and not _is_own(path):
        return False
    return _is_closed(path) if _WINDOWS else not _is_protected(path)


def _is_own(path: str) -> bool:
    try:
        return _owns(os.lstat(path))
    except FileNotFoundError:
        return True


def _is_closed(path: str) -> bool:
    """On Windows: neither read-only nor open in a program that shares it with nobody."""
    try:
        os.rename(path, path)  # noqa: PTH104
    except FileNotFoundError:
        return True
    except OSError:
        return False
    return os.access(path, os.W_OK)


def _is_protected(path: str) -> bool:
    """Whether a file is immutable or append-only (`chattr +i`, `+a`, `chflags`), or a folder that
    may not be moved away.

    Rights do not matter to a rename, these do. Opening such a file for writing is not permitted
    (EPERM), not even to root; where only rights are wanting, access is denied (EACCES).
    """
    try:
        os.close(os.open(path, os.O_WRONLY | os.O_NONBLOCK | os.O_NOFOLLOW))
    except IsADirectoryError:
        return not os.access(path, os.W_OK)
    except OSError as error:
        return error.errno == errno.EPERM
    return False
