"""An office desk publishes by itself at the moments at which the site changes by itself."""

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from threading import Event, Thread

from khuyencong.content.folder import ContentError
from khuyencong.desk.publication_progress import BY_CLOCK, Order, Phase
from khuyencong.desk.publishing_job import PublishingJob
from khuyencong.publishing.errors import PublishingError
from khuyencong.publishing.schedule import MINUTES, Due, DueFile
from khuyencong.publishing.target_settings import choose_target, read_targets

LOOK = 30.0
"""Seconds between two looks; a look reads one small file for each target. A machine that slept
looks when it is awake again, and makes up for what it missed."""


class PublishingClock:
    """Looks whether a target is due, and publishes to it."""

    def __init__(self, job: PublishingJob, now: Callable[[], datetime]) -> None:
        self._job = job
        self._now = now
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
                self._not_before[name] = self._now() + timedelta(minutes=MINUTES)

    def _due(self) -> Iterator[str]:
        """Targets whose moment has come. To what a person never published, nobody publishes."""
        try:
            targets = read_targets(self._job.content)
        except (ContentError, PublishingError):
            return  # whoever presses the button is told
        now = self._now()
        for name in targets:
            due, moment = DueFile(choose_target(self._job.content, name)).look(now)
            if due is Due.NOW and moment and now >= self._not_before.get(name, now):
                yield name

    def _run(self) -> None:
        while not self._stop.is_set():
            self.look()
            self._stop.wait(LOOK)
