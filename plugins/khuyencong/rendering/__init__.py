"""Views to files: whole files or none, the old site standing until the new one is whole."""

from typing import Any


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
        from khuyencong.rendering.held import HoldingWriter

        return HoldingWriter
    from khuyencong.rendering.writer import SiteWriter

    return SiteWriter


def _leave(pelican: Any) -> None:
    """After all plugins have written: the new site takes the place of the old."""
    from khuyencong.rendering.release import SETTING

    if SETTING not in pelican.settings:
        return
    pelican.settings[SETTING].publish()
    pelican.output_path = pelican.settings["OUTPUT_PATH"]


def register() -> None:
    """Enter the room."""
    from pelican import signals

    signals.get_generators.connect(_enter)
    signals.get_writer.connect(_writer)
    signals.finalized.connect(_leave)
