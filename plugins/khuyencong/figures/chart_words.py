"""A chart in words and as a table: for who does not see it, for feeds, for Excel."""

from collections.abc import Iterator

from khuyencong.content.chart import Chart, ChartKind
from khuyencong.csv_file import Cell, csv_bytes
from khuyencong.vietnamese.numbers import decimal, percent


def summary(chart: Chart) -> str:
    """What the chart shows, in words (WCAG 2.2, 1.1.1)."""
    lines = (f"{label}: {words}" for label, words in zip(chart.labels, _values(chart), strict=True))
    sentence = f"{chart.title}. {'; '.join(lines)}."
    return sentence.replace("\u00a0", " ")


def _values(chart: Chart) -> Iterator[str]:
    """What stands at each label: one value, the sum of the parts, or every series by name."""
    if len(chart.series) == 1 or chart.kind is ChartKind.STACKED:
        yield from map(chart.shown, chart.sums)
        return
    for place in range(len(chart.labels)):
        values = shares(chart, place) if chart.kind is ChartKind.SHARE else _shown(chart, place)
        named = zip((name for name, _ in chart.series), values, strict=True)
        yield ", ".join(f"{name} {value}" for name, value in named)


def _shown(chart: Chart, place: int) -> list[str]:
    return [chart.shown(values[place]) for _, values in chart.series]


def shares(chart: Chart, place: int) -> list[str]:
    """The share of each series at a label, as printed: `71,0%`."""
    whole = chart.sums[place]
    return [
        percent(round((values[place] or 0) / whole * 100, 1)) if whole else "–"
        for _, values in chart.series
    ]


def table_rows(chart: Chart, heading: str) -> tuple[tuple[str, ...], ...]:
    """The figures as a table to read; `heading` names the labels."""
    unit = f" ({chart.unit})" if chart.unit else ""
    columns = [values for _, values in chart.series]
    totals = [chart.sums] if chart.kind.adds_up and len(columns) > 1 else []
    names = [name for name, _ in chart.series] + ["Cộng"] * len(totals)
    return (
        (heading, *(f"{name}{unit}" for name in names)),
        *(
            (label, *("" if value is None else decimal(value) for value in values))
            for label, *values in zip(chart.labels, *columns, *totals, strict=True)
        ),
    )


def csv(chart: Chart) -> bytes:
    """The figures for Excel, numbers as numbers."""
    unit = f" ({chart.unit})" if chart.unit else ""
    rows: list[list[Cell]] = [["", *(f"{name}{unit}" for name, _ in chart.series)]]
    columns = [values for _, values in chart.series]
    rows += [
        [label, *map(_cell, values)] for label, *values in zip(chart.labels, *columns, strict=True)
    ]
    source = [["Nguồn", chart.source]] if chart.source else []
    return csv_bytes([[chart.title], *rows, *source])


def _cell(value: float | None) -> Cell:
    return int(value) if isinstance(value, float) and value.is_integer() else value
