"""Tuân thủ: each duty of the law, and where the site meets it."""

from dataclasses import dataclass

from starlette.responses import Response

from khuyencong.addresses import file_path
from khuyencong.desk.duties import judged, laws
from khuyencong.desk.requests import Asked
from khuyencong.desk.screen_renderer import screen
from khuyencong.desk.workspace import Workspace


@dataclass(frozen=True)
class DutyScreens:
    """Answers about the duties of the site."""

    workspace: Workspace

    def open(self, asked: Asked) -> Response:
        """Every law with its duties, held against the preview."""
        found = [(law, tuple(judged(law, self._serves, self.workspace.centre))) for law in laws()]
        return screen("tuan-thu", asked, laws=found, is_built=self._serves("/"))

    def _serves(self, address: str) -> bool:
        return self.workspace.preview.read(file_path(address)) is not None
