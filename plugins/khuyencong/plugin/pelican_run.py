"""A build run through Pelican as Pelican's own command line would run it."""

import logging
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from threading import Lock
from typing import Any

from msgspec import Struct
from pelican import Pelican
from pelican import log as pelican_log
from pelican.settings import read_settings

from khuyencong.assets.fonts import FontError
from khuyencong.build import Built
from khuyencong.content.entry_cache import ContentChangedError
from khuyencong.hooks import disconnect_plugins
from khuyencong.parallel import WorkerLostError
from khuyencong.plugin.settings_place import settings_file, settings_places
from khuyencong.plugin.site_generator import RUN, PelicanSink, Run
from khuyencong.plugin.sitemap import reset_sitemap
from khuyencong.rendering.output_place import OutputRefusedError
from khuyencong.rendering.renderer import Renderer
from khuyencong.rendering.switch import NotReplaceableError, SwitchError
from khuyencong.rendering.templates import RenderSettings
from khuyencong.rendering.up_to_date_stamp import BuildDependencies
from khuyencong.site.sample_centre import SampleCentreError
from khuyencong.store.cache_folder import CACHE_FOLDER
from khuyencong.store.lock import BuildBusyError

_ONE_AT_A_TIME = Lock()
"""Pelican keeps plugins, signals and its log in the process: a preview and a publication in
threads of one process take turns."""
REFUSALS = (
    *(BuildBusyError, ContentChangedError, FontError, OutputRefusedError, WorkerLostError),
    *(NotReplaceableError, SampleCentreError, SwitchError),
)
"""What keeps a sound folder from becoming a site: each has a sentence and an exit code."""


class FinishedRun(Struct, frozen=True):
    """What a build made, and what it depended on."""

    built: Built
    dependencies: BuildDependencies


class PluginMissingError(Exception):
    """A part of the program could not be loaded, so the site would lack something."""


def theme_renderer(name: str) -> Renderer:
    """Renders pages with the theme that a settings file names."""
    return Renderer(RenderSettings.from_pelican(read_settings(str(settings_file(name)))))


def run_pelican(
    content: Path, output: Path, settings_name: str, run: Run | None = None, **overrides: Any
) -> FinishedRun:
    """Build a site; `overrides` are Pelican settings.

    Problems are returned, not logged; Pelican's own messages stay as they are.

    Raises:
        ContentError: the content has errors; the old output stands.
        OutputRefusedError: the output folder holds somebody else's files.
        PluginMissingError: a plugin named in the settings did not load.
    """
    with _ONE_AT_A_TIME:
        return _run_pelican(content, output, settings_name, run or Run(), overrides)


def _run_pelican(
    content: Path, output: Path, settings_name: str, run: Run, overrides: Mapping[str, Any]
) -> FinishedRun:
    pelican_log.init(level=logging.WARNING)
    logging.getLogger("khuyencong").setLevel(logging.CRITICAL)
    file = settings_file(settings_name)
    settings = read_settings(
        str(file),
        override={
            "PATH": str(content.resolve()),
            "OUTPUT_PATH": str(output.resolve()),
            "CACHE_PATH": str(Path(CACHE_FOLDER).resolve()),
            RUN: run,
            **overrides,
        },
    )
    disconnect_plugins()
    reset_sitemap()
    pelican = Pelican(settings)
    if len(pelican.plugins) < len(settings["PLUGINS"]):
        raise PluginMissingError
    quiet, pelican_log.console.quiet = pelican_log.console.quiet, True
    try:
        pelican.run()
    finally:
        pelican_log.console.quiet = quiet
        if isinstance(run.sink, PelicanSink):
            run.sink.abandon()
    if run.built is None:
        raise PluginMissingError
    theme = (settings["THEME"], *settings["THEME_TEMPLATES_OVERRIDES"])
    places = settings_places(settings_name)
    built = replace(run.built, files=run.files or {})
    return FinishedRun(
        built,
        BuildDependencies(
            inputs=(file, Path(settings["PATH"]), *map(Path, theme)),
            links=(content, output),
            absent=places[: places.index(file)],
            output=Path(settings["OUTPUT_PATH"]),
            outputs=built.files,
            started=built.started,
            until=None if settings.get("NOW") else built.until,
        ),
    )
