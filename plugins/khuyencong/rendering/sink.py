"""Where a build writes to: a folder that readers see, or a site held in memory."""

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Protocol

from khuyencong.pages.page import DependencyKeys, Page
from khuyencong.store.cached_file import CachedFile
from khuyencong.store.generated_file import GeneratedFile


class Sink(Protocol):
    """Takes the files of a site. Paths are relative to the output folder.

    Nothing is seen by readers before `publish`.
    """

    @property
    def output(self) -> str:
        """The folder that readers see; empty for a site that is held in memory."""

    def write_bytes(self, path: str, data: bytes) -> None:
        """Take a small file."""

    def write_copies(self, files: Mapping[str, Path | CachedFile]) -> None:
        """Take files that lie elsewhere, by their output paths."""

    def write_generated(self, bundles: Iterable[Sequence[GeneratedFile]]) -> None:
        """Take files that are generated when their dependencies changed.

        The files of a bundle share work and are generated in one process.
        """

    def write_beside(self, bundles: Iterable[Sequence[GeneratedFile]]) -> None:
        """The same, beside whatever is done until `publish` where that pays: they may depend on
        nothing that changes meanwhile."""

    def write_pages(self, pages: Sequence[Page], shared: DependencyKeys | None) -> None:
        """Take pages; `shared` stands for what they may show besides their own dependencies."""

    def publish(self) -> Mapping[str, str]:
        """Let readers see the site; output path → state of each file, as far as it is known."""
