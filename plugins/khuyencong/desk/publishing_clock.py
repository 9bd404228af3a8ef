"""A desk publishes by itself at the moments at which the site changes by itself."""

from collections.abc import Iterator
from contextlib import suppress
from datetime import datetime, timedelta
from threading import Event, Thread

from khuyencong.content.folder import ContentError
from khuyencong.desk.publication_progress import BY_CLOCK, Order, Phase
from khuyencong.desk.publishing_job import PublishingJob
from khuyencong.desk.workspace import Workspace
from khuyencong.publishing.errors import PublishingError
from khuyencong.publishing.schedule import MINUTES, Due, DueFile
from khuyencong.publishing.sent_entries import SentFile
from khuyencong.publishing.target_settings import ChosenTarget, choose_target, read_targets

LOOK = 30.0
"""Seconds until the first look, and between two; a look reads two small files for each target. A
machine that slept looks when it is awake again, and makes up for what it missed."""


class PublishingClock:
    """Looks whether a target is due, and publishes to it."""

    def __init__(self, job: PublishingJob, workspace: Workspace) -> None:
        self._job = job
        self._workspace = workspace
        self._not_before: dict[str, datetime] = {}
        """When a target to which publishing failed is tried again."""
        self._stop = Event()
        self._thread: Thread | None = None

    def begin(self) -> None:
        """Look from now on, beside everything else."""
        self._thread = Thread(target=self._run, daemon=True)
        self._thread.start()

    def close(self) -> None:
        """Look no more."""
        self._stop.set()
        if self._thread:
            self._thread.join()

    def look(self) -> None:
        """Publish to whatever is due. A question that nobody answered gives way."""
        for name in list(self._due()):
            if self._job.progress.phase is Phase.WORKING:
                return  # the next look is soon
            self._job.answer(yes=False)
            self._job.wait()
            self._job.start(Order(name, by=BY_CLOCK))
            self._job.wait()
            if self._job.progress.phase is Phase.FAILED:
                self._not_before[name] = self._workspace.now() + timedelta(minutes=MINUTES)

    def _due(self) -> Iterator[str]:
        """Targets whose moment has come. To what a person never published, nobody publishes."""
        try:
            targets = read_targets(self._job.content)
        except (ContentError, PublishingError):
            return  # whoever presses the button is told
        now = self._workspace.now()
        for name in targets:
            chosen = choose_target(self._job.content, name)
            if now >= self._not_before.get(name, now) and self._is_due(chosen, now):
                yield name

    def _is_due(self, chosen: ChosenTarget, now: datetime) -> bool:
        due, moment = DueFile(chosen).look(now)
        if due is Due.LATER:
            # Of a story that was given its hour since, the last publication knew nothing.
            sent = SentFile(chosen).load()
            files = self._workspace.files().values()
            records = (file.record for file in files if file.record)
            return sent is not None and sent.is_hour_come(records, now)
        return due is Due.NOW and moment is not None

    def _run(self) -> None:
        # The first screen goes first: whoever opens the desk wants to write.
        while not self._stop.wait(LOOK):
            with suppress(OSError):  # the folder is away, as on a share; the next look is soon
                self.look()
