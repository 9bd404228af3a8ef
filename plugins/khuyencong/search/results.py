"""What a result shows, and the small files in which results lie, some together."""

from collections.abc import Sequence
from datetime import date

import msgspec

from khuyencong.content.record import Figure

TOGETHER = 8
"""Results of one file: few, so that nobody loads much that is not shown."""


class Fact(msgspec.Struct, frozen=True, array_like=True):
    """Something that answers a question at once."""

    question: str
    """`goi` (whom to call), `han` (until when), `muc` (how much), `van-ban` (a document's number
    and validity), `song` (when it is on the air), `ai` (who leads), `noi` (where), `gia` (the
    price of a product)."""
    label: str
    value: str
    moment: str = ""
    """ISO 8601: an answer with a moment holds until then."""
    address: str = ""
    """Where the value leads: `tel:` (RFC 3966), `mailto:` (RFC 6068), a page."""
    asked: str = ""
    """Other words by which it is asked for."""


class Result(msgspec.Struct, frozen=True, omit_defaults=True):
    """A document as a list of results shows it. All of it is plain text."""

    title: str
    address: str
    """Root-relative."""
    kind: str
    day: date | None = None
    text: str = ""
    place: str = ""
    mark: str = ""
    """Validity of a document, highest award of a product or producer."""
    mark_kind: str = "open"
    """`open`, `closed` or `sample`."""
    photo: tuple[str, int, int] | None = None
    """Path of a small picture, width, height."""
    facts: tuple[Fact, ...] = ()
    draft: str = ""
    sample: bool = False
    clauses: tuple[str, ...] = ()
    """Ends of the anchors in an article of law: `khoan-2`, `khoan-2-diem-a`."""


def thumbnail(figure: Figure | None) -> tuple[str, int, int] | None:
    """The smallest picture of a figure."""
    if figure is None:
        return None
    small = figure.picture.jpeg[0]
    return small.path, small.width, small.height


def together(results: Sequence[Result]) -> bytes:
    """A file of results, as JSON."""
    return msgspec.json.encode(results)
