"""Frozen views of the pages about products: see `views`."""

from msgspec import Struct

from khuyencong.content.record import Body, Figure
from khuyencong.describing.elements import Fact, Link
from khuyencong.describing.products import AwardLine, ProducerDescription
from khuyencong.pages.views import Pagination, ProductCard, View


class ProductView(View, frozen=True):
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
    producer: ProducerDescription
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


class StallCardView(View, frozen=True):
    """The card of a product on a stall at a fair: A6, with a code to its page."""

    title: str
    url: str
    summary: str
    photo: Figure | None
    badge: str
    badge_level: str
    ocop_stars: int | None
    price: str
    producer: ProducerDescription
    awards: tuple[AwardLine, ...]
    product: Link
    sample: bool


class ProducerView(View, frozen=True):
    """A producer's page."""

    producer: ProducerDescription
    badge: str
    """The highest level at which a product of it is recognised now, or once was."""
    badge_level: str
    badge_lapsed: bool
    cards: tuple[ProductCard, ...]
    stories: tuple[Link, ...]
    sample: bool


class FacetChoice(Struct, frozen=True):
    """One facet beside a gallery: its values, and the way out of the chosen one."""

    slug: str
    label: str
    values: tuple[Link, ...]
    without: Link | None


class RoundSummary(Struct, frozen=True):
    """What a selection round comes to, counted."""

    figures: tuple[tuple[str, int], ...]
    """What is counted, and how many."""
    sample: bool
    """Whether some of what is counted is sample data."""
    groups: tuple[Link, ...]
    """Groups with the number of their products; they lead to their part of the catalogue."""
    places: tuple[tuple[str, tuple[tuple[str, int], ...]], ...]
    """Heading, then names with the number of their products: provinces, and regions."""
    decisions: tuple[str, ...]
    catalogue: str
    """Address of the printable catalogue."""


class GalleryView(View, frozen=True):
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


class RoundsView(View, frozen=True):
    """The index of selection rounds: year, its rounds with the number of products."""

    heading: str
    years: tuple[tuple[int, tuple[Link, ...]], ...]
    sample: bool


class CatalogueEntry(Struct, frozen=True):
    """A product in the printed catalogue of a round."""

    title: str
    address: str
    summary: str
    photo: Figure | None
    group: str
    award: str
    price: str
    producer: ProducerDescription
    sample: bool


class CatalogueView(View, frozen=True):
    """The printable catalogue of a round: its products by group."""

    heading: str
    sample: bool
    figures: tuple[tuple[str, int], ...]
    decisions: tuple[str, ...]
    groups: tuple[tuple[Link, tuple[CatalogueEntry, ...]], ...]


class DatasetFile(Struct, frozen=True):
    """A file to download."""

    name: str
    address: str
    use: str
    """Who it is for."""


class DatasetView(View, frozen=True):
    """The page of downloads: files, and what their columns mean."""

    heading: str
    files: tuple[DatasetFile, ...]
    count: int
    columns: tuple[tuple[str, str, str], ...]
    """Heading in CSV and XLSX, key in JSON, meaning."""
