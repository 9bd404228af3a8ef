"""Lines over labels that follow each other, with a scale at the left."""

from collections.abc import Iterator, Sequence
from itertools import groupby
from math import ceil, floor, log10

from khuyencong.content.chart import Chart
from khuyencong.figures.bar_layout import LETTER, MARGIN
from khuyencong.figures.shapes import GridLine, Point, Shape, Stroke, Words

HEIGHT = 190
"""Units from the top of the scale to its bottom."""
BELOW = 28
"""Room for the labels."""
_STEPS = (1, 2, 2.5, 5, 10)


def ticks(least: float, most: float) -> list[float]:
    """Round values that reach from the least to the most, about four of them; zero is one."""
    low, high = min(least, 0), max(most, 0)
    if low == high:
        return [0, 1]
    rough = (high - low) / 4
    size = 10.0 ** floor(log10(rough))
    step = next(step * size for step in _STEPS if step * size >= rough * 0.999)
    return [number * step for number in range(floor(low / step), ceil(high / step) + 1)]


def lines(chart: Chart, top: float, width: float) -> Iterator[Shape]:
    """The scale, its lines and labels, and each series."""
    known = [value for _, values in chart.series for value in values if value is not None]
    scale = ticks(min(known), max(known))
    printed = [chart.shown(value) for value in scale]
    left = MARGIN + max(map(len, printed)) * LETTER * 0.87 + 8
    right = width - MARGIN - 14

    def y(value: float) -> float:
        return top + HEIGHT * (scale[-1] - value) / (scale[-1] - scale[0])

    for value, words in zip(scale, printed, strict=True):
        yield GridLine(y(value), left, width - MARGIN, bold=value == 0)
        yield Words(left - 6, y(value) + 5, words, size=13, anchor="end")
    across = _across(len(chart.labels), left + 14, right)
    yield from _labels(chart.labels, across, top + HEIGHT + 20, width)
    for series, (_, values) in enumerate(chart.series):
        points = [
            (x, y(value)) if value is not None else None
            for x, value in zip(across, values, strict=True)
        ]
        yield from (Stroke(tuple(run), series) for run in _runs(points))


def _across(count: int, left: float, right: float) -> list[float]:
    """Where each label stands, from left to right."""
    step = (right - left) / max(count - 1, 1)
    return [left + step * place for place in range(count)]


def _labels(
    labels: Sequence[str], across: Sequence[float], y: float, width: float
) -> Iterator[Shape]:
    """As many labels as there is room for; the last is one of them."""
    room = (across[-1] - across[0]) / max(len(across) - 1, 1) or width
    every = ceil((max(map(len, labels)) * LETTER * 0.87 + 8) / room)
    for place, (label, x) in enumerate(zip(labels, across, strict=True)):
        if (len(labels) - 1 - place) % every == 0:
            end = min(x + len(label) * LETTER * 0.43, width - MARGIN)
            yield Words(end, y, label, size=13, anchor="end")


def _runs(points: Sequence[Point | None]) -> Iterator[list[Point]]:
    """Points that follow each other; a gap ends a line."""
    for known, run in groupby(points, key=lambda point: point is not None):
        if known:
            yield [point for point in run if point is not None]
