"""What lies in a folder, quickly: every file with its state, without opening one."""

import os
from collections.abc import Collection


def tree(root: str, skip: Collection[str] = ()) -> tuple[dict[str, str], list[str]]:
    """Path → state of every file below a folder, and the paths of all folders in it.

    Paths are relative, with forward slashes. Links are files, wherever they lead. Names in
    `skip` are left out at the top level. Nothing there, nothing in it.
    """
    files: dict[str, str] = {}
    folders: list[str] = []
    waiting = [""]
    while waiting:
        folder = waiting.pop()
        try:
            found = os.scandir(os.path.join(root, folder))  # noqa: PTH118
        except FileNotFoundError:
            continue
        with found:
            for item in found:
                if not folder and item.name in skip:
                    continue
                path = f"{folder}/{item.name}" if folder else item.name
                if item.is_dir(follow_symlinks=False):
                    folders.append(path)
                    waiting.append(path)
                else:
                    files[path] = _state(item.stat(follow_symlinks=False))
    return files, folders


def _state(found: os.stat_result) -> str:
    return f"{found.st_size}:{found.st_mtime_ns}:{found.st_ctime_ns}:{found.st_ino}"


def state_at(path: str) -> str:
    """State of one file, as `tree` gives it; empty when there is none."""
    try:
        return _state(os.stat(path, follow_symlinks=False))  # noqa: PTH116
    except FileNotFoundError:
        return ""
