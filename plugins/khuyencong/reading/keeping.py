"""What was read from a file as bytes, and back: plain values only, checked on the way in."""

import dataclasses
from collections.abc import Callable
from datetime import date, datetime
from typing import Any, get_type_hints

import msgspec

from khuyencong.model.entry import Entry
from khuyencong.model.rules import Problem, Rule
from khuyencong.pictures.picture import Picture
from khuyencong.reading.record import Body, Fetched, Figure, Part, Record
from khuyencong.reading.shelf import digest_of
from khuyencong.vietnamese.dates import VIETNAM

_HINTS = get_type_hints(Record)
_APART = ("entry", "body", "digest")
_Header = msgspec.defstruct(
    "_Header",
    [(f.name, _HINTS[f.name]) for f in dataclasses.fields(Record) if f.name not in _APART],
)
"""The fields of a record that are plain values, whichever there are."""

_MOMENT, _VIETNAM, _DAY = "\0m", "\0v", "\0d"
"""Marks of times among texts; cleaned text holds no NUL."""


class KeptProblem(msgspec.Struct):
    """A problem, its rule by name."""

    line: int
    rule: str
    message: str
    advice: str


class Kept(msgspec.Struct):
    """What was found in a file, but for the text of its body."""

    kind: str
    header: _Header | None  # type: ignore[valid-type]
    entry: dict[str, Any]
    figures: tuple[Figure, ...]
    problems: list[KeptProblem]
    looked_at: dict[str, str]
    """Path below `content/` of each picture and file that was looked at → its state."""


_encoder = msgspec.msgpack.Encoder()
_kept = msgspec.msgpack.Decoder(Kept)
_parts = msgspec.msgpack.Decoder(list[str | int])


def encode_parts(parts: tuple[Part, ...]) -> bytes:
    """A body as bytes, a number for each figure."""
    figures = 0
    written: list[str | int] = []
    for part in parts:
        written.append(part if isinstance(part, str) else figures)
        figures += not isinstance(part, str)
    return _encoder.encode(written)


def decode_parts(encoded: bytes, figures: tuple[Figure, ...]) -> tuple[Part, ...]:
    """The parts behind `encode_parts`, with the figures in their places."""
    return tuple(
        part if isinstance(part, str) else figures[part] for part in _parts.decode(encoded)
    )


def body_of(parts: tuple[Part, ...]) -> Body:
    """A body that is held in memory."""
    figures = tuple(part for part in parts if isinstance(part, Figure))
    return Fetched(digest_of(encode_parts(parts), _encoder.encode(figures)), figures, parts)


def encode(
    kind: type[Entry],
    record: Record[Entry] | None,
    problems: list[Problem],
    looked_at: dict[str, str],
) -> bytes:
    """What was found in a file as bytes; the body is kept apart (see `encode_parts`)."""
    header = record and _Header(
        **{name: getattr(record, name) for name in _Header.__struct_fields__}
    )
    return _encoder.encode(
        Kept(
            kind=kind.__name__,
            header=header,
            entry=_marked(record.entry.model_dump(exclude_unset=True)) if record else {},
            figures=record.body.figures if record else (),
            problems=[KeptProblem(p.line, p.rule.name, p.message, p.advice) for p in problems],
            looked_at=looked_at,
        )
    )


def decode(encoded: bytes) -> Kept:
    """The values behind `encode`.

    Raises:
        msgspec.DecodeError: the bytes are damaged, or of another shape.
    """
    return _kept.decode(encoded)


def record_of(
    kept: Kept, kind: type[Entry], body: Callable[[tuple[Figure, ...]], Body], digest: bytes
) -> Record[Entry] | None:
    """The record that was kept; `body` gives its body from the figures in it."""
    if kept.header is None:
        return None
    header = {name: getattr(kept.header, name) for name in _Header.__struct_fields__}
    header["photos"] = tuple(map(_shared, header["photos"]))
    entry = kind.model_validate({key: _unmarked(value) for key, value in kept.entry.items()})
    figures = tuple(map(_shared, kept.figures))
    return Record(entry=entry, body=body(figures), digest=digest, **header)


def problems_of_file(kept: Kept, source: str) -> list[Problem]:
    """The problems that were kept, with the name of their file."""
    return [Problem(source, p.line, Rule[p.rule], p.message, p.advice) for p in kept.problems]


_pictures: dict[tuple[str, str], Picture] = {}


def _shared(figure: Figure) -> Figure:
    """The figure with a picture that all figures of this photo share, to save memory."""
    key = figure.picture.source, figure.picture.social.path
    return dataclasses.replace(figure, picture=_pictures.setdefault(key, figure.picture))


def _marked(value: Any) -> Any:
    """A value of an entry with its times as marked texts."""
    if isinstance(value, dict):
        return {key: _marked(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_marked(item) for item in value]
    if isinstance(value, datetime):
        if value.tzinfo is VIETNAM:
            return _VIETNAM + value.replace(tzinfo=None).isoformat()
        return _MOMENT + value.isoformat()
    if isinstance(value, date):
        return _DAY + value.isoformat()
    return str(value) if isinstance(value, str) else value


def _unmarked(value: Any) -> Any:
    """The value behind `_marked`."""
    if type(value) is str:
        if not value.startswith("\0"):
            return value
        mark, text = value[:2], value[2:]
        if mark == _VIETNAM:
            return datetime.fromisoformat(text).replace(tzinfo=VIETNAM)
        return datetime.fromisoformat(text) if mark == _MOMENT else date.fromisoformat(text)
    if type(value) is dict:
        return {key: _unmarked(item) for key, item in value.items()}
    if type(value) is list:
        return [_unmarked(item) for item in value]
    return value
