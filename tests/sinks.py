"""A sink that keeps a site as a plain folder would: every path written once, none in the way."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from functools import cache
from pathlib import Path

from khuyencong.build import BuildSettings, Built, build
from khuyencong.pages.page import DependencyKeys, Page
from khuyencong.rendering.release import confined
from khuyencong.rendering.renderer import Renderer
from khuyencong.store.cached_file import CachedFile
from khuyencong.store.generated_file import GeneratedFile
from tests.conftest import NOW, ROOT, Content, theme_renderer

LONGEST_NAME = 255
"""Bytes of the name of a file or folder on common disks (NAME_MAX)."""


class FileDict:
    """Output path → bytes of a whole site, made at once."""

    def __init__(self, renderer: Renderer) -> None:
        self.renderer = renderer
        self.files: dict[str, bytes] = {}

    output = ""

    def _put(self, path: str, data: bytes) -> None:
        parts = confined(path).split("/")
        assert path not in self.files, f"{path} is written twice"
        assert all(len(part.encode()) <= LONGEST_NAME for part in parts), f"{path} is too long"
        self.files[path] = data

    def write_bytes(self, path: str, data: bytes) -> None:
        self._put(path, data)

    def write_copies(self, files: Mapping[str, Path | CachedFile]) -> None:
        for path, file in files.items():
            self._put(path, file.read_bytes())

    def write_generated(self, bundles: Iterable[Sequence[GeneratedFile]]) -> None:
        for bundle in bundles:
            for file in bundle:
                self._put(file.path, file.generate())

    write_beside = write_generated

    def write_pages(self, pages: Sequence[Page], shared: DependencyKeys | None) -> None:
        for page in pages:
            self._put(page.path, self.renderer.render(page, page.view).encode())

    def publish(self) -> Mapping[str, str]:
        """See whether a disk could hold the files: none lies where another has its folder."""
        names: dict[str, str] = {}
        for path in self.files:
            assert names.setdefault(path.casefold(), path) == path, f"{path} and {names}"
        for path in self.files:
            for folder in _folders(path.casefold()):
                assert folder not in names, f"{path} lies in the file {folder}"
        return {}


def _folders(path: str) -> Iterator[str]:
    while path := path.rpartition("/")[0]:
        yield path


def built_files(content: Content) -> dict[str, bytes]:
    """Output path → bytes of the site of a content folder, built with this project's theme."""
    return built_site(content)[1]


def built_site(content: Content, now: datetime = NOW) -> tuple[Built, dict[str, bytes]]:
    """What a build made, and its files."""
    sink = FileDict(_renderer())
    settings = BuildSettings(content.cache, ROOT / "theme", "", now)
    return build(content.folder, settings, sink), sink.files


@cache
def _renderer() -> Renderer:
    """Compiles each template once for all sites."""
    return theme_renderer()
