"""What the text editor asks: the blocks of a body, how they look, what was pasted."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from urllib.parse import quote

from starlette.responses import JSONResponse, Response

from khuyencong.desk.guard import PREFIX
from khuyencong.desk.listing import Listing
from khuyencong.desk.own_pages import OwnPages
from khuyencong.desk.requests import Asked
from khuyencong.desk.workspace import Workspace
from khuyencong.editing.body_blocks import Block, pieces_shown, split
from khuyencong.importers.clipboard import pasted_markdown

TEXT = "soan/"
"""Part of the desk below which the editor asks."""


@dataclass(frozen=True)
class TextScreens:
    """Answers of the desk to its text editor, in JSON."""

    workspace: Workspace
    listing: Listing

    def blocks(self, asked: Asked) -> Response:
        """The blocks of a body."""
        return _blocks(split(_lines(asked.get("body")), _picture_address))

    def shown(self, asked: Asked) -> Response:
        """What readers see of each piece of a body."""
        pieces = [_lines(value) for name, value in asked.pairs if name == "piece"]
        return JSONResponse({"html": pieces_shown(pieces, _picture_address)})

    def paste(self, asked: Asked) -> Response:
        """The blocks of what was copied in another program."""
        return _blocks(split(pasted_markdown(_lines(asked.get("html"))), _picture_address))

    def entries(self, asked: Asked) -> Response:
        """Own pages whose title, place or person holds the words: what a link may lead to."""
        found = OwnPages(self.workspace, self.listing).found(asked.query.get("q", ""))
        return JSONResponse([asdict(page) for page in found])


def _blocks(blocks: Sequence[Block]) -> Response:
    shown = [{"source": b.source, "kind": b.kind, "html": b.html} for b in blocks]
    return JSONResponse({"blocks": shown})


def _picture_address(file: str) -> str:
    return f"{PREFIX}anh-nho/{quote(file)}"


def _lines(value: str) -> str:
    """A value with the line ends that it had before a browser sent it (HTML, 4.10.22.7)."""
    return value.replace("\r\n", "\n")
