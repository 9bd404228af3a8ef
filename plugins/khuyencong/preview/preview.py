"""`khuyencong preview`: save a file, and the page in the browser is the new one."""

import threading
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from watchfiles import DefaultFilter, watch

from khuyencong.plugin.settings_place import settings_file
from khuyencong.preview.builder import PreviewBuilder
from khuyencong.preview.server import PreviewServer

QUIET = 10
"""Milliseconds without a further change after which a save counts as done."""

Identities = list[tuple[int, int] | None]
"""Device and inode of each watched place; None where nothing is."""


class Saves(DefaultFilter):
    """Changes that matter: not the lock files of Word and Excel, nor those of editors."""

    ignore_entity_patterns = (*DefaultFilter.ignore_entity_patterns, r"^~\$", r"\.tmp$")


class Preview:
    """A studio, its server, and an eye on everything that a site is made from."""

    def __init__(
        self,
        content: Path,
        settings_name: str,
        port: int,
        on_build: Callable[[PreviewBuilder], None],
        **overrides: Any,
    ) -> None:
        """`on_build` is called after every attempt to build.

        Raises:
            OSError: the port is taken.
        """
        self.builder = PreviewBuilder(content, settings_name, **overrides)
        try:
            self.server = PreviewServer(self.builder, port)
        except OSError:
            self.builder.close()
            raise
        self.builder.overrides.setdefault("SITEURL", self.server.address)
        self.content = content.resolve()
        self.on_build = on_build
        settings = settings_file(settings_name)
        self.theme = settings.parent / "theme"
        self.watched = [self.content, self.theme, settings]
        self._stop = threading.Event()

    def run(self) -> None:
        """Build, serve and watch until `stop` is called, or Ctrl-C is pressed."""
        watched = _identities(self.watched)
        self.builder.build()
        self.on_build(self.builder)
        threading.Thread(target=self.server.serve_forever, daemon=True).start()
        self.builder.begin(self.on_build)
        try:
            others = self._follow(watched)
            while others is not None:
                others = self._follow(others, missed=True)
        finally:
            self.builder.close()
            self.server.shutdown()
            self.server.server_close()

    def _follow(self, watched: Identities, *, missed: bool = False) -> Identities | None:
        """Pass saves on until the end, or until something watched was moved, put back or swapped.

        The system follows a folder, not its name: what lies under the name now must be watched
        anew, and built, for what was `missed` in between. Returns what lies there now.
        """
        changes = watch(
            *(place for place in self.watched if place.exists()),
            watch_filter=Saves(),
            step=QUIET,
            debounce=10 * QUIET,
            rust_timeout=500,
            yield_on_timeout=True,
            stop_event=self._stop,
            raise_interrupt=False,
        )
        for found in changes:
            now = _identities(self.watched)
            if now != watched:
                return now
            paths = [Path(path) for _, path in found]
            if missed or paths:
                inside = not missed and all(path.is_relative_to(self.content) for path in paths)
                self.builder.saved(paths if inside else None)
                missed = False
        return None

    def stop(self) -> None:
        """End `run`, from another thread."""
        self._stop.set()


def _identities(places: Iterable[Path]) -> Identities:
    return [_identity(place) for place in places]


def _identity(place: Path) -> tuple[int, int] | None:
    try:
        found = place.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino
