"""Every file of this room: each record is serialised once and put into every feed it is in."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cached_property, partial
from typing import Any
from urllib.parse import urlsplit

from khuyencong.feeds import atom, jsonfeed, newsmap, opml, rss
from khuyencong.feeds.channels import channels
from khuyencong.feeds.items import WITHDRAWN_TEXT, Edition, FeedItem, ItemMaker
from khuyencong.feeds.newsml import NAME as NEWSML
from khuyencong.feeds.newsml import newsml
from khuyencong.feeds.ninjs import INDEX, ninjs, ninjs_index
from khuyencong.feeds.ninjs import NAME as NINJS
from khuyencong.feeds.planning import Feed, Publisher, plan
from khuyencong.feeds.remembering import Sizes
from khuyencong.model.entry import Entry, Status
from khuyencong.pages.broadcasts import captions
from khuyencong.press.words import as_text, html_blocks
from khuyencong.reading.markdown_body import plain_text
from khuyencong.reading.record import Record
from khuyencong.reading.site import places
from khuyencong.reading.transcripts import Cue, written_vtt
from khuyencong.vietnamese.dates import short_date

ICON = "anh/bieu-tuong-96.png"
STYLESHEET = "giao-dien/feed.css"


@dataclass(frozen=True, slots=True)
class Forms:
    """A record in the three formats, ready to be put into any feed."""

    rss: bytes
    atom: bytes
    json: bytes

    @property
    def size(self) -> int:
        return max(len(self.rss), len(self.atom), len(self.json)) + 1


@dataclass(frozen=True, slots=True)
class Made:
    """A file that is made when somebody asks: it may lie there already, made from the same."""

    path: str
    made_from: tuple[Any, ...]
    """Everything that the bytes depend on besides the code, as plain values."""
    make: Callable[[], bytes]


@dataclass(frozen=True)
class Newsroom:
    """All feeds of a site and the files that go with them."""

    maker: ItemMaker
    sizes: Sizes = field(default_factory=Sizes)
    _forms: dict[tuple[str, Edition], Forms] = field(default_factory=dict)
    _items: dict[str, FeedItem] = field(default_factory=dict)
    _keys: dict[tuple[str, Edition], str] = field(default_factory=dict)

    @cached_property
    def publisher(self) -> Publisher:
        root, centre = self.maker.root, self.maker.site.centre
        return Publisher(
            root=root,
            title=centre.short_name,
            name=centre.name,
            email=centre.email or "",
            rights=centre.name,
            icon=f"{root}/{ICON}",
            stylesheet=f"{urlsplit(root).path}/{STYLESHEET}",
            hub=centre.hub or "",
        )

    def _item(self, record: Record[Entry]) -> FeedItem:
        """The item that citizens get, which documents are made from too."""
        if record.address not in self._items:
            self._items[record.address] = self.maker.item(record)
        return self._items[record.address]

    def _key(self, record: Record[Entry], edition: Edition = Edition.CITIZEN) -> str:
        found = self._keys.get((record.address, edition))
        if found is None:
            found = self._keys[record.address, edition] = self.maker.key(record, edition)
        return found

    def _form(self, record: Record[Entry], edition: Edition) -> Forms:
        """A record in all formats; made once for each edition."""
        place = (record.address, edition)
        if place not in self._forms:
            rights = self.publisher.rights
            plain = edition is Edition.CITIZEN
            item = self._item(record) if plain else self.maker.item(record, edition)
            self._forms[place] = Forms(
                rss.rss_item(item, rights),
                atom.atom_entry(item, rights),
                jsonfeed.json_item(item, rights),
            )
        return self._forms[place]

    def _size(self, record: Record[Entry], edition: Edition) -> int:
        key = self._key(record, edition)
        size = self.sizes.get(key)
        if size is None:
            size = self._form(record, edition).size
            self.sizes.put(key, size)
        return size

    @cached_property
    def _plan(self) -> tuple[tuple[Feed, ...], tuple[Feed, ...]]:
        return plan(self.publisher, list(channels(self.maker.site)), self._size)

    @property
    def feeds(self) -> tuple[Feed, ...]:
        """Every feed that can be subscribed to, the whole site's first."""
        return self._plan[0]

    @property
    def archives(self) -> tuple[Feed, ...]:
        """The monthly archives of the whole site, the oldest first."""
        return self._plan[1]

    def files(self) -> Iterator[Made]:
        """Every file of this room."""
        for feed in (*self.feeds, *self.archives):
            yield from self._feed(feed)
        yield from self._documents()
        site, root = self.maker.site, self.maker.root
        about = tuple(feed.about for feed in self.feeds)
        title = self.publisher.title
        yield Made(opml.PATH, (root, title, about), lambda: opml.opml(self.feeds, title))
        fresh = newsmap.fresh(site)
        told = [(s.address, s.entry.date, s.entry.title, s.entry.lang) for s in fresh]
        yield Made(
            newsmap.PATH, (root, title, told), lambda: newsmap.news_sitemap(fresh, root, title)
        )

    def _feed(self, feed: Feed) -> Iterator[Made]:
        edition = feed.channel.edition
        keys = [self._key(record, edition) for record in feed.records]
        made_from = (self.publisher, feed.about, keys)

        def forms() -> list[Forms]:
            return [self._form(record, edition) for record in feed.records]

        for name, make in (
            ("rss.xml", lambda: rss.rss_feed(feed, [form.rss for form in forms()])),
            ("atom.xml", lambda: atom.atom_feed(feed, [form.atom for form in forms()])),
            ("feed.json", lambda: jsonfeed.json_feed(feed, [form.json for form in forms()])),
        ):
            yield Made(feed.path(name), made_from, make)

    def _documents(self) -> Iterator[Made]:
        """ninjs and, where the centre wants it, NewsML-G2 of every story; subtitles."""
        site, holder = self.maker.site, self.publisher.name
        terms = site.centre.terms
        gone = [record for record in site.lately_withdrawn if record.entry.listed]
        told = [*gone, *site.stories]
        for record in told:
            made_from = (self._key(record), holder, terms)
            path = f"{record.address.strip('/')}/{NINJS}"
            yield Made(path, made_from, partial(self._ninjs, record, holder, terms))
            if site.centre.newsml:
                path = f"{record.address.strip('/')}/{NEWSML}"
                yield Made(path, made_from, partial(self._newsml, record, holder, terms))
        for record in site.records:
            if record.transcript:
                path, cues = captions(record).lstrip("/"), record.transcript
                yield Made(path, cues, partial(_subtitles, cues))
        briefs = [self.maker.brief(record) for record in told]
        title, root = self.publisher.title, self.maker.root
        lines = [(item.urn, item.address, item.title, item.updated) for item in briefs]
        yield Made(INDEX, (root, title, lines), lambda: ninjs_index(briefs, root, title))

    def _ninjs(self, record: Record[Entry], holder: str, terms: str) -> bytes:
        item = self._item(record)
        names = () if item.withdrawn else places(record.entry)
        text = as_text(tuple(html_blocks(item.content)))
        return ninjs(item, text, names, holder, terms, _note(record))

    def _newsml(self, record: Record[Entry], holder: str, terms: str) -> bytes:
        return newsml(self._item(record), holder, terms, _note(record))


def _subtitles(cues: tuple[Cue, ...]) -> bytes:
    return written_vtt(cues).encode()


def _note(record: Record[Entry]) -> str:
    """What the desk that receives a story must know before it uses it."""
    if record.entry.status is Status.WITHDRAWN:
        return WITHDRAWN_TEXT
    notes = ["Dữ liệu minh họa, không đăng lại."] if record.entry.sample else []
    notes += [
        f"Đính chính {short_date(item.date)}: {plain_text(item.note)}"
        for item in sorted(record.entry.corrections, key=lambda item: item.date, reverse=True)
    ]
    return " ".join(notes)
