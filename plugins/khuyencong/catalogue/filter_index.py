"""What the filter of the full gallery works on: all products in one compact file.

The gallery page holds its first cards only; a reader who filters fetches this once. Texts
that repeat (places, levels, groups) stand once and are referred to by their place in a list,
addresses are relative to the file.
"""

import json
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from khuyencong.catalogue.facets import (
    Value,
    group_value,
    level_value,
    place_values,
    year_value,
)
from khuyencong.catalogue.galleries import Catalogue
from khuyencong.content.record import Record
from khuyencong.pictures.picture import Picture
from khuyencong.site.producers import PublicProduct

FILE = "tim.json"
"""Name of the file beside the full gallery."""

WIDEST = 800
"""Pixels: the largest derivative that a card asks for."""


def finder(catalogue: Catalogue, today: date) -> bytes:
    """JSON with `values` (facet → list of [slug, label]) and `products`, in Vietnamese order.

    A product is [slug, name, producer, group, province, commune, awards, badge, OCOP stars,
    sample, photo]: the slug of a link is the address of its source; group, places, levels and
    years as places in their lists or -1; awards a list of [level, year]; photo 0, or [start of
    its path, width, height, tint, widths].
    """
    places: dict[str, dict[str, int]] = {
        facet: {value.slug: place for place, value in enumerate(values)}
        for facet, values in catalogue.values.items()
    }
    values = {
        facet: [[value.slug, value.label] for value in values]
        for facet, values in catalogue.values.items()
    }
    products = [_row(record, places, today) for record in catalogue.products]
    return _json({"values": values, "products": products})


def _row(
    record: Record[PublicProduct], places: Mapping[str, Mapping[str, int]], today: date
) -> list[Any]:
    entry = record.entry

    def place(value: Value) -> int:
        return places[value.facet].get(value.slug, -1)

    located = {value.facet: place(value) for value in place_values(entry)}
    badge = entry.badge(today)
    return [
        record.address if record.is_link else record.slug,
        entry.title,
        entry.producer.name,
        place(group_value(entry.group)),
        located.get("tinh", -1),
        located.get("xa", -1),
        [[place(level_value(a.level)), place(year_value(a.year))] for a in entry.awards],
        place(level_value(badge.level)) if badge else -1,
        entry.ocop_stars or 0,
        int(entry.sample),
        _photo(record.figures[0].picture) if record.figures else 0,
    ]


def _photo(picture: Picture) -> list[Any]:
    start = picture.social.path.rsplit("-", 1)[0]
    widths = [each.width for each in picture.jpeg if each.width <= WIDEST]
    return [
        start,
        picture.width,
        picture.height,
        picture.colour,
        widths or [picture.jpeg[0].width],
    ]


def _json(data: Mapping[str, Iterable[Any]]) -> bytes:
    return json.dumps(data, ensure_ascii=False, separators=(",", ":")).encode()
