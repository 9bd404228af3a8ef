"""RSS, Atom and JSON feeds of others: title, source, link and date of each item, and no more.

What the press wrote is pointed to with its source, not printed again.
"""

import re
from collections.abc import Iterator

import msgspec
from bs4 import BeautifulSoup
from lxml import etree

from khuyencong.importers.draft import Draft
from khuyencong.importers.foreign_address import split_address
from khuyencong.importers.html_page import UNDATED, take_date
from khuyencong.importers.html_tree import parse_html
from khuyencong.importers.inline_markdown import escaped
from khuyencong.importers.report import SourceRefusedError
from khuyencong.importers.word_package import parse_xml
from khuyencong.model.fields import LONGEST_TITLE
from khuyencong.model.stories import News

_ADDRESS = re.compile(r"https?://[^\s()<>\[\]]+")
_ATOM = "{http://www.w3.org/2005/Atom}"


class _FeedItem(msgspec.Struct):
    """An item of a JSON Feed (jsonfeed.org, 1.1), as far as it is read."""

    title: str | None = None
    url: str | None = None
    external_url: str | None = None
    date_published: str | None = None


class _Feed(msgspec.Struct):
    items: list[_FeedItem]
    title: str | None = None


def feed_drafts(data: bytes) -> Iterator[Draft]:
    """A draft for each item of a feed.

    Raises:
        SourceRefusedError: the feed cannot be read.
    """
    if data.lstrip().startswith(b"{"):
        yield from _json_items(data)
        return
    root = parse_xml(data, "Feed")
    if root.tag == f"{_ATOM}feed":
        name = root.findtext(f"{_ATOM}title", "")
        for entry in root.iter(f"{_ATOM}entry"):
            link = entry.find(f"{_ATOM}link")
            when = entry.findtext(f"{_ATOM}published") or entry.findtext(f"{_ATOM}updated", "")
            title = "".join(_texts(entry.find(f"{_ATOM}title")))
            yield _item(title, link.get("href", "") if link is not None else "", when, name)
        return
    name = root.findtext("channel/title", "")
    for item in root.iter("item"):
        yield _item(
            item.findtext("title", ""),
            item.findtext("link", ""),
            item.findtext("pubDate", ""),
            name,
        )


def _texts(element: "etree._Element | None") -> Iterator[str]:
    return iter(()) if element is None else (str(text) for text in element.itertext())


def _json_items(data: bytes) -> Iterator[Draft]:
    try:
        feed = msgspec.json.decode(data, type=_Feed)
    except msgspec.MsgspecError as error:
        raise SourceRefusedError("Tệp JSON này không phải JSON Feed.") from error
    for item in feed.items:
        link = item.url or item.external_url or ""
        yield _item(item.title or "", link, item.date_published or "", feed.title or "")


def _item(title: str, link: str, when: str, source: str) -> Draft:
    plain = parse_html(title).get_text(" ", strip=True) or "Tin chưa có tít"
    draft = Draft(
        f"feed:{link or plain}", link or plain, News.folder, {}, BeautifulSoup("", "lxml")
    )
    draft.fields["title"] = plain[:LONGEST_TITLE]
    take_date(draft, when, "feed")
    draft.fields.setdefault("date", UNDATED)
    draft.guesses.clear()
    if _ADDRESS.fullmatch(link):
        name = source or split_address(link).netloc
        draft.fields["source_url"] = link
        draft.fields["source_name"] = name
        draft.markdown = f"Đọc bài trên [{escaped(name)}]({link}).\n"
    else:
        draft.markdown = ""
    return draft
