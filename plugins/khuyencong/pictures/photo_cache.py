"""Cache of what was found out about photos.

Two small sealed files a photo: one a path, from the state of the file to the digest of its
bytes; one a digest, with the facts of the photo. A damaged or foreign file counts as missing.
"""

import os
from pathlib import Path
from typing import Literal, TypeVar

import msgspec
from msgspec import Struct

from khuyencong.pictures import refusals
from khuyencong.store.digest import hex_digest_of
from khuyencong.store.file_state import is_settled, state_of
from khuyencong.store.pruning import mark_used
from khuyencong.store.sealed_file import read_sealed, write_sealed

FOLDERS = ("paths", "facts")
"""Folders of the cache that hold the two."""
PDF_FOLDER = "pdf"
"""Folder in which `pdf` keeps what it found out about PDFs."""

_FORMAT = 4
"""Raise it when a field changes its meaning."""


class Facts(Struct, frozen=True):
    """Size in pixels of an upright photo, its dominant colour as `#rrggbb`, what it is.

    `mime` is that of the file as a press download: image/png of a PNG, else image/jpeg.
    `pages` counts those of a scan and the stills of an iPhone's file; of other photos it is 1.
    """

    width: int
    height: int
    colour: str
    mime: Literal["image/jpeg", "image/png"]
    animated: bool
    pages: int
    source_type: str = ""


class _PathEntry(Struct):
    format: int
    state: str
    digest: str


class _FactsEntry(Struct):
    format: int
    facts: Facts


def state_on_disk(file: Path) -> os.stat_result:
    """What the disk says of a photo.

    Raises:
        PictureError: it cannot be reached.
    """
    try:
        return file.stat()
    except OSError as error:
        raise refusals.unreadable(error) from error


def load_digest(cache: Path, file: Path, found: os.stat_result) -> str | None:
    """Digest of the bytes of a file that did not change since it was saved."""
    entry = _load(_path_entry(cache, file), _PathEntry)
    return entry.digest if entry and entry.state == state_of(found) else None


def save_digest(cache: Path, file: Path, found: os.stat_result, digest: str) -> None:
    """Save the digest, unless the file is so new that a later write may look the same."""
    state = state_of(found)
    if is_settled(state):
        entry = _PathEntry(_FORMAT, state, digest)
        write_sealed(_path_entry(cache, file), msgspec.msgpack.encode(entry))


def load_facts(cache: Path, digest: str) -> Facts | None:
    """What is known of a photo with these bytes."""
    entry = _load(_facts_entry(cache, digest), _FactsEntry)
    return entry.facts if entry else None


def save_facts(cache: Path, digest: str, facts: Facts) -> None:
    """Save what was found out about a photo with these bytes."""
    entry = _FactsEntry(_FORMAT, facts)
    write_sealed(_facts_entry(cache, digest), msgspec.msgpack.encode(entry))


def _path_entry(cache: Path, file: Path) -> Path:
    return cache / FOLDERS[0] / hex_digest_of(str(file.absolute()))


def _facts_entry(cache: Path, digest: str) -> Path:
    return cache / FOLDERS[1] / digest


T = TypeVar("T", _PathEntry, _FactsEntry)


def _load(file: Path, kind: type[T]) -> T | None:
    data = read_sealed(file)
    if data is None:
        return None
    try:
        entry = msgspec.msgpack.decode(data, type=kind)
        modified = file.stat().st_mtime
    except (msgspec.MsgspecError, OSError):
        return None
    mark_used(file, modified)
    return entry if entry.format == _FORMAT else None
