"""OPML 2.0 (http://opml.org/spec2.opml): every feed of the site, to subscribe to in one go."""

from collections.abc import Iterable, Mapping
from itertools import groupby

from lxml import etree

from khuyencong.feeds.feed_plan import Feed

PATH = "feeds.opml"


def opml(feeds: Iterable[Feed], title: str) -> bytes:
    """The outline of all feeds under the headings of the page "Nhận tin"."""
    groups = groupby(feeds, key=lambda feed: feed.channel.group)
    return outline(
        title, ((name, (_feed(feed, title) for feed in found)) for name, found in groups)
    )


def _feed(feed: Feed, title: str) -> dict[str, str]:
    return {
        "text": feed.channel.name or title,
        "title": feed.title,
        "description": feed.channel.description,
        "xmlUrl": feed.address(feed.formats[0]),
        "htmlUrl": feed.page,
    }


def outline(title: str, groups: Iterable[tuple[str, Iterable[Mapping[str, str]]]]) -> bytes:
    """A document of feeds, each by its attributes (`text`, `xmlUrl`, …), under headings."""
    root = etree.Element("opml", version="2.0")
    etree.SubElement(etree.SubElement(root, "head"), "title").text = title
    body = etree.SubElement(root, "body")
    for group, feeds in groups:
        heading = etree.SubElement(body, "outline", text=group)
        for attributes in feeds:
            etree.SubElement(heading, "outline", {"type": "rss", **attributes, "language": "vi"})
    data: bytes = etree.tostring(root, xml_declaration=True, encoding="UTF-8", pretty_print=True)
    return data
