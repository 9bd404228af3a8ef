"""Files that come into `content/` from a browser: what is there already, which name is free."""

from collections.abc import Iterable
from hashlib import blake2b
from itertools import chain, count
from pathlib import Path


def with_bytes(content: Path, paths: Iterable[str], data: bytes) -> str:
    """The path of the file that has these bytes; empty when there is none."""
    digest = blake2b(data).digest()
    for path in paths:
        file = content / path
        same_size = file.stat().st_size == len(data)
        if same_size and blake2b(file.read_bytes()).digest() == digest:
            return path
    return ""


def free_path(paths: Iterable[str], stem: str, suffix: str) -> str:
    """`stem` and `suffix`, with a number between them when a file has that name in any case."""
    taken = {path.casefold() for path in paths}
    names = chain([f"{stem}{suffix}"], (f"{stem}-{number}{suffix}" for number in count(2)))
    return next(name for name in names if name.casefold() not in taken)
