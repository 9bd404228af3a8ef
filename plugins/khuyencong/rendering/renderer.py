"""Pages to HTML, in this process or in another."""

from collections.abc import Sequence
from functools import cached_property, partial
from typing import Any

from jinja2 import Environment
from msgspec.structs import asdict

from khuyencong.pages.page import Page
from khuyencong.pages.views import View
from khuyencong.rendering.generated_files import StagedFile, stage_if_changed
from khuyencong.rendering.page_digests import PageDigests, TemplateDigests
from khuyencong.rendering.release import Release
from khuyencong.rendering.relocation import prefix, relocate
from khuyencong.rendering.template_cache import TemplateCache, may_be_kept
from khuyencong.rendering.templates import RenderSettings, environment


class Renderer:
    """Draws pages; what it is made from can be handed to another process."""

    def __init__(self, settings: RenderSettings) -> None:
        self.settings = settings

    @cached_property
    def environment(self) -> Environment:
        """Jinja with the templates of the theme, made at first use."""
        jinja = environment(self.settings)
        if self.settings.cache and may_be_kept(self.settings):
            jinja.bytecode_cache = TemplateCache(self.settings.cache / "templates", self.settings)
        return jinja

    def __getstate__(self) -> dict[str, Any]:
        return {"settings": self.settings}

    def page_digests(self) -> PageDigests:
        """Fingerprints of pages drawn with the templates as they are now."""
        loader = self.environment.loader
        if loader is None:
            raise ValueError("an environment without templates")

        def source(name: str) -> str:
            return loader.get_source(self.environment, name)[0]

        names = [name for name in loader.list_templates() if name.endswith(".html")]
        return PageDigests(self.settings, TemplateDigests(source, names))

    def check(self) -> None:
        """Read every template.

        Raises:
            TemplateError: one of them is broken.
        """
        for name in self.environment.list_templates(extensions=["html"]):
            self.environment.get_template(name)

    def render(self, page: Page, view: View) -> str:
        """HTML of a page: its template over the fields of the view that it shows."""
        template = self.environment.get_template(f"{page.template}.html")
        html = template.render(asdict(view))
        relative = self.settings.relative_urls
        return relocate(html, prefix(page.path, view.chrome.root, relative=relative))


class RenderShare:
    """Writes a share of the pages into a release, wherever it is called.

    A page is left as it is when it would be made from the same view, templates, settings and
    code as the file that lies in the old site.
    """

    def __init__(self, renderer: Renderer, page_digests: PageDigests, release: Release) -> None:
        self.renderer = renderer
        self.page_digests = page_digests
        self.release = release

    def __call__(self, pages: Sequence[Page]) -> list[StagedFile]:
        """What became of each page."""
        return [self._write(page) for page in pages]

    def _write(self, page: Page) -> StagedFile:
        view = page.view
        make = partial(self._html, page, view)
        return stage_if_changed(self.release, page.path, self.page_digests.of(page, view), make)

    def _html(self, page: Page, view: View) -> bytes:
        return self.renderer.render(page, view).encode()
