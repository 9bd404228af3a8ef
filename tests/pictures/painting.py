"""A photo painted here, so that every pixel of it is known."""

import random

from PIL import Image, ImageDraw, ImageFilter


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
