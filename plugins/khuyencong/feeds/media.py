"""What feedgen leaves out of an item: Media RSS with words, atom:updated, transcripts, kits."""

from email.utils import format_datetime
from typing import Any

from feedgen.ext.base import BaseEntryExtension, BaseExtension
from lxml import etree

from khuyencong.feeds.items import Episode, FeedItem, Media

MEDIA = "http://search.yahoo.com/mrss/"
ATOM = "http://www.w3.org/2005/Atom"
DUBLIN_CORE = "http://purl.org/dc/elements/1.1/"
PODCAST = "https://podcastindex.org/namespace/1.0"
ITUNES = "http://www.itunes.com/dtds/podcast-1.0.dtd"
HISTORY = "http://purl.org/syndication/history/1.0"
LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"

CHAPTERS_TYPE = "application/json+chapters"
EXTENSIONS = {"media": MEDIA, "dc": DUBLIN_CORE, "podcast": PODCAST}
"""Prefixes that items use besides those of feedgen."""


class NewsExtension(BaseExtension):  # type: ignore[misc]
    """Names the namespaces at the root of an RSS feed."""

    def extend_ns(self) -> dict[str, str]:
        return {**EXTENSIONS, "fh": HISTORY}


class NewsEntryExtension(BaseEntryExtension):  # type: ignore[misc]
    """pubDate, dc:creator, atom:updated and the media of an item."""

    def __init__(self) -> None:
        self._item: FeedItem | None = None

    def item(self, item: FeedItem, rights: str) -> None:
        """Tell the extension what it writes, and who holds the rights."""
        self._item = item
        self._rights = rights

    def extend_rss(self, entry: Any) -> Any:
        item = self._item
        if item is None:
            raise ValueError("item() must be called before the item is written")
        # feedgen changes the locale of the whole process twice for each date, and writes UTC.
        etree.SubElement(entry, "pubDate").text = format_datetime(item.published)
        element(entry, DUBLIN_CORE, "creator", item.creator)
        element(entry, ATOM, "updated", item.updated.isoformat())
        if item.kit:
            related_kit(entry, item.kit)
        add_media(entry, item, self._rights)
        if item.episode:
            add_episode(entry, item.episode)
        return entry


def element(parent: Any, namespace: str, name: str, text: str = "", **attributes: str) -> Any:
    """A new child of `parent`."""
    child = etree.SubElement(parent, f"{{{namespace}}}{name}", attributes)
    child.text = text or None
    return child


def related_kit(entry: Any, kit: Media) -> None:
    """The press kit as `<atom:link rel="related">`."""
    element(
        entry,
        ATOM,
        "link",
        rel="related",
        href=kit.url,
        type=kit.mime,
        length=str(kit.size),
        title="Tài liệu báo chí",
    )


def add_media(entry: Any, item: FeedItem, rights: str) -> None:
    """One media:content a photo or video (Media RSS 1.5.1), script and transcript."""
    # A player of podcasts takes a media:content for a second episode beside the enclosure.
    for media in () if item.episode else item.media:
        _content(entry, media, rights)
    if item.script:
        element(entry, MEDIA, "text", item.script, type="plain", lang=item.language)
    if item.transcript:
        element(
            entry,
            PODCAST,
            "transcript",
            url=item.transcript,
            type="text/vtt",
            language=item.language,
        )


def add_episode(entry: Any, episode: Episode) -> None:
    """What players of podcasts ask of an item."""
    if episode.seconds:
        element(entry, ITUNES, "duration", str(episode.seconds))
    element(entry, ITUNES, "explicit", "false")
    if episode.chapters:
        element(entry, PODCAST, "chapters", url=episode.chapters, type=CHAPTERS_TYPE)


def _content(entry: Any, media: Media, rights: str) -> None:
    numbers = {
        "fileSize": media.size,
        "width": media.width,
        "height": media.height,
        "duration": media.seconds,
    }
    given = {name: str(number) for name, number in numbers.items() if number is not None}
    if not media.is_page:
        given |= {"url": media.url, "type": media.mime}
    content = element(entry, MEDIA, "content", medium=media.medium, **given)
    if media.is_page:
        element(content, MEDIA, "player", url=media.url)
    element(content, MEDIA, "title", media.title, type="plain")
    if media.description:
        element(content, MEDIA, "description", media.description, type="plain")
    if media.credit:
        role = "photographer" if media.medium == "image" else "camera operator"
        element(content, MEDIA, "credit", media.credit, role=role, scheme="urn:ebu")
    element(content, MEDIA, "copyright", media.credit or rights)
