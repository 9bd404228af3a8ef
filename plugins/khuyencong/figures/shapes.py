"""What a chart is drawn with: few shapes, which `svg` and `png` each put on their paper."""

from dataclasses import dataclass

from msgspec import Struct

Point = tuple[float, float]


class Box(Struct, frozen=True):
    """A rectangle in the colour and pattern of a series."""

    x: float
    y: float
    width: float
    height: float
    series: int


class Words(Struct, frozen=True):
    """A line of text; `y` is that of its base line."""

    x: float
    y: float
    text: str
    size: int = 15
    bold: bool = False
    anchor: str = "start"
    """What of the text stands at `x`: start, middle or end."""


class Stroke(Struct, frozen=True):
    """A line through points, each with its mark."""

    points: tuple[Point, ...]
    series: int


class GridLine(Struct, frozen=True):
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
