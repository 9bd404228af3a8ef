"""Whether anything changed since the last build, found out from file states alone.

This module is imported before everything else and imports next to nothing: when nothing
changed, neither Pelican nor a single record is loaded. The stamp of a command holds what its
build depended on (content, theme, settings, every module of Python that was loaded, the
environment, where links led), what it left in the output folder, and until which moment that
stays true.
"""

import hashlib
import json
import os
import sys
import time
from collections.abc import Iterable, Mapping
from typing import Any

from khuyencong.store.cache_folder import cache_path
from khuyencong.store.file_state import clock_of, is_older, state_of
from khuyencong.store.sealed_file import read_sealed

FORMAT = 4
"""Raise it when a stamp changes its shape."""
STAMPS = cache_path("stamps")
_VOLATILE = {"_", "PWD", "OLDPWD", "SHLVL", "COLUMNS", "LINES", "WINDOWID", "TERM_SESSION_ID"}
"""Variables that shells and terminals change of themselves."""


def stamp_file(arguments: list[str]) -> str:
    """Path of the stamp of a command by its arguments."""
    name = hashlib.blake2b("\0".join(arguments).encode(errors="surrogateescape"), digest_size=10)
    return os.path.join(STAMPS, f"{name.hexdigest()}.stamp")  # noqa: PTH118


def environment_digest() -> str:
    """Hex digest of what may shape a build besides files: Python, variables, umask, terminal."""
    umask = os.umask(0o022)
    os.umask(umask)
    parts = [sys.version, sys.executable, os.getcwd(), oct(umask)]  # noqa: PTH109
    parts += [str(stream.isatty()) for stream in (sys.stdout, sys.stderr)]
    parts += [
        f"{name}={text}" for name, text in sorted(os.environ.items()) if name not in _VOLATILE
    ]
    return _hex(parts)


def looked_at(paths: Iterable[str]) -> list[os.stat_result]:
    """What the disk says of each file and folder, links followed.

    Raises:
        OSError: one of them is gone.
    """
    return list(map(os.stat, paths))


def states_digest(found: Iterable[os.stat_result]) -> str:
    """Hex digest of size, times and inode of files and folders.

    The times of a folder tell what was put in and taken out.
    """
    return _hex(map(state_of, found))


def known_states_digest(states: Mapping[str, str]) -> str:
    """The same of links themselves; a path with a known state is not looked at.

    Raises:
        OSError: one of them is gone.
    """
    return _hex(state or state_of(os.lstat(path)) for path, state in states.items())


def all_older_than(found: Iterable[os.stat_result], started: int) -> bool:
    """Whether every file and folder was last written before a moment (ns), told by its clock."""
    newest: dict[int, int] = {}
    """Tick of a clock → the last moment of what it may have given its time."""
    for each in found:
        clock = clock_of(each.st_mtime_ns)
        newest[clock] = max(newest.get(clock, 0), each.st_mtime_ns, each.st_ctime_ns)
    return all(is_older(moment, started, clock=clock) for clock, moment in newest.items())


def packed(stamp: dict[str, Any], inputs: list[str], outputs: Iterable[str]) -> bytes:
    """A stamp as bytes: its values, then the paths that it speaks of."""
    parts = (json.dumps({**stamp, "inputs": len(inputs)}), *inputs, *outputs)
    return "\0".join(parts).encode(errors="surrogateescape")


def _unpacked(data: bytes) -> tuple[dict[str, Any], list[str], list[str]]:
    values, *paths = data.decode(errors="surrogateescape").split("\0")
    stamp: dict[str, Any] = json.loads(values)
    return stamp, paths[: stamp["inputs"]], paths[stamp["inputs"] :]


def last_result(arguments: list[str]) -> dict[str, Any] | None:
    """What the last build reported, if this command would only do the same again."""
    data = read_sealed(stamp_file(arguments))
    if data is None:
        return None
    try:
        stamp, inputs, outputs = _unpacked(data)
        if stamp["format"] != FORMAT or stamp["environment"] != environment_digest():
            return None
        if stamp["until"] is not None and not stamp["since"] <= time.time() < stamp["until"]:
            return None
        if any(os.path.realpath(path) != place for path, place in stamp["places"].items()):
            return None
        if any(os.path.lexists(path) for path in stamp["absent"]):
            return None
        if states_digest(looked_at(inputs)) != stamp["inputs_digest"]:
            return None
        if known_states_digest(dict.fromkeys(outputs, "")) != stamp["outputs_digest"]:
            return None
    except (OSError, ValueError, KeyError, TypeError):
        return None
    result: dict[str, Any] = stamp["result"]
    return result


def _hex(parts: Iterable[str]) -> str:
    whole = "\0".join(parts).encode(errors="surrogateescape")
    return hashlib.blake2b(whole, digest_size=16).hexdigest()
