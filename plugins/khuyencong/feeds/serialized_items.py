"""Each record serialized once for every feed that holds it, and its size known before that."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import TypeVar

from msgspec import Struct

from khuyencong.content.record import Record
from khuyencong.feeds import atom, jsonfeed, rss
from khuyencong.feeds.channels import Records
from khuyencong.feeds.item_bounds import ItemBounds
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


@dataclass(frozen=True)
class SerializedItem:
    """An item in the three formats, ready to be put into any feed; each is made when it is asked
    for."""

    item: FeedItem
    rights: str

    @cached_property
    def rss(self) -> bytes:
        return rss.rss_item(self.item, self.rights)

    @cached_property
    def atom(self) -> bytes:
        return atom.atom_entry(self.item, self.rights)

    @cached_property
    def json(self) -> bytes:
        return jsonfeed.json_item(self.item, self.rights)

    @property
    def size(self) -> int:
        """Bytes of the largest form and what stands between two of them."""
        return _size(self)


class SpooledItem(Struct, frozen=True):
    """The same, made when the item was measured."""

    rss: bytes
    atom: bytes
    json: bytes

    @property
    def size(self) -> int:
        """Bytes of the largest form."""
        return _size(self)


@dataclass(frozen=True)
class SerializedItems:
    """The serialized items of a site's records; the last thousand are held in memory.

    What was serialized to be measured lies in the `spool`, and is not serialized again.
    """

    maker: ItemMaker
    sizes: ValueCache[int]
    spool: ItemSpool | None = None
    _sizes: dict[tuple[str, Edition], int] = field(default_factory=dict)
    _keys: dict[tuple[int, Edition], tuple[Records, bytes]] = field(default_factory=dict)
    _spooled: dict[str, Spooled] = field(default_factory=dict)
    _serialized: dict[tuple[str, Edition], SerializedItem | SpooledItem] = field(
        default_factory=dict
    )
    _items: dict[str, FeedItem] = field(default_factory=dict)

    @cached_property
    def _bounds(self) -> ItemBounds:
        return ItemBounds(self.maker.site, self.maker.root)

    def key(self, records: Records, edition: Edition) -> bytes:
        """Stands for all that the items of a feed are made from."""
        name = id(records), edition
        of, key = self._keys.get(name, (None, b""))
        if of is not records:  # in another process the same id may be that of others
            key = self.maker.key(*records, edition=edition)
            self._keys[name] = records, key
        return key

    def item(self, record: Record[Entry]) -> FeedItem:
        """The item that citizens get, which documents are made from too."""

        def make() -> FeedItem:
            parts = self._parts(record)
            return self.maker.item(record, content=parts[-1].decode() if parts else None)

        return _cached(self._items, record.address, make)

    def serialized(self, record: Record[Entry], edition: Edition) -> SerializedItem | SpooledItem:
        """A record in all formats."""

        def make() -> SerializedItem | SpooledItem:
            parts = self._parts(record) if edition is Edition.CITIZEN else None
            return SpooledItem(*parts[:-1]) if parts else self._serialize(record, edition)

        return _cached(self._serialized, (record.address, edition), make)

    def _parts(self, record: Record[Entry]) -> list[bytes] | None:
        """The three formats of what citizens get and its text, if the record was measured."""
        place = self._spooled.get(record.address)
        return self.spool.get(place) if self.spool and place else None

    def _serialize(self, record: Record[Entry], edition: Edition) -> SerializedItem:
        item, rights = self.item(record), self.maker.site.centre.name
        if edition is not Edition.CITIZEN:
            item = self.maker.item(record, edition, content=item.content)
        whole = SerializedItem(item, rights)
        most = self._bounds.bound((record,)) if edition is Edition.CITIZEN else None
        if (most is None or most > LARGEST_ITEM) and whole.size > LARGEST_ITEM:
            return SerializedItem(item.shortened, rights)
        return whole

    def size(self, record: Record[Entry], edition: Edition) -> int:
        """Bytes of a record in its largest format, serialized only if no earlier build was."""
        size = self._known_size(record, edition)
        if size is None:
            size = self.serialized(record, edition).size
            self._note(record, edition, size)
        return size

    def surely_fit(self, records: Records, edition: Edition, room: int) -> bool:
        """Whether items take no more than `room` together, where their texts alone tell that."""
        if edition is not Edition.CITIZEN:
            return False
        # Among the sizes lie bounds too; `<` tells them apart.
        key = f"<{self.key(records, edition).hex()}"
        most = self.sizes.get(key)
        if most is None and (most := self._bounds.bound(records)) is not None:
            self.sizes.put(key, most)
        return most is not None and most <= room

    def measure(self, records: Sequence[Record[Entry]]) -> None:
        """Find out the sizes for citizens that are not known, in several processes where it
        pays."""
        new = [r for r in records if self._known_size(r, Edition.CITIZEN) is None]
        by_address = {record.address: record for record in new}
        for share in run_parallel(self._measured, new, serial_up_to=MANY):
            for address, size, place in share:
                self._note(by_address[address], Edition.CITIZEN, size)
                if place:
                    self._spooled[address] = place

    def _measured(self, records: Sequence[Record[Entry]]) -> list[tuple[str, int, Spooled | None]]:
        """Address, size and place of each."""
        return [self._measure(record) for record in records]

    def _measure(self, record: Record[Entry]) -> tuple[str, int, Spooled | None]:
        form, place = self.serialized(record, Edition.CITIZEN), None
        if self.spool:
            content = self.item(record).content.encode()
            place = self.spool.put(form.rss, form.atom, form.json, content)
        return record.address, form.size, place

    def _known_size(self, record: Record[Entry], edition: Edition) -> int | None:
        """What this build or an earlier one found out."""
        name = record.address, edition
        if name not in self._sizes:
            size = self.sizes.get(self.maker.key(record, edition=edition).hex())
            if size is None:
                return None
            self._sizes[name] = size
        return self._sizes[name]

    def _note(self, record: Record[Entry], edition: Edition, size: int) -> None:
        self.sizes.put(self.maker.key(record, edition=edition).hex(), size)
        self._sizes[record.address, edition] = size


def _size(form: SerializedItem | SpooledItem) -> int:
    return max(len(form.rss), len(form.atom), len(form.json)) + 1


def _cached(cache: dict[K, V], key: K, make: Callable[[], V]) -> V:
    """What was made of a record; only of the last few, for a text in every form is large."""
    if key not in cache:
        if len(cache) >= MOST_IN_MEMORY:
            cache.clear()
        cache[key] = make()
    return cache[key]
