"""ninjs 1.6 (IPTC News in JSON): one document a story, and an index of the newest."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import msgspec

from khuyencong.feeds.items import FeedItem, Media
from khuyencong.pictures.source_types import SCHEME as SCHEME_OF_SOURCES
from khuyencong.vietnamese.numbers import count_words

VERSION = "1.6"
SCHEMA = "http://www.iptc.org/std/ninjs/ninjs-schema_1.6.json"
MEDIA_TOPICS = "http://cv.iptc.org/newscodes/mediatopic/"
"""Scheme of the codes by which newsrooms sort what they receive."""
INDEX = "bao-chi/ninjs.json"
MOST_INDEXED = 100
"""Documents in the index: the newest changes, which is more than a newsroom misses in a month."""
NAME = "ninjs.json"
"""Each story's document lies beside its page under this name."""

Concept = dict[str, str]
"""A subject or place: its name, its code, and the scheme that the code belongs to."""


def concept(name: str, code: str, scheme: str) -> Concept:
    """A subject or place; Superdesk refuses an item in which one has no code."""
    return {"name": name, "code": code, "scheme": scheme}


@dataclass(frozen=True, slots=True)
class Newsroom:
    """What a newsroom must know of a story besides its item."""

    text: str
    """Its plain text."""
    subjects: tuple[Concept, ...]
    places: tuple[Concept, ...]
    holder: str
    terms: str
    note: str
    """What the desk must know before it uses the story."""
    originals: Mapping[str, Media]
    """Address of a photo of the item → the same photo as large as the press kit has it."""


def ninjs(item: FeedItem, about: Newsroom) -> bytes:
    """The document of a story.

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
        "copyrightholder": about.holder,
        "copyrightnotice": f"© {about.holder}",
        "usageterms": about.terms,
        "ednote": about.note,
        "language": item.language,
        "headline": item.title,
        "byline": "" if item.withdrawn else item.creator,
        "description_text": item.summary,
        "body_html": item.content,
        "body_text": about.text,
        "charcount": len(about.text),
        "wordcount": count_words(about.text),
        "subject": list(about.subjects),
        "place": list(about.places),
        "infosource": [{"name": about.holder}],
        "altids": {"guid": item.guid, "page": item.link},
        "associations": {
            f"media_{number}": _association(media, item, about)
            for number, media in enumerate(item.media, 1)
        },
    }
    return _bytes(_filled(document))


def _association(media: Media, item: FeedItem, about: Newsroom) -> dict[str, Any]:
    original = about.originals.get(media.url)
    renditions = {"original": _rendition(original)} if original else {}
    if not media.is_page:
        renditions["main"] = _rendition(media)
    is_photo = media.medium == "image"
    return _filled(
        {
            "uri": media.url,
            "type": "picture" if is_photo else "video",
            "mimetype": "" if media.is_page else media.mime,
            "language": item.language,
            "headline": media.title,
            "description_text": media.description,
            # Superdesk takes the text of a picture for its alternative text.
            "body_text": media.title if is_photo else "",
            "byline": media.credit,
            "copyrightholder": media.credit or about.holder,
            "usageterms": about.terms,
            "ednote": media.label,
            "subject": _source(media),
            "versioncreated": _utc(item.updated),
            "renditions": renditions,
        }
    )


def _source(media: Media) -> list[Concept]:
    """How a picture came about: ninjs 1.6 has no field of its own for it."""
    if not media.source_type:
        return []
    return [concept(media.label or media.source_type, media.source_type, SCHEME_OF_SOURCES)]


def _rendition(media: Media) -> dict[str, Any]:
    return _filled(
        {
            "href": media.url,
            "mimetype": media.mime,
            "width": media.width,
            "height": media.height,
            "sizeinbytes": media.size,
            "duration": media.seconds,
        }
    )


def ninjs_index(items: Iterable[FeedItem], root: str, title: str) -> bytes:
    """A list of documents: where each is, and when it last changed."""
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


def _filled(fields: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in fields.items() if value not in (None, "", [], {})}


def _bytes(document: dict[str, Any]) -> bytes:
    return msgspec.json.encode(document) + b"\n"
