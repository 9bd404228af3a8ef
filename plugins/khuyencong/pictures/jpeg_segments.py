"""The parts of a JPEG file (ITU-T T.81, annex B), found without decoding them."""

import struct
from collections.abc import Iterator
from typing import NamedTuple

SOI, EOI, SOS = 0xD8, 0xD9, 0xDA
_ALONE = {0x01, *range(0xD0, 0xD8)}
"""Markers without a length: TEM and the restarts (B.1.1.3)."""
_KNOWN = {*range(0xC0, 0xD0), SOS, *range(0xDB, 0xF0), 0xFE, *_ALONE}
"""Frames, tables, scans, application data and comments. What else looks like a marker is none."""


class Segment(NamedTuple):
    """A marker with the bytes that belong to it, length included; those of a scan with pixels."""

    marker: int
    start: int
    end: int


def segments(data: bytes) -> Iterator[Segment]:
    """The segments of the first picture of a file, up to its end mark.

    Stray bytes before a marker are passed over, as browsers and libjpeg do.

    Raises:
        ValueError: the file ends, or something else begins, before the end mark.
    """
    place = 2
    while True:
        place = data.find(b"\xff", place)
        if place < 0:
            raise ValueError("no end mark")
        while data[place : place + 1] == b"\xff":
            place += 1
        marker = data[place] if place < len(data) else 0
        place += 1
        if marker == EOI:
            yield Segment(marker, place, place)
            return
        if marker not in _KNOWN:
            raise ValueError("no marker where one must be")
        end = place
        if marker not in _ALONE:
            if place + 2 > len(data):
                raise ValueError("a segment longer than the file")
            end = place + int(struct.unpack_from(">H", data, place)[0])
        if end > len(data):
            raise ValueError("a segment longer than the file")
        if marker == SOS:
            end = _end_of_scan(data, end)
        yield Segment(marker, place, end)
        place = end


def _end_of_scan(data: bytes, place: int) -> int:
    """Where the compressed pixels end: at a marker that is no stuffed byte and no restart."""
    while 0 <= (place := data.find(b"\xff", place)) < len(data) - 1:
        if data[place + 1] != 0 and not 0xD0 <= data[place + 1] <= 0xD7:
            return place
        place += 2
    return len(data)
