"""What pages show of a legal document beyond what they show of every story."""

from msgspec import Struct

from khuyencong.content.record import Body
from khuyencong.describing.elements import LawPart, Link
from khuyencong.law.comparison import Piece
from khuyencong.pages.views import Section, View


class LawVersionView(View, frozen=True):
    """The text of a document as it was, or will be, at another time than today."""

    section: Section
    title: str
    period: str
    document: Link
    """The page of the document, with the text of today."""
    contents: tuple[LawPart, ...]
    body: Body
    sample: bool


class ComparedProvision(Struct, frozen=True):
    """A provision before and after a change."""

    name: str
    provision: Link
    what: str
    """ "Sửa đổi từ ngày 15/10/2025"."""
    source: Link
    old: tuple[Piece, ...]
    new: tuple[Piece, ...]


class LawComparisonView(View, frozen=True):
    """Old and new text of everything that others changed in a document."""

    section: Section
    title: str
    document: Link
    provisions: tuple[ComparedProvision, ...]
    sample: bool


class LawLine(Struct, frozen=True):
    """A document in the list of all."""

    name: str
    """As it is cited: "Nghị định 45/2012/NĐ-CP"."""
    address: str
    subject: str
    issuer: str
    field: str
    validity: str
    facts: tuple[str, ...]
    words: str
    """What it is found by."""
    sample: bool


class LawChoice(Struct, frozen=True):
    """Something that the list can be narrowed down by."""

    name: str
    label: str
    values: tuple[str, ...]


class LawListView(View, frozen=True):
    """All documents, the newest year first."""

    choices: tuple[LawChoice, ...]
    years: tuple[tuple[str, tuple[LawLine, ...]], ...]
