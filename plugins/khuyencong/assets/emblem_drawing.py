"""How the site's own pictures are drawn: the icon, and the card that chat programs show."""

from io import BytesIO
from math import cos, pi, sin
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

from khuyencong.assets.fonts import BOLD, font

BRICK, CREAM, INK, SOFT, GOLD = "#9c2a22", "#f6f2ea", "#16202b", "#4a5663", "#d7a03c"
_FINER = 4
"""Drawn this many times larger, then reduced: Pillow's shapes have no soft edges."""


def png(image: Image.Image) -> bytes:
    """A drawing of few colours as a small file."""
    data = BytesIO()
    image.quantize(colors=64, dither=Image.Dither.NONE).save(data, "PNG", optimize=True)
    return data.getvalue()


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


def card(
    short_name: str, name: str, agency: str, size: tuple[int, int], theme: Path
) -> Image.Image:
    """Emblem and names on cream, a brick band above as on the site; `size` is in pixels."""
    width, height = size
    image = Image.new("RGB", size, CREAM)
    image.paste(drawn_icon(150), (80, 110))
    draw = ImageDraw.Draw(image)
    draw.rectangle((0, 0, width, 22), fill=BRICK)
    draw.rectangle((0, height - 64, width, height), fill=INK)
    draw.rectangle((0, height - 70, width, height - 64), fill=GOLD)
    y = 300
    for words, points, colour, lines in ((short_name, 84, BRICK, 2), (name, 38, INK, 2)):
        letters = font(theme, BOLD, points)
        for line in in_lines(words, letters, width - 160, lines):
            draw.text((80, y), line, font=letters, fill=colour)
            y += round(points * 1.36)
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
