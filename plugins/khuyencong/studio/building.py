"""A site held in memory and built again whenever something changed."""

import html
import logging
import shutil
import tempfile
import threading
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from khuyencong.model.rules import Problem, Severity
from khuyencong.reading.folder import ContentError
from khuyencong.reading.generator import MEMORY
from khuyencong.reading.memory import EntryMemory
from khuyencong.rendering.held import SETTING, HeldSite
from khuyencong.rendering.running import Built, run
from khuyencong.studio.at_once import pages_at_once

log = logging.getLogger(__name__)

_BROKEN = """\
<!DOCTYPE html><html lang="vi"><head><meta charset="utf-8"><title>Xem thử</title></head>
<body><p role="alert">Mẫu trang (theme) có lỗi nên không vẽ được trang này: {}</p></body></html>"""


class Studio:
    """The newest whole site of a content folder, drafts and all, and what is wrong now.

    `version` counts the sites that were shown; `problems` are those of the last attempt. When
    it failed, the site is still the one before.
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
        self._site: HeldSite | None = None
        self._last: Built | None = None
        self._drawing = threading.Lock()
        self._memory = EntryMemory(content.resolve(), Path(".cache").resolve(), hold=True)
        self._folder = Path(tempfile.mkdtemp(prefix="khuyencong-xem-thu-"))

    @property
    def errors(self) -> tuple[str, ...]:
        """What kept the last attempt from giving a site, a line each; nothing if it did."""
        errors = (p for p in self.problems if p.rule.severity is Severity.ERROR)
        return (*map(str, errors), *([self.trouble] if self.trouble else []))

    def build(self, changed: Iterable[Path] | None = None) -> None:
        """Try to make the site anew.

        `changed` are the files of `content/` that changed, when nothing else did. Their own
        pages are shown first; lists, feeds and neighbours follow with the whole site.
        """
        if changed is not None:
            self._show_at_once(changed)
        theme = changed is None
        trouble = ""
        problems: tuple[Problem, ...] = ()
        site: HeldSite | None = None
        try:
            site, problems = self._built(theme=theme)
        except ContentError as error:
            problems = error.problems
        except Exception as error:
            # Whatever a developer broke in theme or settings shows in the browser.
            log.debug("preview failed", exc_info=True)
            trouble = f"{type(error).__name__}: {error}"
        with self.changed:
            self.trouble, self.problems = trouble, problems
            if site:
                self._site = site
                self.version += 1
            self.changed.notify_all()

    def _show_at_once(self, changed: Iterable[Path]) -> None:
        if self._site is None or self._last is None:
            return
        pages = list(pages_at_once(changed, self._memory.folder, self._site, self._last))
        for page in pages:
            self._site.put(page)
        if pages:
            self._tell()

    def _tell(self) -> None:
        """Wake up whoever waits for something new."""
        with self.changed:
            self.version += 1
            self.changed.notify_all()

    def _built(self, *, theme: bool) -> tuple[HeldSite, tuple[Problem, ...]]:
        folder = Path(tempfile.mkdtemp(dir=self._folder))
        known = self._site.renderer if self._site and not theme else None
        site = HeldSite(folder, known)
        built = run(
            self.content,
            folder,
            self.settings_name,
            **{"DRAFTS": True, MEMORY: self._memory, SETTING: site, **self.overrides},
        )
        if site.renderer and not known:
            site.renderer.check()
        if self._site:
            shutil.rmtree(self._site.folder, ignore_errors=True)
        self._last = built
        return site, built.problems

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

    def wait(self, seen: tuple[int, tuple[str, ...]], seconds: float) -> None:
        """Wait until (version, errors) are others than those seen, or for some seconds."""
        with self.changed:
            self.changed.wait_for(
                lambda: self.closed or (self.version, self.errors) != seen, timeout=seconds
            )

    def close(self) -> None:
        """Let go of everybody who waits, and remove what lies on the disk."""
        with self.changed:
            self.closed = True
            self.changed.notify_all()
        shutil.rmtree(self._folder, ignore_errors=True)
