"""Pelican's way into this room: which feeds each page has, then the feeds to the writer."""

import hashlib
from pathlib import Path
from typing import Any

from khuyencong.feeds.items import ItemMaker
from khuyencong.feeds.planning import Feed
from khuyencong.feeds.remembering import Sizes
from khuyencong.feeds.writing import Newsroom
from khuyencong.pages.generator import FEEDS, KITS
from khuyencong.pages.views import FeedLinks
from khuyencong.pictures.generator import MADE
from khuyencong.reading.generator import FILES, SITE


class FeedsGenerator:
    """Plans all feeds before the pages are made, writes them after."""

    def __init__(
        self, context: dict[str, Any], settings: dict[str, Any], path: str, **_: Any
    ) -> None:
        self.context = context
        self.path = path
        self.settings = settings
        self.newsroom: Newsroom

    def generate_context(self) -> None:
        files = {**self.context[MADE], **self.context[FILES]}
        maker = ItemMaker(self.context[SITE], self.settings["SITEURL"], files, self.context[KITS])
        name = hashlib.blake2b(str(Path(self.path).resolve()).encode(), digest_size=8).hexdigest()
        sizes = Sizes(Path(self.settings["CACHE_PATH"]) / "feeds" / f"{name}.json")
        self.newsroom = Newsroom(maker, sizes)
        self.context[FEEDS] = feed_links(self.newsroom)

    def generate_output(self, writer: Any) -> None:
        writer.write_made(list(self.newsroom.bundles()))
        self.newsroom.sizes.save()


def feed_links(newsroom: Newsroom) -> tuple[FeedLinks, ...]:
    """What pages say of every feed and archive."""
    found = (*newsroom.feeds, *newsroom.archives)
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
