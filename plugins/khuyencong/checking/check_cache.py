"""The last result of a check, kept while nothing changed: neither files, nor program, nor day."""

import json
import os
import time
from collections.abc import Iterator
from datetime import datetime
from hashlib import blake2b
from pathlib import Path
from typing import Any

import khuyencong
from khuyencong.checking.result import Checked, OutsideLink
from khuyencong.model.rules import Fold, Problem, Rule

_FORMAT = 2
_CLOCK_TICK = 20_000_000
"""Nanoseconds: a file written this short a time ago may be written again with the same times."""
_RULES = {rule.code: rule for rule in Rule}


def content_digest(content: Path) -> str | None:
    """One word for a content folder and this program; None when it cannot be trusted.

    Made from the path, size and times of every file, as `git status` and `make` do: nothing is
    opened. A change of the program's own files counts as well.
    """
    digest = blake2b(digest_size=20)
    newest = 0
    for folder in (content, Path(khuyencong.__file__).parent):
        for path, found in _files(str(folder)):
            digest.update(
                f"{path}\0{found.st_size}\0{found.st_mtime_ns}\0".encode(errors="replace")
            )
            digest.update(f"{found.st_ctime_ns}\0{found.st_ino}\n".encode())
            newest = max(newest, found.st_mtime_ns, found.st_ctime_ns)
    return digest.hexdigest() if time.time_ns() - newest > _CLOCK_TICK else None


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


def load_result(place: Path, mark: str | None, now: datetime) -> Checked | None:
    """The result that was kept under a fingerprint, if it holds at a moment."""
    try:
        kept = json.loads(place.read_text(encoding="utf-8"))
        if mark is None or kept["format"] != _FORMAT or kept["fingerprint"] != mark:
            return None
        since, until = (datetime.fromisoformat(kept[name]) for name in ("since", "until"))
        if not since <= now < until:
            return None
        problems = tuple(
            Problem(file, line, _RULES[code], message, advice, Fold(fold) if fold else None)
            for code, file, line, message, advice, fold in kept["problems"]
        )
        return Checked(
            problems, tuple(OutsideLink(*link) for link in kept["outside"]), since, until
        )
    except (OSError, ValueError, KeyError, TypeError):
        return None  # none yet, or not ours


def save_result(place: Path, mark: str | None, checked: Checked) -> None:
    """Keep a result under the fingerprint of before the check, if the disk will have it."""
    if mark is None:
        return
    kept: dict[str, Any] = {
        "format": _FORMAT,
        "fingerprint": mark,
        "since": checked.since.isoformat(),
        "until": checked.until.isoformat(),
        "problems": [
            (found.rule.code, found.file, found.line, found.message, found.advice, found.fold)
            for found in checked.problems
        ],
        "outside": [(link.file, link.line, link.address) for link in checked.outside],
    }
    draft = place.with_suffix(f".{os.getpid()}.tmp")
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
        draft.write_text(json.dumps(kept, ensure_ascii=False), encoding="utf-8")
        draft.replace(place)
    except OSError:
        draft.unlink(missing_ok=True)
