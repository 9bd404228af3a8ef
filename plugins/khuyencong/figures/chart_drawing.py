"""A chart as shapes on a paper of the width of a phone, or a narrower one for larger letters."""

from collections.abc import Iterator

from khuyencong.content.chart import DONG, Chart, ChartKind
from khuyencong.figures import bar_layout, line_layout
from khuyencong.figures.bar_layout import LETTER, MARGIN, WIDTH, balanced, lines_of
from khuyencong.figures.shapes import Box, Drawing, Shape, Stroke, Words

_LEGEND, _TITLE, _SOURCE = 24, 22, 17
"""Height of a line of the legend, of the title, of the source."""
_SAMPLE = "Dữ liệu minh họa"


def drawing(chart: Chart, width: float = WIDTH, *, alone: bool = False) -> Drawing:
    """The chart; one that stands alone, as a file, carries its title and source along."""
    shapes: list[Shape] = []
    y = float(MARGIN)
    if alone:
        shapes += _paragraph(chart.title, y, width, _TITLE, size=17, bold=True)
        y = _end_of(shapes) + 12
    names = _names(chart, width)
    shapes += _legend(chart, names, y)
    y += _LEGEND * sum(map(len, names)) + 6
    if chart.kind is ChartKind.LINE:
        y += 8
        shapes += line_layout.lines(chart, y, width)
        y += line_layout.HEIGHT + line_layout.BELOW
    else:
        shapes += bar_layout.bars(chart, y, width)
        y += bar_layout.height(chart, width)
    if alone and (words := _foot(chart)):
        shapes += _paragraph(words, y, width, _SOURCE, size=13)
        y = _end_of(shapes) + 6
    return Drawing(width, y + MARGIN, tuple(shapes))


def _foot(chart: Chart) -> str:
    unit = f"Đơn vị: {chart.unit}." if chart.unit not in ("", DONG, "%") else ""
    source = f"Nguồn: {chart.source}." if chart.source else ""
    return " ".join(filter(None, (f"{_SAMPLE}." if chart.sample else "", unit, source)))


def _paragraph(
    text: str, top: float, width: float, step: int, *, size: int, bold: bool = False
) -> list[Shape]:
    letter = size * (0.62 if bold else 0.56)
    return [
        Words(MARGIN, top + step * (number + 1) - 4, line, size, bold)
        for number, line in enumerate(lines_of(text, width, letter))
    ]


def _end_of(shapes: list[Shape]) -> float:
    """How far down the last line of text reaches."""
    last = shapes[-1]
    return last.y + 4 if isinstance(last, Words) else 0


def _names(chart: Chart, width: float) -> list[list[str]]:
    """Each name of the legend in its lines; one series needs none, its title says what it is."""
    names = [name for name, _ in chart.series]
    letters = int((width - 48) / LETTER)
    return [balanced(name, letters) for name in names] if len(names) > 1 else []


def _legend(chart: Chart, names: list[list[str]], top: float) -> Iterator[Shape]:
    y = top
    for number, lines in enumerate(names):
        if chart.kind is ChartKind.LINE:
            yield Stroke(((MARGIN + 2, y + 7), (MARGIN + 26, y + 7)), number)
        else:
            yield Box(MARGIN, y, 14, 14, number)
        for line in lines:
            yield Words(MARGIN + (40 if chart.kind is ChartKind.LINE else 22), y + 13, line)
            y += _LEGEND
