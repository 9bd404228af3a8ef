"""What a chart is drawn with: few shapes, which `svg` and `png` each put on their paper."""

from dataclasses import dataclass

Point = tuple[float, float]

FILLS = ("#9b2a22", "#b0761a", "#2f5d73", "#74865f", "#8c6d8a")
"""Colour of each series: three times as light or dark as the paper (WCAG 2.2, 1.4.11)."""
INK, PAPER = "#1b2733", "#ffffff"

TILE = 6
TILES: tuple[tuple[tuple[Point, ...], ...], ...] = (
    (),
    (((0, 4), (4, 0), (6, 0), (0, 6)), ((4, 6), (6, 4), (6, 6))),
    (((1, 1), (3, 1), (3, 3), (1, 3)), ((4, 4), (6, 4), (6, 6), (4, 6))),
    (((0, 0), (6, 0), (6, 2), (0, 2)),),
    (((0, 0), (2, 0), (2, 6), (0, 6)),),
)
"""Pattern of each series, so that nobody needs the colours (WCAG 2.2, 1.4.1): light polygons in a
tile of `TILE` units."""
TILE_OPACITY = 0.55

MARKS: tuple[tuple[Point, ...], ...] = (
    ((-4, -4), (4, -4), (4, 4), (-4, 4)),
    ((0, -6), (6, 0), (0, 6), (-6, 0)),
    ((0, -6), (6, 5), (-6, 5)),
    ((-6, -5), (6, -5), (0, 6)),
    (
        *((-2, -6), (2, -6), (2, -2), (6, -2), (6, 2), (2, 2)),
        *((2, 6), (-2, 6), (-2, 2), (-6, 2), (-6, -2), (-2, -2)),
    ),
)
"""Outline of the mark of each series on a line, around the point."""
DASHES = ("", "7 3", "2 3", "10 3 2 3", "4 4")
"""Dashes of each series' line."""


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle in the colour and pattern of a series."""

    x: float
    y: float
    width: float
    height: float
    series: int


@dataclass(frozen=True, slots=True)
class Words:
    """A line of text; `y` is that of its base line."""

    x: float
    y: float
    text: str
    size: int = 15
    bold: bool = False
    anchor: str = "start"
    """What of the text stands at `x`: start, middle or end."""


@dataclass(frozen=True, slots=True)
class Stroke:
    """A line through points, each with its mark."""

    points: tuple[Point, ...]
    series: int


@dataclass(frozen=True, slots=True)
class GridLine:
    """A thin line behind the figures, from left to right."""

    y: float
    left: float
    right: float
    bold: bool = False


Shape = Box | Words | Stroke | GridLine


@dataclass(frozen=True, slots=True)
class Drawing:
    """Shapes on a paper; lengths are units, pixels on a narrow phone."""

    width: float
    height: float
    shapes: tuple[Shape, ...]

    @property
    def series(self) -> tuple[int, ...]:
        """The series that are drawn as boxes."""
        return tuple(sorted({shape.series for shape in self.shapes if isinstance(shape, Box)}))
