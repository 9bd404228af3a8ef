"""Charts as pages show them."""

from collections.abc import Iterable

from khuyencong.describing.elements import Chart
from khuyencong.figures.charts import BarChart, svg


def chart_views(charts: Iterable[BarChart], table: str) -> tuple[Chart, ...]:
    """The charts of a data table."""
    return tuple(
        Chart(chart.title, svg(chart), f"/{chart.path}", chart.sample)
        for chart in charts
        if chart.table == table
    )
