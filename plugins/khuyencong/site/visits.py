"""Visits of surveys as the public may see them: where a household lives only under its consent.

As with producers: the index holds a notice with `PublicVisit` alone.
"""

from collections.abc import Collection, Iterable, Iterator
from typing import Any, cast

from khuyencong.content.record import Record
from khuyencong.model.entry import Entry
from khuyencong.model.notice import Notice
from khuyencong.model.producer import Producer, ProducerKind, producer_of
from khuyencong.model.visit import Visit
from khuyencong.site.by_kind import RecordsByKind
from khuyencong.site.names import producer_identity
from khuyencong.site.public_records import public_record
from khuyencong.site.withheld import WithheldContacts

_TELLING = ("host", "place", "address", "cancelled")


class PublicVisit(Visit):
    """A visit without anything that may not be published. Only `public_notice` makes one."""

    def __init__(self, **_: Any) -> None:
        raise TypeError("a public visit comes of comparing all files of the folder")


class PublicNotice(Notice):
    """A notice as every room behind the index sees it."""

    visits: tuple[PublicVisit, ...]


def households(records: RecordsByKind) -> frozenset[str]:
    """Names that some file says are those of a household."""
    return frozenset(
        producer_identity(producer.name)
        for producer in _named(records)
        if producer.kind is ProducerKind.HOUSEHOLD
    )


def _named(records: RecordsByKind) -> Iterator[Producer]:
    yield from filter(None, (producer_of(record.entry) for record in records.having("producer")))
    for record in records.of(Notice):
        yield from (visit.producer for visit in record.entry.visits)


def hosts_of(notices: Iterable[Record[Notice]], known: Collection[str]) -> Iterator[Producer]:
    """The hosts of every visit, with the kind that they really have."""
    for record in notices:
        yield from (_host(visit, known) for visit in record.entry.visits)


def _host(visit: Visit, known: Collection[str]) -> Producer:
    """The host of a visit; one who is a household in any file is one here."""
    producer = visit.producer
    if producer_identity(visit.host) in known:
        return producer.model_copy(update={"kind": ProducerKind.HOUSEHOLD})
    return producer


def public_notice(
    record: Record[Entry], withheld: WithheldContacts, known: Collection[str]
) -> Record[Entry]:
    """The record of a notice with what may be published of its visits."""
    visits = cast(Notice, record.entry).visits
    public = tuple(_public(visit, withheld, known) for visit in visits)
    return public_record(record, PublicNotice, "visits", public)


def _public(visit: Visit, withheld: WithheldContacts, known: Collection[str]) -> PublicVisit:
    host = _host(visit, known)
    values = {**visit.__dict__, "consent": None, "address": host.published().address}
    for name in _TELLING:
        if withheld.stands_in(values[name], host):
            values[name] = ""
    prepare = tuple(line for line in visit.prepare if not withheld.stands_in(line, host))
    return PublicVisit.model_construct(**values | {"prepare": prepare})
