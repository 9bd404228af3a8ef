"""The ledger of imports: which source became which file, so that nothing comes in twice.

One JSON object a line in `.nhap-lieu/so-nhap.jsonl` of the content folder, appended once a
draft is whole on the disk. A line that a stopped import left half is passed over.
"""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path

WORK_FOLDER = ".nhap-lieu"
"""Folder of `content/` for ledger, reports and maps; no part of the site."""
LEDGER = "so-nhap.jsonl"


@dataclass(frozen=True, slots=True)
class LedgerEntry:
    """One draft or picture that came in."""

    key: str
    file: str
    """Path below `content/`."""
    source_digest: str
    """Of what the source gave: it changes when the source does."""
    file_digest: str
    """Of the file as it was written: it changes when a person edits."""
    fields: Mapping[str, str] = field(default_factory=dict)
    """Key → digest of each field that a row of a table gave."""


class Ledger:
    """All imports of a content folder; `add` is safe against a stop at any moment."""

    def __init__(self, content: Path) -> None:
        self._file = content / WORK_FOLDER / LEDGER
        self._entries = dict(self._read())

    def __getitem__(self, key: str) -> LedgerEntry | None:
        return self._entries.get(key)

    def add(self, entry: LedgerEntry) -> None:
        """Remember an import; raises OSError."""
        if self._entries.get(entry.key) == entry:
            return
        self._file.parent.mkdir(parents=True, exist_ok=True)
        line = json.dumps(asdict(entry), ensure_ascii=False, separators=(",", ":"))
        with self._file.open("a", encoding="utf-8", newline="\n") as stream:
            stream.write(f"{'' if self._ends_whole() else chr(10)}{line}\n")
        self._entries[entry.key] = entry

    def _ends_whole(self) -> bool:
        """Whether the last line is complete; one that a stop cut off is closed first."""
        if not self._file.exists() or not (size := self._file.stat().st_size):
            return True
        with self._file.open("rb") as stream:
            stream.seek(size - 1)
            return stream.read(1) == b"\n"

    def _read(self) -> "list[tuple[str, LedgerEntry]]":
        if not self._file.exists():
            return []
        found = []
        for line in self._file.read_text("utf-8", "replace").splitlines():
            try:
                entry = LedgerEntry(**json.loads(line))
            except (ValueError, TypeError):
                continue  # half a line: its draft is imported again, and found to be the same
            found.append((entry.key, entry))
        return found
