"""Which entries readers got with the last publication, kept on this machine."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from khuyencong.content.record import Record
from khuyencong.model.entry import Entry, Status
from khuyencong.publishing.target_settings import ChosenTarget
from khuyencong.store.atomic import atomic_write

_SEEN = (Status.PUBLISHED, Status.HIDDEN, Status.WITHDRAWN)


@dataclass(frozen=True, slots=True)
class SentEntries:
    """What was sent: the digest of each entry of which readers see something."""

    at: datetime
    digests: Mapping[str, str]

    def unlike(self, records: Iterable[Record[Entry]], now: datetime) -> list[str]:
        """Sources of entries whose next publication would show readers something else."""
        seen = seen_entries(records, now)
        return sorted(
            source
            for source in seen.keys() | self.digests.keys()
            if seen.get(source) != self.digests.get(source)
        )

    def is_hour_come(self, records: Iterable[Record[Entry]], now: datetime) -> bool:
        """Whether the hour at which an entry was to appear came since; it may have been named
        after what was sent, which then knew nothing of it."""
        return any(
            self.at < record.entry.embargo <= now
            for record in records
            if record.entry.embargo and record.entry.status in _SEEN
        )


def seen_entries(records: Iterable[Record[Entry]], now: datetime) -> dict[str, str]:
    """Source → digest of each entry of which readers see something at a moment."""
    return {
        record.source: record.digest.hex()
        for record in records
        if record.entry.status in _SEEN and not record.entry.is_embargoed(now)
    }


class SentFile:
    """What was sent to a target, in a small file beside the cache."""

    def __init__(self, chosen: ChosenTarget) -> None:
        self._file = chosen.own_path(".sent")

    def load(self) -> SentEntries | None:
        """What was sent last; None when nobody published from here, or went back since."""
        try:
            kept = json.loads(self._file.read_bytes())
            return SentEntries(datetime.fromisoformat(kept["at"]), dict(kept["digests"]))
        except (OSError, ValueError, KeyError, TypeError):
            return None

    def save(self, records: Iterable[Record[Entry]], at: datetime) -> None:
        """Remember a publication."""
        kept = {"at": at.isoformat(), "digests": seen_entries(records, at)}
        atomic_write(self._file, json.dumps(kept, ensure_ascii=False).encode())

    def forget(self) -> None:
        """Readers see an earlier site again: nobody knows what of these entries is in it."""
        self._file.unlink(missing_ok=True)
