"""Pelican's writer for this site: a page is a pure function of its view."""

from dataclasses import dataclass, fields
from datetime import datetime
from pathlib import Path
from typing import Any

from pelican import signals
from pelican.writers import Writer

from khuyencong.pages.views import Page
from khuyencong.rendering.release import SETTING, Release
from khuyencong.rendering.relocating import prefix, relocate
from khuyencong.rendering.templates import environment
from khuyencong.vietnamese.dates import VIETNAM


@dataclass(frozen=True, slots=True)
class SitemapEntry:
    """What pelican-sitemap asks of a page."""

    url: str
    modified: datetime
    status: str = "published"


BEGINNING = datetime(1970, 1, 1, tzinfo=VIETNAM)
"""For a site on which nothing has a date; the sitemap would take the clock."""


class SiteWriter(Writer):  # type: ignore[misc]
    """Renders views and hands every file to the release."""

    def __init__(self, output_path: str, settings: dict[str, Any]) -> None:
        super().__init__(output_path, settings=settings)
        self.release: Release = settings[SETTING]
        self.environment = environment(settings)

    def write_page(self, page: Page) -> None:
        """Render a page and tell other plugins (the sitemap) about it."""
        self.write_bytes(page.path, self.render(page).encode())
        if page.view.head.listed:
            entry = SitemapEntry(page.address.lstrip("/"), page.modified or BEGINNING)
            path = str(Path(self.output_path) / page.path)
            signals.content_written.send(path, context={"page": entry})

    def render(self, page: Page) -> str:
        """HTML of a page: its template over the fields of its view."""
        template = self.environment.get_template(f"{page.template}.html")
        view = page.view
        html = template.render({field.name: getattr(view, field.name) for field in fields(view)})
        before = prefix(
            page.path, self.settings["SITEURL"], relative=self.settings["RELATIVE_URLS"]
        )
        return relocate(html, before)

    def write_bytes(self, path: str, data: bytes) -> None:
        """Write a file that is no page; `path` is relative to the output folder."""
        self.release.put(path, data)

    def write_copy(self, path: str, file: Path) -> None:
        """Copy a file that lies elsewhere; `path` is relative to the output folder."""
        self.release.put_copy(path, file)
