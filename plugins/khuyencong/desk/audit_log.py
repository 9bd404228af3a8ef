"""Who did what, and when: a line for every write, never changed again."""

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from os import SEEK_END
from pathlib import Path
from threading import Lock

from khuyencong.vietnamese.dates import VIETNAM

SHOWN = 300
_LAST_BYTES = SHOWN * 1000
"""Of a log that grows for years: what hardly any lines exceed."""


@dataclass
class AuditLog:
    """The log of one desk: a JSON object a line."""

    file: Path
    _lock: Lock = field(default_factory=Lock)

    def note(self, who: str, what: str, status: int) -> None:
        """Note a write: who asked, the address that was asked, how it was answered."""
        now = datetime.now(VIETNAM).isoformat(timespec="seconds")
        line = {"at": now, "who": who, "what": what, "status": status}
        with self._lock:
            self.file.parent.mkdir(parents=True, exist_ok=True)
            with self.file.open("a", encoding="utf-8") as stream:
                stream.write(f"{json.dumps(line, ensure_ascii=False)}\n")

    def newest(self) -> Iterator[dict[str, str]]:
        """The last lines, the newest first; a line that a power cut left half is passed over."""
        try:
            with self.file.open("rb") as stream:
                stream.seek(max(0, stream.seek(0, SEEK_END) - _LAST_BYTES))
                lines = stream.read().splitlines()
        except FileNotFoundError:
            return
        for line in reversed(lines[-SHOWN:]):
            try:
                yield json.loads(line)
            except ValueError:
                continue
