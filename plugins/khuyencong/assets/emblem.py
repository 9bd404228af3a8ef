"""The site's own pictures, drawn at build time: icons, and the card that chat programs show.

A page without a photo of its own is announced with the card.
"""

from io import BytesIO
from math import cos, pi, sin
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

from khuyencong.assets.fonts import BOLD, font
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

BRICK, CREAM, INK, SOFT, GOLD = "#9c2a22", "#f6f2ea", "#16202b", "#4a5663", "#d7a03c"
_FINER = 4
"""Drawn this many times larger, then reduced: Pillow's shapes have no soft edges."""
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
        image = _card(*words, theme) if name == CARD else drawn_icon(int(name.split("-")[-1][:-4]))
        data = BytesIO()
        image.quantize(colors=64, dither=Image.Dither.NONE).save(data, "PNG", optimize=True)
        return data.getvalue()

    return CachedFile(CacheListing().find(file) or write_cached(file, generate()), generate)


def drawn_icon(size: int) -> Image.Image:
    """A cog wheel in a brick square: industry, and the sun over a rice field."""
    image = Image.new("RGB", (size * _FINER, size * _FINER), BRICK)
    _cog(ImageDraw.Draw(image), size * _FINER / 2, size * _FINER / 2, size * _FINER * 0.36)
    return image.resize((size, size), Image.Resampling.LANCZOS)


def _cog(draw: ImageDraw.ImageDraw, x: float, y: float, radius: float) -> None:
    line = radius * 0.15
    outer = (x - radius, y - radius, x + radius, y + radius)
    draw.ellipse(outer, outline=CREAM, width=round(line))
    core = radius * 0.3
    draw.ellipse((x - core, y - core, x + core, y + core), fill=CREAM)
    for ray in range(8):
        angle = ray * pi / 4
        tip, base, half = radius * 0.76, radius * 0.42, pi / 24
        draw.polygon(
            [
                (x + tip * cos(angle), y + tip * sin(angle)),
                (x + base * cos(angle - half * 2), y + base * sin(angle - half * 2)),
                (x + base * cos(angle + half * 2), y + base * sin(angle + half * 2)),
            ],
            fill=CREAM,
        )


def _card(short_name: str, name: str, agency: str, theme: Path) -> Image.Image:
    """Emblem and names on cream, a brick band above as on the site."""
    width, height = CARD_SIZE
    image = Image.new("RGB", CARD_SIZE, CREAM)
    image.paste(drawn_icon(150), (80, 110))
    draw = ImageDraw.Draw(image)
    draw.rectangle((0, 0, width, 22), fill=BRICK)
    draw.rectangle((0, height - 64, width, height), fill=INK)
    draw.rectangle((0, height - 70, width, height - 64), fill=GOLD)
    y = 300
    for words, size, colour, lines in ((short_name, 84, BRICK, 2), (name, 38, INK, 2)):
        letters = font(theme, BOLD, size)
        for line in in_lines(words, letters, width - 160, lines):
            draw.text((80, y), line, font=letters, fill=colour)
            y += round(size * 1.36)
    if agency:
        letters = font(theme, BOLD, 28)
        for line in in_lines(agency, letters, width - 330, 1):
            draw.text((270, 165), line, font=letters, fill=SOFT)
    return image


def in_lines(words: str, letters: ImageFont.FreeTypeFont, width: int, most: int) -> list[str]:
    """Words set in lines of at most `width` pixels; what does not fit ends in an ellipsis."""
    lines: list[str] = []
    for word in words.split():
        if lines and letters.getlength(f"{lines[-1]} {word}") <= width:
            lines[-1] = f"{lines[-1]} {word}"
        elif len(lines) < most:
            lines.append(word)
        else:
            while letters.getlength(f"{lines[-1]} …") > width:
                lines[-1] = lines[-1].rpartition(" ")[0]
            lines[-1] += " …"
            break
    return lines
