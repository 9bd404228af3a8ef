"""A drawing as PNG, for programs that take no SVG: drawn by Pillow, with letters of the theme's
own fonts, so that it is the same on every machine."""

from collections.abc import Iterable, Sequence
from io import BytesIO
from itertools import pairwise
from pathlib import Path

from PIL import Image, ImageDraw

from khuyencong.assets.fonts import BOLD, REGULAR, font
from khuyencong.content.chart import Chart
from khuyencong.figures.chart_drawing import drawing
from khuyencong.figures.png_size import SCALE, size_in_pixels
from khuyencong.figures.series_styles import INK, PAPER, STYLES, TILE, TILE_OPACITY
from khuyencong.figures.shapes import Box, GridLine, Point, Shape, Stroke, Words

_ANCHORS = {"start": "ls", "middle": "ms", "end": "rs"}


def chart_png(chart: Chart, theme: Path) -> bytes:
    """A chart as a PNG file, with its title and source."""
    drawn = drawing(chart, alone=True)
    image = Image.new("RGB", size_in_pixels(drawn), PAPER)
    paper = _Paper(image, theme)
    for shape in drawn.shapes:
        paper.put(shape)
    data = BytesIO()
    few = image.quantize(128, Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE)
    few.save(data, "PNG")
    return data.getvalue()


class _Paper:
    """Puts shapes on an image."""

    def __init__(self, image: Image.Image, theme: Path) -> None:
        self.image = image
        self.theme = theme
        self.draw = ImageDraw.Draw(image)

    def put(self, shape: Shape) -> None:
        match shape:
            case Box():
                self._box(shape)
            case Words():
                letters = font(self.theme, BOLD if shape.bold else REGULAR, shape.size * SCALE)
                place = shape.x * SCALE, shape.y * SCALE
                self.draw.text(place, shape.text, INK, letters, anchor=_ANCHORS[shape.anchor])
            case Stroke():
                self._stroke(shape)
            case GridLine():
                colour = "#5d656e" if shape.bold else "#d1d4d6"
                left, right, y = (each * SCALE for each in (shape.left, shape.right, shape.y))
                self.draw.line(((left, y), (right, y)), colour, SCALE)

    def _box(self, box: Box) -> None:
        left, top = round(box.x * SCALE), round(box.y * SCALE)
        right, bottom = round((box.x + box.width) * SCALE), round((box.y + box.height) * SCALE)
        if right <= left:
            return
        style = STYLES[box.series]
        self.draw.rectangle((left, top, right - 1, bottom - 1), style.fill)
        if style.tile:
            mask = _tiled(style.tile, right - left, bottom - top, left, top)
            self.image.paste(PAPER, (left, top), mask)

    def _stroke(self, stroke: Stroke) -> None:
        style = STYLES[stroke.series]
        points = [(x * SCALE, y * SCALE) for x, y in stroke.points]
        for ends in _dashed(points, style.dashes):
            self.draw.line(ends, style.fill, round(2.5 * SCALE), joint="curve")
        for x, y in points:
            mark = [(x + dx * SCALE, y + dy * SCALE) for dx, dy in style.mark]
            self.draw.polygon(mark, style.fill)


def _tiled(
    polygons: Iterable[Sequence[Point]], width: int, height: int, left: int, top: int
) -> Image.Image:
    """A mask with a pattern, in step with that of its neighbours."""
    side = TILE * SCALE
    tile = Image.new("L", (side, side))
    draw = ImageDraw.Draw(tile)
    for polygon in polygons:
        corners = [(min(x * SCALE, side - 1), min(y * SCALE, side - 1)) for x, y in polygon]
        draw.polygon(corners, round(255 * TILE_OPACITY))
    mask = Image.new("L", (width, height))
    for x in range(-(left % side), width, side):
        for y in range(-(top % side), height, side):
            mask.paste(tile, (x, y))
    return mask


def _dashed(points: list[Point], dashes: str) -> list[list[Point]]:
    """A line cut into the dashes that it is drawn with."""
    if not dashes:
        return [points]
    lengths = [float(length) * SCALE for length in dashes.split()]
    pieces: list[list[Point]] = []
    number, left = 0, lengths[0]
    for start, end in pairwise(points):
        whole = ((end[0] - start[0]) ** 2 + (end[1] - start[1]) ** 2) ** 0.5
        done = 0.0
        while done < whole:
            step = min(left, whole - done)
            if number % 2 == 0:
                pieces.append([_between(start, end, at / whole) for at in (done, done + step)])
            done, left = done + step, left - step
            if left <= 0:
                number += 1
                left = lengths[number % len(lengths)]
    return pieces


def _between(start: Point, end: Point, share: float) -> Point:
    return start[0] + (end[0] - start[0]) * share, start[1] + (end[1] - start[1]) * share
