"""How large a chart is as a PNG: pages and feeds say so without drawing it."""

from khuyencong.content.chart import Chart
from khuyencong.figures.chart_drawing import drawing
from khuyencong.figures.shapes import Drawing

SCALE = 2
"""Pixels for each unit of the drawing: 720 across, a column of a news page."""


def png_size(chart: Chart) -> tuple[int, int]:
    """Width and height of the picture in pixels."""
    return size_in_pixels(drawing(chart, alone=True))


def size_in_pixels(drawn: Drawing) -> tuple[int, int]:
    """Width and height of a drawing as a picture."""
    return round(drawn.width * SCALE), round(drawn.height * SCALE)
