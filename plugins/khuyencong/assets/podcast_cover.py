"""Covers of podcasts: a square that tells in the small what is heard and from whom."""

from collections.abc import Iterable, Iterator
from functools import partial
from io import BytesIO
from pathlib import Path

from PIL import Image, ImageDraw

from khuyencong.assets.emblem_drawing import BRICK, CREAM, GOLD, INK, drawn_icon, in_lines
from khuyencong.assets.fonts import BOLD, font
from khuyencong.store.generated_file import GeneratedFile

SIDE = 1500
"""Pixels. Apple takes squares of 1,400 to 3,000 in RGB, as JPEG or PNG."""
_VERSION = 1
_MARGIN = 110


def cover_files(covers: Iterable[tuple[str, str, str]], theme: Path) -> Iterator[GeneratedFile]:
    """A JPEG for each (output path, name of the podcast, name of the centre)."""
    for path, name, centre in covers:
        dependencies = (_VERSION, name, centre)
        yield GeneratedFile(path, dependencies, partial(_cover, name, centre, theme))


def _cover(name: str, centre: str, theme: Path) -> bytes:
    """Emblem, the name as large as it fits on five lines, the centre on a dark foot."""
    image = Image.new("RGB", (SIDE, SIDE), CREAM)
    draw = ImageDraw.Draw(image)
    draw.rectangle((0, 0, SIDE, 40), fill=BRICK)
    image.paste(drawn_icon(320), (_MARGIN, 130))
    draw.rectangle((0, SIDE - 260, SIDE, SIDE), fill=INK)
    draw.rectangle((0, SIDE - 272, SIDE, SIDE - 260), fill=GOLD)
    size, lines = _largest(name, theme)
    y = 470
    for line in lines:
        draw.text((_MARGIN, y), line, font=font(theme, BOLD, size), fill=BRICK)
        y += round(size * 1.28)
    letters = font(theme, BOLD, 60)
    for number, line in enumerate(in_lines(centre, letters, SIDE - 2 * _MARGIN, 2)):
        draw.text((_MARGIN, SIDE - 220 + 84 * number), line, font=letters, fill=CREAM)
    data = BytesIO()
    image.save(data, "JPEG", quality=85, optimize=True)
    return data.getvalue()


def _largest(name: str, theme: Path) -> tuple[int, list[str]]:
    """The largest size at which a name is whole on its lines."""
    for size, most in ((190, 2), (165, 3), (130, 4), (104, 5)):
        lines = in_lines(name, font(theme, BOLD, size), SIDE - 2 * _MARGIN, most)
        if not lines[-1].endswith("…"):
            break
    return size, lines
