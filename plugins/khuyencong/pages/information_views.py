"""What the pages about the site itself show: open data, accessibility."""

from msgspec import Struct

from khuyencong.describing.elements import Link
from khuyencong.pages.views import View


class DataSource(Struct, frozen=True):
    """Data that anybody may take."""

    name: str
    about: str
    page: str
    """Address of the page that tells more."""
    files: tuple[Link, ...]
    sample: bool = False


class OpenDataView(View, frozen=True):
    """All data of the site."""

    terms: str
    """Under what conditions it may be used."""
    sources: tuple[DataSource, ...]


class AccessibilityView(View, frozen=True):
    """How far everybody can use the site, and whom to tell where somebody cannot."""

    limits: tuple[str, ...]
    """What is known not to be accessible, counted."""
