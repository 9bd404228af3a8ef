"""RSS 2.0 through feedgen, as the W3C validator and newsrooms want it."""

from collections.abc import Sequence
from dataclasses import dataclass
from email.utils import format_datetime

from feedgen.feed import FeedGenerator
from lxml import etree

from khuyencong.feeds.items import FeedItem
from khuyencong.feeds.media import NewsEntryExtension, NewsExtension

MOST_ITEMS = 30
MOST_BYTES = 250_000
"""A citizen's phone loads a feed in one go: at most 250 KB, whole items only."""


@dataclass(frozen=True, slots=True)
class Channel:
    """What a feed says of itself. Addresses are absolute."""

    title: str
    page: str
    """The HTML page that shows the same list."""
    address: str
    """The feed's own address."""
    description: str
    editor: str
    """`name@example.org (Name)`, as RSS wants managingEditor, or nothing."""
    rights: str
    image: str


def rss(channel: Channel, items: Sequence[FeedItem]) -> bytes:
    """The feed of a channel, newest first, cut at 30 items and 250 KB.

    No clock is read: the same stories give the same bytes.
    """
    kept = list(items[:MOST_ITEMS])
    data = _written(channel, kept)
    while len(data) > MOST_BYTES and len(kept) > 1:
        kept.pop()
        data = _written(channel, kept)
    return data


def _written(channel: Channel, items: Sequence[FeedItem]) -> bytes:
    feed = FeedGenerator()
    feed.register_extension("news", NewsExtension, NewsEntryExtension, atom=False)
    feed.title(channel.title)
    feed.description(channel.description)
    feed.language("vi")
    feed.copyright(channel.rights)
    if channel.editor:
        feed.managingEditor(channel.editor)
    feed.ttl(60)
    feed.generator("Khuyến Công Site")
    feed.docs("https://www.rssboard.org/rss-specification")
    feed.image(url=channel.image, title=channel.title, link=channel.page, width="96", height="96")
    feed.link(href=channel.address, rel="self", type="application/rss+xml")
    feed.link(href=channel.page, rel="alternate")
    if items:
        feed.lastBuildDate(max(item.updated for item in items))
    for item in items:
        _add(feed, item, channel)
    root = etree.fromstring(feed.rss_str())
    if not items:
        # feedgen falls back on the clock; an empty feed has no date at all.
        for date in root.findall("channel/lastBuildDate"):
            date.getparent().remove(date)
    for written, item in zip(root.iterfind("channel/item/pubDate"), items, strict=True):
        written.text = format_datetime(item.published)
    written_out: bytes = etree.tostring(
        root, xml_declaration=True, encoding="UTF-8", pretty_print=True
    )
    return written_out


def _add(feed: FeedGenerator, item: FeedItem, channel: Channel) -> None:
    entry = feed.add_entry(order="append")
    entry.title(item.title)
    entry.link(href=item.link)
    entry.guid(item.guid, permalink=False)
    entry.description(item.summary or item.title)
    entry.content(item.content, type="CDATA" if "]]>" not in item.content else None)
    entry.pubDate(item.published)
    entry.category([{"term": item.category, "scheme": channel.page}])
    entry.category([{"term": tag} for tag in item.tags])
    if item.photos:
        photo = item.photos[0]
        entry.enclosure(photo.url, str(photo.size), photo.mime)
    entry.news.item(item, channel.rights)
