"""Pelican's way into this room: every page to the writer, if they all fit together."""

from pathlib import Path
from typing import Any

from khuyencong.assets.theme_assets import Assets, read_assets
from khuyencong.figures.site_tables import data_tables
from khuyencong.pages.chrome import chrome
from khuyencong.pages.datasets import PATHS, dataset_files
from khuyencong.pages.examples import example_pages
from khuyencong.pages.product_context import ProductContext
from khuyencong.pages.site_pages import FIXED_FILES, SitePages, misfits
from khuyencong.pages.views import Page
from khuyencong.plugin.content_generator import FILES, SITE, report
from khuyencong.plugin.pictures_generator import MADE

FEEDS = "khuyencong_feeds"
"""Context key: FeedLinks of every feed, that of the whole site first."""
KITS = "khuyencong_press_kits"
"""Context key: address of a story → its press kit, the newest changes first."""


class PagesGenerator:
    """Makes the view of every page and hands it to the writer."""

    def __init__(
        self, context: dict[str, Any], settings: dict[str, Any], theme: str, **_: Any
    ) -> None:
        self.context = context
        self.settings = settings
        self.theme = Path(theme)
        self.assets: Assets
        self.products: ProductContext
        self.made: SitePages
        self.pages: list[Page] = []

    def generate_context(self) -> None:
        """Build all views before a byte is written.

        Raises:
            ContentError: two pages want one address, or a link leads nowhere.
        """
        site = self.context[SITE]
        cache = Path(self.settings["CACHE_PATH"]) / "emblems"
        self.assets = read_assets(self.theme, site.centre, site.categories, cache)
        self.products = ProductContext(
            site, chrome(site, self.assets.links, self.settings["SITEURL"])
        )
        kits = self.context[KITS]
        self.made = SitePages(self.products, self.context[FEEDS], kits)
        self.pages = list(self.made)
        if self.settings["DRAFTS"]:
            self.pages += example_pages(site, self.products.chrome, self.theme)
        data = [table.path(kind) for table in data_tables(site) for kind in ("csv", "json")]
        made = [*self.context[MADE], *self.context[FILES], *(kit.path for kit in kits.values())]
        feeds = [
            address.lstrip("/")
            for feed in self.context[FEEDS]
            for address in (feed.rss, feed.atom, feed.json)
        ]
        others = [*made, *data, *feeds, *FIXED_FILES, *PATHS]
        report(self.context, misfits(site, self.pages, others))

    def generate_output(self, writer: Any) -> None:
        for path, data in self.assets.files.items():
            writer.write_bytes(path, data)
        for path, file in self.context[FILES].items():
            writer.write_copy(path, file)
        writer.write_made([tuple(dataset_files(self.products))])
        for table in data_tables(self.context[SITE]):
            writer.write_bytes(table.path("csv"), table.csv())
            writer.write_bytes(table.path("json"), table.json())
        writer.write_pages(self.pages, self.made.dependency_key)
        writer.write_bytes("robots.txt", robots(self.settings["SITEURL"]))


def robots(root: str) -> bytes:
    """robots.txt (RFC 9309): everything may be read, here are the sitemaps."""
    maps = f"Sitemap: {root}/sitemap.xml\nSitemap: {root}/sitemap-news.xml\n"
    return f"User-agent: *\nAllow: /\n\n{maps}".encode()
