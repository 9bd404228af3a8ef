"""How many people read each entry, as the desk shows it: counted in the background."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from io import BytesIO
from pathlib import Path
from threading import Lock, Thread

from khuyencong.addresses import is_query, without_anchor
from khuyencong.content.record import Record
from khuyencong.desk.workspace import Workspace
from khuyencong.model.entry import Entry
from khuyencong.publishing.errors import PublishingError
from khuyencong.statistics.day_store import FILE, opened
from khuyencong.statistics.errors import NoLogError, StatisticsError, UnnamedLogError
from khuyencong.statistics.log_file import LogFile
from khuyencong.statistics.log_reading import Reading, read_logs
from khuyencong.statistics.period import Period, period, views_of_pages
from khuyencong.statistics.site_logs import own_hosts, site_logs
from khuyencong.store.digest import digest_of
from khuyencong.store.file_state import file_state
from khuyencong.store.os_reason import os_reason

FRESH = timedelta(hours=1)
"""How long what was counted is new enough to be shown without another look at the logs."""


@dataclass
class Readership:
    """The counts of a workspace. Safe to use from several threads."""

    workspace: Workspace
    trouble: str = ""
    """Why the last reading did not come about; a sentence."""
    no_log: str = ""
    """What to do where none is at the place that was named."""
    last: Reading | None = None
    _tried: datetime | None = None
    _thread: Thread | None = None
    _starting: Lock = field(default_factory=Lock)
    _views: tuple[str, Mapping[str, int]] = field(default_factory=lambda: ("", {}))

    @property
    def is_reading(self) -> bool:
        """Whether logs are being counted now."""
        return self._thread is not None and self._thread.is_alive()

    @property
    def _file(self) -> Path:
        return self.workspace.data / FILE

    def refresh(self, *, force: bool = False) -> None:
        """Read the logs in the background, unless that was tried within the hour."""
        now = self.workspace.now()
        with self._starting:
            is_fresh = self._tried is not None and now - self._tried < FRESH
            if self.is_reading or (is_fresh and not force):
                return
            self._tried = now
            self._thread = Thread(target=self._read, daemon=True)
            self._thread.start()

    def wait(self) -> None:
        """Wait for the end of a reading."""
        if self._thread:
            self._thread.join()

    def take(self, files: tuple[tuple[str, bytes], ...]) -> Reading:
        """Count logs that a person brings, by name and bytes.

        Raises:
            StatisticsError, OSError: it cannot be counted.
        """
        return self._count([_brought(name, data) for name, data in files])

    def period(self, length: int) -> Period | None:
        """The counts of the last days; None while nothing was counted.

        Raises:
            StatisticsError: the file with the counts is damaged.
        """
        if not self._file.exists():
            return None
        with opened(self.workspace.data) as store:
            return period(store, self.workspace.now().date(), length)

    def views_of(self, record: Record[Entry] | None) -> int:
        """How often an entry was opened since it was published, under its old addresses too."""
        if record is None:
            return 0
        views = self._all_views()
        return sum(views.get(each, 0) for each in addresses_of(record))

    def _all_views(self) -> Mapping[str, int]:
        """Address → views; asked anew when somebody counted since."""
        state = file_state(self._file) + file_state(f"{self._file}-wal")
        if state != self._views[0]:
            self._views = (state, self._asked_views())
        return self._views[1]

    def _asked_views(self) -> Mapping[str, int]:
        try:
            with opened(self.workspace.data) as store:
                return views_of_pages(store)
        except StatisticsError as error:
            self.trouble = str(error)
            return {}

    def _read(self) -> None:
        self.trouble = self.no_log = ""
        try:
            with site_logs(self.workspace.content) as logs:
                self.last = self._count(logs)
        except NoLogError as error:
            self.no_log = "" if isinstance(error, UnnamedLogError) else str(error)
        except (StatisticsError, PublishingError) as error:
            self.trouble = str(error)
        except OSError as error:
            self.trouble = f"Không đọc hoặc ghi được {error.filename}: {os_reason(error)}."

    def _count(self, logs: list[LogFile]) -> Reading:
        workspace = self.workspace
        own = own_hosts(workspace.content)
        with opened(workspace.data, to_write=True) as store:
            return read_logs(logs, store, workspace.now(), own)


def addresses_of(record: Record[Entry]) -> set[str]:
    """Where an entry is and was found, each in the one spelling in which addresses are counted."""
    old = record.entry.aliases
    return {record.address, *(each if is_query(each) else without_anchor(each) for each in old)}


def _brought(name: str, data: bytes) -> LogFile:
    """A log that somebody brought; the same bytes, the same state."""
    return LogFile(name, digest_of(data).hex(), lambda: BytesIO(data))
