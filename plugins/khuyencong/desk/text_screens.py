"""What the text editor asks: the blocks of a body, how they look, what was pasted."""

from dataclasses import asdict, dataclass

from starlette.responses import JSONResponse, Response

from khuyencong.desk.drawn_charts import with_charts
from khuyencong.desk.editor_blocks import editor_blocks, picture_address
from khuyencong.desk.listing import Listing
from khuyencong.desk.own_pages import OwnPages
from khuyencong.desk.requests import Asked
from khuyencong.desk.workspace import Workspace
from khuyencong.editing.body_blocks import pieces_shown
from khuyencong.importers.clipboard import pasted_markdown

TEXT = "soan/"
"""Part of the desk below which the editor asks."""


@dataclass(frozen=True)
class TextScreens:
    """Answers of the desk to its text editor, in JSON."""

    workspace: Workspace
    listing: Listing

    def blocks(self, asked: Asked) -> Response:
        """The blocks of a body, or of a part of it behind the Markdown `above`."""
        return self._blocks(asked.get("body"), asked.get("above"))

    def shown(self, asked: Asked) -> Response:
        """What readers see of each piece of a body."""
        pieces = [*map(_lines, asked.all("piece"))]
        shown = zip(pieces, pieces_shown(pieces, picture_address), strict=True)
        return JSONResponse({"html": list(with_charts(shown, self.workspace.folder))})

    def paste(self, asked: Asked) -> Response:
        """The blocks of what was copied in another program."""
        return self._blocks(pasted_markdown(_lines(asked.get("html"))))

    def entries(self, asked: Asked) -> Response:
        """Own pages whose title, place or person holds the words: what a link may lead to."""
        found = OwnPages(self.workspace, self.listing).found(asked.query.get("q", ""))
        return JSONResponse([asdict(page) for page in found])

    def _blocks(self, body: str, above: str = "") -> Response:
        blocks = editor_blocks(_lines(body), self.workspace.folder, _lines(above))
        return JSONResponse({"blocks": blocks})


def _lines(value: str) -> str:
    """A value with the line ends that it had before a browser sent it (HTML, 4.10.22.7)."""
    return value.replace("\r\n", "\n")
