"""What every file of the output was made from, kept in the cache from one build to the next.

A file is not made again when it would be made from the same as before and nobody touched it
since. A manifest that is damaged or missing only means that everything is made again.
"""

from hashlib import blake2b
from pathlib import Path

import msgspec

from khuyencong.store.atomic import atomic_write

_SEAL = 32


class ManifestEntry(msgspec.Struct, array_like=True, frozen=True):
    """A file of the output: a fingerprint of all it was made from, and its state then."""

    digest: bytes
    state: str
    dependency_digest: bytes = b""
    """For a page: what its view was made from, so far as it was told."""


_decoder = msgspec.msgpack.Decoder(dict[str, ManifestEntry])


def manifest_file(cache: Path, live: Path) -> Path:
    """Where the manifest of an output folder lies."""
    name = blake2b(str(live.resolve()).encode(), digest_size=8).hexdigest()
    return cache / "releases" / f"{name}.manifest"


def load(file: Path) -> dict[str, ManifestEntry]:
    """Output path → what is known of it; empty when there is no sound manifest."""
    try:
        data = file.read_bytes()
        if _seal(data[_SEAL:]) == data[:_SEAL]:
            return _decoder.decode(data[_SEAL:])
    except (OSError, msgspec.MsgspecError):
        return {}
    return {}


def save(file: Path, made: dict[str, ManifestEntry]) -> None:
    """Write a manifest, whole or not at all."""
    data = msgspec.msgpack.encode(made)
    atomic_write(file, _seal(data) + data)


def _seal(data: bytes) -> bytes:
    return blake2b(data, digest_size=_SEAL).digest()
