"""Covers of podcasts: a square that tells in the small what is heard and from whom."""

from collections.abc import Iterable, Iterator
from functools import partial
from pathlib import Path

from khuyencong.store.generated_file import GeneratedFile

_VERSION = 1


def cover_files(covers: Iterable[tuple[str, str, str]], theme: Path) -> Iterator[GeneratedFile]:
    """A JPEG for each (output path, name of the podcast, name of the centre)."""
    for path, name, centre in covers:
        made_from = (_VERSION, name, centre)
        yield GeneratedFile(path, made_from, partial(_cover, name, centre, theme))


def _cover(name: str, centre: str, theme: Path) -> bytes:
    from khuyencong.assets.podcast_drawing import cover  # Pillow is loaded when one is drawn

    return cover(name, centre, theme)
