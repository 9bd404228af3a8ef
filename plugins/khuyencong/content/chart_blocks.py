"""Charts in a body: a block between fences that says what is drawn, line by line.

```bieu-do
loại: cột
tiêu đề: Kinh phí khuyến công qua các năm
đơn vị: đồng
số liệu: tep/kinh-phi.csv
nguồn: Sở Công Thương
```
"""

from collections.abc import Iterator

from msgspec import Struct

from khuyencong.content.dialect.code import fenced
from khuyencong.vietnamese.slugs import slugify

LANGUAGES = frozenset({"bieu-do", "chart"})
KEYS = {
    "loai": "loại",
    "tieu-de": "tiêu đề",
    "don-vi": "đơn vị",
    "so-lieu": "số liệu",
    "cac-cot": "các cột",
    "nguon": "nguồn",
}
"""Key of a line, without marks → as staff write it."""


class ChartLine(Struct, frozen=True):
    """`key: value`; the key is empty in a line that has none."""

    key: str
    value: str
    line: int
    """Of the body, whose first is 1."""


class ChartBlock(Struct, frozen=True):
    """A block as it was written."""

    marker: str
    """The word that stands for it in the text."""
    line: int
    lines: tuple[ChartLine, ...]


def take_charts(text: str) -> tuple[str, tuple[ChartBlock, ...]]:
    """The text with a word, alone in a paragraph, in the place of each chart; and the charts.

    Every other line keeps its number.
    """
    if "```" not in text:
        return text, ()
    lines = text.split("\n")
    word = _unused(text)
    blocks: list[ChartBlock] = []
    for block in list(fenced(lines)):
        if slugify(block.language) in LANGUAGES:
            marker = f"{word}{len(blocks)}{word}"
            inside = tuple(_lines(lines, block.start + 1, block.end))
            blocks.append(ChartBlock(marker, block.start + 1, inside))
            lines[block.start : block.end + 1] = ["", marker, *[""] * (block.end - block.start - 1)]
    return "\n".join(lines), tuple(blocks)


def _unused(text: str) -> str:
    """A word that is nowhere in a text."""
    word = "bieudo"
    while word in text:
        word += "o"
    return word


def _lines(lines: list[str], start: int, end: int) -> Iterator[ChartLine]:
    for number in range(start, end):
        if lines[number].strip():
            key, colon, value = lines[number].partition(":")
            key = slugify(key) if colon else ""
            yield ChartLine(key, value.strip() if colon else lines[number].strip(), number + 1)
