"""The site's own pictures, drawn at build time: icons, and the card that chat programs show.

A page without a photo of its own is announced with the card.
"""

from pathlib import Path

from khuyencong.assets.fonts import BOLD
from khuyencong.model.centre import Centre
from khuyencong.store.cached_file import CachedFile, CacheListing, write_cached
from khuyencong.store.digest import digest_of
from khuyencong.store.pruning import prune

CARD = "anh/the-chia-se.png"
CARD_SIZE = (1200, 630)
"""Pixels: 1.91 to 1, as Zalo and Facebook crop."""
ICON = "anh/bieu-tuong-{size}.png"
ICON_SIZES = (96, 180, 192, 512)
"""Pixels: feeds; Apple's home screen; a web manifest's small and large icon."""

_VERSION = b"1"


def emblems(centre: Centre, theme: Path, cache: Path) -> dict[str, bytes]:
    """Output path → PNG of every icon and of the card; drawn once, then kept in `cache`."""
    words = (centre.short_name, centre.name, centre.agency)
    names = [CARD, *(ICON.format(size=size) for size in ICON_SIZES)]
    files = {name: _cached(name, words, theme, cache) for name in names}
    prune(cache.glob("*.png"), {file.place for file in files.values()})
    return {name: file.read_bytes() for name, file in files.items()}


def _cached(name: str, words: tuple[str, str, str], theme: Path, cache: Path) -> CachedFile:
    letters = (theme / BOLD).read_bytes()
    key = digest_of(name.encode(), *(word.encode() for word in words), _VERSION, letters)
    file = cache / f"{key.hex()}.png"

    def generate() -> bytes:
        from khuyencong.assets.emblem_drawing import card, drawn_icon, png

        return png(
            card(*words, CARD_SIZE, theme)
            if name == CARD
            else drawn_icon(int(name.split("-")[-1][:-4]))
        )

    return CachedFile(CacheListing().find(file) or write_cached(file, generate()), generate)
