"""What was read from a file as bytes, and back: plain values only, checked on the way in."""

import dataclasses
from collections.abc import Callable, Mapping
from functools import lru_cache
from operator import attrgetter
from typing import Any, get_type_hints

import msgspec

from khuyencong.content.chart import Chart
from khuyencong.content.entry_values import SHARED, from_values, shared, time_of, values_of
from khuyencong.content.record import BODY_FIELDS, Body, Figure, InMemoryBody, Part, Record
from khuyencong.model.entry import Entry
from khuyencong.model.rules import Problem, Rule
from khuyencong.pictures.picture import Picture
from khuyencong.store.digest import digest_of

_HINTS = get_type_hints(Record)
_APART = ("source", "entry", "body", "digest", "metadata_digest", "changed", "_recency")
_FROM_ENTRY = {"slug": "slug", "uid": "uid", "summary": "summary", "address": "source_url"}
"""Field of a record → that of its entry from which it mostly is; then it is not kept."""

_HINTS |= dict.fromkeys(_FROM_ENTRY, str | None)
_HINTS["photos"] = tuple[bytes, ...]
"""Encoded by themselves: many entries show one photo, which is decoded once."""
_HINTS["lines"] = bytes
"""Encoded by themselves: headers that are laid out alike share one table of lines."""
_Header = msgspec.defstruct(
    "_Header",
    [(f.name, _HINTS[f.name]) for f in dataclasses.fields(Record) if f.name not in _APART],
    array_like=True,
)
"""The fields of a record that are plain values, whichever there are."""
_SHOWN = [name for name in _Header.__struct_fields__ if name not in BODY_FIELDS]

_SAID = [(f.name, f.type) for f in dataclasses.fields(Figure) if f.name != "picture"]
_Figure = msgspec.defstruct("_Figure", [("picture", bytes), *_SAID], array_like=True)
"""A figure, its picture as bytes: many figures show one picture, which is decoded once."""
_said = attrgetter(*(name for name, _ in _SAID))
"""Everything that a figure says of its picture."""
_NO_SIZES: Mapping[str, int] = {}


class CachedProblem(msgspec.Struct, array_like=True):
    """A problem, its rule by name."""

    line: int
    rule: str
    message: str
    advice: str


class CachedEntry(msgspec.Struct, array_like=True):
    """What was found in a file, but for the text of its body."""

    kind: str
    header: _Header | None  # type: ignore[valid-type]
    entry: dict[str, Any]
    figures: tuple[bytes, ...]
    charts: tuple[Chart, ...]
    problems: list[CachedProblem]
    file_dependencies: dict[str, str]
    """Path below `content/` of each picture and file that was looked at → its state."""
    metadata_digest: bytes
    body_digest: bytes


_encoder = msgspec.msgpack.Encoder()
_decoder = msgspec.msgpack.Decoder(CachedEntry, ext_hook=time_of)
_parts_decoder = msgspec.msgpack.Decoder(list[str | int])


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
        for part in _parts_decoder.decode(encoded)
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
    header = _header(record) if record else None
    entry = _encoder.encode(values_of(record.entry) if record else {})
    figures = _encoded(record.body.figures if record else ())
    shown = [getattr(header, name) for name in _SHOWN] if record else []
    source = record.source if record else ""
    return _encoder.encode(
        CachedEntry(
            kind=kind.__name__,
            header=header,
            entry=msgspec.Raw(entry),  # type: ignore[arg-type]
            figures=figures,
            charts=record.body.charts if record else (),
            problems=[CachedProblem(p.line, p.rule.name, p.message, p.advice) for p in problems],
            file_dependencies=file_dependencies,
            body_digest=record.body.digest if record else b"",
            metadata_digest=digest_of(
                _encoder.encode((kind.__name__, source, shown, figures)), entry
            ),
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
    source: str,
    kind: type[Entry],
    body: Callable[[tuple[Figure, ...], tuple[Chart, ...]], Body],
    digest: bytes,
) -> Record[Entry] | None:
    """The record that was kept; `body` gives its body from the figures and charts in it."""
    if cached.header is None:
        return None
    header = msgspec.structs.asdict(cached.header)
    entry = from_values(kind, cached.entry)
    for name, key in _FROM_ENTRY.items():
        if header[name] is None:
            header[name] = getattr(entry, key)
    header["category"] = shared(header["category"])
    header["photos"] = _figures(header["photos"])
    header["lines"] = _lines(header["lines"])
    header["sizes"] = header["sizes"] or _NO_SIZES
    return Record(
        source=source,
        entry=entry,
        body=body(_figures(cached.figures), cached.charts),
        digest=digest,
        metadata_digest=cached.metadata_digest,
        **header,
    )


def decode_problems(cached: CachedEntry, source: str) -> list[Problem]:
    """The problems that were kept, with the name of their file."""
    return [
        Problem(source, p.line, Rule[p.rule], shared(p.message), shared(p.advice))
        for p in cached.problems
    ]


def _header(record: Record[Entry]) -> Any:
    """What is kept of the fields that are plain values."""
    entry = record.entry
    values = {name: getattr(record, name) for name in _Header.__struct_fields__}
    for name, key in _FROM_ENTRY.items():
        if values[name] == getattr(entry, key):
            values[name] = None
    values["photos"] = _encoded(record.photos)
    values["lines"] = _encoder.encode(record.lines)
    return _Header(**values)


def _encoded(figures: tuple[Figure, ...]) -> tuple[bytes, ...]:
    return tuple(
        _encoder.encode(_Figure(_encoder.encode(figure.picture), *_said(figure)))
        for figure in figures
    )


_figure_decoder: Any = msgspec.msgpack.Decoder(_Figure)


@lru_cache(1 << 9)  # the keys are large
def _figures(encoded: tuple[bytes, ...]) -> tuple[Figure, ...]:
    found = map(_figure_decoder.decode, encoded)
    return tuple(Figure(_picture(each.picture), *map(shared, _said(each))) for each in found)


_lines = lru_cache(SHARED)(msgspec.msgpack.Decoder(dict[str, int]).decode)
_picture = lru_cache(1 << 14)(msgspec.msgpack.Decoder(Picture).decode)
