"""A site that is held in memory: files are made when somebody asks for them."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from khuyencong.pages.page import DependencyKeys, Page
from khuyencong.rendering.renderer import Renderer
from khuyencong.rendering.staging import confined
from khuyencong.store.cached_file import CachedFile
from khuyencong.store.generated_file import GeneratedFile


@dataclass
class InMemorySite:
    """A sink whose files are kept by their output paths, each with a way to its bytes.

    `folder` holds what other plugins wrote by themselves.
    """

    folder: Path
    renderer: Renderer
    files: dict[str, Callable[[], bytes]] = field(default_factory=dict)
    output: str = ""
    """No folder."""

    def put(self, page: Page) -> None:
        """Take a page in, in the place of an older one; it is rendered when it is looked at."""
        self.files[page.path] = partial(self._render, page)

    def _render(self, page: Page) -> bytes:
        return self.renderer.render(page, page.view).encode()

    def read(self, path: str) -> bytes | None:
        """The bytes of a file, made now if need be; None when the site has no such file."""
        if path in self.files:
            return self.files[path]()
        try:
            return (self.folder / confined(path)).read_bytes()
        except (OSError, ValueError):
            return None

    def write_bytes(self, path: str, data: bytes) -> None:
        self.files[path] = lambda: data

    def write_copies(self, files: Mapping[str, Path | CachedFile]) -> None:
        self.files.update((path, file.read_bytes) for path, file in files.items())

    def write_generated(self, bundles: Iterable[Sequence[GeneratedFile]]) -> None:
        self.files.update((file.path, file.generate) for bundle in bundles for file in bundle)

    write_beside = write_generated

    def write_pages(self, pages: Sequence[Page], shared: DependencyKeys | None) -> None:
        for page in pages:
            self.put(page)

    def publish(self) -> Mapping[str, str]:
        """Nothing to do: whoever holds the site shows it."""
        return {}
