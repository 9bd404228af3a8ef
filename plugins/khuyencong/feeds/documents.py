"""Every file of this room: each record is serialised once and put into every feed it is in."""

from collections.abc import Callable, Container, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property, partial
from heapq import nsmallest
from itertools import chain
from typing import TypeVar
from urllib.parse import urlsplit

from khuyencong.addresses import file_path
from khuyencong.content.markdown_body import plain_text
from khuyencong.content.record import Record
from khuyencong.content.transcripts import Cue, written_vtt
from khuyencong.describing.broadcasts import captions
from khuyencong.feeds import atom, jsonfeed, news_sitemap, opml, rss
from khuyencong.feeds.channels import Channel, channels
from khuyencong.feeds.feed_plan import FORMATS, Feed, Publisher, document, newest, plan
from khuyencong.feeds.feed_size_cache import FeedSizeCache
from khuyencong.feeds.items import WITHDRAWN_TEXT, Edition, FeedItem, ItemMaker
from khuyencong.feeds.newsml import NAME as NEWSML
from khuyencong.feeds.newsml import newsml
from khuyencong.feeds.ninjs import (
    INDEX,
    MEDIA_TOPICS,
    MOST_INDEXED,
    Concept,
    Newsroom,
    concept,
    ninjs,
    ninjs_index,
)
from khuyencong.feeds.ninjs import NAME as NINJS
from khuyencong.model.centre import Centre
from khuyencong.model.entry import Entry, Status
from khuyencong.pages.views import FeedLinks
from khuyencong.parallel import run_parallel
from khuyencong.press.plain_text import as_text, html_blocks
from khuyencong.site.index import Site, places
from khuyencong.store.generated_file import GeneratedFile
from khuyencong.store.served_files import ServedFiles
from khuyencong.vietnamese.dates import short_date

K = TypeVar("K")
V = TypeVar("V")
CITIZEN = Edition.CITIZEN
MANY = 200
"""Records from which it pays to work in several processes."""
MOST_HELD = 1_000
LARGEST_ITEM = 100_000
"""Bytes. A longer story would fill a feed alone; the feed then has its sa-pô and a link."""
ICON = "anh/bieu-tuong-96.png"
STYLESHEET = "giao-dien/feed.css"


@dataclass(frozen=True, slots=True)
class SerializedItem:
    """A record in the three formats, ready to be put into any feed."""

    rss: bytes
    atom: bytes
    json: bytes

    @classmethod
    def of(cls, item: FeedItem, rights: str) -> "SerializedItem":
        """An item in all formats."""
        return cls(
            rss.rss_item(item, rights),
            atom.atom_entry(item, rights),
            jsonfeed.json_item(item, rights),
        )

    @property
    def size(self) -> int:
        """Bytes of the largest form and what stands between two of them."""
        return max(len(self.rss), len(self.atom), len(self.json)) + 1


@dataclass(frozen=True)
class FeedSet:
    """All feeds of a site and the files that go with them."""

    maker: ItemMaker
    sizes: FeedSizeCache = field(default_factory=FeedSizeCache)
    served: ServedFiles = field(default_factory=ServedFiles)
    _serialized_items: dict[tuple[str, Edition], SerializedItem] = field(default_factory=dict)
    _items: dict[str, FeedItem] = field(default_factory=dict)
    _keys: dict[tuple[str, Edition], str] = field(default_factory=dict)

    @cached_property
    def publisher(self) -> Publisher:
        root, centre = self.maker.root, self.maker.site.centre
        contact = centre.press_contact
        return Publisher(
            root=root,
            title=centre.short_name,
            name=centre.name,
            email=centre.email or "",
            rights=centre.name,
            icon=f"{root}/{ICON}",
            stylesheet=f"{urlsplit(root).path}/{STYLESHEET}",
            hub=centre.hub or "",
            terms=" ".join(_terms(centre)),
            press_name=contact.name if contact else centre.name,
            press_email=(contact and contact.email) or centre.email or "",
        )

    def _item(self, record: Record[Entry]) -> FeedItem:
        """The item that citizens get, which documents are made from too."""
        return _remembered(self._items, record.address, lambda: self.maker.item(record))

    def _key(self, record: Record[Entry], edition: Edition = CITIZEN) -> str:
        found = self._keys.get((record.address, edition))
        if found is None:
            found = self._keys[record.address, edition] = self.maker.key(record, edition)
        return found

    def _serialized(self, record: Record[Entry], edition: Edition) -> SerializedItem:
        """A record in all formats."""

        def make() -> SerializedItem:
            rights = self.publisher.rights
            plain = edition is CITIZEN
            item = self._item(record) if plain else self.maker.item(record, edition)
            whole = SerializedItem.of(item, rights)
            return (
                whole if whole.size <= LARGEST_ITEM else SerializedItem.of(item.shortened, rights)
            )

        return _remembered(self._serialized_items, (record.address, edition), make)

    def _size(self, record: Record[Entry], edition: Edition) -> int:
        key = self._key(record, edition)
        size = self.sizes.get(key)
        if size is None:
            size = self._serialized(record, edition).size
            self.sizes.put(key, size)
        return size

    @cached_property
    def _channels(self) -> tuple[Channel, ...]:
        return tuple(channels(self.maker.site))

    @cached_property
    def _plan(self) -> tuple[tuple[Feed, ...], tuple[Feed, ...]]:
        self._measure(self._channels[0].records)
        return plan(self.publisher, self._channels, self._size)

    @cached_property
    def followed_in(self) -> dict[str, str]:
        """Page of each list with too little for a feed → that of the list to follow instead.

        That is the list in whose folder it lies, or the whole site's.
        """
        pages = {channel.folder for channel in self._channels if channel.has_feed}
        return {
            f"/{channel.folder}": f"/{_larger(channel.folder, pages)}"
            for channel in self._channels
            if not channel.has_feed
        }

    def _measure(self, records: Sequence[Record[Entry]]) -> None:
        """Find out the sizes that are not known of records that the archives will hold."""
        new = [record for record in records if self.sizes.get(self._key(record)) is None]
        for share in run_parallel(self._measured, new, serial_up_to=MANY):
            for key, size in share:
                self.sizes.put(key, size)

    def _measured(self, records: Sequence[Record[Entry]]) -> list[tuple[str, int]]:
        return [(self._key(record), self._serialized(record, CITIZEN).size) for record in records]

    @property
    def feeds(self) -> tuple[Feed, ...]:
        """Every feed that can be subscribed to, the whole site's first."""
        return self._plan[0]

    @cached_property
    def kept(self) -> tuple[Feed, ...]:
        """Feeds that somebody may follow, of lists that would get none now.

        They are written on, so that an address which was given out keeps working, and announced
        nowhere.
        """
        return tuple(
            Feed(self.publisher, channel, newest(channel, self._size))
            for channel in self._channels
            if not channel.has_feed and document(channel.folder, 1, FORMATS[0]) in self.served
        )

    @property
    def archives(self) -> tuple[Feed, ...]:
        """The monthly archives of the whole site, the oldest first."""
        return self._plan[1]

    @cached_property
    def links(self) -> tuple[FeedLinks, ...]:
        """What pages say of every feed and archive."""
        return tuple(map(_feed_links, (*self.feeds, *self.archives)))

    def bundles(self) -> Iterator[tuple[GeneratedFile, ...]]:
        """Every file of this room; files of a bundle are made from the same records."""
        documented: set[str] = set()
        for feed in (*self.feeds, *self.kept, *self.archives):
            new = [r for r in feed.records if r.entry.listed and r.address not in documented]
            documented.update(record.address for record in new)
            yield (*self._feed(feed), *chain.from_iterable(map(self._documents, new)))
        yield tuple(self._lists())
        rest = (record for record in self._documented if record.address not in documented)
        yield from (tuple(self._documents(record)) for record in rest)
        for record in self.maker.site.records:
            if cues := record.transcript:
                yield (GeneratedFile(file_path(captions(record)), cues, partial(_subtitles, cues)),)

    def _feed(self, feed: Feed) -> Iterator[GeneratedFile]:
        keys = [self._key(record, feed.channel.edition) for record in feed.records]
        dependencies = (self.publisher, feed.about, keys)
        make = {"rss.xml": self._rss, "atom.xml": self._atom, "feed.json": self._json}
        for name in feed.formats:
            yield GeneratedFile(feed.path(name), dependencies, partial(make[name], feed))

    def _serialized_items_of(self, feed: Feed) -> Iterator[SerializedItem]:
        return (self._serialized(record, feed.channel.edition) for record in feed.records)

    def _rss(self, feed: Feed) -> bytes:
        return rss.rss_feed(feed, [form.rss for form in self._serialized_items_of(feed)])

    def _atom(self, feed: Feed) -> bytes:
        return atom.atom_feed(feed, [form.atom for form in self._serialized_items_of(feed)])

    def _json(self, feed: Feed) -> bytes:
        return jsonfeed.json_feed(feed, [form.json for form in self._serialized_items_of(feed)])

    @cached_property
    def _documented(self) -> tuple[Record[Entry], ...]:
        return newsroom_records(self.maker.site)

    @property
    def _indexed(self) -> list[Record[Entry]]:
        """The records of the index, the newest change first."""
        return nsmallest(MOST_INDEXED, self._documented, key=lambda record: record.recency)

    def _lists(self) -> Iterator[GeneratedFile]:
        """OPML, the news sitemap and the index of all documents."""
        site, root, title = self.maker.site, self.maker.root, self.publisher.title
        about = tuple(feed.about for feed in self.feeds)
        yield GeneratedFile(opml.PATH, (root, title, about), partial(opml.opml, self.feeds, title))
        if fresh := news_sitemap.fresh(site):
            entries = [(s.address, s.entry.date, s.entry.title, s.entry.lang) for s in fresh]
            make = partial(news_sitemap.news_sitemap, fresh, root, title)
            yield GeneratedFile(news_sitemap.PATH, (root, title, entries), make)
        lines = [(r.uid, r.address, r.entry.status, r.entry.title, r.told) for r in self._indexed]
        yield GeneratedFile(INDEX, (root, title, lines), partial(self._index, root, title))

    def _index(self, root: str, title: str) -> bytes:
        return ninjs_index([self.maker.brief(record) for record in self._indexed], root, title)

    def _documents(self, record: Record[Entry]) -> Iterator[GeneratedFile]:
        """ninjs and, where the centre wants it, NewsML-G2 of a story."""
        centre, holder = self.maker.site.centre, self.publisher.name
        subjects = tuple(_subjects(self.maker, record))
        dependencies = (self._key(record, Edition.PRESS), holder, centre.terms, subjects)
        make = partial(self._ninjs, record, holder, centre.terms, subjects)
        yield GeneratedFile(file_path(f"{record.address}{NINJS}"), dependencies, make)
        if centre.newsml:
            make = partial(self._newsml, record, holder, centre.terms)
            yield GeneratedFile(file_path(f"{record.address}{NEWSML}"), dependencies, make)

    def _ninjs(
        self, record: Record[Entry], holder: str, terms: str, subjects: tuple[Concept, ...]
    ) -> bytes:
        item = self._item(record)
        about = Newsroom(
            text=as_text(html_blocks(item.content)),
            subjects=subjects,
            places=() if item.withdrawn else tuple(_places(self.maker, record)),
            holder=holder,
            terms=terms,
            note=_note(record),
            originals={} if item.withdrawn else self.maker.originals(record),
        )
        return ninjs(item, about)

    def _newsml(self, record: Record[Entry], holder: str, terms: str) -> bytes:
        return newsml(self._item(record), holder, terms, _note(record))


def feed_paths(site: Site) -> Iterator[str]:
    """Output paths of every feed, document and list, found without making any.

    Archives are left out: which parts a month has depends on the sizes of its items.
    """
    yield from (opml.PATH, *news_sitemap.sitemap_paths(site), INDEX)
    for channel in channels(site):
        if channel.has_feed:
            yield from (document(channel.folder, 1, form) for form in FORMATS)
    for record in newsroom_records(site):
        yield file_path(f"{record.address}{NINJS}")
        if site.centre.newsml:
            yield file_path(f"{record.address}{NEWSML}")
    yield from (file_path(captions(record)) for record in site.records if record.transcript)


def newsroom_records(site: Site) -> tuple[Record[Entry], ...]:
    """The records that newsrooms get documents of."""
    withdrawn = (record for record in site.lately_withdrawn if record.entry.listed)
    return (*withdrawn, *site.stories)


def _feed_links(feed: Feed) -> FeedLinks:
    channel = feed.channel
    return FeedLinks(
        group=channel.group,
        title=feed.title,
        name=channel.name or feed.publisher.title,
        description=channel.description,
        page=f"/{channel.page or channel.folder}",
        rss=f"/{feed.path('rss.xml')}",
        atom=f"/{feed.path('atom.xml')}" if "atom.xml" in feed.formats else "",
        json=f"/{feed.path('feed.json')}",
    )


def _larger(folder: str, folders: Container[str]) -> str:
    """The nearest folder above one that is among `folders`; the root is."""
    while folder:
        folder = folder.rstrip("/").rpartition("/")[0]
        folder = f"{folder}/" if folder else ""
        if folder in folders:
            break
    return folder


def _remembered(held: dict[K, V], key: K, make: Callable[[], V]) -> V:
    """What was made of a record; only of the last few, for a text in every form is large."""
    if key not in held:
        if len(held) >= MOST_HELD:
            held.clear()
        held[key] = make()
    return held[key]


def _subtitles(cues: tuple[Cue, ...]) -> bytes:
    return written_vtt(cues).encode()


def _terms(centre: Centre) -> Iterator[str]:
    """The conditions of use, and who answers newsrooms, as sentences."""
    yield centre.terms
    if contact := centre.press_contact:
        parts = (contact.name, contact.phone, contact.email)
        yield f"Đầu mối báo chí: {', '.join(words for words in parts if words)}."


def _subjects(maker: ItemMaker, record: Record[Entry]) -> Iterator[Concept]:
    """The category, by IPTC's code and by ours, and the tags."""
    site, root = maker.site, maker.root
    category = site.category(record.category)
    if category.media_topic:
        yield concept(category.name, category.media_topic, MEDIA_TOPICS)
    yield concept(category.name, record.category, f"{root}/")
    if record.entry.status is not Status.WITHDRAWN:
        for tag in record.entry.tags:
            if code := site.by_tag.slug(tag):
                yield concept(tag, code, f"{root}/the/")


def _places(maker: ItemMaker, record: Record[Entry]) -> Iterator[Concept]:
    for name in places(record.entry):
        if code := maker.site.by_place.slug(name):
            yield concept(name, code, f"{maker.root}/dia-ban/")


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
