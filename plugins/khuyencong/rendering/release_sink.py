"""Writes a site into a release: what did not change since the last is left where it is."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial
from itertools import chain
from pathlib import Path

from khuyencong.background import BackgroundJobs
from khuyencong.pages.page import DependencyKeys, Page
from khuyencong.parallel import Job, run_parallel
from khuyencong.rendering.generated_files import StagedFile, stage_all, stage_stale, stale_files
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
"""The same for pages that are merely compared with what is known of them."""

SHARES = 24
"""Shares of the pages of a first site: who is done with one takes the next."""

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
        """A process of its own finds what did not change there, and makes the rest, while others
        make pages.

        Where this process makes the few pages itself, it does this in the end: beginning another,
        and copying the memory that both go on to use, would take it as long.
        """
        self._later.append(partial(stage_all, self.release, bundles))

    def write_pages(self, pages: Sequence[Page], shared: DependencyKeys | None) -> None:
        """A page whose own dependencies and those that it shares are as they were is not even
        compared: its view is never made."""
        page_digests = self.renderer.page_digests()
        if shared is not None:
            of_site = page_digests.dependency_digests(shared.site)
            of_frame = page_digests.dependency_digests(shared.frame)
            pages = [page for page in pages if not self._reused(page, of_site, of_frame)]
        work = RenderShare(self.renderer, page_digests, self.release)
        serial_up_to = FEW
        if self.release.known:
            # Some, from all lists, tell whether the others must be drawn or merely compared.
            step = len(pages) // FEW + 1
            found = work(pages[::step])
            self._note(found)
            drawn = sum(not self.release.is_unchanged(file.path, file.digest) for file in found)
            serial_up_to = FEW if drawn * step > FEW else MANY
            pages = [page for number, page in enumerate(pages) if number % step]
            if len(pages) > serial_up_to:
                self._begin_beside()
        elif start_method() == "fork":
            self._begin_beside(partial(work, pages[number::SHARES]) for number in range(SHARES))
            pages = []
        self._write_parallel(work, pages, serial_up_to=serial_up_to)

    def _begin_beside(self, more: Iterable[_Making] = ()) -> None:
        """Have others make what is to be made beside the pages, and `more`."""
        self.release.look()
        self._beside.append(BackgroundJobs(_made, [*self._later, *more]))
        self._later = []

    def _reused(
        self, page: Page, of_site: Callable[[str], bytes], of_frame: Callable[[str], bytes]
    ) -> bool:
        own = page.depends.digest
        if own is None:
            return False
        shared = of_frame if page.depends.alone else of_site
        return self.release.reuse_if_unchanged(page.path, shared(page.template) + own)

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


def _made(make: _Making) -> list[StagedFile]:
    return make()
