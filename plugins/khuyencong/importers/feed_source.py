"""Feeds as others write them: RSS 0.9 to 2.0, Atom, JSON Feed, well-formed or not quite."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from html import escape
from html.entities import html5

import msgspec
from lxml import etree

from khuyencong.importers.foreign_address import join_address
from khuyencong.importers.report import SourceRefusedError
from khuyencong.importers.word_package import parse_xml, refuse_doctype

_ENTITY = re.compile(r"&(?!(?:amp|lt|gt|quot|apos);)(?P<name>[A-Za-z]\w{1,30};)")
_MEDIA = "{http://search.yahoo.com/mrss/}content"
_BASE = "{http://www.w3.org/XML/1998/namespace}base"


@dataclass(frozen=True, slots=True)
class FeedItem:
    """An item of a feed, whatever its form."""

    title: str
    link: str
    when: str
    html: str = ""
    """Its text, or as much of that as the feed has."""
    summary: str = ""
    """What the feed says of it beside the whole text."""
    author: str = ""
    tags: tuple[str, ...] = ()
    media: tuple[tuple[str, str], ...] = ()
    """Address and type (`image/jpeg`) of what comes along."""


def read_feed(data: bytes) -> tuple[str, list[FeedItem], bool]:
    """The name of a feed, its items, and whether it had to be mended to be read.

    Raises:
        SourceRefusedError: it cannot be read.
    """
    return _json(data) if data.lstrip()[:1] == b"{" else _xml(data)


def _xml(data: bytes) -> tuple[str, list[FeedItem], bool]:
    """As `read_feed`, of RSS 0.9 to 2.0 and Atom, whatever the namespace."""
    root, is_mended = _tree(data)
    head = next((part for part in root if _name(part) == "channel"), root)
    base = root.get(_BASE) or head.get(_BASE) or _text(head, "link")
    entries = (e for e in root.iter() if _name(e) in ("item", "entry"))
    items = [_entry(entry) for entry in entries]
    joined = [replace(item, link=_joined(base, item.link)) for item in items]
    return _text(head, "title"), joined, is_mended


def _joined(base: str, link: str) -> str:
    """Where a link of a feed leads; an item without one is not the front page."""
    return join_address(base, link) if link else ""


def _tree(data: bytes) -> "tuple[etree._Element, bool]":
    """A feed as a tree, entities of HTML as letters; whether signs out of place were mended."""
    data = _lettered(data)
    try:
        return parse_xml(data, "Feed"), False
    except SourceRefusedError:
        refuse_doctype(data, "Feed")
        mending = etree.XMLParser(recover=True, resolve_entities=False, no_network=True)
        root = etree.fromstring(data, mending)
        if root is None or not any(_name(e) in ("item", "entry") for e in root.iter()):
            raise
        return root, True


def _lettered(data: bytes) -> bytes:
    return _ENTITY.sub(_letter, data.decode("latin-1")).encode("latin-1")


def _letter(entity: re.Match[str]) -> str:
    letters = html5.get(entity["name"], "")
    return "".join(f"&#{ord(letter)};" for letter in letters) or f"&amp;{entity['name']}"


def _entry(entry: "etree._Element") -> FeedItem:
    links = [part for part in entry if _name(part) == "link" and part.get("href")]
    short = _text(entry, "description", "summary")
    whole = _text(entry, "encoded", "content") or short
    return FeedItem(
        _text(entry, "title"),
        _alternate(links) or _text(entry, "link") or _permanent(entry),
        _text(entry, "pubDate", "published", "date", "updated"),
        whole,
        short if whole != short else "",
        _text(entry, "creator", "author"),
        tuple(c.get("term") or c.text or "" for c in entry if _name(c) == "category"),
        tuple(_media(entry)),
    )


def _alternate(links: "list[etree._Element]") -> str:
    pages = [link for link in links if link.get("rel", "alternate") == "alternate"]
    return str((pages or links)[0].get("href")) if links else ""


def _permanent(entry: "etree._Element") -> str:
    """The id of an item, which in RSS 2.0 is its address unless it says that it is none."""
    ids = (part for part in entry if _name(part) == "guid" and part.get("isPermaLink") != "false")
    return next((part.text or "" for part in ids), "")


def _media(entry: "etree._Element") -> Iterator[tuple[str, str]]:
    for part in entry.iter():
        is_link = _name(part) == "link" and part.get("rel") == "enclosure"
        if part.tag == _MEDIA or _name(part) == "enclosure" or is_link:
            kind = part.get("type") or part.get("medium") or ""
            yield part.get("url") or part.get("href") or "", kind


def _name(element: "etree._Element") -> str:
    """The name of an element without its namespace; "" for a comment."""
    return etree.QName(element).localname if isinstance(element.tag, str) else ""


def _text(parent: "etree._Element", *names: str) -> str:
    """The text of the first child of some name; elements in it (XHTML of Atom) as HTML."""
    for name in names:
        for part in parent:
            if _name(part) == name and part.tag != _MEDIA and (found := _inside(part).strip()):
                return found
    return ""


def _inside(element: "etree._Element") -> str:
    name = next((part.text for part in element if _name(part) == "name"), None)
    if name is not None:
        return str(name)
    inner = (etree.tostring(part, encoding="unicode", method="html") for part in element)
    return "".join([element.text or "", *inner])


class _Author(msgspec.Struct):
    name: str | None = None


class _Attachment(msgspec.Struct):
    url: str
    mime_type: str = ""


class _JsonItem(msgspec.Struct):
    """An item of a JSON Feed (jsonfeed.org, 1.1), as far as it is read."""

    title: str | None = None
    url: str | None = None
    external_url: str | None = None
    date_published: str | None = None
    content_html: str | None = None
    content_text: str | None = None
    summary: str | None = None
    image: str | None = None
    authors: list[_Author] = []
    author: _Author | None = None
    tags: list[str] = []
    attachments: list[_Attachment] = []


class _JsonFeed(msgspec.Struct):
    items: list[_JsonItem]
    title: str | None = None
    home_page_url: str | None = None


def _json(data: bytes) -> tuple[str, list[FeedItem], bool]:
    try:
        feed = msgspec.json.decode(data, type=_JsonFeed)
    except msgspec.MsgspecError as error:
        raise SourceRefusedError("Tệp JSON này không phải JSON Feed.") from error
    items = [_json_item(item, feed.home_page_url or "") for item in feed.items]
    return feed.title or "", items, False


def _json_item(item: _JsonItem, base: str) -> FeedItem:
    text = "".join(f"<p>{escape(line)}</p>" for line in (item.content_text or "").split("\n"))
    authors = [*item.authors, *([item.author] if item.author else [])]
    media = [(item.image, "image")] if item.image else []
    return FeedItem(
        escape(item.title or ""),
        _joined(base, item.url or item.external_url or ""),
        item.date_published or "",
        item.content_html or text,
        item.summary or "",
        ", ".join(author.name for author in authors if author.name),
        tuple(item.tags),
        (*media, *((part.url, part.mime_type) for part in item.attachments)),
    )
