"""What was published before, and what of it vanishes without a word.

Newspapers, search engines and people's bookmarks know an address for years. A story that is taken
back says so in its place (`withdrawn`), one that moves leaves its old address (`aliases`). A file
that is merely deleted, a changed slug, or another spelling of a name that has a page (a producer,
a tag) leaves a page that is not there.
"""

from collections.abc import Container, Iterable, Iterator
from datetime import date, datetime
from pathlib import Path

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
"""Days for which a vanished entry is spoken of, as for what was withdrawn."""


class PublishedEntry(Struct, frozen=True):
    """An entry that readers had, or the page of a name: a producer, a tag, an author …"""

    uid: str
    """Empty for the page of a name."""
    address: str
    source: str
    """Its file; of a name, that of the newest entry that bears it."""
    title: str
    gone: date | None = None
    """Day of the first build without it."""


class _Memory(Struct):
    output: str
    content: str
    entries: list[PublishedEntry]


_decoder = msgspec.msgpack.Decoder(_Memory)


class PublishedEntries:
    """The entries that were published before, by their addresses."""

    def __init__(self, entries: Iterable[PublishedEntry] = ()) -> None:
        self._entries = {entry.address: entry for entry in entries}

    @classmethod
    def in_output(cls, cache: Path, output: str) -> "PublishedEntries":
        """Those of an output folder."""
        memory = _read(_file(cache, output))
        return cls(memory.entries if memory and memory.output == output else ())

    @classmethod
    def of_content(cls, cache: Path, content: Path) -> "PublishedEntries":
        """Those that a content folder had, whatever folder they were built into."""
        found = map(_read, sorted((cache / FOLDER).glob("*.msgpack")))
        place = str(content.resolve())
        return cls(
            e for memory in found if memory and memory.content == place for e in memory.entries
        )

    def source(self, address: str) -> str:
        """The file behind an address that was published; empty for one that never was."""
        entry = self._entries.get(address)
        return entry.source if entry and entry.uid else ""

    def vanished(self, site: Site, addresses: Container[str]) -> Iterator[Problem]:
        """Warnings about entries at whose addresses nothing is any more.

        An output folder that held another site altogether says nothing of this one.
        """
        by_uid = {record.uid: record for record in _published(site)}
        by_source = {record.source: record for record in _published(site)}
        if not any(entry.uid in by_uid for entry in self._entries.values()):
            return
        for entry in self._entries.values():
            if entry.address not in addresses and _is_recent(entry, site.now):
                moved = by_uid.get(entry.uid) or by_source.get(entry.source)
                if entry.uid:
                    yield _moved(entry, moved) if moved else _gone(entry)
                elif moved and moved.entry.status is Status.PUBLISHED:
                    yield _renamed(entry, moved)

    def save(self, cache: Path, output: str, content: Path, products: ProductDescriptions) -> None:
        """Remember what is published now, and for a month what is there no more.

        Raises:
            OSError: the disk is full, or the folder may not be written.
        """
        site = products.site
        pages = (*map(_entry, _published(site)), *_pages_of_names(products))
        now = {each.address: each for each in pages}
        today = site.now.astimezone(VIETNAM).date()
        kept = [
            msgspec.structs.replace(entry, gone=entry.gone or today)
            for entry in self._entries.values()
            if entry.address not in now and _is_recent(entry, site.now)
        ]
        memory = _Memory(output, str(content.resolve()), [*now.values(), *kept])
        write_sealed(_file(cache, output), msgspec.msgpack.encode(memory))


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
    return PublishedEntry(record.uid, record.address, record.source, record.entry.title)


def _pages_of_names(products: ProductDescriptions) -> Iterator[PublishedEntry]:
    site = products.site
    for profile in products.producers.all:
        source = profile.products[0].source
        yield PublishedEntry("", profile.address, source, profile.producer.name)
    lists = (
        (site.by_tag, tag_link),
        (site.by_author, author_link),
        (site.by_unit, unit_link),
        (site.by_series, series_link),
    )
    for groups, link in lists:
        for name, stories in groups.items():
            if address := link(site, name).address:
                yield PublishedEntry("", address, stories[0].source, name)


def _is_recent(entry: PublishedEntry, now: datetime) -> bool:
    day = now.astimezone(VIETNAM).date()
    return entry.gone is None or (day - entry.gone).days < REMEMBERED


def _moved(entry: PublishedEntry, record: Record[Entry]) -> Problem:
    return Problem(
        record.source,
        record.line(("slug",)),
        Rule.ADDRESS_CHANGED,
        f"Bài đã đăng ở `{entry.address}` nay ở `{record.address}`; địa chỉ cũ không mở được nữa.",
        f"Thêm dòng `aliases: {entry.address}`, hoặc để địa chỉ như cũ.",
    )


def _renamed(entry: PublishedEntry, record: Record[Entry]) -> Problem:
    return Problem(
        record.source,
        1,
        Rule.ADDRESS_CHANGED,
        f"Trang “{entry.title}” đã đăng ở `{entry.address}` không còn: tên nay viết khác, hoặc "
        "không mục nào mang tên đó.",
        f"Thêm dòng `aliases: {entry.address}` vào bài này, hoặc để tên như cũ.",
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
