"""A chart of the site's own figures, and where it is shown."""

from dataclasses import replace

from msgspec import Struct

from khuyencong.content.chart import Chart, ChartKind, Series
from khuyencong.figures.chart_words import table_rows
from khuyencong.figures.data_table import FOLDER


class SiteChart(Struct, frozen=True):
    """A chart, and the name of the data table beside which it stands."""

    table: str
    chart: Chart


def site_chart(
    table: str,
    name: str,
    title: str,
    figures: tuple[tuple[str, ...], tuple[Series, ...]],
    *,
    heading: str,
    unit: str,
    kind: ChartKind = ChartKind.STACKED,
    sample: bool,
    source: str,
) -> SiteChart:
    """A chart of labels and series; `heading` names the labels in its table."""
    labels, series = figures
    address = f"/{FOLDER}/{name}"
    chart = Chart(kind, title, labels, series, unit, source, address, sample=sample)
    return SiteChart(table, replace(chart, table=table_rows(chart, heading)))
