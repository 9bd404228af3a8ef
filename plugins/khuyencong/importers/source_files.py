"""Pictures and documents of a source: where their bytes are, whether a site can use them."""

import io
import zipfile
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from urllib.parse import unquote

from PIL import Image

from khuyencong.content.download_policy import OFFERED
from khuyencong.content.file_lookup import inside
from khuyencong.importers.foreign_address import split_address

_SIGNATURES = (
    (b"\xff\xd8\xff", "jpg"),
    (b"\x89PNG\r\n\x1a\n", "png"),
    (b"GIF87a", "gif"),
    (b"GIF89a", "gif"),
    (b"II*\0", "tif"),
    (b"MM\0*", "tif"),
)


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A picture or a document of a source, in memory or as a file of a mirror."""

    place: bytes | Path

    def read(self) -> bytes:
        """Its bytes; raises OSError."""
        return self.place if isinstance(self.place, bytes) else self.place.read_bytes()


_ICON_SIDE = 32
"""Pixels: a picture whose shorter side is no longer is an icon or a line."""


def is_icon(file: SourceFile) -> bool:
    """Whether a picture is an icon or a ruled line of a layout (`pdf_button.png`), no photo."""
    place = io.BytesIO(file.place) if isinstance(file.place, bytes) else file.place
    try:
        with Image.open(place) as picture:
            return min(picture.size) <= _ICON_SIDE
    except (OSError, ValueError, Image.DecompressionBombError):
        return False  # no picture that can be read here: its reader will say so


def file_below(folder: Path, name: str) -> SourceFile | None:
    """The file of some name below a folder; None where there is none, or one that links lead out
    to."""
    try:
        is_there = inside(folder, folder / name) and (folder / name).is_file()
    except (OSError, ValueError):  # a name that no file system takes
        return None
    return SourceFile(folder / name) if is_there else None


def file_at(folder: Path, address: str) -> SourceFile | None:
    """The file below a folder that the path of an address names."""
    return file_below(folder, unquote(split_address(address).path).lstrip("/"))


def picture_ending(data: bytes) -> str:
    """The ending of a picture that a site can use, told by its first bytes; "" for any other."""
    for signature, ending in _SIGNATURES:
        if data.startswith(signature):
            return ending
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return "webp"
    return "heic" if data[4:12] in (b"ftypheic", b"ftypheix", b"ftypmif1") else ""


_PDF_HEAD = 1024
"""Bytes within which a PDF says that it is one (ISO 32000-2, annex I)."""
_OLE = OFFERED["doc"]
_OPEN = {
    "word/document.xml": "docx",
    "xl/workbook.xml": "xlsx",
    "ppt/presentation.xml": "pptx",
}
_OPEN_DOCUMENT = {b"text": "odt", b"spreadsheet": "ods", b"presentation": "odp"}


def document_name_ending(address: str) -> str:
    """The ending by which an address says that it is a document; "" for any other address."""
    ending = PurePosixPath(unquote(split_address(address).path)).suffix.lower().removeprefix(".")
    return ending if ending in OFFERED else ""


def document_ending(data: bytes, address: str) -> str:
    """The ending of a document that a site offers, told by its bytes; "" for any other.

    The name in the address only parts what bytes do not: .doc from .xls, sound from film.
    """
    said = document_name_ending(address)
    if OFFERED["pdf"] in data[:_PDF_HEAD]:
        return "pdf"
    if data.startswith(_OLE):
        return said if OFFERED.get(said) == _OLE else "doc"
    if data.startswith(b"PK"):
        return _zip_ending(data, said)
    is_open = OFFERED.get(said) == b"" and data.lstrip()[:1] != b"<"
    return said if is_open else ""


def _zip_ending(data: bytes, said: str) -> str:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = set(archive.namelist())
    except (zipfile.BadZipFile, ValueError, OSError):
        return ""
    found = next((ending for name, ending in _OPEN.items() if name in names), "")
    if found or not {"mimetype", "content.xml"} <= names:
        return found or ("zip" if said == "zip" else "")
    kind = data[:200].partition(b"application/vnd.oasis.opendocument.")[2]
    return next((e for name, e in _OPEN_DOCUMENT.items() if kind.startswith(name)), "")
