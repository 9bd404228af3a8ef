"""A site held in memory and built again whenever something changed.

What makes and draws a site is loaded when the first one is made: who stands beside a preview and
has something else to show does not wait for that.
"""

import contextlib
import html
import logging
import shutil
import tempfile
import threading
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from khuyencong.addresses import file_path
from khuyencong.content.entry_cache import EntryCache
from khuyencong.content.file_references import Folder
from khuyencong.content.folder import ContentError
from khuyencong.content.record import Record
from khuyencong.model.entry import Entry
from khuyencong.model.rules import Problem, Severity
from khuyencong.store.cache_folder import CACHE_FOLDER

if TYPE_CHECKING:
    from khuyencong.build import Built
    from khuyencong.describing.elements import Link
    from khuyencong.rendering.in_memory_site import InMemorySite
    from khuyencong.site.index import Site

log = logging.getLogger(__name__)

_BROKEN = """\
<!DOCTYPE html><html lang="vi"><head><meta charset="utf-8"><title>Xem thử</title></head>
<body><p role="alert">Mẫu trang (theme) có lỗi nên không vẽ được trang này: {}</p></body></html>"""

_NO_FOLDER = "Không thấy thư mục “{}”. Đưa thư mục về chỗ cũ, trang tự dựng lại."


class PreviewBuilder:
    """The newest whole site of a content folder, drafts and all, and what is wrong now.

    `version` rises whenever there may be something new to see; `problems` are those of the last
    attempt. When it failed, the site is still the one before.
    """

    def __init__(self, content: Path, settings_name: str, **overrides: Any) -> None:
        """`overrides` are Pelican settings."""
        self.settings_name = settings_name
        self.content = content
        self.overrides = overrides
        self.version = 0
        self.problems: tuple[Problem, ...] = ()
        self.trouble = ""
        """What went wrong besides the content, such as a broken template."""
        self.closed = False
        self.changed = threading.Condition()
        self._site: InMemorySite | None = None
        self._last: Built | None = None
        self._drawing = threading.Lock()
        self._saves = threading.Condition()
        self._waiting: list[tuple[Path, ...] | None] = []
        """What each save changed that no build has taken up yet; None for more than entries."""
        self._unbuilt: list[tuple[Path, ...] | None] = []
        """The same of builds that are under way, or that gave no site."""
        self._worker: threading.Thread | None = None
        self._fresh_theme = True
        """Whether templates must be read anew: they may have changed since the last site."""
        self.entry_cache = EntryCache(
            content.resolve(), Path(CACHE_FOLDER).resolve(), in_memory=True
        )
        """What the content folder said; whoever stands beside the preview may read from it too."""
        self._folder = Path(tempfile.mkdtemp(prefix="khuyencong-xem-thu-"))

    @property
    def errors(self) -> tuple[str, ...]:
        """What kept the last attempt from giving a site, a line each; nothing if it did."""
        errors = (p for p in self.problems if p.rule.severity is Severity.ERROR)
        return (*map(str, errors), *([self.trouble] if self.trouble else []))

    @property
    def site(self) -> "Site | None":
        """Everything that the last site shows; None while there is none."""
        return self._last.site_pages.context.site if self._last else None

    @property
    def directory(self) -> "tuple[tuple[str, tuple[Link, ...]], ...]":
        """What the foot of every page leads to, by headings; nothing while there is no site."""
        return self._last.site_pages.context.chrome.directory if self._last else ()

    def lacks(self, address: str) -> bool:
        """Whether there is a site, and it has no page at an address."""
        return self._site is not None and file_path(address) not in self._site.files

    def begin(self, on_build: Callable[["PreviewBuilder"], None]) -> None:
        """Make the site anew after every save from now on, beside what this thread does.

        `on_build` is called after every attempt.
        """
        self._worker = threading.Thread(target=self._work, args=(on_build,))
        self._worker.start()

    def saved(self, changed: Iterable[Path] | None = None) -> None:
        """Take notice of a save.

        `changed` are the files of `content/` that changed, when nothing else did. Their own
        pages are shown at once; lists, feeds and neighbours follow with the whole site.
        """
        with self._saves:
            save = None if changed is None else tuple(changed)
            self._waiting.append(save)
            shown = self._show(save)
            self._saves.notify()
        if shown:
            self._tell()

    def _work(self, on_build: Callable[["PreviewBuilder"], None]) -> None:
        while True:
            with self._saves:
                self._saves.wait_for(lambda: self.closed or self._waiting)
                saves, self._waiting = self._waiting, []
                self._unbuilt += saves
            if self.closed:
                return
            self._fresh_theme |= None in saves
            self.build()
            with contextlib.suppress(OSError):  # the terminal is gone, the browser is not
                on_build(self)

    def build(self) -> None:
        """Try to make the whole site anew."""
        if not self.content.is_dir():
            self.trouble, self.problems = _NO_FOLDER.format(self.content.name), ()
            self._tell()
            return
        try:
            site, built = self._built()
        except ContentError as error:
            self.trouble, self.problems = "", error.problems
        except (Exception, SystemExit) as error:
            # Whatever a developer broke in theme or settings shows in the browser.
            log.debug("preview failed", exc_info=True)
            self.trouble, self.problems = f"{type(error).__name__}: {error}", ()
        else:
            self._take_over(site, built)
        self._tell()

    def _take_over(self, site: "InMemorySite", built: "Built") -> None:
        """Show a new site in the place of the old one."""
        old = self._site
        with self._saves:
            self._fresh_theme = False
            self.trouble, self.problems = "", built.problems
            self._site, self._last = site, built
            self._unbuilt = []
            # What was saved meanwhile may be newer than what the build has read.
            for save in self._waiting:
                self._show(save)
        if old:
            shutil.rmtree(old.folder, ignore_errors=True)

    def _show(self, save: tuple[Path, ...] | None) -> bool:
        """Put new pages of what was saved into the site; whether there are any."""
        if save is None or self._site is None or self._last is None:
            return False
        from khuyencong.preview.fast_rerender import rerendered_pages

        # A folder of its own: a build may be reading with that of the memory.
        folder = Folder(self.entry_cache.content, self.entry_cache.pictures)
        saves = [*self._unbuilt, *self._waiting]
        unbuilt = None if None in saves else [path for each in saves for path in each or ()]
        pages = list(rerendered_pages(save, folder, self._site, self._last, unbuilt=unbuilt))
        for page in pages:
            self._site.put(page)
        return bool(pages)

    def _tell(self) -> None:
        """Wake up whoever waits for something new."""
        with self.changed:
            self.version += 1
            self.changed.notify_all()

    def _built(self) -> "tuple[InMemorySite, Built]":
        from khuyencong.plugin.pelican_run import run_pelican
        from khuyencong.plugin.site_generator import Run
        from khuyencong.rendering.in_memory_site import InMemorySite
        from khuyencong.rendering.renderer import Renderer
        from khuyencong.rendering.templates import RenderSettings

        folder = Path(tempfile.mkdtemp(dir=self._folder))
        renderer = self._site.renderer if self._site and not self._fresh_theme else None

        def make_sink(settings: Mapping[str, Any]) -> InMemorySite:
            return InMemorySite(folder, renderer or Renderer(RenderSettings.from_pelican(settings)))

        run = Run(make_sink, entry_cache=self.entry_cache)
        overrides = {"DRAFTS": True, **self.overrides}
        built = run_pelican(self.content, folder, self.settings_name, run, **overrides).built
        if not isinstance(run.sink, InMemorySite):
            raise TypeError("a preview is held in memory")
        if not renderer:
            run.sink.renderer.check()
        return run.sink, built

    def read(self, path: str) -> bytes | None:
        """The bytes of a file of the site; templates are drawn by one thread at a time."""
        site = self._site
        if site is None:
            return None
        with self._drawing:
            try:
                return site.read(path)
            except Exception as error:
                # A template may fail for one page only: that page says so.
                log.debug("drawing failed", exc_info=True)
                return _BROKEN.format(html.escape(f"{type(error).__name__}: {error}")).encode()

    def draft(self, record: Record[Entry]) -> bytes | None:
        """The page of an entry that is not saved, in the frame and among the neighbours of the
        last build; None while there is no site.

        Raises:
            PictureError: one of its photos is damaged.
        """
        site, last = self._site, self._last
        if site is None or last is None:
            return None
        from khuyencong.preview.fast_rerender import drafted_page, drafted_photos

        photos = drafted_photos(record, self.content, self.entry_cache.pictures)
        site.write_copies(photos)
        page = drafted_page(record, last)
        with self._drawing:
            return site.renderer.render(page, page.view).encode()

    def wait(self, seen: tuple[int, tuple[str, ...]], seconds: float) -> None:
        """Wait until (version, errors) are others than those seen, or for some seconds."""
        with self.changed:
            self.changed.wait_for(
                lambda: self.closed or (self.version, self.errors) != seen, timeout=seconds
            )

    def close(self) -> None:
        """Let go of everybody who waits, and remove what lies on the disk."""
        self.closed = True
        for waiting in (self.changed, self._saves):
            with waiting:
                waiting.notify_all()
        if self._worker:
            self._worker.join()
        shutil.rmtree(self._folder, ignore_errors=True)
