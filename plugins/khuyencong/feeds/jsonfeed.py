"""JSON Feed 1.1 (https://www.jsonfeed.org/version/1.1/)."""

import dataclasses
from typing import Any

import msgspec

from khuyencong.feeds.feed_plan import Feed
from khuyencong.feeds.items import FeedItem, Media

TYPE = "application/feed+json"


def json_item(item: FeedItem, rights: str) -> bytes:
    """An item; photos are attachments with their words, which readers leave alone or show."""
    photos = [media for media in item.media if media.medium == "image"]
    fields: dict[str, Any] = {
        "id": item.guid,
        "url": item.link,
        "title": item.title,
        "content_html": item.content,
        "summary": item.summary,
        "image": photos[0].url if photos else None,
        "date_published": item.published.isoformat(),
        "date_modified": item.updated.isoformat(),
        "authors": [{"name": item.creator}],
        "tags": [name for name, _ in item.categories],
        "language": item.language,
        "attachments": [
            _attachment(media, rights)
            for media in (*item.media, *([item.kit] if item.kit else []))
            if not media.is_page
        ],
        "_khuyencong": _more(item),
    }
    return _bytes(_filled(fields))


def _more(item: FeedItem) -> dict[str, Any]:
    """What a portal that takes the item over must know, and JSON Feed has no name for."""
    event = item.event
    return _filled(
        {
            "withdrawn": item.withdrawn or None,
            "sample": item.sample or None,
            "document_number": item.document_number,
            "corrections": [
                {"date": each.date.isoformat(), "note": each.note} for each in item.corrections
            ],
            "event": _filled(dataclasses.asdict(event)) if event else None,
        }
    )


def _attachment(media: Media, rights: str) -> dict[str, Any]:
    words = {
        "caption": media.description,
        "credit": media.credit,
        "copyright": media.credit or rights,
        "digital_source_type": media.source_type,
    }
    return _filled(
        {
            "url": media.url,
            "mime_type": media.mime,
            "title": media.title,
            "size_in_bytes": media.size,
            "duration_in_seconds": media.seconds,
            "_khuyencong": _filled(words) if media.title else None,
        }
    )


def json_feed(feed: Feed, items: list[bytes]) -> bytes:
    """The feed with its items, which are put in as they are."""
    publisher = feed.publisher
    older = dict(feed.links("feed.json")).get("prev-archive")
    head = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": feed.title,
        "home_page_url": feed.page,
        "feed_url": feed.address("feed.json"),
        "description": feed.channel.description,
        "next_url": older,
        "icon": publisher.icon,
        "authors": [{"name": feed.editor[0], "url": f"{publisher.root}/"}],
        "language": "vi",
        "_khuyencong": {"copyright": feed.rights, "contact": feed.editor[1]},
        "hubs": [{"type": "WebSub", "url": publisher.hub}] if publisher.hub else None,
    }
    return b"".join([_bytes(_filled(head))[:-1], b',"items":[\n', b",\n".join(items), b"\n]}\n"])


def _filled(fields: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in fields.items() if value not in (None, "", [], {})}


def _bytes(fields: dict[str, Any]) -> bytes:
    return msgspec.json.encode(fields)
