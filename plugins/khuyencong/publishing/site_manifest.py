"""The list of a published site: which file has which content.

It lies at the target and decides what is sent: never the host's clock, never the sizes that a
server tells.
"""

import gzip
import re
import zlib
from datetime import datetime
from itertools import chain
from pathlib import PureWindowsPath

import msgspec

FORMAT = 1
RELEASE_NAME = "%Y%m%d-%H%M%S"
"""How a release is named, by its moment (UTC)."""
LARGEST = 256 << 20
"""Bytes of an unpacked list: a hundred times that of 10,000 files."""
_DIGEST = re.compile("([0-9a-f]{32})?")
_PLAIN = re.compile(r"\w[\w /-]*(\.\w+)?")
"""A path that is safe without a closer look, as nearly all of a site are."""
COPIES = (".br", ".gz")
"""How the name of a compressed copy of a file ends; all are of one length."""


class PublishedFile(msgspec.Struct, array_like=True, frozen=True):
    """A file as it was sent."""

    digest: str
    """BLAKE2b of the content, 32 hex digits; empty while the file may hold anything."""
    size: int
    retired: int = 0
    """When it left the site, in seconds of the epoch; it stays a while for readers who still
    have a page that names it. 0: it belongs to the site."""


class SiteManifest(msgspec.Struct, frozen=True):
    """What was published, when and by whom."""

    site: str
    """Address of the site, by which another centre's is told from ours."""
    name: str
    """Name of the release: `20261127-201500` (UTC)."""
    by: str
    files: dict[str, PublishedFile] = {}
    """Output path → file."""
    entries: frozenset[str] = frozenset()
    """Paths of the pages of entries: addresses that people keep and share."""
    withdrawn: frozenset[str] = frozenset()
    """Paths at which an entry was withdrawn."""
    titles: dict[str, str] = {}
    """Path of the page of an entry → its title."""
    about: str = ""
    """What was new in it, in one line for people who look for a release."""
    repeats: str = ""
    """Name of the earlier release that this one brought back."""
    format: int = FORMAT

    @property
    def origin(self) -> str:
        """Name of the release whose site this is."""
        return self.repeats or self.name

    @property
    def shown(self) -> dict[str, PublishedFile]:
        """The files that belong to the site, without their compressed copies."""
        copies = self.copies
        return {p: file for p, file in self.files.items() if not file.retired and p not in copies}

    @property
    def copies(self) -> dict[str, PublishedFile]:
        """Compressed copies of files, for web servers that give them away."""
        files = self.files
        ends = (path for path in files if path.endswith(COPIES) and not files[path].retired)
        return {path: files[path] for path in ends if path[: -len(COPIES[0])] in files}

    def paths_to_send(self, old: "SiteManifest | None") -> list[str]:
        """Files whose content does not lie at their path in an older site."""
        before = old.files if old else {}
        return [
            path
            for path, file in self.files.items()
            if path not in before or before[path].digest != file.digest
        ]

    def repeated(self, name: str, by: str, files: dict[str, PublishedFile]) -> "SiteManifest":
        """The same site under a new name, with the files that are there then."""
        return msgspec.structs.replace(self, name=name, by=by, files=files, repeats=self.origin)


_decoder = msgspec.json.Decoder(SiteManifest)


def packed(manifest: SiteManifest) -> bytes:
    """A manifest as it lies at the target: JSON, compressed (RFC 1952)."""
    return gzip.compress(msgspec.json.encode(manifest), compresslevel=5, mtime=0)


def unpacked(data: bytes) -> SiteManifest | None:
    """A manifest of a target; None when it is damaged, of a format that is not known, or names what
    no site has: whoever broke into a host must not lead us to other files of it, or of ours."""
    try:
        manifest = _decoder.decode(zlib.decompressobj(wbits=31).decompress(data, LARGEST))
    except (msgspec.MsgspecError, RecursionError, zlib.error):
        return None
    return manifest if manifest.format == FORMAT and _is_of_a_site(manifest) else None


def _is_of_a_site(manifest: SiteManifest) -> bool:
    paths = chain(manifest.files, manifest.entries, manifest.withdrawn, manifest.titles)
    digests = (file.digest for file in manifest.files.values())
    names = filter(None, (manifest.name, manifest.repeats))
    return all(
        chain(
            map(_is_inside, paths),
            map(_DIGEST.fullmatch, digests),
            map(names_a_release, names),
        )
    )


def _is_inside(path: str) -> bool:
    """Whether a path names something below a folder, on whatever system."""
    if _PLAIN.fullmatch(path):
        return True
    parts = PureWindowsPath(path)
    return bool(parts.parts) and not parts.anchor and ".." not in parts.parts and "\0" not in path


def names_a_release(name: str) -> bool:
    """Whether a name is a moment, and none so late that no other can follow."""
    try:
        return datetime.strptime(name, RELEASE_NAME).year < datetime.max.year
    except ValueError:
        return False
