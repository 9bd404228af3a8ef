"""Pelican's writer for this site: a page is a pure function of its view."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import chain
from pathlib import Path
from typing import Any

from pelican import signals
from pelican.writers import Writer

from khuyencong.content.entry_store import digest_of
from khuyencong.pages.views import Page
from khuyencong.parallel import Job, run_parallel
from khuyencong.rendering.generated_files import StagedFile, StageGenerated
from khuyencong.rendering.release import SETTING, Release
from khuyencong.rendering.renderer import Renderer, RenderShare
from khuyencong.store.file_state import file_state, settled
from khuyencong.store.generated_file import GeneratedFile
from khuyencong.vietnamese.dates import VIETNAM

FEW = 60
"""Pages, or bundles of files, up to which starting another process takes longer than it saves."""
MANY = 1_500
"""The same when most pages are merely compared with what is known of them."""

BEGINNING = datetime(1970, 1, 1, tzinfo=VIETNAM)
"""For a site on which nothing has a date; the sitemap would take the clock."""


@dataclass(frozen=True, slots=True)
class SitemapEntry:
    """What pelican-sitemap asks of a page."""

    url: str
    modified: datetime
    status: str = "published"


class SiteWriter(Writer):  # type: ignore[misc]
    """Renders views that changed and hands every file to the release."""

    def __init__(self, output_path: str, settings: dict[str, Any]) -> None:
        super().__init__(output_path, settings=settings)
        self.release: Release = settings[SETTING]
        self.release.look()
        self.renderer = Renderer(settings)

    def write_pages(
        self, pages: Sequence[Page], dependency_key: tuple[Any, ...] | None = None
    ) -> None:
        """Write the pages that changed, and tell other plugins (the sitemap) of all.

        A page whose body digest is known depends on that body and on `dependency_key`: where
        both are as they were, not even the view is made.
        """
        for page in pages:
            self._announce(page)
        page_digests = self.renderer.page_digests()
        if dependency_key is not None:
            dependency_digest = page_digests.dependency_digest(dependency_key)
            pages = [
                page for page in pages if not self._reuse_if_unchanged(page, dependency_digest)
            ]
        self._share_out(RenderShare(self.renderer, page_digests, self.release), pages)

    def _reuse_if_unchanged(self, page: Page, dependency_digest: bytes) -> bool:
        return page.body_digest is not None and self.release.reuse_if_unchanged(
            page.path, dependency_digest + page.body_digest
        )

    def write_page(self, page: Page) -> None:
        """Write one page."""
        self.write_pages([page])

    def _announce(self, page: Page) -> None:
        if page.listed:
            entry = SitemapEntry(page.address.lstrip("/"), page.modified or BEGINNING)
            path = f"{self.output_path}/{page.path}"
            signals.content_written.send(path, context={"page": entry})

    def render(self, page: Page) -> str:
        """HTML of a page: its template over the fields of its view."""
        return self.renderer.render(page, page.view)

    def write_bytes(self, path: str, data: bytes) -> None:
        """Write a file that is no page; `path` is relative to the output folder."""
        self.release.put(path, data)

    def write_made(self, bundles: Sequence[Sequence[GeneratedFile]]) -> None:
        """Write files, making only those that would be made from something else now.

        The files of a bundle are made in one process, because they share work.
        """
        self._share_out(StageGenerated(self.release), bundles)

    def _share_out(
        self, work: Callable[[Sequence[Job]], list[StagedFile]], jobs: Sequence[Job]
    ) -> None:
        serial_up_to = MANY if self.release.known else FEW
        for file in chain.from_iterable(run_parallel(work, jobs, serial_up_to=serial_up_to)):
            self.release.note(file.path, file.staged, file.digest)

    def write_copy(self, path: str, file: Path) -> None:
        """Copy a file that lies elsewhere; `path` is relative to the output folder.

        One that was copied before, and did not change since, is not opened.
        """
        state = file_state(file)
        digest = digest_of(state.encode(), str(file).encode())
        if self.release.is_unchanged(path, digest):
            self.release.keep(path, digest)
        else:
            self.release.put_copy(path, file, digest if settled(state) else None)
