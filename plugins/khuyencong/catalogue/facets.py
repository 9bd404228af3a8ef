"""By what products are gathered: level, group, place, year; and the addresses that follow."""

from functools import cache

from msgspec import Struct

from khuyencong.model.product import Group, Level
from khuyencong.site.producers import PublicProduct
from khuyencong.vietnamese.collation import sort_key

ROOT = "/san-pham/"

FACETS = {
    "cap": "Cấp công nhận",
    "nhom": "Nhóm sản phẩm",
    "tinh": "Địa phương",
    "xa": "Xã, phường",
    "nam": "Năm công nhận",
}
"""Facet → label, in the order in which they stand in an address."""

_LEVELS = {level.value: -level.rank for level in Level}
_GROUPS = {group.value: place for place, group in enumerate(Group)}


class Value(Struct, frozen=True):
    """One value of a facet: `nhom` = `che-bien`."""

    facet: str
    slug: str
    label: str


Choice = tuple[Value, ...]
"""The values that a gallery shows, in the order of FACETS; empty for all products."""


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


@cache
def level_value(level: Level) -> Value:
    """The value of the facet for a level of awards."""
    return Value("cap", level.value, level.label)


@cache
def group_value(group: Group) -> Value:
    """The value of the facet for a group of products."""
    return Value("nhom", group.value, group.label)


@cache
def year_value(year: int) -> Value:
    """The value of the facet for the year of an award."""
    return Value("nam", str(year), str(year))


def place_values(product: PublicProduct) -> Choice:
    """Province and commune of the producer, those that are given."""
    producer = product.producer
    found = [("tinh", producer.province_slug, producer.province)]
    if producer.province_slug:
        found.append(("xa", producer.commune_slug, producer.commune))
    return tuple(Value(*value) for value in found if value[1])


def value_order(value: Value) -> tuple[object, ...]:
    """Order of a facet's values: levels highest first, years newest first, names collated."""
    match value.facet:
        case "cap":
            return (_LEVELS[value.slug],)
        case "nhom":
            return (_GROUPS[value.slug],)
        case "nam":
            return (-int(value.slug),)
        case _:
            return (sort_key(value.label), value.slug)
