"""Writes a site into a release: what did not change since the last is left where it is."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial
from pathlib import Path

from khuyencong.background import BackgroundJobs
from khuyencong.pages.page import DependencyKeys, Page
from khuyencong.parallel import Job, run_parallel
from khuyencong.rendering.generated_files import StagedFile, stage_all, stage_stale, stale_files
from khuyencong.rendering.page_digests import PageDigests
from khuyencong.rendering.release import Release
from khuyencong.rendering.renderer import Renderer, RenderShare
from khuyencong.store.cached_file import CachedFile
from khuyencong.store.digest import digest_of
from khuyencong.store.file_state import file_state, is_settled
from khuyencong.store.generated_file import GeneratedFile
from khuyencong.worker import start_method

FEW = 60
"""Pages, or bundles of files, that are made in this process: starting another takes longer."""
MANY = 1_500
"""The same for pages that are compared by their digests and not rendered."""
SHARES = 24
"""Shares of much work, or more: whoever is done with one takes the next."""
MAX_JOBS_PER_CHILD = 240
"""Pages, or bundles of files, after which a process is replaced by another. Wherever it looks at a
record it copies memory that it shared with this one, for CPython counts references there."""
LARGE = 10_000
"""Files of a site from which it pays to have another process look for what changed beside this one:
beginning it, and copying the memory that both look at, takes a twentieth of a second or more."""

_Bundles = Iterable[Sequence[GeneratedFile]]


class ReleaseSink:
    """A sink on its way to an output folder."""

    def __init__(self, release: Release, renderer: Renderer) -> None:
        self.release = release
        self.renderer = renderer
        self._beside: list[BackgroundJobs[_Bundles, list[StagedFile]]] = []
        self._later: list[_Bundles] = []

    @property
    def output(self) -> str:
        """The folder that the release is for."""
        return str(self.release.live)

    def write_bytes(self, path: str, data: bytes) -> None:
        self.release.put(path, data)

    def write_copies(self, files: Mapping[str, Path | CachedFile]) -> None:
        """A file that was copied before, and did not change since, is not opened."""
        for path, file in files.items():
            if isinstance(file, CachedFile):
                self._write_cached(path, file)
            else:
                self._copy(path, file)

    def _write_cached(self, path: str, file: CachedFile) -> None:
        if self.release.is_unchanged(path, file.digest):
            self.release.keep(path, file.digest)
        else:
            self.release.put(path, file.read_bytes(), file.digest)

    def _copy(self, path: str, file: Path) -> None:
        state = file_state(file)
        copied_from = digest_of(state.encode(), str(file).encode())
        if self.release.is_unchanged(path, copied_from):
            self.release.keep(path, copied_from)
        else:
            self.release.put_copy(path, file, copied_from if is_settled(state) else None)

    def write_beside(self, bundles: _Bundles) -> None:
        """Another process looks for what changed in a large site; a first site, and a small one,
        is written when the pages are."""
        if len(self.release.known) > LARGE:
            self.release.look()
            self._beside.append(BackgroundJobs(partial(stage_all, self.release), [bundles]))
        else:
            self._later.append(bundles)

    def write_generated(self, bundles: _Bundles) -> None:
        """What did not change is found here: telling so costs less than another process."""
        stale = tuple(filter(None, (stale_files(self.release, bundle) for bundle in bundles)))
        self._write_parallel(partial(stage_stale, self.release), stale, serial_up_to=FEW)

    def write_pages(self, pages: Sequence[Page], shared: DependencyKeys | None) -> None:
        """Render the pages that are stale, in as many processes as it pays.

        A page whose own dependencies and those that it shares are as they were is not even
        compared: its view is never made. Without `shared` every page is compared.
        """
        page_digests = self.renderer.page_digests()
        stale = pages if shared is None else self._stale(pages, page_digests, shared)
        render = RenderShare(self.renderer, page_digests, self.release)
        if self.release.known:
            self._render_incremental(render, stale)
        else:
            self._render_all(render, stale)

    def _stale(
        self, pages: Sequence[Page], page_digests: PageDigests, shared: DependencyKeys
    ) -> list[Page]:
        """Pages whose dependency digest is another; the release takes the others as they are."""
        of_site = page_digests.dependency_digests(shared.site)
        of_frame = page_digests.dependency_digests(shared.frame)

        def is_reused(page: Page) -> bool:
            own = page.depends.digest
            if own is None:
                return False
            digest = (of_frame if page.depends.alone else of_site)(page.template) + own
            return self.release.reuse_if_unchanged(page.path, digest)

        return [page for page in pages if not is_reused(page)]

    def _render_incremental(self, render: RenderShare, stale: Sequence[Page]) -> None:
        """A sample of the pages, from all lists, tells about how many of them must be rendered:
        that costs so much more than to compare them that other processes pay earlier."""
        step = len(stale) // FEW + 1
        sample = render(stale[::step])
        rendered = sum(not self.release.is_unchanged(file.path, file.digest) for file in sample)
        self._note(sample)
        rest = [page for number, page in enumerate(stale) if number % step]
        serial_up_to = FEW if rendered * step > FEW else MANY
        self._write_parallel(render, rest, serial_up_to=serial_up_to)

    def _render_all(self, render: RenderShare, pages: Sequence[Page]) -> None:
        """One page of each template is rendered here: what that loads, all processes share."""
        first = {page.template: page for page in reversed(pages)}.values()
        self._note(render(list(first)))
        rendered = {page.address for page in first}
        rest = [page for page in by_time(pages) if page.address not in rendered]
        self._write_parallel(render, rest, serial_up_to=FEW)

    def _write_parallel(
        self,
        work: Callable[[Sequence[Job]], list[StagedFile]],
        jobs: Sequence[Job],
        *,
        serial_up_to: int,
    ) -> None:
        self.release.look()
        # Elsewhere a share is sent with all that it looks at: the fewer, the better.
        many = start_method() == "fork" and len(jobs) > 2 * MAX_JOBS_PER_CHILD
        run_parallel(
            work,
            jobs,
            serial_up_to=serial_up_to,
            share_size=min(len(jobs) // SHARES + 1, MAX_JOBS_PER_CHILD) if many else None,
            max_jobs_per_child=MAX_JOBS_PER_CHILD,
            on_result=self._note,
        )

    def _note(self, files: Iterable[StagedFile]) -> None:
        for file in files:
            self.release.note(file.path, file.staged, file.digest)

    def finish_beside(self) -> None:
        """Write what waited for the pages, and wait for what is written beside; what went wrong
        there is raised."""
        while self._later:
            self.write_generated(self._later.pop())
        while self._beside:
            for files in self._beside.pop().results():
                self._note(files)

    def publish(self) -> Mapping[str, str]:
        self.finish_beside()
        self.release.publish()
        return self.release.published

    def abandon(self) -> None:
        """Drop what was not published."""
        while self._beside:
            self._beside.pop().leave()
        self.release.abandon()


def by_time(pages: Iterable[Page]) -> list[Page]:
    """The pages, those of one time together.

    They show the same cards, be they of categories, tags, places or months: who draws a card
    remembers it for the next page.
    """
    return sorted(pages, key=lambda page: page.modified.timestamp() if page.modified else 0.0)
