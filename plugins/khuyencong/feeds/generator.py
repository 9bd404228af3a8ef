"""Which feeds there are, and Pelican's way to them."""

from collections.abc import Iterable, Iterator, Mapping
from functools import partial
from pathlib import Path
from typing import Any

from khuyencong.feeds.items import FeedItem, feed_item
from khuyencong.feeds.rss import MOST_ITEMS, Channel, rss
from khuyencong.pictures.generator import MADE
from khuyencong.reading.generator import SITE
from khuyencong.reading.site import Site, Story

ICON = "anh/bieu-tuong-96.png"


def planned(site: Site, root: str) -> Iterator[tuple[str, Channel, tuple[Story, ...]]]:
    """(output path, channel, newest stories) of every feed."""
    yield "rss.xml", _channel(site, root, "", ""), site.stories[:MOST_ITEMS]
    for slug, stories in site.by_category.items():
        channel = _channel(site, root, site.categories[slug].name, f"{slug}/")
        yield f"{slug}/rss.xml", channel, stories[:MOST_ITEMS]


class Feeds:
    """Writes feeds; each story is turned into an item once."""

    def __init__(self, site: Site, root: str, made: Mapping[str, Path]) -> None:
        self.site = site
        self.root = root
        self.made = made
        self._items: dict[str, FeedItem] = {}

    def written(self, channel: Channel, stories: Iterable[Story]) -> bytes:
        """The bytes of one feed."""
        return rss(channel, [self._item(story) for story in stories])

    def _item(self, story: Story) -> FeedItem:
        if story.address not in self._items:
            item = feed_item(self.site, story, self.root, self.made)
            self._items[story.address] = item
        return self._items[story.address]


def feeds(site: Site, root: str, made: Mapping[str, Path]) -> Iterator[tuple[str, bytes]]:
    """(output path, bytes) of every feed."""
    maker = Feeds(site, root, made)
    for path, channel, stories in planned(site, root):
        yield path, maker.written(channel, stories)


def _channel(site: Site, root: str, name: str, folder: str) -> Channel:
    centre = site.centre
    description = site.categories[folder[:-1]].description if folder else ""
    return Channel(
        title=f"{centre.short_name} – {name}" if name else centre.short_name,
        page=f"{root}/{folder}",
        address=f"{root}/{folder}rss.xml",
        description=description or f"Tin của {centre.name}",
        editor=f"{centre.email} ({centre.name})" if centre.email else "",
        rights=centre.name,
        image=f"{root}/{ICON}",
    )


class FeedsGenerator:
    """Writes every feed."""

    def __init__(self, context: dict[str, Any], settings: dict[str, Any], **_: Any) -> None:
        self.context = context
        self.settings = settings

    def generate_output(self, writer: Any) -> None:
        site: Site = self.context[SITE]
        root = self.settings["SITEURL"]
        maker = Feeds(site, root, self.context[MADE])
        for path, channel, stories in planned(site, root):
            made_from = channel, stories, root, site.centre.short_name, site.categories
            writer.write_made(path, made_from, partial(maker.written, channel, stories))
