"""Each record serialized once for every feed that holds it, and its size known before that."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from khuyencong.content.record import Record
from khuyencong.feeds import atom, jsonfeed, rss
from khuyencong.feeds.feed_size_cache import FeedSizeCache
from khuyencong.feeds.items import Edition, FeedItem, ItemMaker
from khuyencong.model.entry import Entry
from khuyencong.parallel import run_parallel

K = TypeVar("K")
V = TypeVar("V")
MANY = 200
"""Records from which it pays to work in several processes."""
MOST_IN_MEMORY = 1_000
LARGEST_ITEM = 100_000
"""Bytes. A longer story would fill a feed alone; the feed then has its sa-pô and a link."""


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
class SerializedItems:
    """The serialized items of a site's records; the last thousand are held in memory."""

    maker: ItemMaker
    sizes: FeedSizeCache
    _serialized: dict[tuple[str, Edition], SerializedItem] = field(default_factory=dict)
    _items: dict[str, FeedItem] = field(default_factory=dict)
    _keys: dict[tuple[str, Edition], str] = field(default_factory=dict)

    def key(self, record: Record[Entry], edition: Edition = Edition.CITIZEN) -> str:
        """The digest of all that an item is made from."""
        found = self._keys.get((record.address, edition))
        if found is None:
            found = self._keys[record.address, edition] = self.maker.key(record, edition)
        return found

    def item(self, record: Record[Entry]) -> FeedItem:
        """The item that citizens get, which documents are made from too."""
        return _cached(self._items, record.address, lambda: self.maker.item(record))

    def serialized(self, record: Record[Entry], edition: Edition) -> SerializedItem:
        """A record in all formats."""

        def make() -> SerializedItem:
            rights = self.maker.site.centre.name
            plain = edition is Edition.CITIZEN
            item = self.item(record) if plain else self.maker.item(record, edition)
            whole = SerializedItem.of(item, rights)
            return (
                whole if whole.size <= LARGEST_ITEM else SerializedItem.of(item.shortened, rights)
            )

        return _cached(self._serialized, (record.address, edition), make)

    def size(self, record: Record[Entry], edition: Edition) -> int:
        """Bytes of a record in its largest format, serialized only if no earlier build was."""
        key = self.key(record, edition)
        size = self.sizes.get(key)
        if size is None:
            size = self.serialized(record, edition).size
            self.sizes.put(key, size)
        return size

    def measure(self, records: Sequence[Record[Entry]]) -> None:
        """Find out the sizes that are not known, in several processes where it pays."""
        new = [record for record in records if self.sizes.get(self.key(record)) is None]
        for share in run_parallel(self._measured, new, serial_up_to=MANY):
            for key, size in share:
                self.sizes.put(key, size)

    def _measured(self, records: Sequence[Record[Entry]]) -> list[tuple[str, int]]:
        citizen = Edition.CITIZEN
        return [(self.key(record), self.serialized(record, citizen).size) for record in records]


def _cached(cache: dict[K, V], key: K, make: Callable[[], V]) -> V:
    """What was made of a record; only of the last few, for a text in every form is large."""
    if key not in cache:
        if len(cache) >= MOST_IN_MEMORY:
            cache.clear()
        cache[key] = make()
    return cache[key]
