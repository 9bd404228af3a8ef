"""Pelican's way into this room: kits for the rooms behind, then to the writer."""

from pathlib import Path
from typing import Any

from khuyencong.plugin.content_generator import SITE
from khuyencong.plugin.pages_generator import KITS
from khuyencong.press.kits import Kit, make_kits, prune


class PressGenerator:
    """Makes the press kits that are not in the cache."""

    def __init__(
        self, context: dict[str, Any], settings: dict[str, Any], path: str, **_: Any
    ) -> None:
        self.context = context
        self.settings = settings
        self.content = Path(path)
        self.cache = Path(settings["CACHE_PATH"]) / "press"

    def generate_context(self) -> None:
        self.context[KITS] = make_kits(
            self.context[SITE], self.settings["SITEURL"], self.content, self.cache
        )

    def generate_output(self, writer: Any) -> None:
        kits: dict[str, Kit] = self.context[KITS]
        for kit in kits.values():
            writer.write_copy(kit.path, kit.file)
            for photo in kit.photos:
                writer.write_copy(photo.path, photo.file)
        photos = {photo.file for kit in kits.values() for photo in kit.photos}
        prune(self.cache, {kit.file for kit in kits.values()} | photos)
