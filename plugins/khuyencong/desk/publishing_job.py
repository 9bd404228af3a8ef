"""Publishing from the desk: it runs beside everything else and waits for a person's word."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from threading import Event, Lock, Thread

from khuyencong.content.entry_cache import ContentChangedError
from khuyencong.content.folder import ContentError
from khuyencong.model.rules import Problem
from khuyencong.parallel import WorkerLostError
from khuyencong.pictures.picture import PictureError
from khuyencong.plugin.pelican_run import PluginMissingError
from khuyencong.publishing import publication, roll_back
from khuyencong.publishing.aftermath import follow_up
from khuyencong.publishing.difference import Difference
from khuyencong.publishing.errors import (
    LockedError,
    PublishingError,
    VanishingError,
    WrongOnWebError,
)
from khuyencong.publishing.notice import failures_told
from khuyencong.publishing.publication import Publication, Stage, bytes_to_send
from khuyencong.publishing.site_files import SiteFile
from khuyencong.publishing.summary import Summary, summary
from khuyencong.publishing.target_settings import ChosenTarget, choose_target
from khuyencong.rendering.output_place import OutputRefusedError
from khuyencong.rendering.switch import NotReplaceableError, SwitchError
from khuyencong.site.sample_centre import SampleCentreError
from khuyencong.store.lock import BuildBusyError

_REFUSALS = (
    *(BuildBusyError, ContentChangedError, OutputRefusedError, PublishingError, SwitchError),
    *(NotReplaceableError, SampleCentreError, WorkerLostError, PictureError, OSError),
)
BY_CLOCK = "Theo giờ"
"""Who publishes when nobody does."""


class Phase(StrEnum):
    """Where a publication is."""

    IDLE = "chua"
    WORKING = "dang-lam"
    ASKING = "dang-hoi"
    DONE = "xong"
    WRONG = "sai"
    """It was sent, and readers get something else."""
    FAILED = "hong"


class Remedy(StrEnum):
    """What a person may do about a refusal."""

    VANISH = "bo-han"
    UNLOCK = "go-khoa"


@dataclass(frozen=True, slots=True)
class Order:
    """What somebody wants published."""

    target: str = ""
    """Name of the target; the first of `xuat-ban.yml` when it is empty."""
    by: str = ""
    back_to: str = ""
    """Name of the release that readers are to see again; empty: the site as it is now."""
    remedies: frozenset[Remedy] = frozenset()

    @property
    def is_by_clock(self) -> bool:
        return self.by == BY_CLOCK


@dataclass(frozen=True, slots=True)
class Progress:
    """What a person sees of a publication."""

    phase: Phase = Phase.IDLE
    words: str = ""
    done: int = 0
    total: int = 0
    order: Order = Order()
    summary: Summary | None = None
    """What would change, while a person is asked."""
    details: tuple[str, ...] = ()
    """Sentences for whoever wants to know more."""
    problems: tuple[Problem, ...] = ()
    remedy: Remedy | None = None
    before: str = ""
    """Name of the release before, where it is offered."""
    url: str = ""
    """Where readers see what was published, if it is known."""

    @property
    def share(self) -> int:
        """Per cent that is done; 0 while nobody knows."""
        return 100 * self.done // self.total if self.total else 0


class PublishingJob:
    """One publication at a time."""

    def __init__(self, content: Path, output: Path = Path("output")) -> None:
        self.content = content
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
        try:
            chosen = choose_target(self.content, order.target or None)
            if order.is_by_clock:
                with failures_told(chosen, self.content.parent, self._say):
                    self.progress = self._published(order, chosen)
            else:
                self.progress = self._published(order, chosen)
        except ContentError as error:
            words = "Nội dung còn lỗi nên chưa đưa lên mạng; trang cũ giữ nguyên."
            problems = tuple(error.problems)
            self.progress = Progress(Phase.FAILED, words, order=order, problems=problems)
        except PluginMissingError:
            words = "Có phần của chương trình không nạp được."
            self.progress = Progress(Phase.FAILED, words, order=order)
        except _REFUSALS as error:
            remedy = _remedy(error)
            self.progress = Progress(Phase.FAILED, str(error), order=order, remedy=remedy)

    def _published(self, order: Order, chosen: ChosenTarget) -> Progress:
        if Remedy.UNLOCK in order.remedies:
            publication.unlock(chosen)
        done = self._sent(order, chosen)
        url = chosen.settings.url
        if not done.sent:
            return Progress(Phase.DONE, _result(done), order=order, url=url)
        after = follow_up(chosen, done, self._tell, self.content.parent)
        words = "\n".join((_result(done), *after.words[:1]))
        if after.is_wrong and order.is_by_clock:
            raise WrongOnWebError("\n".join((_result(done), *after.words)))
        phase = Phase.WRONG if after.is_wrong else Phase.DONE
        old = done.difference.old
        before = old.origin if old else ""
        return Progress(phase, words, order=order, details=after.words[1:], before=before, url=url)

    def _sent(self, order: Order, chosen: ChosenTarget) -> Publication:
        if order.back_to:
            return roll_back.go_back(chosen, self._ask, self._tell, to=order.back_to, by=order.by)
        return publication.publish(
            self.content,
            chosen,
            self._ask,
            self._tell,
            output=self.output,
            may_vanish=Remedy.VANISH in order.remedies,
            by=order.by,
        )

    def _ask(self, difference: Difference, files: Mapping[str, SiteFile]) -> bool:
        order = self.progress.order
        if order.is_by_clock:
            return True
        shown = summary(difference, bytes_to_send(difference, files))
        self.progress = Progress(Phase.ASKING, order=order, summary=shown)
        self._answered.wait()
        return self._yes

    def _tell(self, stage: Stage, done: int, total: int) -> None:
        order = self.progress.order
        self.progress = Progress(Phase.WORKING, stage.value, done, total, order)

    def _say(self, words: str) -> None:
        """Where nobody could be told of a failure, the screen of the server is left."""
        print(words, flush=True)


def _remedy(error: Exception) -> Remedy | None:
    if isinstance(error, VanishingError):
        return Remedy.VANISH
    return Remedy.UNLOCK if isinstance(error, LockedError) else None


def _result(done: Publication) -> str:
    new = done.difference.new
    if done.sent and new.repeats:
        return "Đã trở lại bản trước. Các bài trong bàn giữ nguyên."
    if done.sent:
        return f"Đã đưa lên mạng. {new.about}."
    if done.difference:
        return "Đã dừng; trang trên mạng giữ nguyên."
    return "Trang trên mạng đã đúng như bản này, không phải gửi gì."
