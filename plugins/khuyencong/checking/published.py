"""What was published before, and what of it vanishes without a word.

Newspapers, search engines and people's bookmarks know an address for years. A story that is taken
back says so in its place (`withdrawn`), one that moves leaves its old address (`aliases`). A file
that is merely deleted, a changed slug, or another spelling of a name that has a page (a producer,
a tag) leaves a page that is not there.
"""

from collections.abc import Container, Iterable, Iterator, Mapping
from datetime import date, datetime
from pathlib import Path
from typing import TypeVar

import msgspec
from msgspec import Struct

from khuyencong.content.record import Record
from khuyencong.describing.products import ProductDescriptions
from khuyencong.model.entry import Entry, Status
from khuyencong.model.rules import Problem, Rule
from khuyencong.pages.cards import author_link, series_link, tag_link, unit_link
from khuyencong.site.index import Site
from khuyencong.store.digest import hex_digest_of
from khuyencong.store.sealed_file import read_sealed, write_sealed
from khuyencong.vietnamese.dates import VIETNAM

FOLDER = "published"
"""Folder of the cache."""
REMEMBERED = 30
"""Days for which a vanished page is spoken of, as for what was withdrawn."""


class _PublishedPage(Struct, frozen=True):
    """A page that readers had."""

    address: str
    source: str
    title: str
    gone: date | None = None
    """Day of the first build without it."""


class PublishedEntry(_PublishedPage, frozen=True, kw_only=True):
    """The page of an entry; `source` is its file."""

    uid: str


class PublishedName(_PublishedPage, frozen=True):
    """The page of a name: a producer, a tag, an author …; `source` is a file that bore it."""


class _Memory(Struct):
    output: str
    content: str
    entries: list[PublishedEntry]
    names: list[PublishedName] = []


Page = TypeVar("Page", bound=_PublishedPage)
_decoder = msgspec.msgpack.Decoder(_Memory)


class PublishedEntries:
    """The entries that were published before and the names that had pages, by their addresses."""

    def __init__(self, memories: Iterable[_Memory] = ()) -> None:
        self._entries: dict[str, PublishedEntry] = {}
        self._names: dict[str, PublishedName] = {}
        for memory in memories:
            self._entries |= {entry.address: entry for entry in memory.entries}
            self._names |= {name.address: name for name in memory.names}

    @classmethod
    def in_output(cls, cache: Path, output: str) -> "PublishedEntries":
        """Those of an output folder."""
        memory = _read(_file(cache, output))
        return cls([memory] if memory and memory.output == output else [])

    @classmethod
    def of_content(cls, cache: Path, content: Path) -> "PublishedEntries":
        """Those that a content folder had, whatever folder they were built into."""
        found = map(_read, sorted((cache / FOLDER).glob("*.msgpack")))
        place = str(content.resolve())
        return cls(memory for memory in found if memory and memory.content == place)

    def source(self, address: str) -> str:
        """The file of an entry that was published at an address; empty where none was."""
        entry = self._entries.get(address)
        return entry.source if entry else ""

    def vanished(self, site: Site, addresses: Container[str]) -> Iterator[Problem]:
        """Warnings about entries and names at whose addresses nothing is any more.

        An output folder that held another site altogether says nothing of this one.
        """
        entries = [*_missing(self._entries, addresses, site.now)]
        names = [*_missing(self._names, addresses, site.now)]
        known = _published(site) if entries or names else ()
        by_uid = {record.uid: record for record in known}
        by_source = {record.source: record for record in known}
        if not any(entry.uid in by_uid for entry in self._entries.values()):
            return
        for entry in entries:
            moved = by_uid.get(entry.uid) or by_source.get(entry.source)
            yield _moved(entry, moved) if moved else _gone(entry)
        for name in names:
            bearer = by_source.get(name.source)
            if bearer and bearer.entry.status is Status.PUBLISHED:
                yield _renamed(name, bearer)

    def save(self, cache: Path, output: str, content: Path, products: ProductDescriptions) -> None:
        """Remember what is published now, and for a month what is there no more.

        Raises:
            OSError: the disk is full, or the folder may not be written.
        """
        moment = products.site.now
        entries = _remembered(self._entries, map(_entry, _published(products.site)), moment)
        names = _remembered(self._names, _names(products), moment)
        memory = _Memory(output, str(content.resolve()), entries, names)
        write_sealed(_file(cache, output), msgspec.msgpack.encode(memory))


def _missing(
    before: Mapping[str, Page], addresses: Container[str], moment: datetime
) -> Iterator[Page]:
    for page in before.values():
        if page.address not in addresses and _is_recent(page, moment):
            yield page


def _remembered(
    before: Mapping[str, Page], published: Iterable[Page], moment: datetime
) -> list[Page]:
    """What is published, and what is gone for less than a month."""
    now = {page.address: page for page in published}
    today = moment.astimezone(VIETNAM).date()
    gone = _missing(before, now, moment)
    return [*now.values(), *(msgspec.structs.replace(p, gone=p.gone or today) for p in gone)]


def _file(cache: Path, output: str) -> Path:
    return cache / FOLDER / f"{hex_digest_of(output)}.msgpack"


def _read(file: Path) -> _Memory | None:
    data = read_sealed(file)
    try:
        return _decoder.decode(data) if data is not None else None
    except msgspec.MsgspecError:
        return None


def _published(site: Site) -> tuple[Record[Entry], ...]:
    return (*(record for record in site.records if not record.is_link), *site.withdrawn)


def _entry(record: Record[Entry]) -> PublishedEntry:
    return PublishedEntry(record.address, record.source, record.entry.title, uid=record.uid)


def _names(products: ProductDescriptions) -> Iterator[PublishedName]:
    """Every name that has a page, with the newest file that bears it."""
    site = products.site
    for profile in products.producers.all:
        source = profile.products[0].source
        yield PublishedName(profile.address, source, profile.producer.name)
    lists = (
        (site.by_tag, tag_link),
        (site.by_author, author_link),
        (site.by_unit, unit_link),
        (site.by_series, series_link),
    )
    for groups, link in lists:
        for name, stories in groups.items():
            if address := link(site, name).address:
                yield PublishedName(address, stories[0].source, name)


def _is_recent(page: _PublishedPage, now: datetime) -> bool:
    day = now.astimezone(VIETNAM).date()
    return page.gone is None or (day - page.gone).days < REMEMBERED


def _moved(entry: PublishedEntry, record: Record[Entry]) -> Problem:
    return Problem(
        record.source,
        record.line(("slug",)),
        Rule.ADDRESS_CHANGED,
        f"Bài đã đăng ở `{entry.address}` nay ở `{record.address}`; địa chỉ cũ không mở được nữa.",
        f"Thêm dòng `aliases: {entry.address}`, hoặc để địa chỉ như cũ.",
    )


def _renamed(name: PublishedName, record: Record[Entry]) -> Problem:
    return Problem(
        record.source,
        1,
        Rule.ADDRESS_CHANGED,
        f"Trang “{name.title}” đã đăng ở `{name.address}` không còn: tên nay viết khác, hoặc "
        "không mục nào mang tên đó.",
        f"Thêm dòng `aliases: {name.address}` vào bài này, hoặc để tên như cũ.",
    )


def _gone(entry: PublishedEntry) -> Problem:
    return Problem(
        entry.source,
        1,
        Rule.PUBLISHED_GONE,
        f"Bài đã đăng “{entry.title}” (`{entry.address}`) không còn trên trang; báo, đài và người "
        "đã lưu địa chỉ không được báo.",
        "Muốn gỡ bài thì giữ tệp, ghi `status: withdrawn` và `modified` là giờ rút. Nội dung đã "
        f"chuyển sang bài khác thì thêm `aliases: {entry.address}` vào bài đó.",
    )
