"""The template environment: a template sees its view, the filters below, and nothing else."""

from collections.abc import Callable, Mapping, MutableMapping
from dataclasses import dataclass
from pathlib import Path
from string import ascii_letters, digits
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template
from jinja2.filters import do_urlencode
from markupsafe import Markup, escape

from khuyencong.content.chart import Chart
from khuyencong.content.record import Figure
from khuyencong.figures.chart_words import summary
from khuyencong.figures.png_size import png_size
from khuyencong.figures.svg import chart_svg, narrow_chart_svg
from khuyencong.model.policy import mark_kind
from khuyencong.rendering.component_cache import CachingTemplate
from khuyencong.rendering.qr_code import qr_code
from khuyencong.rendering.template_compiler import HtmlCodeGenerator, TemplateContext
from khuyencong.vietnamese.dates import long_date, long_moment, short_date
from khuyencong.vietnamese.numbers import grouped, unbroken
from khuyencong.vietnamese.phones import phone_links

ALWAYS_SAFE = frozenset(f"{ascii_letters}{digits}_.-~/")
"""What stands in an address as it is (RFC 3986, 2.3), and the slash."""


def tint(colour: str) -> str:
    """The nearest of the theme's sixty-four tints: `#d7a03c` → `aa0` (levels 0, 5, a, f)."""
    levels = "05af"
    return "".join(levels[round(int(colour[i : i + 2], 16) / 85)] for i in (1, 3, 5))


def initials(name: str) -> str:
    """First letters of the first two words of a name: `Miến dong` → `MD`."""
    firsts = (next((sign for sign in word if sign.isalnum()), "") for word in name.split())
    return "".join(firsts)[:2].upper()


def with_phone_links(text: str) -> Markup:
    """Plain text as HTML with a link on each telephone number."""
    return Markup(phone_links(str(escape(text))))  # noqa: S704


def with_whole_amounts(text: str) -> Markup:
    """Text as HTML in which no amount breaks."""
    return Markup(unbroken(str(escape(text))))  # noqa: S704


_QUOTED = {code: chr(code) if chr(code) in ALWAYS_SAFE else f"%{code:02X}" for code in range(256)}


def urlencode(value: Any) -> str:
    """As Jinja's own; a story has its title and address in ten links, and letters with marks
    are quoted one by one there."""
    if not isinstance(value, str):
        return do_urlencode(value)
    return value.encode().decode("latin-1").translate(_QUOTED)


FILTERS = {
    "chart_size": png_size,
    "chart_summary": summary,
    "chart_svg": chart_svg,
    "narrow_chart_svg": narrow_chart_svg,
    "initials": initials,
    "qr": qr_code,
    "grouped": grouped,
    "long_date": long_date,
    "long_moment": long_moment,
    "mark_kind": mark_kind,
    "phone_links": with_phone_links,
    "short_date": short_date,
    "tint": tint,
    "whole_amounts": with_whole_amounts,
}


@dataclass(frozen=True)
class RenderSettings:
    """What shapes every page besides its view: the theme and Jinja's options."""

    theme: Path
    overrides: tuple[str, ...]
    """Folders whose templates go before the theme's (THEME_TEMPLATES_OVERRIDES)."""
    jinja: Mapping[str, Any]
    filters: Mapping[str, Callable[..., Any]]
    tests: Mapping[str, Callable[..., Any]]
    variables: Mapping[str, Any]
    """JINJA_GLOBALS."""
    relative_urls: bool
    cache: Path | None = None
    """Folder of all caches, for compiled templates."""

    @classmethod
    def from_pelican(cls, settings: Mapping[str, Any]) -> "RenderSettings":
        """The part of Pelican's settings that concerns templates."""
        return cls(
            theme=Path(settings["THEME"]),
            overrides=tuple(map(str, settings["THEME_TEMPLATES_OVERRIDES"])),
            jinja=settings["JINJA_ENVIRONMENT"],
            filters=settings["JINJA_FILTERS"],
            tests=settings["JINJA_TESTS"],
            variables=settings["JINJA_GLOBALS"],
            relative_urls=bool(settings["RELATIVE_URLS"]),
            cache=Path(settings["CACHE_PATH"]),
        )


class _Environment(Environment):
    """All templates see the same global names, and are looked for once.

    Jinja gives each a `ChainMap` of its own, which costs a call of Python for each name at each
    import of a component: a fiftieth of a build.
    """

    code_generator_class = HtmlCodeGenerator
    context_class = TemplateContext
    template_class = CachingTemplate

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self._known: dict[str, Template] = {}

    def get_template(
        self,
        name: str | Template,
        parent: str | None = None,
        globals: MutableMapping[str, Any] | None = None,
    ) -> Template:
        """A template by its name, which each page asks for each of its components."""
        if globals or isinstance(name, Template):
            return super().get_template(name, parent, globals)
        known = self._known.get(name)
        if known is None:
            known = self._known[name] = super().get_template(name, parent)
        return known

    def make_globals(self, d: MutableMapping[str, Any] | None) -> MutableMapping[str, Any]:
        """The names that a template sees besides its view; `d` are more, for one alone."""
        return super().make_globals(d) if d else self.globals


def environment(settings: RenderSettings) -> Environment:
    """Jinja environment over a theme's `templates/` and `components/`."""
    theme = settings.theme
    folders = [*map(Path, settings.overrides), theme / "templates", theme / "components"]
    options = dict(settings.jinja)
    for fixed in ("autoescape", "undefined", "loader", "auto_reload"):
        options.pop(fixed, None)
    environment = _Environment(
        loader=FileSystemLoader(folders),
        autoescape=True,
        undefined=StrictUndefined,
        # A build reads each template once; a preview makes another environment for another theme.
        auto_reload=False,
        **options,
    )
    environment.filters.update({"urlencode": urlencode, **FILTERS}, **settings.filters)
    environment.tests.update({"chart": _is_chart, "figure": _is_figure}, **settings.tests)
    environment.globals.update(settings.variables)
    return environment


def _is_chart(part: object) -> bool:
    return isinstance(part, Chart)


def _is_figure(part: object) -> bool:
    return isinstance(part, Figure)
