"""The site's figures as files: its tables, the charts and the map."""

from collections.abc import Iterator
from pathlib import Path

from khuyencong.figures.charts import chart_bundles, chart_paths
from khuyencong.figures.province_map import PATH, has_map, map_file
from khuyencong.figures.site_tables import table_files
from khuyencong.site.index import Site
from khuyencong.store.generated_file import GeneratedFile


def figure_bundles(site: Site, theme: Path) -> list[tuple[GeneratedFile, ...]]:
    """What whoever reckons with them or prints them takes; the fonts are those of the theme."""
    return [tuple(table_files(site)), *chart_bundles(site, theme), tuple(map_file(site))]


def drawing_paths(site: Site) -> Iterator[str]:
    """Output paths of the drawings; nothing is drawn for it."""
    yield from chart_paths(site)
    if has_map(site):
        yield PATH
