"""What the text editor asks: the blocks of a body, how they look, what was pasted."""

from dataclasses import asdict, dataclass
from urllib.parse import quote

from starlette.responses import JSONResponse, Response

from khuyencong.content.markdown_body import render_body
from khuyencong.desk.drawn_charts import with_charts
from khuyencong.desk.guard import PREFIX
from khuyencong.desk.listing import Listing
from khuyencong.desk.own_pages import OwnPages
from khuyencong.desk.requests import Asked
from khuyencong.desk.workspace import Workspace
from khuyencong.editing.body_blocks import pieces_shown, split
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
        pieces = [_lines(value) for name, value in asked.pairs if name == "piece"]
        shown = zip(pieces, pieces_shown(pieces, _picture_address), strict=True)
        return JSONResponse({"html": list(with_charts(shown, self.workspace.folder))})

    def paste(self, asked: Asked) -> Response:
        """The blocks of what was copied in another program."""
        return self._blocks(pasted_markdown(_lines(asked.get("html"))))

    def entries(self, asked: Asked) -> Response:
        """Own pages whose title, place or person holds the words: what a link may lead to."""
        found = OwnPages(self.workspace, self.listing).found(asked.query.get("q", ""))
        return JSONResponse([asdict(page) for page in found])

    def _blocks(self, body: str, above: str = "") -> Response:
        blocks = split(_lines(body), _picture_address)
        before = render_body(_lines(above)) if above else ""
        shown = with_charts(((b.source, b.html) for b in blocks), self.workspace.folder, before)
        found = [
            {"source": block.source, "kind": block.kind, "html": html}
            for block, html in zip(blocks, shown, strict=True)
        ]
        return JSONResponse({"blocks": found})


def _picture_address(file: str) -> str:
    return f"{PREFIX}anh-nho/{quote(file)}"


def _lines(value: str) -> str:
    """A value with the line ends that it had before a browser sent it (HTML, 4.10.22.7)."""
    return value.replace("\r\n", "\n")
