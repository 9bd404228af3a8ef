"""What a row changes in an entry that is there already: field by field, with the differences."""

from collections.abc import Mapping, Sequence

from khuyencong.editing.yaml_writer import Value
from khuyencong.model.entry import Entry
from khuyencong.model.validation import validate
from khuyencong.site.names import identity
from khuyencong.store.digest import hex_digest_of

Change = tuple[str, str, str]
"""Label of a field, its value before and now."""
MANY = 200
"""Letters of a value that a report shows."""
UNEDITABLE = "Phần khai báo của bài viết theo cách lạ nên không sửa được; sửa tay."


def field_digests(values: Mapping[str, Value]) -> dict[str, str]:
    """A short digest for each field, by which a later import knows what its source changed."""
    return {key: hex_digest_of(repr(value))[:12] for key, value in values.items()}


def merged(
    old: Mapping[str, Value], new: Mapping[str, Value], known: Mapping[str, str], *, whole: bool
) -> dict[str, Value]:
    """The fields of an entry that a row asks to change, with their values.

    `known` are the digests of the row as it came in last time: what did not change since is not
    asked for, so that a person's edits win. With `whole` a value replaces what is there;
    without, a record keeps what the row does not speak of, and a list of awards only grows.
    """
    asked: dict[str, Value] = {}
    digests = field_digests(new)
    for key, value in new.items():
        if known.get(key) == digests[key]:
            continue
        asked[key] = value if whole else _joined(old.get(key), value)
    return asked


def _joined(old: Value | None, new: Value) -> Value:
    """A name in other capitals or spaces is the name that is there."""
    if isinstance(old, str) and isinstance(new, str) and identity(old) == identity(new):
        return old
    if isinstance(old, Mapping) and isinstance(new, Mapping):
        return {**old, **{key: _joined(old.get(key), value) for key, value in new.items()}}
    if _are_records(old) and _are_records(new):
        return _joined_records(old, new)
    return new


def _are_records(value: Value | None) -> bool:
    return (
        isinstance(value, Sequence)
        and not isinstance(value, str)
        and bool(value)
        and all(isinstance(item, Mapping) for item in value)
    )


def _joined_records(old: Value | None, new: Value) -> Value:
    """Awards of one level and year are one; the others of both are kept."""
    found: dict[tuple[str, str], dict[str, Value]] = {}
    for record in [*(old or ()), *new]:
        if isinstance(record, Mapping):
            key = (str(record.get("level", record)), str(record.get("year", "")))
            found[key] = {**found.get(key, {}), **record}
    return list(found.values())


def changes_of(
    kind: type[Entry], old: Mapping[str, Value], asked: Mapping[str, Value | None]
) -> dict[str, Change]:
    """The fields that differ in meaning, not only in how they are written."""
    wanted = {key: value for key, value in asked.items() if value is not None}
    dropped = {key for key, value in asked.items() if value is None}
    kept = {key: value for key, value in old.items() if key not in dropped}
    before, _ = validate(kind, old)
    after, _ = validate(kind, {**kept, **wanted})
    found: dict[str, Change] = {}
    for key in asked:
        if before is not None and after is not None and key in kind.model_fields:
            same = getattr(before, key) == getattr(after, key)
        else:
            same = old.get(key) == asked[key]
        if not same:
            field = kind.model_fields.get(key)
            label = (field.title if field else None) or key
            found[key] = (label, shown(old.get(key)), shown(asked[key]))
    return found


def shown(value: Value | None) -> str:
    """A value on one line of a report."""
    if value is None:
        return ""
    if isinstance(value, str):
        text = value
    elif isinstance(value, Mapping):
        text = ", ".join(filter(None, map(shown, value.values())))
    else:
        text = "; ".join(map(shown, value))
    return text if len(text) <= MANY else f"{text[:MANY]}…"
