"""What every file of the output was made from, kept in the cache from one build to the next.

A file is not made again when it would be made from the same as before and nobody touched it
since. A manifest that is damaged or missing only means that everything is made again.
"""

from hashlib import blake2b
from pathlib import Path

import msgspec

from khuyencong.store.file_state import is_settled
from khuyencong.store.pruning import prune
from khuyencong.store.sealed_file import read_sealed, write_sealed


class ManifestEntry(msgspec.Struct, array_like=True, frozen=True):
    """A file of the output: a digest of all it was made from, and its state then."""

    digest: bytes
    state: str
    """Empty where a later write might not show in it: such a file is compared by its bytes."""
    dependency_digest: bytes = b""
    """For a page: a digest of what its view was made from, so far as that is known."""


Manifest = dict[str, ManifestEntry]
"""Output path → what is known of the file."""

_decoder = msgspec.msgpack.Decoder(Manifest)


def manifest_file(cache: Path, live: Path) -> Path:
    """Where the manifest of an output folder lies."""
    name = blake2b(str(live.resolve()).encode(errors="surrogateescape"), digest_size=8).hexdigest()
    return cache / "releases" / f"{name}.manifest"


def load(file: Path) -> Manifest:
    """The manifest in a file; empty when there is no sound one."""
    try:
        return _decoder.decode(read_sealed(file) or b"")
    except msgspec.MsgspecError:
        return {}


def save(file: Path, manifest: Manifest) -> None:
    """Write a manifest, whole or not at all; those of folders long gone are removed.

    Raises:
        OSError: the disk is full, or the folder may not be written.
    """
    write_sealed(file, msgspec.msgpack.encode(manifest))
    prune(file.parent.glob("*.manifest"), {file})


def trusted_state(state: str, staged_state: str, now: int) -> str:
    """The state of a published file, if whatever is done to it from now on must show in it.

    A rename leaves size, time of writing and inode alone. Where they are others, somebody was
    faster; where the file was written in this very tick of the clock, somebody still may be.
    """
    written, staged_as = _written(state), _written(staged_state)
    return state if written and written == staged_as and is_settled(written, now) else ""


def _written(state: str) -> str:
    """A state without the time of changes that are none to the bytes."""
    size, *rest = state.split(":")
    return f"{size}:{rest[0]}:{rest[0]}:{rest[2]}" if rest else ""
