"""The galleries: all products, one facet, and every pair of facets that has products.

A product stands in a gallery of level and year when **one** of its awards has both.
Triples are left out on purpose: with two thousand products they are tens of thousands of
pages of one or two products each, and a pair is always within one click of them.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations

from khuyencong.model.product import Group, Level, Product
from khuyencong.reading.record import Record
from khuyencong.vietnamese.collation import sort_key
from khuyencong.vietnamese.slugs import slugify

ROOT = "/san-pham/"

FACETS = {
    "cap": "Cấp công nhận",
    "nhom": "Nhóm sản phẩm",
    "tinh": "Địa phương",
    "xa": "Xã, phường",
    "nam": "Năm công nhận",
}
"""Facet → label, in the order in which they stand in an address."""


@dataclass(frozen=True, slots=True)
class Value:
    """One value of a facet: `nhom` = `che-bien`."""

    facet: str
    slug: str
    label: str


Choice = tuple[Value, ...]
"""The values that a gallery shows, in the order of FACETS; empty for all products."""


@dataclass(frozen=True, slots=True)
class Gallery:
    """A gallery page: its choice and its products in Vietnamese order."""

    choice: Choice
    products: tuple[Record[Product], ...]

    @property
    def address(self) -> str:
        return gallery_address(self.choice)

    @property
    def heading(self) -> str:
        """What the page shows, as a person would say it."""
        return heading(self.choice)


def gallery_address(choice: Choice) -> str:
    """`/san-pham/cap/tinh/nhom/che-bien/`."""
    return ROOT + "".join(f"{value.facet}/{value.slug}/" for value in choice)


def heading(choice: Choice) -> str:
    """Heading of a gallery: "Sản phẩm cấp tỉnh, năm 2024"."""
    if not choice:
        return "Sản phẩm công nghiệp nông thôn tiêu biểu"
    parts = [words for value in choice if (words := _words(value))]
    places = [value.label for value in reversed(choice) if value.facet in ("xa", "tinh")]
    if places:
        parts.append(f"ở {', '.join(places)}")
    return f"Sản phẩm {', '.join(parts)}"


def _words(value: Value) -> str:
    """A value inside a sentence; places are gathered at the end of it instead."""
    match value.facet:
        case "cap":
            return value.label.lower()
        case "nhom":
            return f"nhóm {value.label[0].lower()}{value.label[1:]}"
        case "nam":
            return f"được công nhận năm {value.label}"
        case _:
            return ""


def level_value(level: Level) -> Value:
    return Value("cap", level.value, level.label)


def group_value(group: Group) -> Value:
    return Value("nhom", group.value, group.label)


def year_value(year: int) -> Value:
    return Value("nam", str(year), str(year))


def place_values(product: Product) -> tuple[Value, ...]:
    """Province and commune of the producer, those that are given."""
    producer = product.producer
    found = [("tinh", producer.province), ("xa", producer.commune if producer.province else "")]
    return tuple(Value(facet, slugify(name), name) for facet, name in found if slugify(name))


def choices(product: Product) -> set[Choice]:
    """Every gallery in which a product stands."""
    places = place_values(product)
    lasting = (group_value(product.group), *places[:1])
    found: set[Choice] = {(), places}
    for award in product.awards:
        found.update(_up_to_pairs(*lasting, level_value(award.level), year_value(award.year)))
    found.update(_up_to_pairs(*lasting))
    return found


def _up_to_pairs(*values: Value) -> Iterator[Choice]:
    ordered = in_order(values)
    yield from ((value,) for value in ordered)
    yield from combinations(ordered, 2)


def in_order(values: Iterable[Value]) -> Choice:
    """Values in the order in which facets stand in an address."""
    order = list(FACETS)
    return tuple(sorted(values, key=lambda value: order.index(value.facet)))


def _value_order(value: Value) -> tuple[object, ...]:
    """Order of a facet's values: levels highest first, years newest first, names collated."""
    if value.facet == "cap":
        return (-[level.value for level in Level].index(value.slug),)
    if value.facet == "nhom":
        return ([group.value for group in Group].index(value.slug),)
    if value.facet == "nam":
        return (-int(value.slug),)
    return (sort_key(value.label), value.slug)


@dataclass(frozen=True)
class Catalogue:
    """All galleries of a site's products."""

    products: tuple[Record[Product], ...]

    @cached_property
    def galleries(self) -> Mapping[Choice, Gallery]:
        """Choice → gallery, in order of their addresses. Names with one slug are one place."""
        standing: dict[tuple[tuple[str, str], ...], list[Record[Product]]] = defaultdict(list)
        labels: dict[tuple[str, str], Value] = {}
        for record in self.products:
            for choice in choices(record.entry):
                for value in choice:
                    labels.setdefault((value.facet, value.slug), value)
                standing[tuple((value.facet, value.slug) for value in choice)].append(record)
        if not self.products:
            return {}
        galleries = [
            Gallery(tuple(labels[name] for name in names), tuple(products))
            for names, products in standing.items()
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
        return {facet: tuple(sorted(values, key=_value_order)) for facet, values in found.items()}

    def reachable(self, choice: Choice, facet: str) -> Iterator[tuple[Value, Gallery]]:
        """From one gallery, the galleries that another value of a facet leads to.

        The value takes the place of one already chosen in that facet (a commune also goes
        when the province changes); galleries that do not exist are left out.
        """
        dropped = {facet, "xa"} if facet == "tinh" else {facet}
        kept = [value for value in choice if value.facet not in dropped]
        for value in self.values[facet]:
            if gallery := self.galleries.get(in_order([*kept, value])):
                yield value, gallery
