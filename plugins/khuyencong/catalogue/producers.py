"""Producers with all their listed products, and the addresses of their pages."""

import datetime
from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from itertools import chain, count

from msgspec import Struct

from khuyencong.content.record import Record
from khuyencong.model.product import Award
from khuyencong.site.index import Site
from khuyencong.site.producers import ProducerKey, PublicProducer, PublicProduct, producer_key
from khuyencong.vietnamese.collation import sort_key

ROOT = "/co-so/"


class ProducerProfile(Struct, frozen=True):
    """A producer that has a page: its address and its listed products."""

    address: str
    producer: PublicProducer
    products: tuple[Record[PublicProduct], ...]

    def badge(self, day: datetime.date) -> Award | None:
        """The highest award of its products in force on a day; else the highest that there was."""
        awards = [award for record in self.products for award in record.entry.awards]
        in_force = [award for award in awards if not award.expired(day)]
        return max(in_force or awards, key=lambda award: award.level.rank, default=None)


@dataclass(frozen=True)
class ProducerDirectory:
    """All producers of a site, in Vietnamese order of their names."""

    all: tuple[ProducerProfile, ...]
    by_key: dict[ProducerKey, ProducerProfile]
    namesakes: dict[str, tuple[ProducerProfile, ...]]
    """Address that several producers of one name would have → these producers."""

    def of(self, product: PublicProduct) -> ProducerProfile | None:
        """Who makes a product; None for one that has no page."""
        return self.by_key.get(producer_key(product.producer))


def producer_directory(site: Site) -> ProducerDirectory:
    """Who makes the products of a site; gathered at the first call.

    `/co-so/<name>/` is the address of a producer whose name is its own. Where several share a
    name, the province follows it, and the bare address leads to all of them. An address that
    another already has gets a number.
    """
    return site.memoized("producers", None, lambda: _directory(site.products))


def _directory(products: Iterable[Record[PublicProduct]]) -> ProducerDirectory:
    groups: dict[ProducerKey, list[Record[PublicProduct]]] = defaultdict(list)
    for record in products:
        if record.entry.producer.slug:
            groups[producer_key(record.entry.producer)].append(record)
    oldest_first = sorted(groups, key=lambda key: _age(groups[key]), reverse=True)
    by_slug: dict[str, list[ProducerKey]] = defaultdict(list)
    for key in oldest_first:
        by_slug[groups[key][0].entry.producer.slug].append(key)
    taken = set(by_slug)
    found: dict[ProducerKey, ProducerProfile] = {}
    for key in oldest_first:
        producer = groups[key][0].entry.producer
        name = producer.slug
        if len(by_slug[name]) > 1:
            name = unused(f"{name}-{producer.province_slug or 'khac'}", taken)
        taken.add(name)
        found[key] = ProducerProfile(f"{ROOT}{name}/", producer, tuple(groups[key]))
    ordered = sorted(found.values(), key=lambda each: (sort_key(each.producer.name), each.address))
    namesakes = {
        f"{ROOT}{slug}/": tuple(sorted((found[key] for key in keys), key=lambda p: p.address))
        for slug, keys in by_slug.items()
        if len(keys) > 1
    }
    return ProducerDirectory(tuple(ordered), found, namesakes)


def _age(records: Iterable[Record[PublicProduct]]) -> tuple[float, str]:
    """Grows with the age of a producer's first product."""
    return max((record.recency[0], record.source) for record in records)


def unused(name: str, taken: Collection[str]) -> str:
    """A slug, with a number where it is taken: an address in use stays with the older."""
    numbered = (f"{name}-{number}" for number in count(2))
    return next(each for each in chain((name,), numbered) if each not in taken)
