"""Each record serialized once for every feed that holds it, and its size known before that."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from msgspec import Struct

from khuyencong.content.record import Record
from khuyencong.feeds import atom, jsonfeed, rss
from khuyencong.feeds.item_spool import ItemSpool, Spooled
from khuyencong.feeds.items import Edition, FeedItem, ItemMaker
from khuyencong.model.entry import Entry
from khuyencong.parallel import run_parallel
from khuyencong.store.value_cache import ValueCache

K = TypeVar("K")
V = TypeVar("V")
MANY = 200
"""Records from which it pays to work in several processes."""
MOST_IN_MEMORY = 1_000
LARGEST_ITEM = 100_000
"""Bytes. A longer story would fill a feed alone; the feed then has its sa-pô and a link."""


class SerializedItem(Struct, frozen=True):
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
    """The serialized items of a site's records; the last thousand are held in memory.

    What was serialized to be measured lies in the `spool`, and is not serialized again.
    """

    maker: ItemMaker
    sizes: ValueCache[int]
    spool: ItemSpool | None = None
    _spooled: dict[str, Spooled] = field(default_factory=dict)
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

        def make() -> FeedItem:
            parts = self._parts(record)
            return self.maker.item(record, content=parts[-1].decode() if parts else None)

        return _cached(self._items, record.address, make)

    def serialized(self, record: Record[Entry], edition: Edition) -> SerializedItem:
        """A record in all formats."""

        def make() -> SerializedItem:
            parts = self._parts(record) if edition is Edition.CITIZEN else None
            return SerializedItem(*parts[:-1]) if parts else self._serialize(record, edition)

        return _cached(self._serialized, (record.address, edition), make)

    def _parts(self, record: Record[Entry]) -> list[bytes] | None:
        """The three formats of what citizens get and its text, if the record was measured."""
        place = self._spooled.get(record.address)
        return self.spool.get(place) if self.spool and place else None

    def _serialize(self, record: Record[Entry], edition: Edition) -> SerializedItem:
        item, rights = self.item(record), self.maker.site.centre.name
        if edition is not Edition.CITIZEN:
            item = self.maker.item(record, edition, content=item.content)
        whole = SerializedItem.of(item, rights)
        return whole if whole.size <= LARGEST_ITEM else SerializedItem.of(item.shortened, rights)

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
            for address, key, size, place in share:
                self.sizes.put(key, size)
                if place:
                    self._spooled[address] = place

    def _measured(
        self, records: Sequence[Record[Entry]]
    ) -> list[tuple[str, str, int, Spooled | None]]:
        """Address, key, size and place of each."""
        return [self._measure(record) for record in records]

    def _measure(self, record: Record[Entry]) -> tuple[str, str, int, Spooled | None]:
        form, key = self.serialized(record, Edition.CITIZEN), self.key(record)
        place = None
        if self.spool:
            content = self.item(record).content.encode()
            place = self.spool.put(form.rss, form.atom, form.json, content)
        return record.address, key, form.size, place


def _cached(cache: dict[K, V], key: K, make: Callable[[], V]) -> V:
    """What was made of a record; only of the last few, for a text in every form is large."""
    if key not in cache:
        if len(cache) >= MOST_IN_MEMORY:
            cache.clear()
        cache[key] = make()
    return cache[key]
