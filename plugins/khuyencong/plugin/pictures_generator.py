"""Pelican's way into this room: makes the derivatives that other rooms have asked for."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from khuyencong.pictures.cache_pruning import prune
from khuyencong.pictures.derivatives import make

WANTED = "khuyencong_wanted_pictures"
"""Context key: list of (file, Picture, Credits), filled by the room that reads content."""
MADE = "khuyencong_made_pictures"
"""Context key: output path → file in the cache, of every derivative."""
PROGRESS = "PICTURE_PROGRESS"
"""Setting: a callable that is told (done, total) while pictures are made, or None."""


class PicturesGenerator:
    """Makes what is missing in the cache, then hands every file to the writer."""

    def __init__(self, context: dict[str, Any], settings: dict[str, Any], **_: Any) -> None:
        self.context = context
        self.cache = Path(settings["CACHE_PATH"]) / "pictures"
        self.progress: Callable[[int, int], None] | None = settings.get(PROGRESS)

    def generate_context(self) -> None:
        self.context[MADE] = make(self.context[WANTED], self.cache, progress=self.progress)

    def generate_output(self, writer: Any) -> None:
        made: dict[str, Path] = self.context[MADE]
        for path, file in made.items():
            writer.write_copy(path, file)
        prune(self.cache, set(made.values()))
