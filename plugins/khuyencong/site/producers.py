"""Producers as the public may see them: merged over every file that names them.

A household's telephone, mail and address are personal data (Luật 91/2025/QH15). They are
published only as far as every file of the content folder agrees: a draft, a hidden or a
withdrawn file that names one without consent withholds it everywhere, whatever field of whatever
file it stands in. The index holds products with a `PublicProducer` alone, so that no other room
can see what was withheld.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from khuyencong.content.record import Record
from khuyencong.model.entry import Entry
from khuyencong.model.notice import Notice
from khuyencong.model.people import Person
from khuyencong.model.producer import Producer, ProducerKind
from khuyencong.model.product import Product
from khuyencong.model.sparse import with_values
from khuyencong.site.by_kind import RecordsByKind
from khuyencong.site.names import distinct_slugs, identity, producer_identity
from khuyencong.site.people import contacts_of, public_person
from khuyencong.site.public_records import public_record
from khuyencong.site.visits import hosts_of, households, public_notice
from khuyencong.site.withheld import CONTACTS, WithheldContacts

ProducerKey = tuple[str, str]
"""Identity of a producer: of its name, and of its province."""
Headers = Mapping[ProducerKey, list[Producer]]
"""What each file says of a producer, the newest first."""

_TELLING = (*CONTACTS, "website")
"""Fields in which a contact may stand; a web address may end in a telephone number."""
_DEFAULTS = {name: field.get_default() for name, field in Producer.model_fields.items()}


class PublicProducer(Producer):
    """A producer without anything that may not be published. Only `merge_producers` makes one."""

    withheld: bool = False
    """Whether something is left out because a household did not agree to it."""
    slug: str = ""
    """Last part of the address of its page, but for a province that tells namesakes apart."""
    province_slug: str = ""
    commune_slug: str = ""

    def __init__(self, **_: Any) -> None:
        raise TypeError("a public producer comes of merging all files that name it")


class PublicProduct(Product):
    """A product as every room behind the index sees it."""

    producer: PublicProducer


def producer_key(producer: Producer) -> ProducerKey:
    """Who is meant: households of one name live in many places."""
    return producer_identity(producer.name), identity(producer.province)


def merge_producers(
    products: Sequence[Record[Product]], headers: Headers, withheld: WithheldContacts
) -> Mapping[ProducerKey, PublicProducer]:
    """One public producer for all files that name it, whether they are published or not."""
    slugs = _slugs(products)
    return {key: _merge(producers, withheld, slugs) for key, producers in headers.items()}


def withheld_contacts(records: Sequence[Record[Entry]]) -> WithheldContacts:
    """What the files of a content folder do not let be told; they are not merged yet."""
    by_kind = RecordsByKind(records)
    return _withheld(by_kind, headers_of(by_kind.of(Product)), households(by_kind))


def _withheld(by_kind: RecordsByKind, headers: Headers, known: Collection[str]) -> WithheldContacts:
    producers = (producer for found in headers.values() for producer in found)
    hosts = hosts_of(by_kind.of(Notice), known)
    return WithheldContacts((*producers, *contacts_of(by_kind.of(Person)), *hosts))


def headers_of(products: Iterable[Record[Product]]) -> Headers:
    """The headers of each producer, the newest first.

    A file without a province means the only producer of that name, if there is only one.
    """
    names: dict[str, dict[str, list[Record[Product]]]] = defaultdict(lambda: defaultdict(list))
    for record in sorted(products, key=_age):
        name, province = producer_key(record.entry.producer)
        names[name][province].append(record)
    groups: dict[ProducerKey, list[Producer]] = {}
    for name, provinces in names.items():
        if len(provinces) == 2 and "" in provinces:
            whole = sorted((r for found in provinces.values() for r in found), key=_age)
            provinces = dict.fromkeys(provinces, whole)
        known = _with_kinds(provinces.values())
        groups.update({(name, province): next(known) for province in provinces})
    return groups


def _age(record: Record[Product]) -> tuple[float, str]:
    """Sorts the newest file first."""
    return record.recency[0], record.source


class _Slugs(NamedTuple):
    """Slugs by the identity of each name."""

    names: Mapping[str, str]
    provinces: Mapping[str, str]
    communes: Mapping[str, str]


def _slugs(products: Iterable[Record[Product]]) -> _Slugs:
    oldest_first = sorted(products, key=lambda record: (-record.recency[0], record.source))
    producers = [record.entry.producer for record in oldest_first]
    return _Slugs(
        distinct_slugs(producer.name for producer in producers),
        distinct_slugs(producer.province for producer in producers),
        distinct_slugs(producer.commune for producer in producers),
    )


def with_public_contacts(records: Sequence[Record[Entry]]) -> list[Record[Entry]]:
    """The records of a content folder, products, people and visits among them as the public may
    see them."""
    by_kind = RecordsByKind(records)
    known = households(by_kind)
    products = by_kind.of(Product)
    headers = headers_of(products)
    withheld = _withheld(by_kind, headers, known)
    merged = merge_producers(products, headers, withheld)

    found = {
        record.source: public_product(record, merged[producer_key(record.entry.producer)])
        for record in products
    }
    found |= {record.source: public_person(record, withheld) for record in by_kind.of(Person)}
    found |= {
        record.source: public_notice(record, withheld, known) for record in by_kind.of(Notice)
    }
    return [found.get(record.source, record) for record in records]


def names_contacts(entry: Entry) -> bool:
    """Whether what the public may see of an entry depends on what others let be told."""
    return isinstance(entry, Product | Person | Notice)


def public_product(record: Record[Entry], producer: PublicProducer) -> Record[Entry]:
    """The record of a product with its public producer."""
    return public_record(record, PublicProduct, "producer", producer)


def _with_kinds(groups: Iterable[Sequence[Record[Product]]]) -> Iterator[list[Producer]]:
    """The producers of each group of files, which share a name.

    A group is a household in all of its files if it is one in any. A file that does not say
    what its producer is means a household, if any file of the name does.
    """
    found = [[record.entry.producer for record in records] for records in groups]
    if not any(producer.kind is ProducerKind.HOUSEHOLD for group in found for producer in group):
        yield from found
        return
    for group in found:
        household = any(producer.kind is ProducerKind.HOUSEHOLD for producer in group)
        yield [
            producer.model_copy(update={"kind": ProducerKind.HOUSEHOLD})
            if household or producer.kind is None
            else producer
            for producer in group
        ]


def _merge(
    producers: Sequence[Producer], withheld: WithheldContacts, slugs: _Slugs
) -> PublicProducer:
    """One producer from the headers of all its files, the newest header first.

    Of a household nothing is taken that one of the headers names without consent: who
    withdraws consent in one file has withdrawn it.
    """
    public = [producer.published() for producer in producers]
    pairs = zip(producers, public, strict=True)
    unlike = [(given, shown) for given, shown in pairs if given is not shown]
    values: dict[str, Any] = {}
    for name, default in _DEFAULTS.items():
        agreed = name not in CONTACTS or all(
            getattr(given, name) == getattr(shown, name) for given, shown in unlike
        )
        values[name] = default
        for producer in public if agreed else ():
            value = getattr(producer, name)
            if value and not (name in _TELLING and withheld.stands_in(value, producer)):
                values[name] = value
                break
    values["withheld"] = any(
        getattr(producer, name) and not values[name] for producer in producers for name in _TELLING
    )
    # The oldest file's: an address in use never changes because of a newer spelling.
    values["slug"] = slugs.names.get(identity(producers[-1].name), "")
    values["province_slug"] = slugs.provinces.get(identity(values["province"]), "")
    values["commune_slug"] = slugs.communes.get(identity(values["commune"]), "")
    return with_values(PublicProducer, values, producers[0].model_fields_set)
