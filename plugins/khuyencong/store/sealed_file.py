"""Cache files that prove their content: a digest in front, of the content and of the name.

What is damaged, or lies under another name than it was written, counts as missing.

Imports next to nothing: what was not changed since the last build is found out before anything
else is loaded.
"""

import os
from hashlib import blake2b

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
    return content if _seal(file, content) == data[:_SEAL] else None


def write_sealed(file: "str | os.PathLike[str]", content: bytes) -> None:
    """Write a file for `read_sealed`, whole or not at all.

    Raises:
        OSError: the disk is full, or the folder may not be written.
    """
    atomic_write(file, _seal(file, content) + content)


def _seal(file: "str | os.PathLike[str]", content: bytes) -> bytes:
    name = os.path.basename(os.fspath(file)).encode(errors="surrogateescape")  # noqa: PTH119
    seal = blake2b(name, digest_size=_SEAL)
    seal.update(b"\0" + content)
    return seal.digest()
