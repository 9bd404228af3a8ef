"""Đưa lên mạng: what readers will see change is shown, and a person says yes."""

from dataclasses import dataclass

from starlette.responses import Response

from khuyencong.desk.publishing_job import Phase, PublishingJob
from khuyencong.desk.requests import Asked
from khuyencong.desk.screen_renderer import go, screen

PATH = "dua-len-mang"


@dataclass(frozen=True)
class PublishingScreens:
    """Answers about the publication."""

    job: PublishingJob

    def show(self, asked: Asked) -> Response:
        """How it goes; the page asks again by itself while something is under way."""
        return screen("dua-len", asked, progress=self.job.progress, phase=Phase)

    def start(self, asked: Asked) -> Response:
        """Begin: forward, or back to what readers saw before."""
        self.job.start(back=asked.get("ve") == "1")
        return go(PATH)

    def answer(self, asked: Asked) -> Response:
        """Yes or no to what was shown."""
        self.job.answer(yes=asked.get("dong-y") == "1")
        return go(PATH)
