"""Bản tin in: one story on one sheet of paper, with the other news of its month beside it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice

from khuyencong.content.record import Figure, Record
from khuyencong.model.entry import Entry
from khuyencong.press.plain_text import Block, html_blocks
from khuyencong.site.index import Site
from khuyencong.site.visibility import shown_body
from khuyencong.vietnamese.numbers import count_words

MOST_WORDS = 430
"""Words of the text that fit on a sheet of A4 (ISO 216) beside a photo and the other news."""
_LONG = 200
"""Words from which the text may reach the foot of the sheet, below a photo and a long title."""
MOST_OTHERS = 5
_PHOTO_WIDTH = 1200
"""Pixels: 300 for each inch of the column."""


@dataclass(frozen=True, slots=True)
class Bulletin:
    """What stands on the sheet."""

    record: Record[Entry]
    photo: Figure | None
    photo_path: str
    """The output path of the photo in a size that prints sharp; empty without one."""
    text: tuple[Block, ...]
    is_cut: bool
    """Whether the sheet holds the beginning of the text alone."""
    others: tuple[Record[Entry], ...]

    @property
    def is_long(self) -> bool:
        """Whether the text may fill the sheet, and more."""
        return sum(count_words(block.text()) for block in self.text) > _LONG


def bulletin(site: Site, record: Record[Entry]) -> Bulletin:
    """The sheet of a story."""
    figures = [*record.photos, *record.body.figures]
    photo = figures[0] if figures else None
    blocks = [
        block
        for part in shown_body(site, record)
        if isinstance(part, str)
        for block in html_blocks(part)
    ]
    fitting = tuple(_fitting(blocks))
    others = tuple(_others(site, record))
    cut = len(fitting) < len(blocks)
    return Bulletin(record, photo, _path(photo) if photo else "", fitting, cut, others)


def _fitting(blocks: Iterable[Block]) -> Iterator[Block]:
    """The first paragraphs that have room; tables are for the page on the web."""
    words = 0
    for block in blocks:
        words += count_words(block.text())
        if words > MOST_WORDS:
            return
        if block.kind != "row":
            yield block


def _path(photo: Figure) -> str:
    sizes = photo.picture.jpeg
    wide = (each for each in sizes if each.width >= _PHOTO_WIDTH)
    return next(wide, sizes[-1]).path


def _others(site: Site, record: Record[Entry]) -> Iterator[Record[Entry]]:
    """What else readers got in the month of the story, the newest first."""
    date = record.entry.date
    month = site.by_month.get((date.year, date.month), ()) if date else ()
    others = (each for each in month if each.address != record.address)
    return islice((each for each in others if each.published(site.now)), MOST_OTHERS)
