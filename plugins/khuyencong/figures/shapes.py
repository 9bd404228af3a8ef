"""What a chart is drawn with: few shapes, which `svg` and `png` each put on their paper."""

from dataclasses import dataclass

Point = tuple[float, float]


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
