"""What the pages of the centre's people show: officers, artisans, collaborators."""

from msgspec import Struct

from khuyencong.content.record import Body, Figure
from khuyencong.describing.elements import Fact, Link, Table
from khuyencong.pages.views import View


class OfficerView(Struct, frozen=True):
    """Somebody who leads a unit or answers for its work."""

    name: str
    role: str
    phone: str
    email: str


class UnitView(Struct, frozen=True):
    """A division of the centre."""

    anchor: str
    name: str
    functions: tuple[str, ...]
    phone: str
    email: str
    officers: tuple[OfficerView, ...]


class OrganisationView(View, frozen=True):
    """The units of the centre and who leads them, in one language."""

    agency: str
    centre: str
    leader: OfficerView | None
    """Who heads the centre."""
    units: tuple[UnitView, ...]
    more: tuple[Link, ...]
    """Pages that say more of the centre."""
    sample: bool


class PersonCard(Struct, frozen=True):
    """An artisan in a list."""

    name: str
    address: str
    honour: str
    """The highest title, and its year."""
    craft: str
    place: str
    photo: Figure | None
    sample: bool


class ArtisansView(View, frozen=True):
    """Artisans, those with the highest titles first."""

    people: tuple[PersonCard, ...]


class CollaboratorsView(View, frozen=True):
    """Collaborators by province and commune."""

    count: int
    tables: tuple[Table, ...]
    sample: bool


class PersonView(View, frozen=True):
    """An artisan or a collaborator."""

    kicker: Link
    name: str
    summary: str
    photos: tuple[Figure, ...]
    facts: tuple[Fact, ...]
    tables: tuple[Table, ...]
    withheld: bool
    """Whether a contact is left out because the person did not agree to it."""
    body: Body
    links: tuple[Link, ...]
    """The story about this person, the page of their producer."""
    sample: bool
    draft: str
