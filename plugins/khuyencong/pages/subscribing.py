"""Which feeds a page announces, and the page that explains and lists them all."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby
from typing import Any, cast

from khuyencong.pages.chrome import HOME, SUBSCRIBE, head
from khuyencong.pages.press_views import SubscribeView
from khuyencong.pages.views import Chrome, FeedLinks, Page, StoryView

ARCHIVES = "Lưu trữ"
"""Group of the archives: machines find them from feed to feed, the page does not list them."""


class Announced:
    """Puts the feeds of what a page shows into its head."""

    def __init__(self, feeds: Sequence[FeedLinks]) -> None:
        self._by_page: dict[str, list[FeedLinks]] = defaultdict(list)
        for feed in feeds:
            self._by_page[feed.page].append(feed)
        self._everything = tuple(feeds[:1])

    def on(self, page: Page) -> Page:
        """The page with its own feeds, those of a story's category, and the whole site's."""
        address, mark, _ = page.address.partition("trang/")
        own = self._by_page.get(address if mark else page.address, [])
        if isinstance(page.view, StoryView):
            own = self._by_page.get(page.view.section.address, [])
        found = (*own, *(feed for feed in self._everything if feed not in own))
        if not found:
            return page
        view = cast(Any, page.view)
        return replace(page, view=replace(view, head=replace(view.head, feeds=found)))


def subscribe_page(chrome: Chrome, feeds: Sequence[FeedLinks]) -> Page:
    """The page "Nhận tin"."""
    listed = [feed for feed in feeds if feed.group != ARCHIVES]
    groups = tuple(
        (name, tuple(found)) for name, found in groupby(listed, key=lambda feed: feed.group)
    )
    view = SubscribeView(
        chrome=chrome,
        head=head(
            "Nhận tin qua RSS",
            SUBSCRIBE.address,
            f"Theo dõi {chrome.name} theo chuyên mục, địa bàn, thẻ và sản phẩm.",
            crumbs=(HOME,),
        ),
        groups=groups,
    )
    return Page("nhan-tin/index.html", "subscribe", view)
