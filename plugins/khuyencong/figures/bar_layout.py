"""Bars, one below the other: side by side, stacked, or as shares of a whole."""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from textwrap import wrap

from khuyencong.content.chart import Chart, ChartKind
from khuyencong.figures.chart_words import shares
from khuyencong.figures.shapes import Box, Shape, Words

WIDTH, NARROW, MARGIN = 360, 230, 8
"""Units of a paper: pixels on a phone, for letters half as large again, and room at its sides."""
LETTER = 8.2
"""Units that a letter of size 15 takes, with room to spare; nobody knows a reader's font."""
_BOLD_LETTER = 9
_BAR, _SLIM, _GAP = 24, 16, 12
"""Height of a bar, of one among several at a label, and the gap to the next label."""
_LINE = 20
_LONGEST_LEFT = 13
"""Letters of a label that still stands before its bar."""
_LEAST_BAR = 40
"""Units that the longest bar needs at least."""


def lines_of(text: str, width: float, size: float = LETTER) -> list[str]:
    """A text in as many lines as a paper needs."""
    return balanced(text, int((width - 2 * MARGIN) / size))


def balanced(text: str, most: int) -> list[str]:
    """A text in as few lines of at most so many letters as it needs. Where there is room to give,
    no name is parted ("Lạng Sơn") and no word or two are left alone on the last line."""
    lines = wrap(text, most) or [""]
    ways = (wrap(text, width) or [""] for width in range(most, most // 2, -1))
    return min(
        (way for way in ways if len(way) == len(lines)),
        key=lambda way: (_parts_a_name(way), len(way) > 1 and 3 * len(way[-1]) < most),
    )


def _parts_a_name(lines: Sequence[str]) -> bool:
    ends = ((one.split()[-1], other) for one, other in pairwise(lines))
    return any(end[0].isupper() and begin[0].isupper() for end, begin in ends)


def bars(chart: Chart, top: float, width: float) -> Iterator[Shape]:
    """The bars from `top` on downwards."""
    labels_left = _labels_stand_left(chart, width)
    left = MARGIN + (_label_room(chart) if labels_left else 0)
    scale = (width - MARGIN - left - _value_room(chart)) / (_longest_bar(chart) or 1)
    y = top
    for place, label in enumerate(chart.labels):
        lines = [label] if labels_left else lines_of(label, width)
        for number, line in enumerate(lines):
            base = y + _LINE * number + (18 if labels_left else 14)
            yield Words(MARGIN, base, line, bold=True)
        y += 0 if labels_left else _LINE * len(lines)
        yield from _at_label(chart, place, left, y, scale)
        y += _label_height(chart)


def height(chart: Chart, width: float) -> float:
    """How much room the bars take."""
    above = () if _labels_stand_left(chart, width) else chart.labels
    lines = sum(len(lines_of(label, width)) for label in above)
    return lines * _LINE + len(chart.labels) * _label_height(chart)


def _labels_stand_left(chart: Chart, width: float) -> bool:
    """Whether labels stand before their bars, not above them."""
    if chart.kind is ChartKind.SHARE or max(map(len, chart.labels)) > _LONGEST_LEFT:
        return False
    return width - 2 * MARGIN - _label_room(chart) - _value_room(chart) >= _LEAST_BAR


def _label_room(chart: Chart) -> float:
    return max(map(len, chart.labels)) * _BOLD_LETTER + 8


def _label_height(chart: Chart) -> float:
    """From the bars of a label to what comes below."""
    if chart.kind is ChartKind.SHARE:
        return _BAR + _LINE + _GAP
    several = chart.kind is ChartKind.BAR and len(chart.series) > 1
    return (_SLIM + 2) * len(chart.series) + _GAP if several else _BAR + _GAP


def _value_room(chart: Chart) -> float:
    """Room for the value behind the longest bar."""
    if chart.kind is ChartKind.SHARE:
        return 0
    if chart.kind is ChartKind.STACKED:
        printed = [chart.shown(value) for value in chart.sums]
    else:
        printed = [chart.shown(value) for _, values in chart.series for value in values]
    return max(map(len, printed)) * LETTER + 8


def _longest_bar(chart: Chart) -> float:
    if chart.kind is ChartKind.SHARE:
        return 1
    if chart.kind is ChartKind.STACKED:
        return max(chart.sums)
    return max(value or 0 for _, values in chart.series for value in values)


def _at_label(chart: Chart, place: int, left: float, y: float, scale: float) -> Iterator[Shape]:
    values = [series[place] or 0 for _, series in chart.series]
    if chart.kind is ChartKind.BAR:
        yield from _side_by_side(chart, place, left, y, scale)
    elif chart.kind is ChartKind.STACKED:
        yield from _stack(values, left, y, scale)
        end = left + chart.sums[place] * scale + 6
        yield Words(end, y + 18, chart.shown(chart.sums[place]))
    else:
        whole = chart.sums[place]
        yield from _stack([value / whole for value in values] if whole else [], left, y, scale)
        yield Words(left, y + _BAR + 15, " · ".join(shares(chart, place)), size=13)


def _stack(values: Sequence[float], left: float, y: float, scale: float) -> Iterator[Shape]:
    x = left
    for series, value in enumerate(values):
        if value:
            yield Box(x, y, value * scale, _BAR, series)
        x += value * scale


def _side_by_side(chart: Chart, place: int, left: float, y: float, scale: float) -> Iterator[Shape]:
    several = len(chart.series) > 1
    thick = _SLIM if several else _BAR
    for series, (_, values) in enumerate(chart.series):
        value = values[place]
        width = (value or 0) * scale
        if width:
            yield Box(left, y, width, thick, series)
        size = 13 if several else 15
        yield Words(left + width + 6, y + thick - (3 if several else 6), chart.shown(value), size)
        y += thick + 2
