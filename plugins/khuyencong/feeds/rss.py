"""RSS 2.0 through feedgen, as the W3C validator and newsrooms want it."""

import re
from email.utils import format_datetime

from feedgen.entry import FeedEntry
from feedgen.feed import FeedGenerator
from lxml import etree

from khuyencong.feeds import podcast
from khuyencong.feeds.feed_plan import Feed
from khuyencong.feeds.items import Edition, FeedItem
from khuyencong.feeds.media import (
    ATOM,
    EXTENSIONS,
    HISTORY,
    ITUNES,
    LANGUAGE,
    NewsEntryExtension,
    NewsExtension,
)

TYPE = "application/rss+xml"
_DECLARED = re.compile(rb'\sxmlns(:\w+)?="[^"]*"')
NAMES = {**EXTENSIONS, "atom": ATOM, "content": "http://purl.org/rss/1.0/modules/content/"}


def rss_item(item: FeedItem, rights: str) -> bytes:
    """`<item>` in the namespaces of `rss_feed`, which puts it into any number of feeds."""
    entry = FeedEntry()
    entry.register_extension("news", NewsEntryExtension, atom=False)
    entry.title(item.title)
    entry.link(href=item.link)
    entry.guid(item.guid, permalink=False)
    entry.description(item.summary or item.title)
    entry.content(item.content, type="CDATA" if "]]>" not in item.content else None)
    named = [{"term": name, "scheme": page} for name, page in item.categories]
    entry.category(named)  # no element says an empty scheme
    if media := item.enclosure:
        entry.enclosure(media.url, str(media.size), media.mime)
    entry.news.item(item, rights)
    written = entry.rss_entry()
    written.set(LANGUAGE, item.language)
    names = NAMES | ({"itunes": ITUNES} if item.episode else {})
    return standing_free(written, etree.Element("rss", nsmap=names))


def standing_free(written: etree._Element, root: etree._Element) -> bytes:
    """Bytes of an element without the namespaces that its future root declares."""
    root.append(written)
    data: bytes = etree.tostring(written, encoding="UTF-8", xml_declaration=False)
    tag_end = data.index(b">")
    return _DECLARED.sub(b"", data[:tag_end]) + data[tag_end:]


def rss_feed(feed: Feed, items: list[bytes]) -> bytes:
    """The feed with its items, which are put in as they are."""
    head, tail = _channel(feed)
    return b"".join([*head, b"\n".join(items), b"\n", tail])


def _channel(feed: Feed) -> tuple[list[bytes], bytes]:
    publisher, channel = feed.publisher, feed.channel
    page = feed.page
    generator = FeedGenerator()
    generator.register_extension("news", NewsExtension, None, atom=False)
    generator.title(feed.title)
    generator.description(channel.description)
    generator.language("vi")
    generator.copyright(feed.rights)
    name, email = feed.editor
    if email:
        generator.managingEditor(f"{email} ({name})")
    generator.ttl(60)
    generator.generator("Khuyến Công Site")
    generator.docs("https://www.rssboard.org/rss-specification")
    generator.image(url=publisher.icon, title=feed.title, link=page, width="96", height="96")
    generator.link(href=feed.address(feed.formats[0]), rel="self", type=TYPE)
    generator.link(href=page, rel="alternate")
    generator.lastBuildDate(feed.updated)
    heard = channel.edition is Edition.PODCAST
    if heard:
        podcast.describe(generator, feed)
    root = etree.fromstring(generator.rss_str())
    if heard:
        podcast.complete(root.find("channel"), feed)
    build_date = root.find("channel/lastBuildDate")
    build_date.text = format_datetime(feed.updated)
    place = root.find("channel").index(root.find(f"channel/{{{ATOM}}}link")) + 1
    for rel, address in feed.links(feed.formats[0]):
        link = etree.Element(f"{{{ATOM}}}link", rel=rel, href=address)
        root.find("channel").insert(place, link)
        place += 1
    if feed.archived:
        root.find("channel").insert(place, etree.Element(f"{{{HISTORY}}}archive"))
    data: bytes = etree.tostring(root, encoding="UTF-8", xml_declaration=False)
    start = data.rindex(b"</channel>")
    return [xml_start(publisher.stylesheet), data[:start], b"\n"], data[start:] + b"\n"


def xml_start(stylesheet: str) -> bytes:
    """XML declaration, and the CSS by which a browser shows the feed readably."""
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<?xml-stylesheet type="text/css" href="{stylesheet}"?>\n'
    ).encode()
