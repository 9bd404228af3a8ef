"""Pelican's way into this room: which feeds each page has, then the feeds to the writer."""

import hashlib
from pathlib import Path
from typing import Any

from khuyencong.feeds.documents import FeedSet
from khuyencong.feeds.feed_plan import Feed
from khuyencong.feeds.feed_size_cache import FeedSizeCache
from khuyencong.feeds.items import ItemMaker
from khuyencong.pages.views import FeedLinks
from khuyencong.plugin.content_generator import FILES, SITE
from khuyencong.plugin.pages_generator import FEEDS, KITS
from khuyencong.plugin.pictures_generator import MADE


class FeedsGenerator:
    """Plans all feeds before the pages are made, writes them after."""

    def __init__(
        self, context: dict[str, Any], settings: dict[str, Any], path: str, **_: Any
    ) -> None:
        self.context = context
        self.path = path
        self.settings = settings
        self.feed_set: FeedSet

    def generate_context(self) -> None:
        files = {**self.context[MADE], **self.context[FILES]}
        maker = ItemMaker(self.context[SITE], self.settings["SITEURL"], files, self.context[KITS])
        name = hashlib.blake2b(str(Path(self.path).resolve()).encode(), digest_size=8).hexdigest()
        sizes = FeedSizeCache(Path(self.settings["CACHE_PATH"]) / "feeds" / f"{name}.json")
        self.feed_set = FeedSet(maker, sizes)
        self.context[FEEDS] = feed_links(self.feed_set)

    def generate_output(self, writer: Any) -> None:
        writer.write_made(list(self.feed_set.bundles()))
        self.feed_set.sizes.save()


def feed_links(feed_set: FeedSet) -> tuple[FeedLinks, ...]:
    """What pages say of every feed and archive."""
    found = (*feed_set.feeds, *feed_set.archives)
    return tuple(_links(feed) for feed in found)


def _links(feed: Feed) -> FeedLinks:
    channel = feed.channel
    return FeedLinks(
        group=channel.group,
        title=feed.title,
        name=channel.name or feed.publisher.title,
        description=channel.description,
        page=f"/{channel.folder}",
        rss=f"/{feed.path('rss.xml')}",
        atom=f"/{feed.path('atom.xml')}",
        json=f"/{feed.path('feed.json')}",
    )
