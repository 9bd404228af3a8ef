"""Cache files whose names hold the size and the digest of their content.

For files that are copied to the output as they are: photos, press kits. A file that was cut, or
swapped for another, is found out when it is read, and only what is read is hashed; what will be
copied, and how large it is, is known from the names alone.
"""

import os
import re
import shutil
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from khuyencong.store.atomic import atomic_write
from khuyencong.store.digest import digest_of

NAME = r"\.(?P<size>[0-9]+)-(?P<digest>[0-9a-f]{32})"
"""What stands in the name of a cached file before its suffix."""
_NAME = re.compile(rf"(?P<stem>.+){NAME}(?P<suffix>\.[a-z0-9]+)")


@dataclass(frozen=True, slots=True)
class CachedFile:
    """A file of a cache, and how its content is generated."""

    place: Path
    generate: Callable[[], bytes] = field(compare=False)

    @property
    def size(self) -> int:
        """Bytes of the content."""
        return int(self._name["size"])

    @property
    def digest(self) -> bytes:
        """Digest of the content."""
        return bytes.fromhex(self._name["digest"])

    @property
    def _name(self) -> re.Match[str]:
        found = _NAME.fullmatch(self.place.name)
        if found is None:
            raise ValueError(f"{self.place.name} is not the name of a cached file")
        return found

    def read_bytes(self) -> bytes:
        """The content; generated again where there is no such file, or it holds something else."""
        try:
            data = self.place.read_bytes()
        except OSError:
            data = b""
        if digest_of(data) != self.digest:
            data = self.generate()
            _put(self.place, data)
        return data


@dataclass(frozen=True, slots=True)
class CacheListing:
    """What lies in the folders of a cache; each is listed once."""

    _folders: dict[Path, dict[str, Path]] = field(default_factory=dict)

    def find(self, file: Path) -> Path | None:
        """Where the content that was written under a name lies, if there is any."""
        folder = file.parent
        if folder not in self._folders:
            self._folders[folder] = _listed(folder)
        return self._folders[folder].get(file.name)


def _listed(folder: Path) -> dict[str, Path]:
    """Name under which a file was written → where it lies."""
    try:
        names = sorted(os.listdir(folder))  # noqa: PTH208
    except FileNotFoundError:
        return {}
    found = (_NAME.fullmatch(name) for name in names)
    return {f"{name['stem']}{name['suffix']}": folder / name[0] for name in found if name}


def write_cached(file: Path, data: bytes) -> Path:
    """Write content under a name that `CacheListing` finds; returns where it lies.

    Raises:
        OSError: the disk is full, or the folder may not be written.
    """
    name = f"{file.stem}.{len(data)}-{digest_of(data).hex()}{file.suffix}"
    place = file.with_name(name)
    _put(place, data)
    return place


def _put(place: Path, data: bytes) -> None:
    """Write a file, also where a folder took its place: nobody keeps anything in a cache."""
    if place.is_dir() and not place.is_symlink():
        shutil.rmtree(place)
    atomic_write(place, data)
