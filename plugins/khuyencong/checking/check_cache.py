"""Cache of the last result of a check, valid while neither files nor program nor day change."""

import os
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import msgspec
from msgspec import Struct

import khuyencong
from khuyencong.checking.result import Checked, OutsideLink
from khuyencong.model.rules import RULES, Fold, Problem
from khuyencong.store.digest import hex_digest_of
from khuyencong.store.file_state import is_settled, state_of
from khuyencong.store.sealed_file import read_sealed, write_sealed

FILE = "kiem-tra"
"""Name of the file in the cache folder."""
_FORMAT = 3
"""Raise it when an entry changes its shape."""


class _Entry(Struct):
    format: int
    key: str
    since: datetime
    until: datetime
    problems: list[tuple[str, str, int, str, str, Fold | None]]
    outside: list[tuple[str, int, str]]


_decoder = msgspec.msgpack.Decoder(_Entry)


def content_key(content: Path) -> str | None:
    """Stands for a content folder and this program; None while a file is too new to be trusted.

    Made from the path and state of every file, as `git status` and `make` do: nothing is
    opened. A change of the program's own files counts as well.
    """
    parts = [os.path.realpath(content)]
    for folder in (content, Path(khuyencong.__file__).parent):
        for path, found in _files(str(folder)):
            state = state_of(found)
            if not is_settled(state):
                return None
            parts += [path, state]
    return hex_digest_of(*parts)


def _files(folder: str) -> Iterator[tuple[str, os.stat_result]]:
    with os.scandir(folder) as entries:
        for entry in sorted(entries, key=lambda entry: entry.name):
            if entry.name == "__pycache__":
                continue
            # What a link leads to counts, or a photo could change behind it.
            found = entry.stat() if _leads_somewhere(entry) else entry.stat(follow_symlinks=False)
            yield entry.path, found
            if entry.is_dir(follow_symlinks=False):
                yield from _files(entry.path)


def _leads_somewhere(entry: "os.DirEntry[str]") -> bool:
    return entry.is_symlink() and Path(entry.path).exists()


def load_result(file: Path, key: str | None, now: datetime) -> Checked | None:
    """The result that was saved under a key, if it is valid at a moment."""
    data = read_sealed(file)
    if data is None or key is None:
        return None
    try:
        entry = _decoder.decode(data)
        problems = tuple(
            Problem(source, line, RULES[code], message, advice, fold)
            for code, source, line, message, advice, fold in entry.problems
        )
    except (msgspec.MsgspecError, KeyError):
        return None
    if entry.format != _FORMAT or entry.key != key or not entry.since <= now < entry.until:
        return None
    outside = tuple(OutsideLink(*link) for link in entry.outside)
    return Checked(problems, outside, entry.since, entry.until)


def save_result(file: Path, key: str | None, checked: Checked) -> None:
    """Save a result under the key of before the check, if the disk will have it."""
    if key is None:
        return
    entry = _Entry(
        format=_FORMAT,
        key=key,
        since=checked.since,
        until=checked.until,
        problems=[
            (p.rule.code, p.file, p.line, p.message, p.advice, p.fold) for p in checked.problems
        ],
        outside=[(link.file, link.line, link.address) for link in checked.outside],
    )
    try:
        write_sealed(file, msgspec.msgpack.encode(entry))
    except OSError:
        return
