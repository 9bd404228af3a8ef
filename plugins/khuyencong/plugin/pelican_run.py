"""A whole build, run through Pelican as its own command line would run it."""

import logging
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from pelican import Pelican, signals
from pelican import log as pelican_log
from pelican.settings import read_settings

from khuyencong.plugin.content_generator import PROBLEMS, READING, SITE
from khuyencong.plugin.pages_generator import PagesGenerator
from khuyencong.plugin.pictures_generator import MADE, PROGRESS
from khuyencong.rendering.built import Built
from khuyencong.rendering.release import SETTING

PACKAGE = Path(__file__).parent.parent


class PluginMissingError(Exception):
    """A room of the program could not be loaded, so the site would lack something."""


def settings_file(name: str) -> Path:
    """A settings file of the folder one works in, else the one that came with the package."""
    homes = (Path.cwd(), PACKAGE, PACKAGE.parent.parent)
    return next(home / name for home in homes if (home / name).is_file())


def run(
    content: Path,
    output: Path,
    settings_name: str,
    *,
    progress: Callable[[int, int], None] | None = None,
    **overrides: Any,
) -> Built:
    """Build a site; `overrides` are Pelican settings.

    Problems are returned, not logged; Pelican's own messages stay as they are.

    Raises:
        ContentError: the content has errors; the old output stands.
        OutputRefusedError: the output folder holds somebody else's files.
        PluginMissingError: a plugin named in the settings did not load.
    """
    started = time.time_ns()
    pelican_log.init(level=logging.WARNING)
    logging.getLogger("khuyencong").setLevel(logging.CRITICAL)
    file = settings_file(settings_name)
    settings = read_settings(
        str(file),
        override={
            "PATH": str(content.resolve()),
            "OUTPUT_PATH": str(output.resolve()),
            "CACHE_PATH": str(Path(".cache").resolve()),
            PROGRESS: progress,
            **overrides,
        },
    )
    wanted = len(settings["PLUGINS"])
    pelican = Pelican(settings)
    if len(pelican.plugins) < wanted:
        raise PluginMissingError
    found: list[list[Any]] = []
    with signals.all_generators_finalized.connected_to(found.append):
        quiet, pelican_log.console.quiet = pelican_log.console.quiet, True
        left: Mapping[str, str] = {}
        try:
            pelican.run()
            left = settings[SETTING].published if SETTING in settings else {}
        finally:
            pelican_log.console.quiet = quiet
            if release := settings.pop(SETTING, None):
                release.abandon()
    pages = next(part for part in found[0] if isinstance(part, PagesGenerator))
    site = pages.context[SITE]
    places = [settings["PATH"], settings["THEME"], *settings["THEME_TEMPLATES_OVERRIDES"]]
    return Built(
        stories=len(site.stories),
        products=len(site.products),
        pages=len(pages.pages),
        site_pages=pages.made,
        picture_files=len(pages.context[MADE]),
        next_lift=site.next_lift,
        problems=tuple(pages.context[PROBLEMS]),
        started=started,
        until=None if settings.get("NOW") else pages.context[READING].until,
        dependencies=(file, *map(Path, places)),
        output=Path(settings["OUTPUT_PATH"]),
        left=left,
    )
