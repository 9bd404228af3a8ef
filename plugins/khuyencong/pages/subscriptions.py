"""Which feeds a page announces, and the page that explains and lists them all."""

from collections import defaultdict
from collections.abc import Callable, Sequence
from functools import partial
from itertools import groupby

from msgspec.structs import replace

from khuyencong.pages.chrome import HOME, SUBSCRIBE, head
from khuyencong.pages.press_views import SubscribeView
from khuyencong.pages.views import Chrome, FeedLinks, Page, StoryView, View

ARCHIVES = "Lưu trữ"
"""Group of the archives: machines find them from feed to feed, the page does not list them."""


class Announced:
    """Puts the feeds of what a page shows into its head."""

    def __init__(self, feeds: Sequence[FeedLinks]) -> None:
        self._by_page: dict[str, list[FeedLinks]] = defaultdict(list)
        for feed in feeds:
            self._by_page[feed.page].append(feed)
        self._everything = tuple(feeds[:1])

    def on(self, page: Page) -> View | Callable[[], View]:
        """What a page shows, with its own feeds, a story's category's, and the whole site's."""
        shows = page.shows
        if callable(shows):
            return partial(self._late, page.address, shows)
        return self._with_feeds(page.address, shows)

    def _late(self, address: str, make: Callable[[], View]) -> View:
        return self._with_feeds(address, make())

    def _with_feeds(self, address: str, view: View) -> View:
        whole, mark, _ = address.partition("trang/")
        own = self._by_page.get(whole if mark else address, [])
        if isinstance(view, StoryView):
            own = self._by_page.get(view.section.address, [])
        found = (*own, *(feed for feed in self._everything if feed not in own))
        return replace(view, head=replace(view.head, feeds=found)) if found else view


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
    return Page(SUBSCRIBE.address, "subscribe", view)
