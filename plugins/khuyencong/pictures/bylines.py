"""Who took a photo and what it shows, as the photo itself says.

XMP is read first, then IPTC-IIM, then EXIF (the order of the Metadata Working Group's
Guidelines 2.0): XMP is always Unicode, the other two often are not.
"""

import re
import struct
import xml.etree.ElementTree as ElementTree
from dataclasses import replace
from datetime import date

from PIL import ExifTags, ImageFile, IptcImagePlugin

from khuyencong.pictures.metadata import filled
from khuyencong.pictures.picture import Credits
from khuyencong.pictures.source_types import code_of, stated_in

_RDF = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"
_DC = "{http://purl.org/dc/elements/1.1/}"
_PHOTOSHOP = "{http://ns.adobe.com/photoshop/1.0/}"
_XMP = "{http://ns.adobe.com/xap/1.0/}"
_RIGHTS = "{http://ns.adobe.com/xap/1.0/rights/}"
_CC = "{http://creativecommons.org/ns#}"
_PLUS = "{http://ns.useplus.org/ldf/xmp/1.0/}"
_IPTC = "{http://iptc.org/std/Iptc4xmpExt/2008-02-29/}"

_DAMAGE = (
    *(OSError, SyntaxError, ValueError, TypeError, LookupError, AttributeError),
    *(AssertionError, RecursionError, struct.error),
)

_CAMERA_TALK = re.compile(
    r"(?:.*digital camera|.*camera pictures|default|untitled|dcim|dsc\w*|sony dsc|"
    r"lead technologies.*|screenshot|unknown|my beautiful picture|exif_jpeg_picture|"
    r"processed with .*|created with .*|made with .*|.*\bby googlepix|jpeg image|binary comment|"
    r"motion photo.*)?",
    re.IGNORECASE,
)
"""What cameras and programs write where a person should have written."""

_ONE_SIGN = re.compile(r"[!-~]+")
"""One word of ASCII: a code of a telephone (`_cuva`, `hdr`, `HELLOMOTO`), the name or the path of a
file. Nobody describes a photo in Vietnamese with that."""


def own_credits(image: ImageFile.ImageFile, data: bytes) -> Credits:
    """The credits inside a photo of which only the header was read; damaged ones are passed.

    `data` are the bytes of its file.
    """
    found = Credits(source_type=stated_in(data))
    for read in (_from_xmp, _from_iptc, _from_exif):
        try:
            found = filled(found, _by_people(read(image)))
        except _DAMAGE:
            continue
    return found


def _by_people(credits: Credits) -> Credits:
    """The credits without what a machine wrote for a caption, and days and addresses in form."""
    caption = credits.caption.strip()
    machine = _CAMERA_TALK.fullmatch(caption.strip()) or _ONE_SIGN.fullmatch(caption)
    licence = credits.licence.strip()
    return replace(
        credits,
        caption="" if machine else caption,
        licence=licence if _WEB_ADDRESS.fullmatch(licence) else "",
        taken=_day(credits.taken),
    )


_WEB_ADDRESS = re.compile(r"https?://[!-~]+")
_DAY = re.compile(r"(\d{4})[:-]?(\d{2})[:-]?(\d{2})(?!\d)")


def _day(text: str) -> str:
    """The day at the beginning of a moment of XMP, IPTC or EXIF, `2026-11-22`; empty for none.

    A camera that was never set counts from 1970, 1980 or 2000.
    """
    found = _DAY.match(text.strip())
    if not found:
        return ""
    try:
        day = date(*map(int, found.groups()))
    except ValueError:
        return ""
    return "" if (day.month, day.day) == (1, 1) and day.year in (1970, 1980, 2000) else str(day)


def _from_xmp(image: ImageFile.ImageFile) -> Credits:
    packet = image.info.get("xmp") or image.info.get("XML:com.adobe.xmp") or b""
    text = packet.decode("utf-8") if isinstance(packet, bytes) else str(packet)
    text = text.strip("\0 \r\n\ufeff")
    if not text or "<!" in text:
        return Credits()  # XMP has no document type; one that has may be an entity bomb
    root = ElementTree.fromstring(text)  # noqa: S314
    return Credits(
        caption=", ".join(_words(root, _DC + "description")[:1]),
        creator=", ".join(_words(root, _DC + "creator")),
        credit=", ".join(_words(root, _PHOTOSHOP + "Credit")),
        copyright=", ".join(_words(root, _DC + "rights")[:1]),
        licence=_first(root, _RIGHTS + "WebStatement", _CC + "license", _PLUS + "LicensorURL"),
        taken=_first(root, _PHOTOSHOP + "DateCreated", _XMP + "CreateDate"),
        source_type=code_of(_first(root, _IPTC + "DigitalSourceType")),
    )


def _first(root: ElementTree.Element, *names: str) -> str:
    """The first of these properties that has a value."""
    return next((words[0] for name in names if (words := _words(root, name))), "")


def _words(root: ElementTree.Element, name: str) -> list[str]:
    """Values of a property, written as an attribute, an element or a list of them."""
    for described in root.iter(_RDF + "Description"):
        if name in described.attrib:
            return [described.attrib[name]]
        for element in described.findall(name):
            items = [item.text or "" for item in element.iter(_RDF + "li")]
            alone = element.get(_RDF + "resource") or element.text or ""
            return [word for word in items or [alone] if word.strip()]
    return []


def _from_iptc(image: ImageFile.ImageFile) -> Credits:
    found = IptcImagePlugin.getiptcinfo(image) or {}

    def words(number: int) -> str:
        value = found.get((2, number)) or b""
        return ", ".join(_text(part) for part in (value if isinstance(value, list) else [value]))

    return Credits(
        caption=words(120),
        creator=words(80),
        credit=words(110),
        copyright=words(116),
        taken=words(55),
    )


def _from_exif(image: ImageFile.ImageFile) -> Credits:
    exif = image.getexif()

    def words(tag: ExifTags.Base) -> str:
        value = exif.get(tag, b"")
        # Pillow gives EXIF text as Latin-1; most programs write UTF-8 there.
        text = _text(value if isinstance(value, bytes) else str(value).encode("latin-1", "replace"))
        return "" if _CAMERA_TALK.fullmatch(text.strip()) else text

    return Credits(
        caption=words(ExifTags.Base.ImageDescription),
        creator=words(ExifTags.Base.Artist),
        copyright=words(ExifTags.Base.Copyright),
        taken=str(exif.get_ifd(ExifTags.IFD.Exif).get(ExifTags.Base.DateTimeOriginal, "")),
    )


def _text(data: bytes) -> str:
    """UTF-8, or what Windows wrote in Vietnam before it."""
    data = data.rstrip(b"\0 ")
    for encoding in ("utf-8", "cp1258"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    return data.decode("latin-1")
