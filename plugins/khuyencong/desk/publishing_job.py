"""Publishing from the desk: it runs beside everything else and waits for a person's word."""

from pathlib import Path
from threading import Event, Lock, Thread
from typing import TYPE_CHECKING

from khuyencong.desk.publication_progress import Order, Phase, Progress

if TYPE_CHECKING:
    from khuyencong.content.entry_cache import EntryCache
    from khuyencong.publishing.summary import Summary


class PublishingJob:
    """One publication at a time."""

    def __init__(
        self,
        content: Path,
        output: Path = Path("output"),
        *,
        entry_cache: "EntryCache | None" = None,
    ) -> None:
        """`entry_cache` is that of the desk, which has read the folder already."""
        self.content = content
        self.entry_cache = entry_cache
        self.output = output
        self.progress = Progress()
        self._starting = Lock()
        self._answered = Event()
        self._yes = False
        self._thread: Thread | None = None

    def start(self, order: Order) -> None:
        """Begin, unless a publication is under way."""
        with self._starting:
            if self.progress.phase in (Phase.WORKING, Phase.ASKING):
                return
            self._answered.clear()
            self.progress = Progress(Phase.WORKING, "Đang chuẩn bị", order=order)
            self._thread = Thread(target=self._work, args=(order,), daemon=True)
            self._thread.start()

    def answer(self, *, yes: bool) -> None:
        """What a person says to what was shown."""
        if self.progress.phase is Phase.ASKING:
            self.progress = Progress(
                Phase.WORKING, "Đang gửi" if yes else "Đang dừng", order=self.progress.order
            )
            self._yes = yes
            self._answered.set()

    def wait(self, seconds: float | None = None) -> None:
        """Wait for the end, or for some seconds."""
        if self._thread:
            self._thread.join(seconds)

    def _work(self, order: Order) -> None:
        # What publishes is much code: the first screen does not wait for it.
        from khuyencong.desk.publication_run import PublicationRun

        run = PublicationRun(
            self.content, self.output, order, self._show, self._ask, self.entry_cache
        )
        self.progress = run.result()

    def _show(self, progress: Progress) -> None:
        self.progress = progress

    def _ask(self, summary: "Summary") -> bool:
        self.progress = Progress(Phase.ASKING, order=self.progress.order, summary=summary)
        self._answered.wait()
        return self._yes
