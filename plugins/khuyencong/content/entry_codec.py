"""What was read from a file as bytes, and back: plain values only, checked on the way in."""

import dataclasses
import sys
from collections.abc import Callable
from datetime import date, datetime
from functools import lru_cache
from operator import attrgetter
from typing import Any, get_type_hints

import msgspec

from khuyencong.content.chart import Chart
from khuyencong.content.entry_values import from_values
from khuyencong.content.record import BODY_FIELDS, Body, Figure, InMemoryBody, Part, Record
from khuyencong.model.entry import Entry
from khuyencong.model.rules import Problem, Rule
from khuyencong.pictures.picture import Picture
from khuyencong.store.digest import digest_of
from khuyencong.vietnamese.dates import VIETNAM

_HINTS = get_type_hints(Record)
_APART = ("entry", "body", "digest", "metadata_digest", "changed", "_recency")

_SAID = [(f.name, f.type) for f in dataclasses.fields(Figure) if f.name != "picture"]
CachedFigure: Any = msgspec.defstruct("CachedFigure", [("picture", bytes), *_SAID], array_like=True)
"""A figure, its picture as bytes: many figures show one photo, which is decoded once."""
_said = attrgetter(*(name for name, _ in _SAID))
"""Everything that a figure says of its picture."""

_HINTS["photos"] = tuple[CachedFigure, ...]
_HINTS["lines"] = bytes
"""Encoded by themselves: headers that are laid out alike share one table of lines."""
_Header = msgspec.defstruct(
    "_Header",
    [(f.name, _HINTS[f.name]) for f in dataclasses.fields(Record) if f.name not in _APART],
)
"""The fields of a record that are plain values, whichever there are."""

_SAID_TWICE = ("slug", "uid", "summary")
"""What the record mostly has as its file says it."""
_LONGEST_NAME = 80
"""Letters of a text that others may have, too."""
_DAY, _MOMENT, _VIETNAM = 1, 2, 3
"""Codes of msgpack extensions: a day, a moment, a moment in the time zone of Vietnam."""


class CachedProblem(msgspec.Struct):
    """A problem, its rule by name."""

    line: int
    rule: str
    message: str
    advice: str


class CachedEntry(msgspec.Struct):
    """What was found in a file, but for the text of its body."""

    kind: str
    header: _Header | None  # type: ignore[valid-type]
    entry: dict[str, Any]
    figures: tuple[CachedFigure, ...]
    charts: tuple[Chart, ...]
    problems: list[CachedProblem]
    file_dependencies: dict[str, str]
    """Path below `content/` of each picture and file that was looked at → its state."""
    metadata_digest: bytes
    body_digest: bytes


def _time(code: int, data: memoryview) -> date:
    """The time behind an extension."""
    text = str(data, "ascii")
    if code == _VIETNAM:
        return datetime.fromisoformat(text).replace(tzinfo=VIETNAM)
    return datetime.fromisoformat(text) if code == _MOMENT else date.fromisoformat(text)


_encoder = msgspec.msgpack.Encoder()
_decoder = msgspec.msgpack.Decoder(CachedEntry, ext_hook=_time)
_parts = msgspec.msgpack.Decoder(list[str | int])


def encode_parts(parts: tuple[Part, ...]) -> bytes:
    """A body as bytes: a number from 0 upwards for each figure, from -1 downwards for a chart."""
    figures = charts = 0
    written: list[str | int] = []
    for part in parts:
        if isinstance(part, str):
            written.append(part)
        elif isinstance(part, Figure):
            written.append(figures)
            figures += 1
        else:
            written.append(~charts)
            charts += 1
    return _encoder.encode(written)


def decode_parts(
    encoded: bytes, figures: tuple[Figure, ...], charts: tuple[Chart, ...]
) -> tuple[Part, ...]:
    """The parts behind `encode_parts`, with the figures and charts in their places."""
    return tuple(
        part if isinstance(part, str) else figures[part] if part >= 0 else charts[~part]
        for part in _parts.decode(encoded)
    )


def body_digest(parts: bytes, figures: tuple[Figure, ...], charts: tuple[Chart, ...]) -> bytes:
    """What stands for a body; `parts` is the digest of its encoded parts."""
    return digest_of(parts, _encoder.encode((figures, charts) if charts else figures))


def body_of(parts: tuple[Part, ...]) -> Body:
    """A body that is held in memory."""
    figures = tuple(part for part in parts if isinstance(part, Figure))
    charts = tuple(part for part in parts if isinstance(part, Chart))
    digest = body_digest(digest_of(encode_parts(parts)), figures, charts)
    return InMemoryBody(digest, figures, charts, parts)


def encode(
    kind: type[Entry],
    record: Record[Entry] | None,
    problems: list[Problem],
    file_dependencies: dict[str, str],
) -> bytes:
    """What was found in a file as bytes; the body is kept apart (see `encode_parts`)."""
    values = {name: getattr(record, name) for name in _Header.__struct_fields__} if record else {}
    entry = _with_times(record.entry.model_dump(exclude_unset=True)) if record else {}
    figures = record.body.figures if record else ()
    shown = {name: value for name, value in values.items() if name not in BODY_FIELDS}
    return _encoder.encode(
        CachedEntry(
            kind=kind.__name__,
            header=_header(record, values) if record else None,
            entry=entry,
            figures=_cached(figures),
            charts=record.body.charts if record else (),
            problems=[CachedProblem(p.line, p.rule.name, p.message, p.advice) for p in problems],
            file_dependencies=file_dependencies,
            body_digest=record.body.digest if record else b"",
            metadata_digest=digest_of(_encoder.encode((kind.__name__, shown, entry, figures))),
        )
    )


def decode(encoded: bytes) -> CachedEntry:
    """The values behind `encode`.

    Raises:
        msgspec.DecodeError: the bytes are damaged, or of another shape.
    """
    return _decoder.decode(encoded)


def decode_record(
    cached: CachedEntry,
    kind: type[Entry],
    body: Callable[[tuple[Figure, ...], tuple[Chart, ...]], Body],
    digest: bytes,
) -> Record[Entry] | None:
    """The record that was kept; `body` gives its body from the figures and charts in it."""
    if cached.header is None:
        return None
    header = msgspec.structs.asdict(cached.header)
    header["photos"] = tuple(map(_figure, header["photos"]))
    header["lines"] = _lines(header["lines"])
    values = _shared(cached.entry)
    for name in _SAID_TWICE:
        if header[name] == values.get(name):
            header[name] = values[name]
    header["category"] = sys.intern(header["category"])
    entry = from_values(kind, values)
    figures = tuple(map(_figure, cached.figures))
    return Record(
        entry=entry,
        body=body(figures, cached.charts),
        digest=digest,
        metadata_digest=cached.metadata_digest,
        **header,
    )


def _shared(value: Any) -> Any:
    """A value whose names are one text in memory, however many entries bear them: tags, places,
    units, descriptions of a photo. Whatever is longer is its entry's own."""
    kind = type(value)
    if kind is str:
        return sys.intern(value) if len(value) <= _LONGEST_NAME else value
    if kind is list:
        return [_shared(part) for part in value]
    if kind is dict:
        # Most values are texts: a call for each takes longer than what it does.
        return {
            name: sys.intern(part)
            if type(part) is str and len(part) <= _LONGEST_NAME
            else _shared(part)
            for name, part in value.items()
        }
    return value


def decode_problems(cached: CachedEntry, source: str) -> list[Problem]:
    """The problems that were kept, with the name of their file."""
    return [Problem(source, p.line, Rule[p.rule], p.message, p.advice) for p in cached.problems]


def _header(record: Record[Entry], values: dict[str, Any]) -> Any:
    lines = _encoder.encode(record.lines)
    return _Header(**values | {"photos": _cached(record.photos), "lines": lines})


def _cached(figures: tuple[Figure, ...]) -> tuple[Any, ...]:
    return tuple(CachedFigure(_encoder.encode(f.picture), *_said(f)) for f in figures)


def _figure(cached: Any) -> Figure:
    return Figure(_picture(cached.picture), *_said(cached))


_lines_decoder = msgspec.msgpack.Decoder(dict[str, int])
_lines = lru_cache(maxsize=1 << 12)(_lines_decoder.decode)
_picture_decoder = msgspec.msgpack.Decoder(Picture)
_picture = lru_cache(maxsize=1 << 14)(_picture_decoder.decode)


def _with_times(value: Any) -> Any:
    """A value of an entry with its times as extensions."""
    if isinstance(value, dict):
        return {key: _with_times(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_with_times(item) for item in value]
    if isinstance(value, datetime):
        if value.tzinfo is VIETNAM:
            return _extension(_VIETNAM, value.replace(tzinfo=None))
        return _extension(_MOMENT, value)
    if isinstance(value, date):
        return _extension(_DAY, value)
    return str(value) if isinstance(value, str) else value


def _extension(code: int, time: date) -> msgspec.msgpack.Ext:
    return msgspec.msgpack.Ext(code, time.isoformat().encode())
