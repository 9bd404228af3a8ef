"""Whether anything changed since the last build, told from time stamps alone.

This module is imported before everything else and imports next to nothing: when nothing
changed, neither Pelican nor a single record is loaded. A stamp says what a build was made
from (content, theme, settings, every module of Python that was loaded, the environment), what
it left in the output folder, and until which moment that stays true.
"""

import hashlib
import json
import os
import sys
import time
from collections.abc import Iterable
from typing import Any

VERSION = 3
_SEAL = 16
FOLDER = os.path.join(".cache", "stamps")  # noqa: PTH118
_NOISE = {"_", "PWD", "OLDPWD", "SHLVL", "COLUMNS", "LINES", "WINDOWID", "TERM_SESSION_ID"}
"""Variables that shells and terminals change of themselves."""


def stamp_file(words: list[str]) -> str:
    """Where the stamp of a command lies; `words` are its arguments."""
    name = hashlib.blake2b("\0".join(words).encode(errors="surrogateescape"), digest_size=10)
    return os.path.join(FOLDER, f"{name.hexdigest()}.stamp")  # noqa: PTH118


def surroundings() -> str:
    """Digest of what may shape a build besides files: the program and the environment."""
    parts = [sys.version, sys.executable, os.getcwd()]  # noqa: PTH109
    parts += [str(stream.isatty()) for stream in (sys.stdout, sys.stderr)]
    parts += [f"{name}={value}" for name, value in sorted(os.environ.items()) if name not in _NOISE]
    whole = hashlib.blake2b("\0".join(parts).encode(errors="surrogateescape"), digest_size=16)
    return whole.hexdigest()


def states(paths: list[str] | dict[str, str], *, links: bool) -> tuple[str, int]:
    """Digest of size, times and number of each file and folder, and the newest time looked at.

    With `links`, of what a link leads to; else of the link. The times of a folder tell what was
    put in and taken out. Times are in nanoseconds of the epoch. A dict has with each path its
    `size:modified:changed:number`, or nothing: only then is the path looked at.

    Raises:
        OSError: one of them is gone.
    """
    told: list[str] = []
    newest = 0
    look = os.stat if links else os.lstat
    known = paths if isinstance(paths, dict) else {}
    for path in paths:
        state = known.get(path)
        if not state:
            found = look(path)
            modified, changed = found.st_mtime_ns, found.st_ctime_ns
            newest = max(newest, modified, changed)
            state = f"{found.st_size}:{modified}:{changed}:{found.st_ino}"
        told.append(state)
    return hashlib.blake2b("\0".join(told).encode(), digest_size=16).hexdigest(), newest


def packed(told: dict[str, Any], dependencies: list[str], left: Iterable[str]) -> bytes:
    """A stamp as bytes: what is told, and the paths that it speaks of, under a seal."""
    parts = (json.dumps({**told, "inputs": len(dependencies)}), *dependencies, *left)
    data = "\0".join(parts).encode(errors="surrogateescape")
    return _seal(data) + data


def _unpacked(stamp: bytes) -> tuple[dict[str, Any], list[str], list[str]]:
    """What `packed` was given.

    Raises:
        ValueError: the stamp is damaged.
    """
    sealed, data = stamp[:_SEAL], stamp[_SEAL:]
    if _seal(data) != sealed:
        raise ValueError("a damaged stamp")
    told, *paths = data.decode(errors="surrogateescape").split("\0")
    found: dict[str, Any] = json.loads(told)
    return found, paths[: found["inputs"]], paths[found["inputs"] :]


def _seal(data: bytes) -> bytes:
    return hashlib.blake2b(data, digest_size=_SEAL).digest()


def unchanged(words: list[str]) -> dict[str, Any] | None:
    """What the last build said, if this command would only do the same again."""
    try:
        with open(stamp_file(words), "rb") as stream:  # noqa: PTH123
            stamp, dependencies, left = _unpacked(stream.read())
        if stamp["version"] != VERSION or stamp["surroundings"] != surroundings():
            return None
        if stamp["until"] is not None and not stamp["since"] <= time.time() < stamp["until"]:
            return None
        if states(dependencies, links=True)[0] != stamp["made_from"]:
            return None
        if states(left, links=False)[0] != stamp["left"]:
            return None
    except (OSError, ValueError, KeyError):
        return None
    said: dict[str, Any] = stamp["said"]
    return said
