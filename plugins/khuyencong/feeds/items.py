"""A record as newsrooms receive it: whole, with every address absolute."""

import html
import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import Enum
from pathlib import Path

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from khuyencong.addresses import absolute
from khuyencong.content.record import Figure, Record
from khuyencong.describing.broadcasts import (
    HTML,
    Clip,
    captions,
    chapters_json_address,
    clip_address,
    clips,
    length,
    mime_of,
    sound,
)
from khuyencong.describing.products import ProductDescriptions
from khuyencong.html_tags import plain_text
from khuyencong.model.broadcast import Broadcast
from khuyencong.model.chapters import seconds
from khuyencong.model.entry import Entry, Status
from khuyencong.model.entry_parts import Correction
from khuyencong.model.policy import Policy
from khuyencong.model.stories import Training
from khuyencong.pictures.source_types import LABELS
from khuyencong.press.kits import Kit
from khuyencong.press.markup import absolute_html
from khuyencong.press.story_html import content_html
from khuyencong.site.index import Site
from khuyencong.site.visibility import hidden_links
from khuyencong.store.cached_file import CachedFile
from khuyencong.store.digest import digest_of

WITHDRAWN = "Tin đã gỡ"
WITHDRAWN_TEXT = (
    "Ban biên tập đã gỡ nội dung này khỏi trang. Đề nghị báo, đài đã dùng lại gỡ bản đã đăng."
)
MOST_MEDIA = 20
"""Photos and videos of the brief form of an item."""


class Edition(Enum):
    """Whom an item is made for."""

    CITIZEN = "citizen"
    PRESS = "press"
    """Photos at full size, and the press kit."""
    TV = "tv"
    """The video first, and the presenter's script as text."""
    PODCAST = "podcast"
    """The sound file alone, for players of podcasts."""


class Media(Struct, frozen=True):
    """A photo or video of an item; `size` is the exact length of the file in bytes."""

    url: str
    mime: str
    size: int | None
    """None for a video on another host."""
    width: int | None = None
    height: int | None = None
    seconds: int | None = None
    title: str = ""
    caption: str = ""
    credit: str = ""
    source_type: str = ""
    """How a photo came about, a code of IPTC's; see `Credits.source_type`."""

    @property
    def label(self) -> str:
        """What must be said of a picture that no camera took."""
        return LABELS.get(self.source_type, "")

    @property
    def description(self) -> str:
        """The caption, and what must be said."""
        return " ".join(words for words in (self.caption, self.label and f"{self.label}.") if words)

    @property
    def is_page(self) -> bool:
        """Whether it is a page with a player on another host, and no file."""
        return self.mime == HTML

    @property
    def medium(self) -> str:
        """Its kind as Media RSS names it: `image`, `video`, `audio`."""
        return "video" if self.is_page else self.mime.partition("/")[0]


@dataclass(frozen=True, slots=True)
class Event:
    """When and where a class is; moments are aware."""

    starts: datetime
    ends: datetime | None
    deadline: datetime | None
    place: str
    cancelled: str
    """Why it is not held; empty when it is."""

    @classmethod
    def of(cls, entry: Entry) -> "Event | None":
        """The event that an entry announces."""
        if not isinstance(entry, Training):
            return None
        return cls(entry.starts, entry.ends, entry.deadline, entry.place, entry.cancelled)


@dataclass(frozen=True, slots=True)
class Episode:
    """What a podcast says of an item besides its sound file."""

    seconds: int | None
    chapters: str
    """Absolute address of the chapters; empty without any."""


class FeedItem(Struct, frozen=True):
    """What any format needs of a story. Moments are aware, text is plain."""

    guid: str
    """Permanent: it stays when date, title, category or address change."""
    address: str
    """Root-relative address of the page; of a link, that of its source."""
    title: str
    link: str
    summary: str
    content: str
    """Sanitised HTML, every address absolute."""
    creator: str
    categories: tuple[tuple[str, str], ...]
    """(name, address of its page) of the category and the tags."""
    published: datetime
    updated: datetime
    language: str
    media: tuple[Media, ...] = ()
    script: str = ""
    transcript: str = ""
    kit: Media | None = None
    withdrawn: bool = False
    sample: bool = False
    document_number: str = ""
    """Of a legal document that the item is about."""
    corrections: tuple[Correction, ...] = ()
    event: Event | None = None
    episode: Episode | None = None

    @property
    def urn(self) -> str:
        """`guid` as a URI (RFC 9562, version 5), for formats that ask for one."""
        return uuid.uuid5(uuid.NAMESPACE_URL, f"khuyencong:{self.guid}").urn

    @property
    def shortened(self) -> "FeedItem":
        """The sa-pô and the way to the page, in place of a text that is too long for a feed."""
        content = (
            f"<p><strong>{html.escape(self.summary)}</strong></p>"
            f'<p><a href="{html.escape(self.link)}">Bài dài, đề nghị đọc trên trang.</a></p>'
        )
        return replace(self, content=content, script="", media=self.media[:MOST_MEDIA])

    @property
    def enclosure(self) -> Media | None:
        """The one file that RSS may enclose: the first whose length is known."""
        return next((media for media in self.media if media.size is not None), None)


_encode = msgspec.msgpack.Encoder(order="deterministic").encode


@dataclass(frozen=True, slots=True)
class ItemMaker:
    """Turns records into items. `files` has the file behind each output path."""

    products: ProductDescriptions
    root: str
    files: Mapping[str, Path | CachedFile]
    kits: Mapping[str, Kit]
    """Address of a story → its press kit."""
    _sizes: dict[str, int | None] = field(default_factory=dict)

    @property
    def site(self) -> Site:
        """The index from which items are made."""
        return self.products.site

    def key(self, *records: Record[Entry], edition: Edition = Edition.CITIZEN) -> bytes:
        """Stands for all that the items of records are made from, besides the code."""
        sections = {record.category: self._section(record.category) for record in records}
        centre = self.site.centre
        shared = edition.value, self.root, centre.name, centre.short_name, sections
        inputs = [self._inputs(record, self._kit(record, edition)) for record in records]
        return digest_of(_encode((shared, inputs)))

    def _inputs(self, record: Record[Entry], kit: Kit | None) -> tuple[object, ...]:
        """What an item is made from, besides what the site says."""
        paths = [figure.picture.largest.path for figure in record.figures]
        return (
            record.digest,
            record.body.digest,
            record.category,
            record.feed_date,
            sorted(hidden_links(self.site, record)) if record.links else (),
            [self._size(path) for path in (*paths, *record.files)],
            (kit.path, kit.size, [photo.path for photo in kit.photos]) if kit else (),
        )

    def _size(self, path: str) -> int | None:
        """Bytes of the file behind an output path, if there is one; many stories show the same
        photo."""
        if path not in self._sizes:
            file = self.files.get(path)
            size = file.stat().st_size if isinstance(file, Path) else file.size if file else None
            self._sizes[path] = size
        return self._sizes[path]

    def _section(self, category: str) -> tuple[str, str]:
        return self.site.category(category).name, f"{self.root}/{category}/"

    def _kit(self, record: Record[Entry], edition: Edition) -> Kit | None:
        return self.kits.get(record.address) if edition is Edition.PRESS else None

    def brief(self, record: Record[Entry]) -> FeedItem:
        """The item of a dated record without its text; of a withdrawn one, all there is.

        Raises:
            ValueError: the record has no date.
        """
        entry = record.entry
        if entry.date is None or record.feed_date is None:
            raise ValueError(f"{record.source} has no date")
        withdrawn = entry.status is Status.WITHDRAWN
        creator = self.site.centre.short_name
        return FeedItem(
            guid=record.uid,
            address=record.address,
            title=WITHDRAWN if withdrawn else entry.title,
            link=absolute(self.root, record.address),
            summary=WITHDRAWN_TEXT if withdrawn else plain_text(record.summary),
            content=f"<p>{WITHDRAWN_TEXT}</p>" if withdrawn else "",
            creator=creator if withdrawn else entry.author or entry.unit or creator,
            categories=(self._section(record.category),),
            published=min(entry.date, record.feed_date),
            updated=record.feed_date,
            language=entry.lang.value,
            withdrawn=withdrawn,
        )

    def item(
        self,
        record: Record[Entry],
        edition: Edition = Edition.CITIZEN,
        *,
        content: str | None = None,
    ) -> FeedItem:
        """The item of a dated record; `content` is its text where that was made before.

        Raises:
            ValueError: the record has no date.
        """
        item = self.brief(record)
        if item.withdrawn:
            return item
        entry, kit = record.entry, self._kit(record, edition)
        if content is None:
            here = f"{self.root}/" if record.is_link else item.link
            content = absolute_html(content_html(self.products, record), here)
        return replace(
            item,
            content=content,
            categories=(*item.categories, *((tag, "") for tag in entry.tags)),
            media=self._media(record, edition),
            script=entry.script if isinstance(entry, Broadcast) and edition is Edition.TV else "",
            transcript=f"{self.root}{captions(record)}" if record.transcript else "",
            kit=Media(f"{self.root}/{kit.path}", "application/zip", kit.size) if kit else None,
            sample=entry.sample,
            document_number=entry.document_number if isinstance(entry, Policy) else "",
            corrections=entry.corrections,
            event=Event.of(entry),
            episode=self._episode(record) if edition is Edition.PODCAST else None,
        )

    def _episode(self, record: Record[Entry]) -> Episode:
        chapters = chapters_json_address(record)
        return Episode(length(record), f"{self.root}{chapters}" if chapters else "")

    def _media(self, record: Record[Entry], edition: Edition) -> tuple[Media, ...]:
        if edition is Edition.PODCAST:
            found = (clip for clip in clips(record.entry) if clip.path == sound(record))
            return tuple(map(self._footage, found))
        kit = self._kit(record, edition)
        photos: dict[str, Media] = {}
        for figure in record.figures:
            photo = self._photo(figure, kit)
            photos.setdefault(photo.url, photo)
        video = [self._footage(clip) for clip in clips(record.entry)]
        return (*video, *photos.values()) if edition is Edition.TV else (*photos.values(), *video)

    def originals(self, record: Record[Entry]) -> dict[str, Media]:
        """Address of each photo as citizens get it → the photo of the press kit."""
        kit = self._kit(record, Edition.PRESS)
        return {
            self._photo(figure, None).url: self._photo(figure, kit)
            for figure in record.figures
            if kit and kit.photo(figure)
        }

    def _photo(self, figure: Figure, kit: Kit | None) -> Media:
        """The photo as large as the edition has it: from the press kit, or the largest JPEG."""
        picture, whole = figure.picture, kit.photo(figure) if kit else None
        largest = picture.largest
        path, mime, size = largest.path, largest.mime, (largest.width, largest.height)
        if whole:
            path, mime, size = whole.path, whole.mime, (picture.width, picture.height)
        return Media(
            url=f"{self.root}/{path}",
            mime=mime,
            size=whole.file.size if whole else self._size(path),
            width=size[0],
            height=size[1],
            title=figure.alt,
            caption=figure.caption,
            credit=figure.credit,
            source_type=figure.source_type,
        )

    def _footage(self, clip: Clip) -> Media:
        return Media(
            url=clip_address(clip.path, self.root),
            mime=mime_of(clip.path),
            size=self._size(clip.path),
            seconds=seconds(clip.duration) if clip.duration else None,
            title=clip.title,
        )
