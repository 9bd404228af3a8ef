"""A photo painted here, so that every pixel of it is known; and what is made of it."""

import random
from collections.abc import Iterable
from pathlib import Path

from PIL import Image, ImageDraw, ImageFilter

from khuyencong.pictures.derivatives import Progress, make_derivatives
from khuyencong.pictures.picture import Credits, Picture


def paint(width: int, height: int, seed: int = 1) -> Image.Image:
    """Something with soft light, edges and grain, as a photo has."""
    chance = random.Random(seed)
    light = Image.linear_gradient("L").resize((width, height))
    image = Image.merge("RGB", [light, light.rotate(90).resize((width, height)), light.rotate(180)])
    brush = ImageDraw.Draw(image)
    for _ in range(60):
        x, y = chance.randrange(width), chance.randrange(height)
        r = chance.randrange(2, max(3, width // 8))
        colour = tuple(chance.randrange(40, 200) for _ in range(3))
        brush.ellipse((x - r, y - r, x + r, y + r), fill=colour)
    return image.filter(ImageFilter.GaussianBlur(1))


def derivative_files(
    pictures: Iterable[tuple[Path, Picture, Credits]],
    cache: Path,
    workers: int | None = None,
    progress: Progress | None = None,
) -> dict[str, Path]:
    """Output path of each derivative → where the cache has it."""
    made = make_derivatives(pictures, cache, workers, progress)
    return {path: file.place for path, file in made.items()}
