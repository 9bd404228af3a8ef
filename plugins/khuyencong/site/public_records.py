"""A record that may be published: what was withheld is gone, and its digests say so."""

from dataclasses import replace
from typing import Any, cast

from pydantic import BaseModel

from khuyencong.content.record import Record
from khuyencong.model.entry import Entry
from khuyencong.store.digest import digest_of


def public_record(
    record: Record[Any], kind: type[Entry], key: str, public: object, *stale: str
) -> Record[Entry]:
    """The record as an entry of `kind` with a public value in the place of what `key` holds.

    `stale` are names under which the entry remembers what follows from its values.
    """
    entry = record.entry
    values = {**entry.__dict__, key: public}
    for name in stale:
        values.pop(name, None)
    # The values alone: pydantic takes six times as long to print a model.
    seal = repr(vars(public) if isinstance(public, BaseModel) else public).encode()
    return replace(
        cast(Record[Entry], record),
        entry=kind.model_construct(entry.model_fields_set, **values),
        digest=record.digest and digest_of(record.digest, seal),
        metadata_digest=record.metadata_digest and digest_of(record.metadata_digest, seal),
    )
