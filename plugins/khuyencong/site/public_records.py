"""A record that may be published: what was withheld is gone, and its digests say so."""

from dataclasses import replace
from typing import Any, TypeVar, cast

from pydantic import BaseModel

from khuyencong.content.record import Record
from khuyencong.model.entry import Entry
from khuyencong.store.digest import digest_of

M = TypeVar("M", bound=BaseModel)


def public_record(
    record: Record[Any], kind: type[Entry], key: str, public: object
) -> Record[Entry]:
    """The record as an entry of `kind` with a public value in the place of what `key` holds."""
    entry, fields = record.entry, kind.model_fields
    # Its fields alone: an entry also remembers what follows from values that may go here.
    values = {name: value for name, value in vars(entry).items() if name in fields}
    values[key] = public
    # The values alone: pydantic takes six times as long to print a model.
    seal = repr(vars(public) if isinstance(public, BaseModel) else public).encode()
    return replace(
        cast(Record[Entry], record),
        entry=with_values(kind, entry, values),
        digest=record.digest and digest_of(record.digest, seal),
        metadata_digest=record.metadata_digest and digest_of(record.metadata_digest, seal),
    )


def with_values(kind: type[M], like: BaseModel, values: dict[str, Any]) -> M:
    """An instance with all its values, which were validated before, else as another one is.

    As pydantic unpickles a model: `model_construct` looks at every field, for each of thousands.
    """
    made = kind.__new__(kind)
    made.__setstate__({**like.__getstate__(), "__dict__": values})
    return made
