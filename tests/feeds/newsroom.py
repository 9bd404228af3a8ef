"""All files of the feeds room for a content folder, with real pictures and kits behind them."""

from datetime import datetime
from itertools import chain
from pathlib import Path

from lxml import etree

from khuyencong.describing.products import ProductDescriptions
from khuyencong.feeds.feed_set import FeedSet
from khuyencong.feeds.items import ItemMaker
from khuyencong.pictures.derivatives import make_derivatives
from khuyencong.press.kits import make_kits
from khuyencong.site.index import Site
from khuyencong.store.cached_file import CachedFile
from tests.conftest import NOW, Content

HOST = "https://thu.example"
NAMES = {
    "atom": "http://www.w3.org/2005/Atom",
    "content": "http://purl.org/rss/1.0/modules/content/",
    "dc": "http://purl.org/dc/elements/1.1/",
    "fh": "http://purl.org/syndication/history/1.0",
    "media": "http://search.yahoo.com/mrss/",
    "podcast": "https://podcastindex.org/namespace/1.0",
}
PHOTO = (
    "[{file: anh/anh.jpg, alt: Lớp học đông người, caption: Buổi học đầu,"
    ' credit: "Ảnh: Tên Mẫu (minh họa)"}]'
)

FILM = """\
---
title: Phóng sự nghề miến
slug: phong-su
date: 2/10/2026 08:00
uid: kc-t
summary: A
duration: "00:16"
"""
"""The first lines of the header of a broadcast."""


def newsroom(content: Content, now: datetime = NOW) -> FeedSet:
    return newsroom_of(content, content.site(now))


def newsroom_of(content: Content, site: Site) -> FeedSet:
    wanted = [(content.folder / f.picture.source, f.picture, f.credits) for f in site.figures]
    products = ProductDescriptions(site)
    files: dict[str, Path | CachedFile] = dict(make_derivatives(wanted, content.cache))
    files |= {path: content.folder / path for record in site.records for path in record.files}
    kits = make_kits(products, HOST, content.folder, content.cache / "press")
    return FeedSet(ItemMaker(products, HOST, files, kits))


def written(content: Content, now: datetime = NOW) -> dict[str, bytes]:
    """Every file of the room."""
    return {
        made.path: made.generate() for made in chain.from_iterable(newsroom(content, now).bundles())
    }


def two_more(content: Content, folder: str = "tin-tuc", **keys: str) -> None:
    """Two older stories, so that each list in which they and a third one stand has a feed."""
    for number in (1, 2):
        content.story(
            f"{folder}/them-{number}.md",
            **{"title": f"Tin thêm {number}", "date": f"{number}/10/2026 08:00"} | keys,
        )


def items(content: Content, path: str = "rss.xml") -> list[etree._Element]:
    return etree.fromstring(written(content)[path]).findall("channel/item")


def item(content: Content, path: str = "rss.xml") -> etree._Element:
    """The only item of an RSS feed."""
    (found,) = items(content, path)
    return found


def text(element: etree._Element, path: str) -> str:
    """Words of a child that must be there."""
    found = element.findtext(path, namespaces=NAMES)
    assert found is not None, path
    return str(found)
