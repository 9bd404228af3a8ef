"""What is done for one order to publish, and how it ends."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from khuyencong.assets.fonts import FontError
from khuyencong.content.entry_cache import ContentChangedError, EntryCache
from khuyencong.content.folder import ContentError
from khuyencong.desk.publication_progress import Order, Phase, Progress, Remedy
from khuyencong.model.rules import Severity
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
from khuyencong.publishing.leaks import SampleEntriesError
from khuyencong.publishing.notice import failures_reported
from khuyencong.publishing.publication import Publication, Stage, bytes_to_send
from khuyencong.publishing.site_files import SiteFile
from khuyencong.publishing.summary import Summary, summary
from khuyencong.publishing.target_settings import ChosenTarget, choose_target
from khuyencong.rendering.output_place import OutputRefusedError
from khuyencong.rendering.switch import NotReplaceableError, SwitchError
from khuyencong.site.sample_centre import SampleCentreError
from khuyencong.store.lock import BuildBusyError

_REFUSALS = (
    *(BuildBusyError, ContentChangedError, FontError, OutputRefusedError, PublishingError),
    *(NotReplaceableError, SwitchError, WorkerLostError, PictureError, OSError),
)


@dataclass(frozen=True)
class PublicationRun:
    """One publication of a content folder, or the way back to one before."""

    content: Path
    output: Path
    order: Order
    show: Callable[[Progress], None]
    """Is given how far it is, again and again."""
    ask: Callable[[Summary], bool]
    """Asks a person whether to send what would change."""
    entry_cache: EntryCache | None = None
    """That of the desk, which has read the folder already."""

    def result(self) -> Progress:
        """Do it, and say how it ended."""
        order = self.order
        try:
            chosen = choose_target(self.content, order.target or None)
            if not order.is_by_clock:
                return self._published(chosen)
            with failures_reported(chosen, self.content.parent, _say):
                return self._published(chosen)
        except ContentError as error:
            words = "Nội dung còn lỗi nên chưa đưa lên mạng; trang cũ giữ nguyên."
            stopping = (each for each in error.problems if each.rule.severity is Severity.ERROR)
            return Progress(Phase.FAILED, words, order=order, problems=tuple(stopping))
        except SampleCentreError as error:
            words = "Mục Trung tâm còn địa chỉ, số máy mẫu nên chưa đưa lên mạng."
            return Progress(Phase.FAILED, words, order=order, problems=error.problems)
        except SampleEntriesError as error:
            words = (
                f"Còn {len(error.sources)} mục là dữ liệu minh họa nên chưa đưa lên mạng. Mở từng "
                "mục, thay bằng dữ liệu thật rồi bỏ dấu ở ô “Dữ liệu minh họa”; hoặc xóa mục đó."
            )
            return Progress(Phase.FAILED, words, order=order, samples=error.sources)
        except PluginMissingError:
            words = "Có phần của chương trình không nạp được."
            return Progress(Phase.FAILED, words, order=order)
        except _REFUSALS as error:
            return Progress(Phase.FAILED, str(error), order=order, remedy=_remedy(error))

    def _published(self, chosen: ChosenTarget) -> Progress:
        order = self.order
        if Remedy.UNLOCK in order.remedies:
            publication.unlock(chosen)
        done = self._sent(chosen)
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

    def _sent(self, chosen: ChosenTarget) -> Publication:
        order = self.order
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
            entry_cache=self.entry_cache,
        )

    def _ask(self, difference: Difference, files: Mapping[str, SiteFile]) -> bool:
        if self.order.is_by_clock:
            return True
        return self.ask(summary(difference, bytes_to_send(difference, files)))

    def _tell(self, stage: Stage, done: int, total: int) -> None:
        self.show(Progress(Phase.WORKING, stage.value, done, total, self.order))


def _say(words: str) -> None:
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
