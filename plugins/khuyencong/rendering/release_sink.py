"""Writes a site into a release: what did not change since the last is left where it is."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial
from itertools import chain
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
"""Shares of the pages of a clean build: whoever is done with one takes the next."""

_Making = Callable[[], list[StagedFile]]


class ReleaseSink:
    """A sink on its way to an output folder."""

    def __init__(self, release: Release, renderer: Renderer) -> None:
        self.release = release
        self.renderer = renderer
        self._beside: list[BackgroundJobs[_Making, list[StagedFile]]] = []
        self._later: list[_Making] = []
        """What is to be made beside the pages."""

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

    def write_generated(self, bundles: Iterable[Sequence[GeneratedFile]]) -> None:
        """What did not change is found here: telling so costs less than another process."""
        stale = filter(None, (stale_files(self.release, bundle) for bundle in bundles))
        self._write_parallel(partial(stage_stale, self.release), tuple(stale), serial_up_to=FEW)

    def write_beside(self, bundles: Iterable[Sequence[GeneratedFile]]) -> None:
        """A process of its own finds what did not change there, and makes the rest, beside pages.

        Where few pages can have changed, this process does it in the end: beginning another, and
        copying the memory that both go on to use, would take it as long.
        """
        self._later.append(partial(stage_all, self.release, bundles))

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
        elif start_method() == "fork":
            self._render_beside(render, stale)
        else:
            self._write_parallel(render, stale, serial_up_to=FEW)

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
        if len(rest) > FEW:
            self._begin_beside()
        self._write_parallel(render, rest, serial_up_to=serial_up_to)

    def _render_beside(self, render: RenderShare, pages: Sequence[Page]) -> None:
        """The pages of a clean build and what waited for them (`write_beside`) are one queue of
        jobs: other processes begin at once, this one takes its part in `finish_beside`."""
        self._begin_beside(partial(render, share) for share in shares_of(pages))

    def _begin_beside(self, more: Iterable[_Making] = ()) -> None:
        """Have other processes begin with what waits for the pages, and with `more`."""
        self.release.look()
        self._beside.append(BackgroundJobs(_made, [*self._later, *more]))
        self._later = []

    def _write_parallel(
        self,
        work: Callable[[Sequence[Job]], list[StagedFile]],
        jobs: Sequence[Job],
        *,
        serial_up_to: int,
    ) -> None:
        self._note(chain.from_iterable(run_parallel(work, jobs, serial_up_to=serial_up_to)))

    def _note(self, files: Iterable[StagedFile]) -> None:
        for file in files:
            self.release.note(file.path, file.staged, file.digest)

    def finish_beside(self) -> None:
        """Wait for what is made beside; what went wrong there is raised."""
        while self._beside:
            self._note(chain.from_iterable(self._beside.pop().results()))
        while self._later:
            self._note(self._later.pop()())

    def publish(self) -> Mapping[str, str]:
        self.finish_beside()
        self.release.publish()
        return self.release.published

    def abandon(self) -> None:
        """Drop what was not published."""
        while self._beside:
            self._beside.pop().leave()
        self.release.abandon()


def shares_of(pages: Sequence[Page]) -> list[Sequence[Page]]:
    """The pages in shares, those of one time together.

    They show the same cards, be they of categories, tags, places or months: who draws a card
    remembers it for the next page.
    """
    ordered = sorted(pages, key=lambda page: page.modified.timestamp() if page.modified else 0.0)
    size = len(ordered) // SHARES + 1
    return [ordered[start : start + size] for start in range(0, len(ordered), size)]


def _made(make: _Making) -> list[StagedFile]:
    return make()
