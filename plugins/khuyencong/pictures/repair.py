"""Photos that are not quite as they should be, and that every browser shows all the same."""

import struct
from hashlib import blake2b
from io import BufferedReader, BytesIO
from typing import BinaryIO

from PIL import Image

from khuyencong.pictures import refusals
from khuyencong.pictures.jpeg_segments import SOS, segments

_JPEG, _PNG = b"\xff\xd8", b"\x89PNG\r\n\x1a\n"
_END = b"\xff\xd9"
_XMP = b"XML:com.adobe.xmp\0\0"
_LONGEST_TEXT = 1024 * 1024
"""Bytes of a text chunk of a PNG; a history of editing can be longer than all its pixels."""
_ENTROPY = bytes(range(1, 255)) * 4
"""Pixels of nothing: where a scan goes on, they change the picture; where it is whole, not."""


def repaired(stream: BufferedReader) -> BinaryIO:
    """A stream from which a photo can be decoded: the same one, if nothing is wrong with it.

    Mended are a JPEG without its end mark (panoramas of some phones, whose maker's data follow
    instead) and a PNG with texts so long that Pillow takes them for an attack.

    Raises:
        PictureError: a JPEG that is cut within its rows.
    """
    head = stream.peek(len(_PNG))
    if head.startswith(_PNG):
        return _without_long_texts(stream)
    if head.startswith(_JPEG) and not _ends_well(stream):
        return _with_end(stream)
    return stream


def _ends_well(stream: BufferedReader) -> bool:
    stream.seek(-2, 2)
    end = stream.read(2)
    stream.seek(0)
    return end == _END


def _with_end(stream: BufferedReader) -> BinaryIO:
    """A JPEG closed behind its last scan, unless it is closed there."""
    data = stream.read()
    stream.seek(0)
    scan = 0
    try:
        for segment in segments(data):
            scan = segment.end if segment.marker == SOS else scan
        return stream
    except ValueError:
        pass
    if not scan:
        return stream  # no picture at all; whoever decodes it will say so
    whole = data[:scan] + _END
    if _pixels(whole) != _pixels(data[:scan] + _ENTROPY + _END):
        raise refusals.broken()
    return BytesIO(whole)


def _pixels(data: bytes) -> bytes:
    """Digest of what a JPEG shows."""
    with Image.open(BytesIO(data), formats=("JPEG",)) as image:
        refusals.refuse_huge(image.size)
        return blake2b(image.tobytes()).digest()


def _without_long_texts(stream: BufferedReader) -> BinaryIO:
    """A PNG without compressed and very long texts; its XMP stays."""
    kept: list[tuple[int, int]] = []
    dropped = False
    place = len(_PNG)
    while len(head := _read(stream, place, 8)) == 8:
        length, name = struct.unpack(">I4s", head)
        end = place + 12 + length
        long = name == b"zTXt" or (name in (b"tEXt", b"iTXt") and length > _LONGEST_TEXT)
        long = long or (name == b"iTXt" and _read(stream, place + 8, len(_XMP)) != _XMP)
        dropped = dropped or long
        kept += [] if long else [(place, end)]
        if name == b"IEND":
            break
        place = end
    stream.seek(0)
    if not dropped:
        return stream
    return BytesIO(_PNG + b"".join(_read(stream, start, end - start) for start, end in kept))


def _read(stream: BufferedReader, place: int, length: int) -> bytes:
    stream.seek(place)
    return stream.read(length)
