"""A value of a header as the text of one cell of a sheet, and back, with nothing lost."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TypeVar

from khuyencong.editing.yaml_writer import Value
from khuyencong.importers.cell_values import read_awards
from khuyencong.importers.column_names import FieldPath
from khuyencong.importers.columns import (
    as_items,
    field_at,
)
from khuyencong.model.declaration import Choice
from khuyencong.model.entry import Entry
from khuyencong.model.field_forms import choice_in
from khuyencong.model.producer import Region
from khuyencong.model.product import Level
from khuyencong.vietnamese.dates import parse_day, short_date
from khuyencong.vietnamese.slugs import slugify

Chosen = TypeVar("Chosen", bound=Choice)

AWARDS: FieldPath = ("awards",)
AWARD_EXAMPLE = "Cấp tỉnh 2026, 12/QĐ-UBND ngày 20/08/2026"
_DECISION = re.compile(r"(?P<decision>.*?)(?:(?<!\s)\s*\bngày (?P<date>\d{1,2}/\d{1,2}/\d{4}))?")
"""What stands behind the year of an award."""
_READ = ("level", "year", "decision", "date", "region")
"""Keys of an award that a cell tells; others stay as they are."""


def cell_text(kind: type[Entry], path: FieldPath, value: object) -> str | None:
    """What stands in the cell of a value; None when no cell can hold it unchanged."""
    if value is None:
        return ""
    if path == AWARDS:
        return _awards_text(value)
    if isinstance(value, str):
        choice = _choice(kind, path)
        return next((member.value for member in choice if _means(member, value)), value)
    if _is_list(kind, path) and isinstance(value, Sequence):
        text = "; ".join(map(str, value))
        return text if as_items(text) == list(value) else None
    return None


def cell_value(kind: type[Entry], path: FieldPath, text: str, before: object) -> Value | None:
    """What a cell says of a value that was `before`; None for an empty one.

    Raises:
        ValueError: with a Vietnamese sentence, when it is no list of awards.
    """
    text = text.replace("\r\n", "\n").strip()
    if not text:
        return None
    if path == AWARDS:
        return _awards(text, before)
    return (as_items(text) or None) if _is_list(kind, path) else text


def options_of(kind: type[Entry], path: FieldPath) -> tuple[tuple[str, str], ...]:
    """Value and label of each choice of a cell; none where anything may be written."""
    return tuple((member.value, member.label) for member in _choice(kind, path))


def placed(value: Value | None, path: Sequence[str | int], new: Value | None) -> Value | None:
    """A value with another one at a path of keys; None takes it away."""
    if not path:
        return new
    key, inner = str(path[0]), dict(value) if isinstance(value, Mapping) else {}
    below = placed(inner.pop(key, None), path[1:], new)
    return {**inner, **({} if below is None else {key: below})} or None


def _choice(kind: type[Entry], path: FieldPath) -> tuple[Choice, ...]:
    field = field_at(kind, path)
    choice = choice_in(field.annotation) if field and not _is_list(kind, path) else None
    return tuple(choice) if choice else ()


def _means(member: Choice, written: str) -> bool:
    return slugify(written) in (member.value, slugify(member.label))


def _member(choices: Iterable[Chosen], written: object) -> Chosen:
    for member in choices:
        if _means(member, str(written)):
            return member
    raise ValueError(written)


def _is_list(kind: type[Entry], path: FieldPath) -> bool:
    field = field_at(kind, path)
    return field is not None and "tuple" in str(field.annotation)


def _awards_text(value: object) -> str | None:
    """Awards as one writes them; None where reading that would not give them back."""
    try:
        known = [*_plain_awards(value)]
        text = "; ".join(map(_award_text, known))
        return text if [*_read(text)] == known else None
    except (KeyError, ValueError):
        return None


def _plain_awards(value: object) -> Iterator[dict[str, object]]:
    """Awards with what a cell tells of them, each value in its usual form."""
    if not isinstance(value, Sequence) or isinstance(value, str):
        raise ValueError(value)
    for award in value:
        plain: dict[str, object] = {key: award[key] for key in _READ if award.get(key)}
        plain["level"] = _member(Level, award["level"]).value
        plain["year"] = str(award["year"])
        if "date" in plain:
            plain["date"] = short_date(parse_day(str(plain["date"])))
        if "region" in plain:
            plain["region"] = _member(Region, plain["region"]).value
        yield plain


def _award_text(award: Mapping[str, object]) -> str:
    level = _member(Level, award["level"]).label
    region = f" {_member(Region, award['region']).label}" if "region" in award else ""
    decision = f", {award['decision']}" if "decision" in award else ""
    day = f" ngày {award['date']}" if "date" in award else ""
    return f"{level}{region} {award['year']}{decision}{day}"


def _awards(text: str, before: object) -> Value:
    """Awards that a cell tells; what it does not tell of one that was there stays."""
    read = [*_read(text)]
    old = before if isinstance(before, Sequence) and not isinstance(before, str) else ()
    known = {_key(award): award for award in old if isinstance(award, Mapping)}
    return [{**known.get(_key(award), {}), **_as_values(award)} for award in read]


def _read(text: str) -> Iterator[dict[str, object]]:
    for part in text.replace("\n", ";").split(";"):
        if not part.strip():
            continue
        head, _, rest = part.partition(",")
        found, behind = read_awards(head), _DECISION.fullmatch(rest.strip())
        if len(found) == 1 and behind:
            place = {key: value for key, value in behind.groupdict().items() if value}
            yield {**found[0], **place}
        elif whole := read_awards(part):
            yield from whole
        else:
            raise ValueError(f"Chưa hiểu danh hiệu “{part}”. Viết như “{AWARD_EXAMPLE}”.")


def _key(award: Mapping[str, object]) -> tuple[str, str]:
    return str(award.get("level", "")), str(award.get("year", ""))


def _as_values(award: Mapping[str, object]) -> dict[str, Value]:
    return {key: str(value) for key, value in award.items()}
