"""Every chart of a site: those of its own figures, and those that stories bring."""

from collections.abc import Iterator
from functools import partial
from pathlib import Path

from khuyencong.content.chart import Chart
from khuyencong.figures.chart_words import csv
from khuyencong.figures.de_an_charts import de_an_charts
from khuyencong.figures.product_charts import product_charts
from khuyencong.figures.site_chart import SiteChart
from khuyencong.figures.svg import chart_file
from khuyencong.site.index import Site
from khuyencong.store.generated_file import GeneratedFile

FORMS = ("svg", "png", "csv")
"""Suffixes of the files of a chart."""


def site_charts(site: Site) -> tuple[SiteChart, ...]:
    """The charts of figures with two labels or more; a single bar compares nothing."""
    return site.memoized("charts", None, lambda: tuple(_site_charts(site)))


def _site_charts(site: Site) -> Iterator[SiteChart]:
    for found in (*de_an_charts(site), *product_charts(site)):
        if len(found.chart.labels) > 1:
            yield found


def charts_of_table(site: Site, table: str) -> tuple[Chart, ...]:
    """The charts of a data table."""
    return tuple(found.chart for found in site_charts(site) if found.table == table)


def chart_paths(site: Site) -> Iterator[str]:
    """Output paths of the files of all charts; nothing is drawn for it."""
    yield from (chart.path(form) for chart in _charts(site) for form in FORMS)


def chart_bundles(site: Site, theme: Path) -> Iterator[tuple[GeneratedFile, ...]]:
    """Each chart as SVG and PNG for whoever prints it, as CSV for whoever reckons."""
    for chart in _charts(site):
        yield (
            GeneratedFile(chart.path("svg"), (chart,), partial(chart_file, chart)),
            GeneratedFile(chart.path("png"), (chart,), partial(_png, chart, theme)),
            GeneratedFile(chart.path("csv"), (chart,), partial(csv, chart)),
        )


def _png(chart: Chart, theme: Path) -> bytes:
    from khuyencong.figures.png import chart_png  # Pillow is loaded when a chart is drawn

    return chart_png(chart, theme)


def _charts(site: Site) -> Iterator[Chart]:
    yield from (found.chart for found in site_charts(site))
    for record in site.records:
        yield from record.body.charts
