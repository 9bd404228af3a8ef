"""The template environment: a template sees its view, the filters below, and nothing else."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from khuyencong.content.record import Figure
from khuyencong.rendering.component_cache import CachingTemplate
from khuyencong.rendering.qr_code import qr_code
from khuyencong.vietnamese.dates import long_date, long_moment, short_date
from khuyencong.vietnamese.numbers import grouped


def tint(colour: str) -> str:
    """The nearest of the theme's sixty-four tints: `#d7a03c` → `aa0` (levels 0, 5, a, f)."""
    levels = "05af"
    return "".join(levels[round(int(colour[i : i + 2], 16) / 85)] for i in (1, 3, 5))


def initials(name: str) -> str:
    """First letters of the first two words of a name: `Miến dong` → `MD`."""
    firsts = (next((sign for sign in word if sign.isalnum()), "") for word in name.split())
    return "".join(firsts)[:2].upper()


FILTERS = {
    "initials": initials,
    "qr": qr_code,
    "grouped": grouped,
    "long_date": long_date,
    "long_moment": long_moment,
    "short_date": short_date,
    "tint": tint,
}


def environment(settings: Mapping[str, Any]) -> Environment:
    """Jinja environment over a theme's `templates/` and `components/`.

    Pelican's JINJA_* and THEME_TEMPLATES_OVERRIDES settings are honoured.
    """
    theme = Path(settings["THEME"])
    folders = [*settings["THEME_TEMPLATES_OVERRIDES"], theme / "templates", theme / "components"]
    options = dict(settings["JINJA_ENVIRONMENT"])
    for fixed in ("autoescape", "undefined", "loader", "auto_reload"):
        options.pop(fixed, None)
    environment = Environment(
        loader=FileSystemLoader(folders),
        autoescape=True,
        undefined=StrictUndefined,
        # A build reads each template once; a preview makes another environment for another theme.
        auto_reload=False,
        **options,
    )
    environment.template_class = CachingTemplate
    environment.filters.update(FILTERS, **settings["JINJA_FILTERS"])
    environment.tests.update({"figure": _is_figure}, **settings["JINJA_TESTS"])
    environment.globals.update(settings["JINJA_GLOBALS"])
    return environment


def _is_figure(part: object) -> bool:
    return isinstance(part, Figure)
