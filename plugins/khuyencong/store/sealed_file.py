"""Cache files that prove their content: a digest in front, damage counts as missing.

Imports next to nothing: what was not changed since the last build is found out before anything
else is loaded.
"""

import os
from hashlib import blake2b
from pathlib import Path

from khuyencong.store.atomic import atomic_write

_SEAL = 32


def read_sealed(file: "str | os.PathLike[str]") -> bytes | None:
    """The bytes that `write_sealed` was given; None when there are none, or damaged ones."""
    try:
        with open(file, "rb") as stream:  # noqa: PTH123
            data = stream.read()
    except OSError:
        return None
    content = data[_SEAL:]
    return content if _seal(content) == data[:_SEAL] else None


def write_sealed(file: "str | os.PathLike[str]", content: bytes) -> None:
    """Write a file for `read_sealed`, whole or not at all.

    Raises:
        OSError: the disk is full, or the folder may not be written.
    """
    atomic_write(Path(file), _seal(content) + content)


def _seal(content: bytes) -> bytes:
    return blake2b(content, digest_size=_SEAL).digest()
