"""How each series of a chart looks, whatever it is drawn as: colour, pattern, mark and dashes."""

from msgspec import Struct

from khuyencong.figures.shapes import Point

INK, PAPER = "#1b2733", "#ffffff"
TILE = 6
"""Width and height of a tile of a pattern, in units of the drawing."""
TILE_OPACITY = 0.55


class SeriesStyle(Struct, frozen=True):
    """So much that nobody needs the colours to tell series apart (WCAG 2.2, 1.4.1)."""

    fill: str
    """Three times as light or dark as the paper (WCAG 2.2, 1.4.11)."""
    tile: tuple[tuple[Point, ...], ...]
    """Pattern: light polygons in a tile."""
    mark: tuple[Point, ...]
    """Outline of the mark on a line, around the point."""
    dashes: str
    """Dashes of the line; empty for one without gaps."""


STYLES = (
    SeriesStyle(
        fill="#9b2a22",
        tile=(),
        mark=((-4, -4), (4, -4), (4, 4), (-4, 4)),
        dashes="",
    ),
    SeriesStyle(
        fill="#b0761a",
        tile=(((0, 4), (4, 0), (6, 0), (0, 6)), ((4, 6), (6, 4), (6, 6))),
        mark=((0, -6), (6, 0), (0, 6), (-6, 0)),
        dashes="7 3",
    ),
    SeriesStyle(
        fill="#2f5d73",
        tile=(((1, 1), (3, 1), (3, 3), (1, 3)), ((4, 4), (6, 4), (6, 6), (4, 6))),
        mark=((0, -6), (6, 5), (-6, 5)),
        dashes="2 3",
    ),
    SeriesStyle(
        fill="#74865f",
        tile=(((0, 0), (6, 0), (6, 2), (0, 2)),),
        mark=((-6, -5), (6, -5), (0, 6)),
        dashes="10 3 2 3",
    ),
    SeriesStyle(
        fill="#8c6d8a",
        tile=(((0, 0), (2, 0), (2, 6), (0, 6)),),
        mark=(
            *((-2, -6), (2, -6), (2, -2), (6, -2), (6, 2), (2, 2)),
            *((2, 6), (-2, 6), (-2, 2), (-6, 2), (-6, -2), (-2, -2)),
        ),
        dashes="4 4",
    ),
)
