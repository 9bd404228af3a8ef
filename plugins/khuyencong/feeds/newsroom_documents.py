"""What newsrooms get beside the feeds: a document of each story, and an index of the newest."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property, partial
from heapq import nsmallest

from khuyencong.addresses import file_path
from khuyencong.content.record import Record
from khuyencong.feeds.feed_plan import Publisher
from khuyencong.feeds.items import WITHDRAWN_TEXT, Edition, ItemMaker
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
from khuyencong.feeds.serialized_items import SerializedItems
from khuyencong.html_tags import plain_text
from khuyencong.model.entry import Entry, Status
from khuyencong.press.plain_text import as_text, html_blocks
from khuyencong.site.index import Site, places
from khuyencong.store.generated_file import GeneratedFile
from khuyencong.vietnamese.dates import short_date


@dataclass(frozen=True)
class NewsroomDocuments:
    """ninjs of every story, NewsML-G2 where the centre wants it, and their index."""

    publisher: Publisher
    items: SerializedItems
    _subjects: dict[tuple[str, tuple[str, ...]], tuple[Concept, ...]] = field(default_factory=dict)
    """Category and tags → the subjects of all stories that bear them."""

    @property
    def _maker(self) -> ItemMaker:
        return self.items.maker

    @cached_property
    def records(self) -> tuple[Record[Entry], ...]:
        """Every record that has documents."""
        return newsroom_records(self._maker.site)

    def of(self, record: Record[Entry]) -> Iterator[GeneratedFile]:
        """The documents of a story."""
        centre, holder = self._maker.site.centre, self.publisher.name
        subjects = self._subjects_of(record)
        dependencies = (
            self._maker.key(record, edition=Edition.PRESS),
            holder,
            centre.terms,
            subjects,
        )
        make = partial(self._ninjs, record, holder, centre.terms, subjects)
        yield GeneratedFile(file_path(f"{record.address}{NINJS}"), dependencies, make)
        if centre.newsml:
            make = partial(self._newsml, record, holder, centre.terms)
            yield GeneratedFile(file_path(f"{record.address}{NEWSML}"), dependencies, make)

    def _subjects_of(self, record: Record[Entry]) -> tuple[Concept, ...]:
        withdrawn = record.entry.status is Status.WITHDRAWN
        about = record.category, () if withdrawn else record.entry.tags
        if about not in self._subjects:
            self._subjects[about] = tuple(_subjects(self._maker, *about))
        return self._subjects[about]

    def index(self) -> GeneratedFile:
        """The list of the documents whose stories changed last."""
        newest = nsmallest(MOST_INDEXED, self.records, key=lambda record: record.recency)
        lines = [(r.uid, r.address, r.entry.status, r.entry.title, r.feed_date) for r in newest]
        root, title = self._maker.root, self.publisher.title
        return GeneratedFile(INDEX, (root, title, lines), partial(self._index, newest, root, title))

    def _index(self, newest: list[Record[Entry]], root: str, title: str) -> bytes:
        return ninjs_index([self._maker.brief(record) for record in newest], root, title)

    def _ninjs(
        self, record: Record[Entry], holder: str, terms: str, subjects: tuple[Concept, ...]
    ) -> bytes:
        item = self.items.item(record)
        about = Newsroom(
            text=as_text(html_blocks(item.content)),
            subjects=subjects,
            places=() if item.withdrawn else tuple(_places(self._maker, record)),
            holder=holder,
            terms=terms,
            note=_note(record),
            originals={} if item.withdrawn else self._maker.originals(record),
        )
        return ninjs(item, about)

    def _newsml(self, record: Record[Entry], holder: str, terms: str) -> bytes:
        return newsml(self.items.item(record), holder, terms, _note(record))


def document_paths(site: Site) -> Iterator[str]:
    """Output paths of all documents and their index, found without making any."""
    yield INDEX
    for record in newsroom_records(site):
        yield file_path(f"{record.address}{NINJS}")
        if site.centre.newsml:
            yield file_path(f"{record.address}{NEWSML}")


def newsroom_records(site: Site) -> tuple[Record[Entry], ...]:
    """The records that newsrooms get documents of: a link leads them to who wrote it."""

    def found() -> tuple[Record[Entry], ...]:
        withdrawn = (record for record in site.lately_withdrawn if record.entry.listed)
        return (*withdrawn, *(story for story in site.stories if not story.is_link))

    return site.memoized("newsroom records", None, found)


def _subjects(maker: ItemMaker, folder: str, tags: tuple[str, ...]) -> Iterator[Concept]:
    """The category, by IPTC's code and by ours, and the tags."""
    site, root = maker.site, maker.root
    category = site.category(folder)
    if category.media_topic:
        yield concept(category.name, category.media_topic, MEDIA_TOPICS)
    yield concept(category.name, folder, f"{root}/")
    for tag in tags:
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
