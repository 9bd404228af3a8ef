"""A place with everything that a site has there."""

from dataclasses import dataclass
from functools import cached_property

from khuyencong.catalogue.producers import ProducerProfile
from khuyencong.gazetteer.provinces import full_province
from khuyencong.gazetteer.units import Commune
from khuyencong.model.de_an import DeAn
from khuyencong.site.index import Story

ROOT = "/dia-ban/"
FORMER_NAMES = "ten-cu"
"""Last part of the address of the page of a province's old names."""


@dataclass(frozen=True)
class Place:
    """A commune, a province that ended, or any other place that texts name."""

    name: str
    """As it is written on the site."""
    address: str
    stories: tuple[Story, ...] = ()
    """Newest first: those that name it in so many words."""
    producers: tuple[ProducerProfile, ...] = ()
    de_an: tuple[tuple[int, DeAn], ...] = ()
    """Those that got money, with their years."""
    commune: Commune | None = None
    """What it is in the register; None for what stands in none."""

    @cached_property
    def sample(self) -> bool:
        """Whether some of its producers or đề án are sample data."""
        return any(row.minh_hoa for _, row in self.de_an) or any(
            record.entry.sample for producer in self.producers for record in producer.products
        )


@dataclass(frozen=True)
class Province(Place):
    """A province of today, or a name that is in no register, with all that lies in it.

    Producers and đề án are those of all its communes; stories are those that name it.
    """

    communes: tuple[Place, ...] = ()
    """In Vietnamese order."""
    former: tuple[Place, ...] = ()
    """Provinces that were merged into it and have stories of their own."""
    known: bool = True
    """Whether it is one of the thirty-four."""

    @property
    def full_name(self) -> str:
        """The name with its kind: "tỉnh Cà Mau"; bare where no register has it."""
        return full_province(self.name) if self.known else self.name

    @cached_property
    def story_count(self) -> int:
        """Stories that name it, or anything in it, each once."""
        parts = (self, *self.communes, *self.former)
        return len({story.address for part in parts for story in part.stories})
