"""Which function draws which picture, by content folder and slug."""

from collections.abc import Callable, Mapping

from . import (
    products_craft,
    products_food,
    products_other,
    products_sweets,
    products_tools,
    stories_events,
    stories_models,
    stories_news_north,
    stories_news_other,
    stories_policy,
)
from .canvas import Canvas

Drawing = Callable[[Canvas], None]

PICTURES: Mapping[str, Mapping[str, Drawing]] = {
    "san-pham": {
        **products_craft.PICTURES,
        **products_food.PICTURES,
        **products_sweets.PICTURES,
        **products_tools.PICTURES,
        **products_other.PICTURES,
    },
    "tin-tuc": {**stories_news_north.PICTURES, **stories_news_other.PICTURES},
    "chinh-sach": stories_policy.PICTURES,
    "mo-hinh": stories_models.PICTURES,
    **stories_events.PICTURES,
}
