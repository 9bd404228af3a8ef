"""A body as the text editor takes it in: its blocks, each with what readers will see of it."""

from urllib.parse import quote

from khuyencong.content.file_references import Folder
from khuyencong.content.markdown_body import render_body
from khuyencong.desk.drawn_charts import with_charts
from khuyencong.desk.guard import PREFIX
from khuyencong.editing.body_blocks import split

Block = dict[str, str]
"""`source`, `kind` and `html` of a block."""
AT_ONCE = 20_000
"""Letters of a body up to which its blocks come with the form (5 ms a thousand words); the editor
asks for those of a longer one while the form is there already."""


def editor_blocks(body: str, folder: Folder, above: str = "") -> list[Block]:
    """The blocks of a body, or of a part of it behind the Markdown `above`."""
    blocks = split(body, picture_address)
    before = render_body(above) if above else ""
    shown = with_charts(((block.source, block.html) for block in blocks), folder, before)
    return [
        {"source": block.source, "kind": block.kind, "html": html}
        for block, html in zip(blocks, shown, strict=True)
    ]


def picture_address(file: str) -> str:
    """Where the editor gets a picture that a body names."""
    return f"{PREFIX}anh-nho/{quote(file)}"
