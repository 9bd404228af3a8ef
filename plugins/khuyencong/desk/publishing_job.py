"""Publishing from the desk: it runs beside everything else and waits for a person's word."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from threading import Event, Lock, Thread

from khuyencong.content.entry_cache import ContentChangedError
from khuyencong.content.folder import ContentError
from khuyencong.parallel import WorkerLostError
from khuyencong.pictures.picture import PictureError
from khuyencong.plugin.pelican_run import PluginMissingError
from khuyencong.publishing import publication
from khuyencong.publishing.difference import Difference
from khuyencong.publishing.errors import PublishingError
from khuyencong.publishing.publication import Publication, Stage, bytes_to_send
from khuyencong.publishing.site_files import SiteFile
from khuyencong.publishing.summary import summary
from khuyencong.publishing.target_settings import choose_target
from khuyencong.rendering.output_place import OutputRefusedError
from khuyencong.rendering.switch import NotReplaceableError, SwitchError
from khuyencong.site.sample_centre import SampleCentreError
from khuyencong.store.lock import BuildBusyError

_REFUSALS = (
    *(BuildBusyError, ContentChangedError, OutputRefusedError, PublishingError, SwitchError),
    *(NotReplaceableError, SampleCentreError, WorkerLostError, PictureError, OSError),
)


class Phase(StrEnum):
    """Where a publication is."""

    IDLE = "chua"
    WORKING = "dang-lam"
    ASKING = "dang-hoi"
    DONE = "xong"
    FAILED = "hong"


@dataclass(frozen=True, slots=True)
class Progress:
    """What a person sees of a publication."""

    phase: Phase = Phase.IDLE
    words: str = ""
    done: int = 0
    total: int = 0

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

    def start(self, *, back: bool = False) -> None:
        """Begin, unless a publication is under way; `back` brings the site before back."""
        with self._starting:
            if self.progress.phase in (Phase.WORKING, Phase.ASKING):
                return
            self._answered.clear()
            self.progress = Progress(Phase.WORKING, "Đang chuẩn bị")
            self._thread = Thread(target=self._work, args=(back,), daemon=True)
            self._thread.start()

    def answer(self, *, yes: bool) -> None:
        """What a person says to what was shown."""
        if self.progress.phase is Phase.ASKING:
            self.progress = Progress(Phase.WORKING, "Đang gửi" if yes else "Đang dừng")
            self._yes = yes
            self._answered.set()

    def wait(self, seconds: float) -> None:
        """Wait for the end, or for some seconds."""
        if self._thread:
            self._thread.join(seconds)

    def _work(self, back: bool) -> None:
        try:
            chosen = choose_target(self.content, None)
            if back:
                done = publication.go_back(chosen, self._ask, self._tell)
            else:
                done = publication.publish(
                    self.content, chosen, self._ask, self._tell, output=self.output
                )
            self.progress = Progress(Phase.DONE, _result(done))
        except ContentError as error:
            words = "Nội dung còn lỗi nên chưa đưa lên mạng; trang cũ giữ nguyên.\n"
            listed = "\n".join(map(str, error.problems[:20]))
            self.progress = Progress(Phase.FAILED, words + listed)
        except PluginMissingError:
            self.progress = Progress(Phase.FAILED, "Có phần của chương trình không nạp được.")
        except _REFUSALS as error:
            self.progress = Progress(Phase.FAILED, str(error))

    def _ask(self, difference: Difference, files: Mapping[str, SiteFile]) -> bool:
        words = summary(difference, files, bytes_to_send(difference, files))
        self.progress = Progress(Phase.ASKING, words)
        self._answered.wait()
        return self._yes

    def _tell(self, stage: Stage, done: int, total: int) -> None:
        self.progress = Progress(Phase.WORKING, stage.value, done, total)


def _result(done: Publication) -> str:
    if done.sent:
        return f"Đã đưa lên mạng bản {done.difference.new.name}."
    if done.difference:
        return "Đã dừng; trang trên mạng giữ nguyên."
    return "Trang trên mạng đã đúng như bản này, không phải gửi gì."
