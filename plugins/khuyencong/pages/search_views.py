"""Views of search, of the index from A to Z, and of the support finder."""

from msgspec import Struct

from khuyencong.describing.elements import Link
from khuyencong.describing.support import Offer
from khuyencong.pages.views import Pagination, View


class SearchView(View, frozen=True):
    """The search page: results are made by its script."""

    a_to_z: Link
    suggested: tuple[str, ...]
    """Words to begin with."""
    phones: tuple[str, ...]


class AlphabetView(View, frozen=True):
    """A page of the index of everything by title."""

    heading: str
    letters: tuple[Link, ...]
    """Where each letter begins."""
    groups: tuple[tuple[str, str, tuple[Link, ...]], ...]
    """Letter, its id on the page, titles."""
    count: int
    pagination: Pagination


class SupportQuestion(Struct, frozen=True):
    """A choice of "Tôi được hỗ trợ gì?": what is chosen, and where its answers stand."""

    value: str
    label: str
    answers: tuple[Link, ...] = ()


class SupportFinderView(View, frozen=True):
    """The page that asks who, where, for what and at which cost."""

    heading: str
    applicants: tuple[SupportQuestion, ...]
    activities: tuple[SupportQuestion, ...]
    """With the prebuilt answers for each applicant."""
    provinces: tuple[str, ...]
    """Provinces of today."""
    former: tuple[tuple[str, str], ...]
    """Old provinces, each with the one that it is part of now."""
    offers: tuple[Offer, ...]
    rules: str
    """What the script computes with: JSON with every `<` escaped."""
    phones: tuple[str, ...]
    guide: Link | None
    """How a đề án is registered."""


class SupportExample(Struct, frozen=True):
    """What is paid of a cost."""

    cost: str
    amount: str


class SupportAnswerView(View, frozen=True):
    """What an applicant can have for an activity."""

    heading: str
    offers: tuple[tuple[Offer, tuple[SupportExample, ...]], ...]
    others: tuple[Link, ...]
    """The same activity for other applicants."""
    phones: tuple[str, ...]
    guide: Link | None
