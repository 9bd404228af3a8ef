"""Files that appear whole or not at all."""

import os
from typing import IO

PARTIAL_SUFFIX = ".tmp"
"""Suffix of a temporary file; what a killed run left is removed by `store.pruning`."""


def atomic_write(file: "str | os.PathLike[str]", data: bytes) -> None:
    """Write a file so that a reader, at any moment, sees all of it or none of it.

    Safe against a kill and against another build that writes the same file; not against a
    power cut, which may leave an empty file.

    Raises:
        OSError: the disk is full, or the folder may not be written.
    """
    folder, name = os.path.split(os.fspath(file))
    partial = os.path.join(folder, f".{name}.{os.getpid()}.{os.urandom(4).hex()}{PARTIAL_SUFFIX}")  # noqa: PTH118
    try:
        with _created(partial, folder) as stream:
            stream.write(data)
        os.replace(partial, file)  # noqa: PTH105
    except BaseException:
        if os.path.exists(partial):  # noqa: PTH110
            os.unlink(partial)  # noqa: PTH108
        raise


def _created(file: str, folder: str) -> IO[bytes]:
    """A new file, open for writing; its folder is made where there is none."""
    try:
        return open(file, "xb")  # noqa: PTH123
    except FileNotFoundError:
        os.makedirs(folder or ".", exist_ok=True)  # noqa: PTH103
        return open(file, "xb")  # noqa: PTH123
