"""Producers: each with all its products, and with what may be published of it."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from khuyencong.content.record import Record
from khuyencong.model.product import Level, Producer, ProducerKind, Product
from khuyencong.vietnamese.collation import sort_key
from khuyencong.vietnamese.slugs import address_slug, slugify

ROOT = "/co-so/"

Key = tuple[str, str]


def producer_key(producer: Producer) -> Key:
    """Who is meant: slugs of name and province. Households of one name live in many places."""
    return slugify(producer.name), slugify(producer.province)


@dataclass(frozen=True, slots=True)
class ProducerProfile:
    """A producer as its page shows it. `shown` holds only what may be published."""

    address: str
    shown: Producer
    products: tuple[Record[Product], ...]

    @property
    def best(self) -> Level | None:
        """The highest level at which one of its products was ever recognised."""
        levels = [award.level for record in self.products for award in record.entry.awards]
        return max(levels, key=lambda level: level.rank, default=None)


@dataclass(frozen=True)
class ProducerDirectory:
    """All producers of a site, in Vietnamese order of their names."""

    all: tuple[ProducerProfile, ...]
    by_key: dict[Key, ProducerProfile]
    namesakes: dict[str, tuple[ProducerProfile, ...]]
    """Address that several producers of one name would have → these producers."""

    def of(self, product: Product) -> ProducerProfile | None:
        """Who makes a product; None for a name without a letter."""
        return self.by_key.get(producer_key(product.producer))


def producer_directory(products: Iterable[Record[Product]]) -> ProducerDirectory:
    """Who makes the products.

    `/co-so/<name>/` is the address of a producer whose name is its own. Where several share a
    name, the province follows it, and the bare address leads to all of them.
    """
    groups: dict[Key, list[Record[Product]]] = defaultdict(list)
    for record in products:
        if slugify(record.entry.producer.name):
            groups[producer_key(record.entry.producer)].append(record)
    run_parallel: dict[str, list[Key]] = defaultdict(list)
    for key in groups:
        run_parallel[key[0]].append(key)
    found: dict[Key, ProducerProfile] = {}
    for (name, province), records in groups.items():
        slug = name if len(run_parallel[name]) == 1 else f"{name}-{province or 'khac'}"
        found[name, province] = ProducerProfile(
            f"{ROOT}{address_slug(slug)}/", merged(records), tuple(records)
        )
    ordered = sorted(found.values(), key=lambda maker: (sort_key(maker.shown.name), maker.address))
    namesakes = {
        f"{ROOT}{address_slug(name)}/": tuple(found[key] for key in sorted(keys))
        for name, keys in run_parallel.items()
        if len(keys) > 1
    }
    return ProducerDirectory(tuple(ordered), found, namesakes)


def merged(records: Iterable[Record[Product]]) -> Producer:
    """One producer from the headers of all its products, the newest header first.

    Of a household nothing is taken that one of the headers names without consent: who
    withdraws consent in one file has withdrawn it.
    """

    def age(record: Record[Product]) -> tuple[float, str]:
        changed = record.changed
        return -(changed.timestamp() if changed else 0), record.source

    household = any(r.entry.producer.kind is ProducerKind.HOUSEHOLD for r in records)
    kind = {"kind": ProducerKind.HOUSEHOLD} if household else {}
    given = [record.entry.producer.model_copy(update=kind) for record in sorted(records, key=age)]
    shown = [producer.published() for producer in given]
    values: dict[str, object] = {}
    for name in Producer.model_fields:
        pairs = zip(given, shown, strict=True)
        withheld = any(getattr(full, name) != getattr(less, name) for full, less in pairs)
        if name == "consent" or not withheld:
            found = (getattr(producer, name) for producer in shown)
            values[name] = next((value for value in found if value), None)
    empty = {name: Producer.model_fields[name].default for name in Producer.model_fields}
    filled = {name: values.get(name) or empty[name] for name in empty}
    return shown[0].model_copy(update=filled)
