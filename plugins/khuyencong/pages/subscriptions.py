"""Which feeds a page announces, and the page that explains and lists them all."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from itertools import groupby

from msgspec.structs import replace

from khuyencong.pages.chrome import HOME, SUBSCRIBE, head
from khuyencong.pages.page import Page, alone
from khuyencong.pages.press_views import SubscribeView
from khuyencong.pages.views import Chrome, FeedLinks, StoryView, View

ARCHIVES = "Lưu trữ"
"""Group of the archives: machines find them from feed to feed, the page does not list them."""


class Announced:
    """Puts the feeds of what a page shows into its head.

    `followed_in` says of the page of a list that has too little for a feed which page's feed to
    follow instead.
    """

    def __init__(self, feeds: Sequence[FeedLinks], followed_in: Mapping[str, str]) -> None:
        self._followed_in = followed_in
        self._by_page: dict[str, list[FeedLinks]] = defaultdict(list)
        for feed in feeds:
            self._by_page[feed.page].append(feed)
        self._everything = tuple(feeds[:1])

    def on(self, address: str, view: View) -> View:
        """What a page shows, with its own feeds, a story's category's, and the whole site's."""
        page = address.partition("trang/")[0]
        if isinstance(view, StoryView):
            page = view.section.address
        larger = self._by_page.get(self._followed_in.get(page, ""), [])
        own = self._by_page.get(page, larger)
        found = (*own, *(feed for feed in self._everything if feed not in own))
        followed_in = larger[0] if larger and not isinstance(view, StoryView) else None
        head = replace(view.head, feeds=found, followed_in=followed_in)
        return replace(view, head=head) if found else view


def subscribe_page(chrome: Chrome, feeds: Sequence[FeedLinks]) -> Page:
    """The page "Nhận tin"."""
    listed = [feed for feed in feeds if feed.group != ARCHIVES]
    groups = tuple(
        (name, tuple(found)) for name, found in groupby(listed, key=lambda feed: feed.group)
    )
    view = SubscribeView(
        chrome=chrome,
        head=head(
            "Nhận tin",
            SUBSCRIBE.address,
            SUBSCRIBE.about,
            crumbs=(HOME,),
        ),
        groups=groups,
    )
    # The feeds are in the frame, by which they come into the head of every page.
    return Page(SUBSCRIBE.address, "subscribe", view, depends=alone(()))
