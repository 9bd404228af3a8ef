"""What feedgen's own extensions leave out: Media RSS with words, and atom:updated."""

from typing import Any

from feedgen.ext.base import BaseEntryExtension, BaseExtension
from lxml import etree

from khuyencong.feeds.items import FeedItem

MEDIA = "http://search.yahoo.com/mrss/"
ATOM = "http://www.w3.org/2005/Atom"
DUBLIN_CORE = "http://purl.org/dc/elements/1.1/"


class NewsExtension(BaseExtension):  # type: ignore[misc]
    """Names the namespaces at the root of the feed."""

    def extend_ns(self) -> dict[str, str]:
        return {"media": MEDIA, "dc": DUBLIN_CORE}


class NewsEntryExtension(BaseEntryExtension):  # type: ignore[misc]
    """dc:creator, atom:updated, and one media:content a photo with caption and credit."""

    def __init__(self) -> None:
        self._item: FeedItem | None = None

    def item(self, item: FeedItem, copyright_holder: str) -> None:
        """Tell the extension what it writes, and who holds the rights."""
        self._item = item
        self._copyright = copyright_holder

    def extend_rss(self, entry: Any) -> Any:
        item = self._item
        if item is None:
            raise ValueError("item() must be called before the feed is written")
        _element(entry, DUBLIN_CORE, "creator", item.creator)
        _element(entry, ATOM, "updated", item.updated.isoformat())
        for photo in item.photos:
            content = _element(
                entry,
                MEDIA,
                "content",
                url=photo.url,
                fileSize=str(photo.size),
                type=photo.mime,
                medium="image",
                width=str(photo.width),
                height=str(photo.height),
            )
            _element(content, MEDIA, "title", photo.alt, type="plain")
            if photo.caption:
                _element(content, MEDIA, "description", photo.caption, type="plain")
            if photo.credit:
                _element(
                    content,
                    MEDIA,
                    "credit",
                    photo.credit,
                    role="photographer",
                    scheme="urn:ebu",
                )
            _element(content, MEDIA, "copyright", photo.credit or self._copyright)
        return entry


def _element(parent: Any, namespace: str, name: str, text: str = "", **attributes: str) -> Any:
    element = etree.SubElement(parent, f"{{{namespace}}}{name}", attributes)
    element.text = text or None
    return element
