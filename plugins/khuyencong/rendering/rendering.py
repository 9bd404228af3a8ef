"""Pages to HTML, in this process or in another."""

from collections.abc import Mapping, Sequence
from dataclasses import fields
from functools import cached_property
from typing import Any

from jinja2 import Environment

from khuyencong.pages.views import Page
from khuyencong.rendering.fingerprints import TemplateDigests
from khuyencong.rendering.release import Release
from khuyencong.rendering.relocating import prefix, relocate
from khuyencong.rendering.templates import environment

SHAPING = (
    *("THEME", "THEME_TEMPLATES_OVERRIDES", "JINJA_ENVIRONMENT", "JINJA_FILTERS"),
    *("JINJA_TESTS", "JINJA_GLOBALS", "SITEURL", "RELATIVE_URLS"),
)
"""The settings that shape a page."""


class Renderer:
    """Draws pages; what it is made from can be handed to another process."""

    def __init__(self, settings: Mapping[str, Any]) -> None:
        self.settings = {name: settings[name] for name in SHAPING}

    @cached_property
    def environment(self) -> Environment:
        return environment(self.settings)

    def __getstate__(self) -> dict[str, Any]:
        return {"settings": self.settings}

    def template_digests(self) -> TemplateDigests:
        """Digests of the templates as they are now."""
        loader = self.environment.loader
        if loader is None:
            raise ValueError("an environment without templates")

        def source(name: str) -> str:
            return loader.get_source(self.environment, name)[0]

        names = [name for name in loader.list_templates() if name.endswith(".html")]
        return TemplateDigests(source, names)

    def render(self, page: Page) -> str:
        """HTML of a page: its template over the fields of its view."""
        template = self.environment.get_template(f"{page.template}.html")
        view = page.view
        html = template.render({field.name: getattr(view, field.name) for field in fields(view)})
        before = prefix(
            page.path, self.settings["SITEURL"], relative=self.settings["RELATIVE_URLS"]
        )
        return relocate(html, before)


class RenderShare:
    """Draws a share of the pages into a release, wherever it is called."""

    def __init__(self, renderer: Renderer, release: Release) -> None:
        self.renderer = renderer
        self.release = release

    def __call__(self, pages: Sequence[Page]) -> list[tuple[str, bool]]:
        """(path, whether it differs from the old site) of each page."""
        return [
            (page.path, self.release.stage(page.path, self.renderer.render(page).encode()))
            for page in pages
        ]
