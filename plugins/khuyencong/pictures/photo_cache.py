"""What was found out about a photo, kept in the cache so that it is found out once.

Two small JSON files: one a path, from the file's size and times to the digest of its
bytes, and one a digest, with its size and colour. A damaged or foreign one counts as
missing.
"""

import json
import os
import re
import time
from dataclasses import asdict, dataclass
from hashlib import blake2b
from pathlib import Path

from khuyencong.store.atomic import atomic_write, mark_used

FOLDERS = ("paths", "facts")
"""Folders of the cache that hold the two."""

MIMES = ("image/jpeg", "image/png")
"""What a photo may be downloaded as."""

_VERSION = 3
_CLOCK_TICK = 20_000_000
"""Nanoseconds: two writes this close may carry the same time (as in git's index)."""
_COLOUR = re.compile(r"#[0-9a-f]{6}\Z")


@dataclass(frozen=True, slots=True)
class Facts:
    """Size in pixels of an upright photo, its dominant colour as `#rrggbb`, what it is.

    `mime` is that of the file as a press download: image/png of a PNG, else image/jpeg.
    `pages` counts those of a scan and the stills of an iPhone's file; of other photos it is 1.
    """

    width: int
    height: int
    colour: str
    mime: str
    animated: bool
    pages: int


def recall_digest(cache: Path, file: Path, found: os.stat_result) -> str | None:
    """Digest of the bytes of a file that did not change since it was remembered."""
    entry = _read(_path_entry(cache, file))
    if entry is None or entry.get("stat") != _stat(found):
        return None
    digest = entry.get("digest")
    return digest if isinstance(digest, str) and digest.isalnum() else None


def remember_digest(cache: Path, file: Path, found: os.stat_result, digest: str) -> None:
    """Remember the digest, unless the file is so new that a later write may look the same."""
    if time.time_ns() - max(found.st_mtime_ns, found.st_ctime_ns) > _CLOCK_TICK:
        _write(_path_entry(cache, file), {"stat": _stat(found), "digest": digest})


def recall_facts(cache: Path, digest: str) -> Facts | None:
    """What is known of a photo with these bytes."""
    entry = _read(_facts_entry(cache, digest))
    if entry is None:
        return None
    width, height, colour = entry.get("width"), entry.get("height"), entry.get("colour")
    mime, animated, pages = entry.get("mime"), entry.get("animated"), entry.get("pages")
    if not (isinstance(width, int) and isinstance(height, int) and isinstance(colour, str)):
        return None
    if width < 1 or height < 1 or not _COLOUR.match(colour):
        return None
    if mime not in MIMES or not isinstance(animated, bool) or not isinstance(pages, int):
        return None
    return Facts(width, height, colour, str(mime), animated, pages)


def remember_facts(cache: Path, digest: str, facts: Facts) -> None:
    """Remember what was found out about a photo with these bytes."""
    _write(_facts_entry(cache, digest), asdict(facts))


def _stat(found: os.stat_result) -> list[int]:
    return [found.st_size, found.st_mtime_ns, found.st_ctime_ns]


def _path_entry(cache: Path, file: Path) -> Path:
    # fsencode: a name that is no valid UTF-8 is a name too.
    name = blake2b(os.fsencode(file.absolute()), digest_size=16).hexdigest()
    return cache / FOLDERS[0] / f"{name}.json"


def _facts_entry(cache: Path, digest: str) -> Path:
    return cache / FOLDERS[1] / f"{digest}.json"


def _read(entry: Path) -> dict[str, object] | None:
    try:
        with entry.open("rb") as stream:
            data = stream.read()
            modified = os.fstat(stream.fileno()).st_mtime
        found = json.loads(data)
    except (OSError, ValueError, RecursionError):
        return None
    if not isinstance(found, dict) or found.get("version") != _VERSION:
        return None
    mark_used(entry, modified)
    return found


def _write(entry: Path, values: dict[str, object]) -> None:
    atomic_write(entry, json.dumps({"version": _VERSION, **values}).encode())
