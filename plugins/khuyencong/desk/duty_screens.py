"""Tuân thủ: each duty of the law, and where the site meets it."""

from dataclasses import dataclass

from starlette.responses import Response

from khuyencong.addresses import file_path
from khuyencong.desk.duties import judged, laws
from khuyencong.desk.problem_list import listed_errors
from khuyencong.desk.requests import Asked
from khuyencong.desk.screen_renderer import screen
from khuyencong.desk.workspace import Workspace


@dataclass(frozen=True)
class DutyScreens:
    """Answers about the duties of the site."""

    workspace: Workspace

    def open(self, asked: Asked) -> Response:
        """Every law with its duties, held against the preview."""
        builder, centre = self.workspace.preview, self.workspace.centre
        serves = self._serves if self._serves("/") else None
        return screen(
            "tuan-thu",
            asked,
            laws=[(law, tuple(judged(law, serves, centre))) for law in laws()],
            is_built=serves is not None,
            errors=listed_errors(self.workspace, builder.problems),
            trouble=builder.trouble,
        )

    def _serves(self, address: str) -> bool:
        return self.workspace.preview.read(file_path(address)) is not None
