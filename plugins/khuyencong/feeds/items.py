"""A story as newsrooms receive it: whole, with every address absolute."""

import html
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from urllib.parse import urljoin

from bs4 import BeautifulSoup, Tag

from khuyencong.model.entry import Entry
from khuyencong.reading.markdown_body import plain_text
from khuyencong.reading.record import Figure, Record
from khuyencong.reading.site import Site, default_category
from khuyencong.vietnamese.dates import short_date

_ADDRESSES = {"href", "src", "poster", "cite"}


@dataclass(frozen=True, slots=True)
class FeedPhoto:
    """A photo of an item; `size` is the exact length of the file in bytes."""

    url: str
    mime: str
    size: int
    width: int
    height: int
    alt: str
    caption: str
    credit: str


@dataclass(frozen=True, slots=True)
class FeedItem:
    """What any feed format needs of a story. Moments are aware, text is plain."""

    guid: str
    """Permanent: it stays when date, title, category or address change."""
    title: str
    link: str
    summary: str
    content: str
    """Sanitised HTML, every address absolute."""
    creator: str
    category: str
    tags: tuple[str, ...]
    published: datetime
    updated: datetime
    photos: tuple[FeedPhoto, ...]


def absolute_html(markup: str, page: str) -> str:
    """HTML with every address made absolute against the address of its page."""
    soup = BeautifulSoup(markup, "lxml")
    for tag in soup.find_all(True):
        for name in _ADDRESSES & tag.attrs.keys():
            tag[name] = urljoin(page, str(tag[name]))
        _absolute_srcset(tag, page)
    return soup.body.decode_contents() if soup.body else ""


def _absolute_srcset(tag: Tag, page: str) -> None:
    if "srcset" not in tag.attrs:
        return
    candidates = (part.split(None, 1) for part in str(tag["srcset"]).split(","))
    tag["srcset"] = ", ".join(" ".join([urljoin(page, url), *rest]) for url, *rest in candidates)


def feed_item(site: Site, record: Record[Entry], root: str, made: Mapping[str, Path]) -> FeedItem:
    """The item of a dated story; `made` has the file behind each picture's output path."""
    entry = record.entry
    if entry.date is None or record.changed is None:
        raise ValueError(f"{record.source} has no date")
    page = f"{root}{record.address}"
    category = site.categories.get(record.category) or default_category(record.category)
    return FeedItem(
        guid=record.uid,
        title=entry.title,
        link=page,
        summary=plain_text(record.summary),
        content=absolute_html(_content(record), page),
        creator=entry.author or entry.unit or site.centre.short_name,
        category=category.name,
        tags=entry.tags,
        published=entry.date,
        updated=record.changed,
        photos=tuple(_photo(figure, root, made) for figure in record.figures),
    )


def _content(record: Record[Entry]) -> str:
    """The whole story: marks, corrections, sa-pô, photos, body, source."""
    entry = record.entry
    parts = ["<p><strong>Dữ liệu minh họa.</strong></p>"] if entry.sample else []
    for item in sorted(entry.corrections, key=lambda item: item.date, reverse=True):
        note = html.escape(item.note)
        parts.append(f"<p><strong>Đính chính ({short_date(item.date)}):</strong> {note}</p>")
    if record.summary:
        parts.append(f"<p><strong>{record.summary}</strong></p>")
    parts += [_figure(figure) for figure in record.photos]
    parts += [_figure(part) if isinstance(part, Figure) else part for part in record.body]
    if entry.source_name:
        name = html.escape(entry.source_name)
        if entry.source_url:
            name = f'<a href="{html.escape(entry.source_url)}">{name}</a>'
        parts.append(f"<p>Nguồn: {name}</p>")
    return "\n".join(parts)


def _figure(figure: Figure) -> str:
    image = figure.picture.fallback
    tag = (
        f'<img src="/{image.path}" alt="{html.escape(figure.alt)}"'
        f' width="{image.width}" height="{image.height}">'
    )
    if not figure.alone:
        return tag
    words = " ".join(html.escape(text) for text in (figure.caption, figure.credit) if text)
    return f"<figure>{tag}<figcaption>{words}</figcaption></figure>"


def _photo(figure: Figure, root: str, made: Mapping[str, Path]) -> FeedPhoto:
    largest = figure.picture.largest
    return FeedPhoto(
        url=f"{root}/{largest.path}",
        mime=largest.mime,
        size=made[largest.path].stat().st_size,
        width=largest.width,
        height=largest.height,
        alt=figure.alt,
        caption=figure.caption,
        credit=figure.credit,
    )
