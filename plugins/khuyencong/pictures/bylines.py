"""Who took a photo and what it shows, as the photo itself says.

XMP is read first, then IPTC-IIM, then EXIF (the order of the Metadata Working Group's
Guidelines 2.0): XMP is always Unicode, the other two often are not.
"""

import re
import struct
import xml.etree.ElementTree as ElementTree

from PIL import ExifTags, ImageFile, IptcImagePlugin

from khuyencong.pictures.metadata import filled
from khuyencong.pictures.picture import Credits

_RDF = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"
_DC = "{http://purl.org/dc/elements/1.1/}"
_PHOTOSHOP = "{http://ns.adobe.com/photoshop/1.0/}"

_DAMAGE = (
    *(OSError, SyntaxError, ValueError, TypeError, LookupError, AttributeError),
    *(AssertionError, RecursionError, struct.error),
)

_CAMERA_TALK = re.compile(
    r"\s*(.*digital camera|.*camera pictures|default|untitled|dcim|dsc\w*|sony dsc|"
    r"lead technologies.*|screenshot|unknown)?\s*\Z",
    re.IGNORECASE,
)
"""What cameras and programs write into EXIF where a person should have written."""


_CREATOR = re.compile(r"\s*(?:ảnh|tranh|đồ họa)[^:：]*[:：]\s*(?P<name>[^–—/;(]+)", re.IGNORECASE)


def said_credits(caption: str, credit: str) -> Credits:
    """The credits that a story gives: the line beside a photo names who made it.

    >>> said_credits("", "Ảnh: Đỗ Quỳnh Hương – TTKC").creator
    'Đỗ Quỳnh Hương'
    """
    found = _CREATOR.match(credit)
    return Credits(caption, creator=found["name"].strip() if found else "", credit=credit)


def own_credits(image: ImageFile.ImageFile) -> Credits:
    """The credits inside a photo of which only the header was read; damaged ones are passed."""
    found = Credits()
    for read in (_from_xmp, _from_iptc, _from_exif):
        try:
            found = filled(found, read(image))
        except _DAMAGE:
            continue
    return found


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
    )


def _words(root: ElementTree.Element, name: str) -> list[str]:
    """Values of a property, written as an attribute, an element or a list of them."""
    for described in root.iter(_RDF + "Description"):
        if name in described.attrib:
            return [described.attrib[name]]
        for element in described.findall(name):
            items = [item.text or "" for item in element.iter(_RDF + "li")]
            return [word for word in items or [element.text or ""] if word.strip()]
    return []


def _from_iptc(image: ImageFile.ImageFile) -> Credits:
    found = IptcImagePlugin.getiptcinfo(image) or {}

    def words(number: int) -> str:
        value = found.get((2, number)) or b""
        return ", ".join(_text(part) for part in (value if isinstance(value, list) else [value]))

    return Credits(caption=words(120), creator=words(80), credit=words(110), copyright=words(116))


def _from_exif(image: ImageFile.ImageFile) -> Credits:
    exif = image.getexif()

    def words(tag: ExifTags.Base) -> str:
        value = exif.get(tag, b"")
        # Pillow gives EXIF text as Latin-1; most programs write UTF-8 there.
        text = _text(value if isinstance(value, bytes) else str(value).encode("latin-1", "replace"))
        return "" if _CAMERA_TALK.match(text) else text

    return Credits(
        caption=words(ExifTags.Base.ImageDescription),
        creator=words(ExifTags.Base.Artist),
        copyright=words(ExifTags.Base.Copyright),
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
