"""The files of a built site with their digests; only what changed since is read."""

import contextlib
import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import msgspec

from khuyencong.rendering.file_tree import NO_STATE, size_of, tree
from khuyencong.rendering.output_place import MARKER
from khuyencong.store.atomic import atomic_write
from khuyencong.store.digest import SIZE, hex_digest_of
from khuyencong.store.file_state import is_settled
from khuyencong.store.pruning import prune
from khuyencong.store.sealed_file import read_sealed, write_sealed

_decoder = msgspec.msgpack.Decoder(dict[str, tuple[str, str]])


@dataclass(frozen=True, slots=True)
class SiteFile:
    """A file that can be sent."""

    place: Path
    digest: str
    """BLAKE2b of the content, 32 hex digits."""
    size: int


def file_digest(file: Path) -> str:
    """Digest of a file of any size, as 32 hex digits.

    Raises:
        OSError: it cannot be read.
    """
    with file.open("rb") as stream:
        return hashlib.file_digest(stream, lambda: hashlib.blake2b(digest_size=SIZE)).hexdigest()


def site_files(output: Path, cache: Path) -> dict[str, SiteFile]:
    """Output path → file, of everything in an output folder but the program's own marker.

    `cache` keeps digests with the state of each file. Links are left out: what they lead to was
    not made by a build.

    Raises:
        OSError: a file cannot be read.
    """
    memory = cache / f"{hex_digest_of(str(output.resolve()))}.digests"
    known = _load(memory)
    found: dict[str, SiteFile] = {}
    states: dict[str, tuple[str, str]] = {}
    for path, state in sorted(tree(str(output), (MARKER,)).files.items()):
        if state == NO_STATE:
            continue
        before, digest = known.get(path, ("", ""))
        if before != state:
            digest = file_digest(output / path)
        if is_settled(state):
            states[path] = state, digest
        found[path] = SiteFile(output / path, digest, size_of(state))
    if states != known:
        with contextlib.suppress(OSError):  # without it the next look only takes longer
            write_sealed(memory, msgspec.msgpack.encode(states))
    prune(cache.glob("*.digests"), {memory})
    return found


def generated(texts: Mapping[str, str], folder: Path) -> dict[str, SiteFile]:
    """Files that the build does not make, written to a folder of the cache: path → file."""
    found: dict[str, SiteFile] = {}
    for path, text in texts.items():
        place = folder / hex_digest_of(text)
        atomic_write(place, text.encode())
        found[path] = SiteFile(place, file_digest(place), place.stat().st_size)
    prune(folder.glob("*"), {file.place for file in found.values()})
    return found


def _load(memory: Path) -> dict[str, tuple[str, str]]:
    try:
        return _decoder.decode(read_sealed(memory) or b"\x80")
    except msgspec.MsgspecError:
        return {}
