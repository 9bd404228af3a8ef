"""What only the pages of a site tell, though none of them is written."""

from collections.abc import Callable

from khuyencong.assets.theme_assets import AssetLinks
from khuyencong.checking.addresses import site_addresses
from khuyencong.checking.fitness import misfits
from khuyencong.checking.links import PageIds, broken_anchors
from khuyencong.checking.published import PublishedEntries
from khuyencong.describing.products import ProductDescriptions
from khuyencong.model.rules import Problem
from khuyencong.pages.chrome import chrome
from khuyencong.pages.product_context import ProductContext
from khuyencong.pages.site_pages import SitePages
from khuyencong.rendering.renderer import Renderer
from khuyencong.site.index import Site


def page_problems(
    site: Site, make_renderer: Callable[[], Renderer], before: PublishedEntries
) -> list[Problem]:
    """Addresses taken twice, links that lead nowhere, and what was published and is gone.

    `make_renderer` gives the theme, should a link lead to a part of a page.
    """
    frame = chrome(site, AssetLinks(), root="")
    pages = list(SitePages(ProductContext(ProductDescriptions(site), frame)))
    addresses = site_addresses(site, pages)
    return [
        *misfits(site, pages, addresses, before),
        *broken_anchors(site, addresses, PageIds(make_renderer)),
    ]
