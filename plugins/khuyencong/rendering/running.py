"""A whole build, run through Pelican as its own command line would run it."""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from pelican import Pelican, signals
from pelican import log as pelican_log
from pelican.settings import read_settings

from khuyencong.model.rules import Problem
from khuyencong.pages.generator import PagesGenerator
from khuyencong.pictures.generator import MADE, PROGRESS
from khuyencong.reading.generator import PROBLEMS, SITE
from khuyencong.rendering.release import SETTING

PACKAGE = Path(__file__).parent.parent


@dataclass(frozen=True, slots=True)
class Built:
    """What a build made."""

    stories: int
    products: int
    pages: int
    picture_files: int
    next_lift: datetime | None
    """When the next embargo ends; the site must be built again then."""
    problems: tuple[Problem, ...]
    """Warnings and notes; a build with errors makes nothing."""


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
    pelican_log.init(level=logging.WARNING)
    logging.getLogger("khuyencong").setLevel(logging.CRITICAL)
    settings = read_settings(
        str(settings_file(settings_name)),
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
    found: list[Built] = []

    def count(generators: list[Any]) -> None:
        found.append(_built(generators))

    with signals.all_generators_finalized.connected_to(count):
        quiet, pelican_log.console.quiet = pelican_log.console.quiet, True
        try:
            pelican.run()
        finally:
            pelican_log.console.quiet = quiet
            if release := pelican.settings.pop(SETTING, None):
                release.abandon()
    return found[0]


def _built(generators: list[Any]) -> Built:
    pages = next(part for part in generators if isinstance(part, PagesGenerator))
    site = pages.context[SITE]
    return Built(
        stories=len(site.stories),
        products=len(site.products),
        pages=len(pages.pages),
        picture_files=len(pages.context[MADE]),
        next_lift=site.next_lift,
        problems=tuple(pages.context[PROBLEMS]),
    )
