"""Files of the cache: written whole or not at all, and marked as still in use."""

import os
import secrets
import time
from pathlib import Path

UNFINISHED = ".tmp"
"""Suffix of a file that is being written."""

DAY = 24 * 60 * 60


def atomic_write(file: Path, data: bytes) -> None:
    """Write a file so that a reader, at any moment, sees all of it or none of it.

    Safe against a kill and against another build that writes the same file; not against a
    power cut, which may leave an empty file.
    """
    file.parent.mkdir(parents=True, exist_ok=True)
    unfinished = file.with_name(f".{file.name}.{os.getpid()}.{secrets.token_hex(4)}{UNFINISHED}")
    try:
        with unfinished.open("xb") as stream:
            stream.write(data)
        unfinished.replace(file)
    except BaseException:
        unfinished.unlink(missing_ok=True)
        raise


def is_whole(file: Path) -> bool:
    """Whether the file is there with something in it."""
    try:
        return file.stat().st_size > 0
    except FileNotFoundError:
        return False


def mark_used(file: Path, modified: float) -> None:
    """Set the time of a file to now, at most once a day. `modified` is its present time.

    A file that is gone, or that belongs to somebody else, is left alone.
    """
    if time.time() - modified > DAY:
        try:
            os.utime(file)
        except (FileNotFoundError, PermissionError):
            return
