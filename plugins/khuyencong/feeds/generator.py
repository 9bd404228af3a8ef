"""Which feeds there are, and Pelican's way to them."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from khuyencong.feeds.items import FeedItem, feed_item
from khuyencong.feeds.rss import Channel, rss
from khuyencong.pictures.generator import MADE
from khuyencong.reading.generator import SITE
from khuyencong.reading.site import Site

ICON = "anh/bieu-tuong-96.png"


def feeds(site: Site, root: str, made: Mapping[str, Path]) -> Iterator[tuple[str, bytes]]:
    """(output path, bytes) of every feed. Each story is turned into an item once."""
    items: dict[str, FeedItem] = {
        story.address: feed_item(site, story, root, made) for story in site.stories
    }
    yield "rss.xml", rss(_channel(site, root, "", ""), list(items.values()))
    for slug, stories in site.by_category.items():
        channel = _channel(site, root, site.categories[slug].name, f"{slug}/")
        yield f"{slug}/rss.xml", rss(channel, [items[story.address] for story in stories])


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
        for path, data in feeds(site, self.settings["SITEURL"], self.context[MADE]):
            writer.write_bytes(path, data)
