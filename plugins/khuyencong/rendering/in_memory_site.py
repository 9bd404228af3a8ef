"""A site that is held in memory: files are made when somebody asks for them."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

from pelican.writers import Writer

from khuyencong.pages.views import Page
from khuyencong.rendering.renderer import Renderer
from khuyencong.rendering.staging import confined
from khuyencong.store.generated_file import GeneratedFile

SETTING = "HELD_SITE"
"""Pelican setting: the site to be filled by a run that shall write no output folder."""


@dataclass
class InMemorySite:
    """The files of a site by their output paths, each with a way to its bytes.

    `folder` holds what plugins wrote by themselves.
    """

    folder: Path
    renderer: Renderer | None = None
    """That of an earlier site when templates are as they were, to spare reading them."""
    files: dict[str, Callable[[], bytes]] = field(default_factory=dict)

    def put(self, page: Page) -> None:
        """Take a page in, in the place of an older one; it is drawn when it is looked at."""
        self.files[page.path] = partial(self._draw, page)

    def _draw(self, page: Page) -> bytes:
        if self.renderer is None:
            raise ValueError("a site without templates")
        return self.renderer.render(page, page.view).encode()

    def read(self, path: str) -> bytes | None:
        """The bytes of a file, made now if need be; None when the site has no such file."""
        if path in self.files:
            return self.files[path]()
        try:
            return (self.folder / confined(path)).read_bytes()
        except (OSError, ValueError):
            return None


class InMemoryWriter(Writer):  # type: ignore[misc]
    """Pelican's writer for a held site; it offers what SiteWriter does."""

    def __init__(self, output_path: str, settings: Mapping[str, Any]) -> None:
        super().__init__(output_path, settings=settings)
        self.site: InMemorySite = settings[SETTING]
        self.site.renderer = self.site.renderer or Renderer(settings)

    def write_pages(self, pages: Sequence[Page], dependency_key: Any = None) -> None:
        """Remember pages; each is drawn when it is looked at, whatever lies `dependency_key`."""
        for page in pages:
            self.write_page(page)

    def write_page(self, page: Page) -> None:
        """Remember one page."""
        self.site.put(page)

    def write_bytes(self, path: str, data: bytes) -> None:
        """Remember a file that is no page."""
        self.site.files[path] = lambda: data

    def write_made(self, bundles: Iterable[Sequence[GeneratedFile]]) -> None:
        """Remember how files are made."""
        self.site.files.update((made.path, made.generate) for bundle in bundles for made in bundle)

    def write_copy(self, path: str, file: Path) -> None:
        """Remember where a file lies."""
        self.site.files[path] = file.read_bytes
