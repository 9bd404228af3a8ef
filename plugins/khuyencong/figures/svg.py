"""A drawing as SVG; a page gives it its own colours by class, and letters are the reader's.

Letters of a drawing are as large as there is room. For readers who have made letters larger than a
phone can show them so, a page holds a narrower drawing too, and its style shows one of the two.
"""

from collections.abc import Iterator, Sequence

from markupsafe import escape

from khuyencong.content.chart import Chart
from khuyencong.figures.bar_layout import NARROW
from khuyencong.figures.chart_drawing import drawing
from khuyencong.figures.chart_words import summary
from khuyencong.figures.series_styles import INK, PAPER, STYLES, TILE, TILE_OPACITY
from khuyencong.figures.shapes import Box, Drawing, GridLine, Point, Shape, Stroke, Words


def chart_svg(chart: Chart, *, alone: bool = False) -> str:
    """A chart as large as a page has room for it, or alone as a file."""
    about = _named(chart.name, chart.title, summary(chart))
    return _svg(drawing(chart, alone=alone), chart.name, chart.name, about)


def narrow_chart_svg(chart: Chart) -> str:
    """The same for large letters on a phone; stands before the other and has its description."""
    drawn = drawing(chart, NARROW)
    return _svg(drawn, f"{chart.name}-hep", chart.name, "", "chart--narrow")


def chart_file(chart: Chart) -> bytes:
    """A chart as an SVG file."""
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{chart_svg(chart, alone=True)}\n'.encode()


def _named(name: str, title: str, about: str) -> str:
    """A name and a description (WCAG 2.2, 1.1.1)."""
    return (
        f'<title id="{name}-ten">{escape(title)}</title><desc id="{name}-ta">{escape(about)}</desc>'
    )


def _svg(drawn: Drawing, name: str, named: str, about: str, size: str = "chart--wide") -> str:
    """A drawing; `name` is its own in the page, `named` that of the description it has."""
    width, height = _length(drawn.width), _length(drawn.height)
    return "".join(
        (
            f'<svg xmlns="http://www.w3.org/2000/svg" class="chart {size}"'
            f' viewBox="0 0 {width} {height}"'
            f' role="img" aria-labelledby="{named}-ten {named}-ta" font-size="15"'
            f' font-family="Noto Sans, Segoe UI, Roboto, sans-serif" fill="{INK}">',
            about,
            f'<rect class="chart__paper" width="{width}" height="{height}" fill="{PAPER}"/>',
            *(_pattern(name, series) for series in drawn.series if STYLES[series].tile),
            *(piece for shape in drawn.shapes for piece in _shape(shape, name)),
            "</svg>",
        )
    )


def _length(value: float) -> str:
    return f"{value:.1f}".removesuffix(".0")


def _outline(points: Sequence[Point]) -> str:
    return "M" + "L".join(f"{_length(x)} {_length(y)}" for x, y in points)


def _pattern(name: str, series: int) -> str:
    tile = "".join(f"{_outline(polygon)}z" for polygon in STYLES[series].tile)
    return (
        f'<pattern id="{name}-{series}" width="{TILE}" height="{TILE}"'
        f' patternUnits="userSpaceOnUse"><path d="{tile}" fill="{PAPER}"'
        f' fill-opacity="{TILE_OPACITY}"/></pattern>'
    )


def _shape(shape: Shape, name: str) -> Iterator[str]:
    match shape:
        case Box():
            yield from _box(shape, name)
        case Words():
            yield _words(shape)
        case Stroke():
            yield from _stroke(shape)
        case GridLine():
            ends = f"M{_length(shape.left)} {_length(shape.y)}H{_length(shape.right)}"
            opacity = ".7" if shape.bold else ".2"
            style = f'stroke="{INK}" stroke-opacity="{opacity}"'
            yield f'<path class="chart__grid" d="{ends}" {style}/>'


def _box(box: Box, name: str) -> Iterator[str]:
    place = " ".join(
        f'{key}="{_length(value)}"'
        for key, value in (
            ("x", box.x),
            ("y", box.y),
            ("width", box.width),
            ("height", box.height),
        )
    )
    style = STYLES[box.series]
    yield f'<rect class="chart__part-{box.series + 1}" {place} fill="{style.fill}"/>'
    if style.tile:
        yield f'<rect {place} fill="url(#{name}-{box.series})"/>'


def _words(words: Words) -> str:
    style = f' font-size="{words.size}"' if words.size != 15 else ""
    style += ' font-weight="700"' if words.bold else ""
    style += f' text-anchor="{words.anchor}"' if words.anchor != "start" else ""
    place = f'x="{_length(words.x)}" y="{_length(words.y)}"'
    return f"<text {place}{style}>{escape(words.text)}</text>"


def _stroke(stroke: Stroke) -> Iterator[str]:
    style, number = STYLES[stroke.series], stroke.series + 1
    dashes = f' stroke-dasharray="{style.dashes}"' if style.dashes else ""
    yield (
        f'<path class="chart__line-{number}" d="{_outline(stroke.points)}" fill="none"'
        f' stroke="{style.fill}" stroke-width="2.5"{dashes}/>'
    )
    marks = "".join(
        f"{_outline([(x + dx, y + dy) for dx, dy in style.mark])}z" for x, y in stroke.points
    )
    yield f'<path class="chart__part-{number}" d="{marks}" fill="{style.fill}"/>'
