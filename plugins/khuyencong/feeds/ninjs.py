"""ninjs 1.6 (IPTC News in JSON): one document a story, and an index of all."""

from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any

import msgspec

from khuyencong.feeds.items import FeedItem, Media
from khuyencong.vietnamese.numbers import count_words

VERSION = "1.6"
SCHEMA = "http://www.iptc.org/std/ninjs/ninjs-schema_1.6.json"
INDEX = "bao-chi/ninjs.json"
NAME = "ninjs.json"
"""Each story's document lies beside its page under this name."""


def ninjs(
    item: FeedItem, text: str, places: Iterable[str], holder: str, terms: str, note: str
) -> bytes:
    """The document of a story. `text` is its plain text, `note` what the desk must know.

    A withdrawn story keeps its uri and is `canceled`; an embargoed one has no document.
    """
    document: dict[str, Any] = {
        "uri": item.urn,
        "$standard": {"name": "ninjs", "version": VERSION, "schema": SCHEMA},
        "type": "text",
        "mimetype": "text/html",
        "representationtype": "complete",
        "profile": "text-photo" if item.media else "text-only",
        "version": str(int(item.updated.timestamp())),
        "firstcreated": _utc(item.published),
        "versioncreated": _utc(item.updated),
        "pubstatus": "canceled" if item.withdrawn else "usable",
        "copyrightholder": holder,
        "copyrightnotice": f"© {holder}",
        "usageterms": terms,
        "ednote": note,
        "language": item.language,
        "headline": item.title,
        "byline": "" if item.withdrawn else item.creator,
        "description_text": item.summary,
        "body_html": item.content,
        "body_text": text,
        "charcount": len(text),
        "wordcount": count_words(text),
        "subject": [{"name": name} for name, _ in item.categories],
        "place": [{"name": name} for name in places],
        "infosource": [{"name": holder}],
        "altids": {"guid": item.guid, "page": item.link},
        "associations": {
            f"media_{number}": _association(media, item, number, holder)
            for number, media in enumerate(item.media, 1)
        },
    }
    return _bytes({key: value for key, value in document.items() if value not in ("", [], {})})


def _association(media: Media, item: FeedItem, number: int, holder: str) -> dict[str, Any]:
    rendition: dict[str, Any] = {
        "href": media.url,
        "mimetype": media.mime,
        "width": media.width,
        "height": media.height,
        "sizeinbytes": media.size,
        "duration": media.seconds,
    }
    document: dict[str, Any] = {
        "uri": media.url,
        "type": "picture" if media.medium == "image" else "video",
        "mimetype": media.mime,
        "language": item.language,
        "headline": media.title,
        "description_text": media.caption,
        "byline": media.credit,
        "copyrightholder": media.credit or holder,
        "renditions": {
            "main": {key: value for key, value in rendition.items() if value is not None}
        },
    }
    return {key: value for key, value in document.items() if value != ""}


def ninjs_index(items: Iterable[FeedItem], root: str, title: str) -> bytes:
    """A list of all documents: where each is, and when it last changed."""
    listed = [
        {
            "uri": item.urn,
            "href": f"{root}{item.address}{NAME}",
            "headline": item.title,
            "versioncreated": _utc(item.updated),
            "pubstatus": "canceled" if item.withdrawn else "usable",
        }
        for item in items
    ]
    return _bytes({"title": title, "standard": f"ninjs {VERSION}", "items": listed})


def _utc(moment: datetime) -> str:
    """RFC 3339 in UTC with `Z`, as newsroom systems read it."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _bytes(document: dict[str, Any]) -> bytes:
    return msgspec.json.encode(document) + b"\n"
