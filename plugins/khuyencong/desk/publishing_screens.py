"""Đưa lên mạng: what readers will see change is shown, and a person says yes."""

from collections.abc import Sequence
from dataclasses import dataclass

from starlette.responses import Response

from khuyencong.content.folder import ContentError
from khuyencong.desk.problem_list import listed, title_of
from khuyencong.desk.publication_progress import Order, Phase, Remedy
from khuyencong.desk.publishing_job import PublishingJob
from khuyencong.desk.requests import Asked
from khuyencong.desk.screen_renderer import go, screen
from khuyencong.desk.workspace import Workspace
from khuyencong.publishing.errors import PublishingError
from khuyencong.publishing.roll_back import Release, releases
from khuyencong.publishing.target_settings import choose_target, read_targets, targets_file

PATH = "dua-len-mang"
RELEASES = f"{PATH}/ban"


@dataclass(frozen=True)
class PublishingScreens:
    """Answers about the publication."""

    job: PublishingJob
    workspace: Workspace

    def show(self, asked: Asked) -> Response:
        """How it goes; the page asks again by itself while something is under way."""
        targets = self._targets()
        return screen(
            *("dua-len", asked),
            progress=self.job.progress,
            errors=listed(self.workspace, self.job.progress.problems),
            samples=[(each, title_of(self.workspace, each)) for each in self.job.progress.samples],
            phase=Phase,
            targets=targets,
            is_placed=targets_file(self.job.content).is_file(),
        )

    def start(self, asked: Asked) -> Response:
        """Begin: forward, or back to a release; `cho` is what a person allows besides."""
        allowed = frozenset(each for each in Remedy if each == asked.get("cho"))
        who = asked.session.who
        self.job.start(Order(asked.get("noi"), who, asked.get("ban"), allowed))
        return go(PATH)

    def answer(self, asked: Asked) -> Response:
        """Yes or no to what was shown."""
        self.job.answer(yes=asked.get("dong-y") == "1")
        return go(PATH)

    def releases(self, asked: Asked) -> Response:
        """What was published, when and by whom, to go back to."""
        target = asked.query.get("noi", "")
        found: Sequence[Release] = ()
        trouble = ""
        try:
            found = releases(choose_target(self.job.content, target or None))
        except (ContentError, PublishingError, OSError) as error:
            trouble = str(error)
        return screen("cac-ban", asked, releases=found, trouble=trouble, target=target)

    def _targets(self) -> Sequence[str]:
        """Names of the targets; what is wrong with them is said when somebody publishes."""
        try:
            return list(read_targets(self.job.content))
        except (ContentError, PublishingError):
            return ()
