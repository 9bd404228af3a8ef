"""Selection rounds: what was recognised at one level in one year.

All numbers are counted from the products, never typed.
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from khuyencong.catalogue.facets import gallery_address, level_value, year_value
from khuyencong.catalogue.galleries import Catalogue
from khuyencong.content.record import Record
from khuyencong.model.producer import Region
from khuyencong.model.product import Award, Group, Level
from khuyencong.site.producers import PublicProduct, producer_key
from khuyencong.vietnamese.collation import sort_key


@dataclass(frozen=True)
class Round:
    """The products recognised at one level in one year, in Vietnamese order."""

    level: Level
    year: int
    products: tuple[Record[PublicProduct], ...]

    @property
    def address(self) -> str:
        """The gallery of level and year is the page of the round."""
        return gallery_address((level_value(self.level), year_value(self.year)))

    @property
    def name(self) -> str:
        """ "Bình chọn cấp tỉnh năm 2024"."""
        return f"Bình chọn {self.level.label.lower()} năm {self.year}"

    def award(self, product: PublicProduct) -> Award:
        """The award that a product of the round won in it."""
        return next(a for a in product.awards if (a.level, a.year) == (self.level, self.year))

    @property
    def sample(self) -> bool:
        """Whether some of the products are sample data."""
        return any(record.entry.sample for record in self.products)

    @cached_property
    def by_group(self) -> dict[Group, tuple[Record[PublicProduct], ...]]:
        """Group → its products; groups without one are left out."""
        return {
            group: found
            for group in Group
            if (found := tuple(r for r in self.products if r.entry.group is group))
        }

    @cached_property
    def sets(self) -> int:
        """How many of the products are sets of products."""
        return sum(bool(record.entry.members) for record in self.products)

    @cached_property
    def producers(self) -> int:
        """How many producers won in the round."""
        return len({producer_key(record.entry.producer) for record in self.products})

    @cached_property
    def provinces(self) -> dict[str, int]:
        """Province → how many of its products won, names in Vietnamese order."""
        names = [r.entry.producer.province for r in self.products if r.entry.producer.province]
        return {name: names.count(name) for name in sorted(set(names), key=sort_key)}

    @cached_property
    def regions(self) -> dict[str, int]:
        """Region → how many products won there; only regional rounds have regions."""
        found = [region for r in self.products if (region := self.award(r.entry).region)]
        return {region.label: found.count(region) for region in Region if region in found}

    @cached_property
    def decisions(self) -> tuple[str, ...]:
        """Numbers of the decisions, each once."""
        found = (self.award(record.entry).decision for record in self.products)
        return tuple(dict.fromkeys(number for number in found if number))


def rounds(catalogue: Catalogue) -> Iterator[Round]:
    """Every round, the newest first and the highest level first within a year."""
    winners = defaultdict[tuple[Level, int], list[Record[PublicProduct]]](list)
    for record in catalogue.products:
        for won in {(award.level, award.year) for award in record.entry.awards}:
            winners[won].append(record)
    newest_first = sorted(winners, key=lambda won: (-won[1], -won[0].rank))
    yield from (Round(*won, tuple(winners[won])) for won in newest_first)
