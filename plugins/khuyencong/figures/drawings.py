"""Every drawing of the site's figures as a file: the charts and the map."""

from collections.abc import Iterator
from pathlib import Path

from khuyencong.figures.charts import chart_files, chart_paths
from khuyencong.figures.province_map import PATH, has_map, map_file
from khuyencong.site.index import Site
from khuyencong.store.generated_file import GeneratedFile


def drawing_files(site: Site, theme: Path) -> Iterator[GeneratedFile]:
    """What whoever prints them takes; the fonts are those of the theme."""
    yield from chart_files(site, theme)
    yield from map_file(site)


def drawing_paths(site: Site) -> Iterator[str]:
    """Their output paths; nothing is drawn for it."""
    yield from chart_paths(site)
    if has_map(site):
        yield PATH
