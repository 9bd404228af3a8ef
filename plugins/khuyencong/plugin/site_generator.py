"""The build as a generator of Pelican's, and its publication when all plugins have written."""

import logging
from collections.abc import Callable, Mapping
from concurrent.futures import Executor
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from pelican import signals

from khuyencong.assets.fonts import require_fonts
from khuyencong.build import BuildSettings, Built, build
from khuyencong.content.entry_cache import EntryCache
from khuyencong.content.folder import ContentError
from khuyencong.model.rules import Problem, Severity
from khuyencong.parallel import Progress
from khuyencong.plugin import sitemap
from khuyencong.rendering.release import Release
from khuyencong.rendering.release_sink import ReleaseSink
from khuyencong.rendering.renderer import Renderer
from khuyencong.rendering.sink import Sink
from khuyencong.rendering.templates import RenderSettings
from khuyencong.vietnamese.dates import VIETNAM, parse_event

log = logging.getLogger(__name__)

RUN = "KHUYENCONG_RUN"
"""Pelican setting: the Run of who started Pelican from within this program."""
_KNOWN_PLUGINS = {"khuyencong.plugin", sitemap.PACKAGE}


@dataclass
class Run:
    """One run of Pelican: what it is given besides settings, and what came of it."""

    make_sink: Callable[[Mapping[str, Any]], Sink] | None = None
    """Gives the sink for these settings; None for a release into Pelican's output folder."""
    sink: Sink | None = None
    entry_cache: EntryCache | None = None
    progress: Progress | None = None
    executor: Executor | None = None
    """Other machines, for what may be done there."""
    has_other_plugins: bool = False
    """Whether plugins of other people take part, of which nobody knows what they remember."""
    built: Built | None = None
    files: Mapping[str, str] | None = None
    """Output path → state of what was published."""


class PelicanSink(ReleaseSink):
    """A release that is published when every other plugin of Pelican's has written, too."""

    def __init__(self, release: Release, renderer: Renderer, run: Run) -> None:
        super().__init__(release, renderer)
        self.run = run
        self.whole = False

    def publish(self) -> Mapping[str, str]:
        self.finish_beside()
        self.whole = True
        return {}

    def finish(self, pelican: Any) -> None:
        """Publish what was written; called by Pelican's last signal, after all other receivers."""
        if self.whole:
            self.run.files = super().publish()
        self.abandon()
        pelican.output_path = pelican.settings["OUTPUT_PATH"]

    def abandon(self) -> None:
        """Drop what was not published; a later run of this process must not call `finish`."""
        signals.finalized.disconnect(self.finish)
        super().abandon()


def open_sink(pelican: Any) -> None:
    """Before generators exist: everything they write goes into a folder beside the output."""
    settings = pelican.settings
    run: Run = settings.setdefault(RUN, Run())
    run.has_other_plugins = not {each.__name__ for each in pelican.plugins} <= _KNOWN_PLUGINS
    if run.make_sink:
        run.sink = run.make_sink(settings)
    else:
        release = Release.begin(settings)
        renderer = Renderer(RenderSettings.from_pelican(settings))
        run.sink = sink = PelicanSink(release, renderer, run)
        pelican.output_path = str(release.staging)
        # Receivers are called in the order of their connection: this one is the last.
        signals.finalized.connect(sink.finish)


def moment_of_build(settings: Mapping[str, Any]) -> datetime:
    """The moment that decides embargoes and expiries: the setting NOW, or the clock.

    It is given in the time of Vietnam, whose midnight ends a day for readers.
    """
    now = settings.get("NOW")
    return parse_event(str(now)).astimezone(VIETNAM) if now else datetime.now(VIETNAM)


def build_settings(settings: Mapping[str, Any]) -> BuildSettings:
    """What Pelican's settings mean to a build."""
    return BuildSettings(
        cache=Path(settings["CACHE_PATH"]),
        theme=Path(settings["THEME"]),
        site_url=settings["SITEURL"],
        now=moment_of_build(settings),
        drafts=bool(settings.get("DRAFTS")),
        production=bool(settings.get("PRODUCTION")),
    )


class SiteGenerator:
    """Builds the site when Pelican lets its generators write."""

    def __init__(self, context: dict[str, Any], settings: dict[str, Any], path: str, **_: Any):
        self.content = Path(path)
        self.settings = settings
        self.run: Run = settings[RUN]

    def generate_output(self, _writer: Any) -> None:
        """Build, report, and tell other plugins (the sitemap) of every page.

        Raises:
            ContentError: the content has errors; the old site stays.
            FontError: the theme lacks a font, which a build would find at its end alone.
        """
        sink, settings = self.run.sink, build_settings(self.settings)
        if sink is None:
            raise ValueError("a run without a sink")
        require_fonts(settings.theme)
        try:
            built = build(
                self.content,
                settings,
                sink,
                entry_cache=self.run.entry_cache,
                progress=self.run.progress,
                executor=self.run.executor,
            )
        except ContentError as error:
            _log(error.problems)
            raise
        _log(built.problems)
        self.run.built = built
        self.settings["SITEURL"] = built.site_pages.context.chrome.root
        if isinstance(sink, PelicanSink):
            others = self.run.has_other_plugins
            sitemap.announce(built.pages, sink.release, self.settings, other_plugins=others)


def _log(problems: tuple[Problem, ...]) -> None:
    for problem in problems:
        if problem.rule.severity is Severity.WARNING:
            log.warning("%s", problem)
        elif problem.rule.severity is Severity.NOTE:
            log.info("%s", problem)
