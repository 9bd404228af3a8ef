"""Pelican's way in: the one plugin that pelicanconf.py names. It connects and does nothing else."""

from typing import Any


def _generators(pelican: Any) -> tuple[type, ...]:
    """The generators in the order in which a site is made."""
    from khuyencong.plugin.content_generator import ContentGenerator
    from khuyencong.plugin.feeds_generator import FeedsGenerator
    from khuyencong.plugin.pages_generator import PagesGenerator
    from khuyencong.plugin.pictures_generator import PicturesGenerator
    from khuyencong.plugin.press_generator import PressGenerator

    _enter(pelican)
    return ContentGenerator, PicturesGenerator, PressGenerator, FeedsGenerator, PagesGenerator


def _reader(readers: Any) -> None:
    from khuyencong.plugin.markdown_reader import add_reader

    add_reader(readers)


def _enter(pelican: Any) -> None:
    """Before generators exist: everything they write goes into a folder beside the output.

    A site that is held in memory has no release; what plugins write by themselves lies in its
    output folder.
    """
    if "HELD_SITE" in pelican.settings:
        return
    from khuyencong.rendering.release import Release

    pelican.output_path = str(Release.begin(pelican.settings).staging)


def _writer(pelican: Any) -> type:
    if "HELD_SITE" in pelican.settings:
        from khuyencong.rendering.in_memory_site import InMemoryWriter

        return InMemoryWriter
    from khuyencong.plugin.site_writer import SiteWriter

    return SiteWriter


def _leave(pelican: Any) -> None:
    """After all plugins have written: the new site takes the place of the old."""
    from khuyencong.rendering.release import SETTING

    if SETTING not in pelican.settings:
        return
    pelican.settings[SETTING].publish()
    pelican.output_path = pelican.settings["OUTPUT_PATH"]


def register() -> None:
    """Connect to Pelican."""
    from pelican import signals

    signals.readers_init.connect(_reader)
    signals.get_generators.connect(_generators)
    signals.get_writer.connect(_writer)
    signals.finalized.connect(_leave)
