"""Pictures of a source: where their bytes are, and whether they can be used."""

from dataclasses import dataclass
from pathlib import Path

_SIGNATURES = (
    (b"\xff\xd8\xff", "jpg"),
    (b"\x89PNG\r\n\x1a\n", "png"),
    (b"GIF87a", "gif"),
    (b"GIF89a", "gif"),
    (b"II*\0", "tif"),
    (b"MM\0*", "tif"),
)


@dataclass(frozen=True, slots=True)
class SourcePicture:
    """A picture of a source, in memory or as a file of a mirror."""

    place: bytes | Path

    def read(self) -> bytes:
        """Its bytes; raises OSError."""
        return self.place if isinstance(self.place, bytes) else self.place.read_bytes()


def picture_ending(data: bytes) -> str:
    """The ending of a picture that a site can use, told by its first bytes; "" for any other."""
    for signature, ending in _SIGNATURES:
        if data.startswith(signature):
            return ending
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return "webp"
    return "heic" if data[4:12] in (b"ftypheic", b"ftypheix", b"ftypmif1") else ""
