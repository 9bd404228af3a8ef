"""Frozen views of the pages about products: see `views`."""

import datetime
from dataclasses import dataclass

from khuyencong.pages.views import Fact, Link, Pagination, ProductCard, View
from khuyencong.reading.record import Body, Figure


@dataclass(frozen=True, slots=True)
class AwardLine:
    """One award of a product, as its page lists it."""

    level: str
    level_slug: str
    year: int
    round: str
    """Address of the page of its round."""
    decision: str
    date: datetime.date | None
    expires: datetime.date | None
    expired: bool


@dataclass(frozen=True, slots=True)
class Maker:
    """A producer: only what may be published."""

    name: str
    address: str
    """Address of its page."""
    kind: str
    ways: tuple[Link, ...]
    """Telephone, Zalo, e-mail: to tap."""
    facts: tuple[Fact, ...]
    withheld: bool
    """Whether something is left out because a household did not agree to it."""


@dataclass(frozen=True, slots=True)
class ProductView(View):
    """A product's page."""

    title: str
    url: str
    summary: str
    group: Link
    group_slug: str
    badge: str
    badge_level: str
    ocop_stars: int | None
    photos: tuple[Figure, ...]
    body: Body
    price: str
    facts: tuple[Fact, ...]
    maker: Maker
    awards: tuple[AwardLine, ...]
    members: tuple[ProductCard, ...]
    sets: tuple[ProductCard, ...]
    siblings: tuple[ProductCard, ...]
    peers: tuple[ProductCard, ...]
    stall_card: str
    """Address of the card that is printed for a stall."""
    story: Link | None
    tags: tuple[Link, ...]
    sample: bool
    draft: str


@dataclass(frozen=True, slots=True)
class StallCardView(View):
    """The card of a product on a stall at a fair: A6, with a code to its page."""

    title: str
    url: str
    summary: str
    badge: str
    badge_level: str
    ocop_stars: int | None
    price: str
    maker: Maker
    awards: tuple[AwardLine, ...]
    product: Link
    sample: bool


@dataclass(frozen=True, slots=True)
class MakerView(View):
    """A producer's page."""

    maker: Maker
    best: str
    best_level: str
    cards: tuple[ProductCard, ...]
    stories: tuple[Link, ...]
    sample: bool


@dataclass(frozen=True, slots=True)
class FacetChoice:
    """One facet beside a gallery: its values, and the way out of the chosen one."""

    slug: str
    label: str
    values: tuple[Link, ...]
    without: Link | None


@dataclass(frozen=True, slots=True)
class RoundSummary:
    """What a selection round comes to, counted."""

    figures: tuple[tuple[str, int], ...]
    """What is counted, and how many."""
    groups: tuple[Link, ...]
    """Groups with the number of their products; they lead to their part of the catalogue."""
    places: tuple[tuple[str, tuple[tuple[str, int], ...]], ...]
    """Heading, then names with the number of their products: provinces, and regions."""
    decisions: tuple[str, ...]
    catalogue: str
    """Address of the printable catalogue."""


@dataclass(frozen=True, slots=True)
class GalleryView(View):
    """A page of a product gallery."""

    heading: str
    count: int
    cards: tuple[ProductCard, ...]
    facets: tuple[FacetChoice, ...]
    pagination: Pagination
    finder: str
    """Address, from this page, of what the filter works on; empty where links alone filter."""
    round: RoundSummary | None
    ways: tuple[Link, ...]
    """Other ways through the catalogue: rounds, producers, downloads."""


@dataclass(frozen=True, slots=True)
class RoundsView(View):
    """The index of selection rounds: year, its rounds with the number of products."""

    heading: str
    years: tuple[tuple[int, tuple[Link, ...]], ...]


@dataclass(frozen=True, slots=True)
class CatalogueEntry:
    """A product in the printed catalogue of a round."""

    title: str
    address: str
    summary: str
    photo: Figure | None
    group: str
    award: str
    price: str
    maker: Maker
    sample: bool


@dataclass(frozen=True, slots=True)
class CatalogueView(View):
    """The printable catalogue of a round: its products by group."""

    heading: str
    figures: tuple[tuple[str, int], ...]
    decisions: tuple[str, ...]
    groups: tuple[tuple[Link, tuple[CatalogueEntry, ...]], ...]


@dataclass(frozen=True, slots=True)
class DatasetFile:
    """A file to download."""

    name: str
    address: str
    use: str
    """Who it is for."""


@dataclass(frozen=True, slots=True)
class DatasetView(View):
    """The page of downloads: files, and what their columns mean."""

    heading: str
    files: tuple[DatasetFile, ...]
    count: int
    columns: tuple[tuple[str, str, str], ...]
    """Heading in CSV and XLSX, key in JSON, meaning."""
