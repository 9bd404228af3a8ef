"""What is being written and not saved yet: kept every two seconds, until saved or thrown away."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import msgspec

from khuyencong.store.atomic import atomic_write

DRAFT_NAME = re.compile(r"[0-9a-f]{16}")


class Draft(msgspec.Struct, frozen=True):
    """The form of an entry as it stood on a screen."""

    name: str
    """Sixteen hex digits that one opening of the form carries through its life."""
    source: str
    """The file that is edited; empty for an entry that has none yet."""
    folder: str
    base: str
    """Version of the file that the form was made from; empty for a new entry."""
    pairs: tuple[tuple[str, str], ...]
    who: str
    at: str
    """Moment, ISO 8601."""

    @property
    def title(self) -> str:
        return next((value for name, value in self.pairs if name == "title"), "")


@dataclass(frozen=True)
class DraftStore:
    """Drafts as files of a folder, one each."""

    folder: Path

    def keep(self, draft: Draft) -> None:
        """Write a draft, in the place of what it was before.

        Raises:
            OSError: the disk is full, or the folder may not be written.
            ValueError: the name is not one of ours.
        """
        atomic_write(self._file(draft.name), msgspec.json.encode(draft))

    def load(self, name: str) -> Draft | None:
        """A draft by its name; None when there is none, or its file is damaged."""
        try:
            return msgspec.json.decode(self._file(name).read_bytes(), type=Draft)
        except (OSError, ValueError):
            return None

    def discard(self, name: str) -> None:
        """Let a draft go: it was saved, or a person does not want it."""
        self._file(name).unlink(missing_ok=True)

    def all(self) -> Iterator[Draft]:
        """Every draft, the newest first."""
        found = (self.load(file.stem) for file in self.folder.glob("*.json"))
        yield from sorted((draft for draft in found if draft), key=lambda d: d.at, reverse=True)

    def _file(self, name: str) -> Path:
        if not DRAFT_NAME.fullmatch(name):
            raise ValueError("a draft has a name of sixteen hex digits")
        return self.folder / f"{name}.json"
