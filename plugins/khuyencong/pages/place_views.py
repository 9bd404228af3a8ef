"""Views of places: the tree with its map, a place, the old names of a province."""

from msgspec import Struct

from khuyencong.describing.elements import Link, Table
from khuyencong.pages.list_views import ListView
from khuyencong.pages.views import View


class DrawnMap(Struct, frozen=True):
    """A map as a picture."""

    title: str
    drawing: str
    """SVG."""
    file: str
    """Address of the picture by itself."""
    sample: bool


class ProvinceLine(Struct, frozen=True):
    """A province in the tree: what is there, and its communes."""

    link: Link
    counts: tuple[str, ...]
    """ "3 cơ sở", "2 đề án", "5 bài"; nothing is told that there is none of."""
    communes: tuple[Link, ...]
    former: tuple[Link, ...]
    """Names of before 1/7/2025 with texts of their own."""


class PlacesView(View, frozen=True):
    """All places: the map of producers and đề án, and the tree beside it."""

    heading: str
    summary: str
    map: DrawnMap | None
    provinces: tuple[ProvinceLine, ...]
    elsewhere: tuple[Link, ...]


class PlaceView(ListView, frozen=True):
    """A place: what it is, what is there, and its stories."""

    sample: bool
    about: tuple[str, ...] = ()
    """Sentences that say what it was before 1/7/2025, or is now; on its first page."""
    leads_to: Link | None = None
    """The province of today, from one that ended."""
    communes: tuple[Link, ...] = ()
    former: tuple[Link, ...] = ()
    producers: tuple[Link, ...] = ()
    de_an: Table | None = None


class FormerDistrictView(Struct, frozen=True):
    """A district of old, and what its communes became."""

    anchor: str
    title: str
    sentence: str
    table: Table
    leads_to: tuple[Link, ...]
    """Pages of what there is to read of the district: of its old province or of the province of
    today, and of its communes of today."""


class FormerNamesView(View, frozen=True):
    """The old names of a province with those of today."""

    heading: str
    summary: str
    contents: tuple[Link, ...]
    districts: tuple[FormerDistrictView, ...]
