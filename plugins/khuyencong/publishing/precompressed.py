"""Texts compressed beforehand, for web servers that give such copies away as they are.

A copy lies beside its file under the same name with `.br` (RFC 7932) or `.gz` (RFC 1952). It is
made once for each content, so a publication compresses what changed.
"""

import contextlib
import gzip
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import msgspec

from khuyencong.publishing.http_policy import is_text
from khuyencong.publishing.site_files import SiteFile, file_digest
from khuyencong.store.atomic import atomic_write
from khuyencong.store.sealed_file import read_sealed, write_sealed

SMALLEST = 1024
"""Bytes below which a text fits into the first packet of an answer anyway."""
_BROTLI_QUALITY = 9
"""A tenth of the time of 11, for about 3 % more bytes."""
_decoder = msgspec.msgpack.Decoder(dict[str, tuple[str, int]])
_Compress = Callable[[bytes], bytes]


def compressed_copies(files: Mapping[str, SiteFile], folder: Path) -> dict[str, SiteFile]:
    """Path → copy, of every text that gets smaller; `folder` keeps them between publications.

    Without the library brotli there are `.gz` alone.

    Raises:
        OSError: a file cannot be read, or the disk is full.
    """
    memory = folder / "copies"
    known = _load(memory)
    wanted = {
        f"{path}{suffix}": (file, f"{file.digest}{suffix}", compress)
        for path, file in files.items()
        if file.size >= SMALLEST and is_text(path)
        for suffix, compress in _encodings().items()
    }
    missing = {
        name: (file, compress)
        for file, name, compress in wanted.values()
        if name not in known or not (folder / name).is_file()
    }
    with ThreadPoolExecutor() as threads:  # both libraries let go of the interpreter's lock
        found = threads.map(lambda name: _compressed(folder / name, *missing[name]), missing)
        known |= zip(missing, found, strict=True)
    current = {name: known[name] for _, name, _ in wanted.values()}
    for name in known.keys() - current.keys():
        (folder / name).unlink(missing_ok=True)
    write_sealed(memory, msgspec.msgpack.encode(current))
    return {
        path: SiteFile(folder / name, *current[name])
        for path, (file, name, _) in wanted.items()
        if current[name][1] < file.size
    }


def _encodings() -> Mapping[str, _Compress]:
    """Suffix of a copy → what makes it."""

    def gzipped(data: bytes) -> bytes:
        return gzip.compress(data, compresslevel=9, mtime=0)

    try:
        import brotli  # type: ignore[import-untyped]
    except ImportError:
        return {".gz": gzipped}

    def brotlied(data: bytes) -> bytes:
        packed: bytes = brotli.compress(data, quality=_BROTLI_QUALITY)
        return packed

    return {".br": brotlied, ".gz": gzipped}


def _compressed(place: Path, file: SiteFile, compress: _Compress) -> tuple[str, int]:
    """Write a copy; its digest and size."""
    data = compress(file.place.read_bytes())
    atomic_write(place, data)
    return file_digest(place), len(data)


def _load(memory: Path) -> dict[str, tuple[str, int]]:
    with contextlib.suppress(msgspec.MsgspecError):
        return _decoder.decode(read_sealed(memory) or b"\x80")
    return {}
