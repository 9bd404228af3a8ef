"""Pelican's way in: the one plugin that pelicanconf.py names. It connects and does nothing else."""

from typing import Any


def _generators(pelican: Any) -> type:
    from khuyencong.plugin.site_generator import SiteGenerator, open_sink

    open_sink(pelican)
    return SiteGenerator


def _reader(readers: Any) -> None:
    from khuyencong.plugin.markdown_reader import add_reader

    add_reader(readers)


def register() -> None:
    """Connect to Pelican."""
    from pelican import signals

    signals.readers_init.connect(_reader)
    signals.get_generators.connect(_generators)
