"""Small records of the desk, each a file of a folder under a name of its own."""

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Generic, Protocol, TypeVar

import msgspec

from khuyencong.store.atomic import atomic_write

NAME = re.compile(r"[0-9a-f]{16}")


class Dated(Protocol):
    """What has a name of sixteen hex digits, and a moment (ISO 8601)."""

    @property
    def name(self) -> str:
        """The name of its file, without ending."""

    @property
    def at(self) -> str:
        """When it was written, in ISO 8601."""


Kept = TypeVar("Kept", bound=Dated)


@dataclass(frozen=True)
class StructFolder(Generic[Kept]):
    """Records of one type as files of a folder."""

    folder: Path
    kind: type[Kept]

    def keep(self, record: Kept) -> None:
        """Write a record, in the place of what it was before.

        Raises:
            OSError: the disk is full, or the folder may not be written.
            ValueError: the name is not one of ours.
        """
        atomic_write(self._file(record.name), msgspec.json.encode(record))

    def load(self, name: str) -> Kept | None:
        """A record by its name; None when there is none, or its file is damaged."""
        try:
            return msgspec.json.decode(self._file(name).read_bytes(), type=self.kind)
        except (OSError, ValueError):
            return None

    def discard(self, name: str) -> None:
        """Let a record go."""
        self._file(name).unlink(missing_ok=True)

    def all(self) -> list[Kept]:
        """Every record, the newest first."""
        found = (self.load(file.stem) for file in self.folder.glob("*.json"))
        return sorted((each for each in found if each), key=lambda each: each.at, reverse=True)

    def _file(self, name: str) -> Path:
        if not NAME.fullmatch(name):
            raise ValueError("a record has a name of sixteen hex digits")
        return self.folder / f"{name}.json"
