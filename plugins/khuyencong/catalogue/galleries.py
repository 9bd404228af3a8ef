"""The galleries: all products, one facet, and every pair of facets that has products.

A product stands in a gallery of level and year when **one** of its awards has both.
Triples are left out on purpose: with two thousand products they are tens of thousands of
pages of one or two products each, and a pair is always within one click of them.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import chain, combinations
from typing import TypeVar

from msgspec import Struct

from khuyencong.catalogue.facets import (
    FACETS,
    Choice,
    Value,
    gallery_address,
    group_value,
    heading,
    level_value,
    place_values,
    value_order,
    year_value,
)
from khuyencong.content.record import Record
from khuyencong.site.producers import PublicProduct

T = TypeVar("T")


class Gallery(Struct, frozen=True):
    """A gallery page: its choice and its products in Vietnamese order."""

    choice: Choice
    products: tuple[Record[PublicProduct], ...]

    @property
    def address(self) -> str:
        """Root-relative address of its first page."""
        return gallery_address(self.choice)

    @property
    def heading(self) -> str:
        """What the page shows, as a person would say it."""
        return heading(self.choice)


Way = tuple[Value, Gallery]
"""A value that can be chosen, and the gallery that it leads to."""


def choices(product: PublicProduct) -> set[Choice]:
    """Every gallery in which a product stands."""
    return _choices(product, lambda value: value)


def _choices(product: PublicProduct, named: Callable[[Value], T]) -> set[tuple[T, ...]]:
    """Every choice by which the product is found, of names for its values."""
    places = tuple(map(named, place_values(product)))
    lasting = (named(group_value(product.group)), *places[:1])
    found = {(), places, *_up_to_pairs(lasting)}
    for level, year in {(award.level, award.year) for award in product.awards}:
        ordered = (named(level_value(level)), *lasting, named(year_value(year)))
        found.update(_up_to_pairs(ordered))
    return found


def _up_to_pairs(ordered: Sequence[T]) -> Iterator[tuple[T, ...]]:
    """Each value, and each two, of values in the order in which facets stand in an address."""
    return chain(combinations(ordered, 1), combinations(ordered, 2))


@dataclass(frozen=True)
class Catalogue:
    """All galleries of a site's products."""

    products: tuple[Record[PublicProduct], ...]

    @cached_property
    def galleries(self) -> Mapping[Choice, Gallery]:
        """Choice → gallery, in order of their addresses. Names with one slug are one place."""
        values: list[Value] = []
        numbers: dict[tuple[str, str], int] = {}

        def number(value: Value) -> int:
            """Its place in `values`, which is quickly compared."""
            found = numbers.setdefault((value.facet, value.slug), len(values))
            if found == len(values):
                values.append(value)
            return found

        standing: dict[tuple[int, ...], list[Record[PublicProduct]]] = defaultdict(list)
        for record in self.products:
            for chosen in _choices(record.entry, number):
                standing[chosen].append(record)
        galleries = [
            Gallery(tuple(values[each] for each in chosen), tuple(products))
            for chosen, products in standing.items()
        ]
        ordered = sorted(galleries, key=lambda gallery: gallery.address)
        return {gallery.choice: gallery for gallery in ordered}

    @cached_property
    def values(self) -> Mapping[str, tuple[Value, ...]]:
        """Facet → its values in the order in which they are shown."""
        found: dict[str, set[Value]] = {facet: set() for facet in FACETS}
        for choice in self.galleries:
            for value in choice:
                found[value.facet].add(value)
        return {facet: tuple(sorted(values, key=value_order)) for facet, values in found.items()}

    @cached_property
    def _ways(self) -> Mapping[tuple[Choice, str], Sequence[Way]]:
        """(what stays chosen, facet) → the ways that lead on, in order.

        Found by taking each value out of each choice, so that the cost is that of the links
        that will be printed and not that of all values times all galleries.
        """
        found: dict[tuple[Choice, str], list[Way]] = defaultdict(list)
        for choice, gallery in self.galleries.items():
            for value in choice:
                kept = tuple(other for other in choice if other is not value)
                if not any(other.facet == "xa" for other in kept):  # no commune without province
                    found[kept, value.facet].append((value, gallery))
        for ways in found.values():
            ways.sort(key=lambda way: value_order(way[0]))
        return found

    def reachable(self, choice: Choice, facet: str) -> Sequence[Way]:
        """From one gallery, the galleries that another value of a facet leads to.

        The value takes the place of one already chosen in that facet (a commune also goes
        when the province changes); galleries that do not exist are left out.
        """
        return self._ways.get((without(choice, facet), facet), ())


def without(choice: Choice, facet: str) -> Choice:
    """A choice without its value of a facet, and without the commune of a province that goes."""
    dropped = {facet, "xa"} if facet == "tinh" else {facet}
    return tuple(value for value in choice if value.facet not in dropped)
