"""Every file of this room: feeds, archives, documents, lists and subtitles."""

from collections.abc import Container, Iterator
from dataclasses import dataclass, field
from functools import cached_property, partial
from itertools import chain
from urllib.parse import urlsplit

from khuyencong.addresses import file_path
from khuyencong.assets.theme_assets import FEED_STYLESHEET
from khuyencong.content.record import Record
from khuyencong.content.transcripts import Cue, written_vtt
from khuyencong.describing.broadcasts import captions, chapter_track, chapters_json_address, length
from khuyencong.feeds import atom, jsonfeed, news_sitemap, opml, podcast, rss
from khuyencong.feeds.channels import FORMATS, PODCAST_FORMATS, Channel, channels
from khuyencong.feeds.feed_plan import Feed, Publisher, document, newest, plan
from khuyencong.feeds.item_spool import ItemSpool
from khuyencong.feeds.items import Edition, ItemMaker
from khuyencong.feeds.newsroom_documents import NewsroomDocuments, document_paths
from khuyencong.feeds.serialized_items import SerializedItem, SerializedItems, SpooledItem
from khuyencong.model.centre import Centre
from khuyencong.model.entry import Entry
from khuyencong.pages.views import FeedLinks
from khuyencong.site.index import Site
from khuyencong.store.generated_file import GeneratedFile
from khuyencong.store.served_files import ServedFiles
from khuyencong.store.value_cache import ValueCache

ICON = "anh/bieu-tuong-96.png"


@dataclass(frozen=True)
class FeedSet:
    """All feeds of a site and the files that go with them."""

    maker: ItemMaker
    sizes: ValueCache[int] = field(default_factory=lambda: ValueCache(int))
    served: ServedFiles = field(default_factory=ServedFiles)
    spool: ItemSpool | None = None

    @cached_property
    def _items(self) -> SerializedItems:
        return SerializedItems(self.maker, self.sizes, self.spool)

    @cached_property
    def _documents(self) -> NewsroomDocuments:
        return NewsroomDocuments(self.publisher, self._items)

    @cached_property
    def publisher(self) -> Publisher:
        """Who publishes the feeds, from site.yml."""
        root, centre = self.maker.root, self.maker.site.centre
        contact = centre.press_contact
        return Publisher(
            root=root,
            title=centre.short_name,
            name=centre.name,
            email=centre.email or "",
            rights=centre.name,
            icon=f"{root}/{ICON}",
            stylesheet=f"{urlsplit(root).path}/{FEED_STYLESHEET}",
            hub=centre.hub or "",
            terms=" ".join(_terms(centre)),
            press_name=contact.name if contact else centre.name,
            press_email=(contact and contact.email) or centre.email or "",
        )

    @cached_property
    def _channels(self) -> tuple[Channel, ...]:
        return channels(self.maker.site)

    @cached_property
    def _plan(self) -> tuple[tuple[Feed, ...], tuple[Feed, ...]]:
        return plan(self.publisher, self._channels, self._items)

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

    @cached_property
    def feeds(self) -> tuple[Feed, ...]:
        """Every feed that can be subscribed to, the whole site's first."""
        return tuple(feed for feed in self._plan[0] if not feed.channel.page)

    @cached_property
    def kept(self) -> tuple[Feed, ...]:
        """Feeds that somebody may follow, of lists that would get none now, or have lost all that
        they held.

        They are written on, so that an address which was given out keeps working, and announced
        nowhere.
        """
        emptied = (feed for feed in self._plan[0] if feed.channel.page)
        small = (
            Feed(self.publisher, channel, newest(channel, self._items))
            for channel in self._channels
            if not channel.has_feed and document(channel.folder, 1, FORMATS[0]) in self.served
        )
        return (*emptied, *small)

    @property
    def covers(self) -> Iterator[tuple[str, str, str]]:
        """Output path of the cover of each podcast, its name, and who publishes it."""
        for feed in (*self.feeds, *self.kept):
            if feed.channel.edition is Edition.PODCAST:
                path = podcast.cover_path(feed.channel)
                yield path, feed.channel.name, self.publisher.name

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
        waiting = {record.address: record for record in self._documents.records}
        for feed in (*self.feeds, *self.kept, *self.archives):
            found = (waiting.pop(record.address, None) for record in feed.records)
            new = [record for record in found if record]
            yield (*self._feed(feed), *chain.from_iterable(map(self._documents.of, new)))
        yield tuple(self._lists())
        yield from (tuple(self._documents.of(record)) for record in waiting.values())
        yield from (tuple(programme_files(record)) for record in _programmes(self.maker.site))

    def _feed(self, feed: Feed) -> Iterator[GeneratedFile]:
        key = self._items.key(feed.records, feed.channel.edition)
        dependencies = (self.publisher, feed.about, key)
        make = {"atom.xml": self._atom, "feed.json": self._json}
        make |= dict.fromkeys(("rss.xml", *PODCAST_FORMATS), self._rss)
        for name in feed.formats:
            yield GeneratedFile(feed.path(name), dependencies, partial(make[name], feed))

    def _serialized_items_of(self, feed: Feed) -> Iterator[SerializedItem | SpooledItem]:
        return (self._items.serialized(record, feed.channel.edition) for record in feed.records)

    def _rss(self, feed: Feed) -> bytes:
        return rss.rss_feed(feed, [form.rss for form in self._serialized_items_of(feed)])

    def _atom(self, feed: Feed) -> bytes:
        return atom.atom_feed(feed, [form.atom for form in self._serialized_items_of(feed)])

    def _json(self, feed: Feed) -> bytes:
        return jsonfeed.json_feed(feed, [form.json for form in self._serialized_items_of(feed)])

    def _lists(self) -> Iterator[GeneratedFile]:
        """OPML, the news sitemap and the index of all documents."""
        site, root, title = self.maker.site, self.maker.root, self.publisher.title
        about = tuple(feed.about for feed in self.feeds)
        yield GeneratedFile(opml.PATH, (root, title, about), partial(opml.opml, self.feeds, title))
        if fresh := news_sitemap.fresh(site):
            entries = [(s.address, s.entry.date, s.entry.title, s.entry.lang) for s in fresh]
            make = partial(news_sitemap.news_sitemap, fresh, root, title)
            yield GeneratedFile(news_sitemap.PATH, (root, title, entries), make)
        yield self._documents.index()


def feed_paths(site: Site) -> Iterator[str]:
    """Output paths of every feed, document and list, found without making any.

    Archives are left out: which parts a month has depends on the sizes of its items.
    """
    yield from (opml.PATH, *news_sitemap.sitemap_paths(site))
    for channel in channels(site):
        if channel.has_feed:
            yield from (document(channel.folder, 1, form) for form in channel.formats)
        if channel.edition is Edition.PODCAST:
            yield podcast.cover_path(channel)
    yield from document_paths(site)
    for record in _programmes(site):
        yield from (file.path for file in programme_files(record))


def _feed_links(feed: Feed) -> FeedLinks:
    channel = feed.channel
    return FeedLinks(
        group=channel.group,
        title=feed.title,
        name=channel.name or feed.publisher.title,
        description=channel.description,
        page=f"/{channel.folder}",
        rss=f"/{feed.path(feed.formats[0])}",
        atom=f"/{feed.path('atom.xml')}" if "atom.xml" in feed.formats else "",
        podcast=channel.edition is Edition.PODCAST,
        json=f"/{feed.path('feed.json')}" if "feed.json" in feed.formats else "",
    )


def _larger(folder: str, folders: Container[str]) -> str:
    """The nearest folder above one that is among `folders`; the root is."""
    while folder:
        folder = folder.rstrip("/").rpartition("/")[0]
        folder = f"{folder}/" if folder else ""
        if folder in folders:
            break
    return folder


def _programmes(site: Site) -> Iterator[Record[Entry]]:
    return (record for record in site.records if record.transcript or record.chapters)


def programme_files(record: Record[Entry]) -> Iterator[GeneratedFile]:
    """Subtitles and chapters of a broadcast."""
    cues, parts, known = record.transcript, record.chapters, length(record)
    if address := captions(record):
        make = partial(_subtitles, cues)
        yield GeneratedFile(file_path(address), cues, make)
    if address := chapter_track(record):
        yield GeneratedFile(
            file_path(address), (parts, known), partial(podcast.chapters_vtt, parts, known)
        )
    if address := chapters_json_address(record):
        yield GeneratedFile(file_path(address), parts, partial(podcast.chapters_json, parts))


def _subtitles(cues: tuple[Cue, ...]) -> bytes:
    return written_vtt(cues).encode()


def _terms(centre: Centre) -> Iterator[str]:
    """The conditions of use, and who answers newsrooms, as sentences."""
    yield centre.terms
    if contact := centre.press_contact:
        parts = (contact.name, contact.phone, contact.email)
        yield f"Đầu mối báo chí: {', '.join(words for words in parts if words)}."
