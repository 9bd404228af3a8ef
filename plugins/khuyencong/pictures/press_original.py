"""The photo itself, pixel for pixel as it came, with nothing private left in the file.

What a newsroom downloads. A JPEG and a PNG keep their compressed pixels byte for byte: only
what is needed to show them is copied (an allow-list, so that a maker's note nobody has heard
of stays out too). Other formats, which newsrooms cannot be sure to open, become a JPEG of
full size.
"""

import struct
import zlib
from collections.abc import Iterator
from pathlib import Path

from PIL import ExifTags, Image

from khuyencong.pictures import refusals
from khuyencong.pictures.bylines import own_credits
from khuyencong.pictures.encoding import full_jpeg, refuse_another
from khuyencong.pictures.jpeg_segments import EOI, SOS, segments
from khuyencong.pictures.metadata import app13_segment, filled, xmp_packet
from khuyencong.pictures.photo_file import decoded, framed, opened, orientation_of, upright_size
from khuyencong.pictures.picture import Credits, Picture

_XMP_NAME = b"http://ns.adobe.com/xap/1.0/\0"

_PIXELS = {*range(0xC0, 0xD0), SOS, 0xDB, 0xDC, 0xDD} - {0xC8}
"""Frames, tables and scans. Not among them: application data and comments."""

_PNG = b"\x89PNG\r\n\x1a\n"
_PNG_KEPT = {
    *(b"IHDR", b"PLTE", b"tRNS", b"IDAT", b"IEND"),
    *(b"cHRM", b"gAMA", b"iCCP", b"sRGB", b"cICP", b"sBIT", b"pHYs", b"bKGD"),
}
"""Pixels and their colour (PNG, third edition, 11.2 and 11.3). No text, time or EXIF, and of
an animation only its still picture."""


def untouched(file: Path, picture: Picture, credits: Credits) -> bytes:
    """The bytes of a photo for a press download, caption and credit inside.

    Raises:
        PictureError: the photo cannot be read, or is no longer the one that was described
            with these credits.
    """
    with opened(file) as (digest, image):
        refuse_another(digest, picture, credits)
        data = file.read_bytes()
        said = filled(credits, own_credits(image, data))
        kind, turn = image.format, orientation_of(image)
        if not picture.framing.is_whole:
            # What was cut off is not for newsrooms either.
            upright = decoded(image, upright_size(image))
            return full_jpeg(framed(upright, picture.framing), said)
        if kind not in ("JPEG", "MPO", "PNG"):
            return full_jpeg(decoded(image, upright_size(image)), said)
        try:
            parts = _png(data, turn, said) if kind == "PNG" else _jpeg(data, turn, said)
            return b"".join(parts)
        except ValueError:
            if kind == "PNG":
                raise refusals.broken() from None
            # Nothing is copied from a file whose parts cannot be told from each other.
            return full_jpeg(decoded(image, upright_size(image)), said)


def _jpeg(data: bytes, turn: int, said: Credits) -> Iterator[bytes]:
    """Segments of the first picture in a JPEG; a second one behind it (MPO) is left out."""
    yield b"\xff\xd8"
    announced = False
    for marker, start, end in segments(data):
        if not announced and marker != 0xE0:
            announced = True
            yield from _announcement(turn, said)
        body = data[start:end]
        if marker == EOI:
            yield b"\xff\xd9"
        elif marker in _PIXELS or (marker == 0xEE and body[2:7] == b"Adobe"):
            yield bytes((0xFF, marker)) + body
        elif marker == 0xE0 and body[2:7] == b"JFIF\0":
            # Version and density; the thumbnail that may follow is announced as 0 × 0.
            yield b"\xff\xe0\0\x10" + body[2:14] + b"\0\0"
        elif marker == 0xE2 and body[2:14] == b"ICC_PROFILE\0":
            yield b"\xff\xe2" + body


def _announcement(turn: int, said: Credits) -> Iterator[bytes]:
    if turn != 1:
        yield _app1(_turned(turn))
    yield app13_segment(said)
    if xmp := xmp_packet(said):
        yield _app1(_XMP_NAME + xmp)


def _app1(body: bytes) -> bytes:
    return b"\xff\xe1" + struct.pack(">H", len(body) + 2) + body


def _turned(turn: int) -> bytes:
    """EXIF that says which side is up, and nothing else."""
    exif = Image.Exif()
    exif[ExifTags.Base.Orientation] = turn
    return exif.tobytes()


def _png(data: bytes, turn: int, said: Credits) -> Iterator[bytes]:
    yield _PNG
    place = len(_PNG)
    announced = False
    while place + 12 <= len(data):
        length, name = struct.unpack_from(">I4s", data, place)
        end = place + 12 + length
        if end > len(data):
            raise ValueError("a chunk longer than the file")
        if name == b"IDAT" and not announced:
            announced = True
            if turn != 1:
                yield _chunk(b"eXIf", _turned(turn).removeprefix(b"Exif\0\0"))
            if xmp := xmp_packet(said):
                # Keyword, no compression, no language, no translated keyword.
                yield _chunk(b"iTXt", b"XML:com.adobe.xmp\0\0\0\0\0" + xmp)
        if name in _PNG_KEPT:
            yield data[place:end]
        if name == b"IEND":
            return
        place = end
    yield _chunk(b"IEND", b"")


def _chunk(name: bytes, data: bytes) -> bytes:
    check = zlib.crc32(name + data)
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", check)
