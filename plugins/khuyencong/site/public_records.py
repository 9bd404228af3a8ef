"""A record that may be published: what was withheld is gone, and its digests say so."""

from dataclasses import replace
from typing import Any, cast

from pydantic import BaseModel

from khuyencong.content.record import Record
from khuyencong.model.entry import Entry
from khuyencong.model.sparse import with_values
from khuyencong.store.digest import digest_of


def public_record(
    record: Record[Any], kind: type[Entry], key: str, public: object
) -> Record[Entry]:
    """The record as an entry of `kind` with a public value in the place of what `key` holds."""
    entry, given = record.entry, record.entry.model_fields_set
    names = filter(given.__contains__, kind.model_fields)
    values = {name: getattr(entry, name) for name in names}
    values[key] = public
    # The values alone: pydantic takes six times as long to print a model.
    seal = repr(vars(public) if isinstance(public, BaseModel) else public).encode()
    return replace(
        cast(Record[Entry], record),
        entry=with_values(kind, values, given),
        digest=record.digest and digest_of(record.digest, seal),
        metadata_digest=record.metadata_digest and digest_of(record.metadata_digest, seal),
    )
