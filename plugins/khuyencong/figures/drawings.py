"""Every drawing of the site's figures as a file: the charts and the map."""

from collections.abc import Iterator

from khuyencong.figures.charts import chart_files, charts
from khuyencong.figures.province_map import PATH, has_map, map_file
from khuyencong.site.index import Site
from khuyencong.store.generated_file import GeneratedFile


def drawing_files(site: Site) -> Iterator[GeneratedFile]:
    """What whoever prints them takes."""
    yield from chart_files(site)
    yield from map_file(site)


def drawing_paths(site: Site) -> Iterator[str]:
    """Their output paths; nothing is drawn for it."""
    yield from (chart.path for chart in charts(site))
    if has_map(site):
        yield PATH
