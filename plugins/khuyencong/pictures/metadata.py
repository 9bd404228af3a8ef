"""Caption and credit inside a derivative, as newsroom systems read them.

IPTC-IIM 4.2 in a JPEG's APP13 and an XMP packet (ISO 16684-1) in JPEG and AVIF, built by
hand from `Credits` alone: nothing of the original's metadata is copied, so no position,
no serial number and no thumbnail can travel along. The same credits give the same bytes.
"""

import re
import struct
import unicodedata
from dataclasses import fields
from xml.sax.saxutils import escape

from khuyencong.pictures.picture import Credits
from khuyencong.pictures.source_types import SCHEME

_LONGEST = 2000
"""Characters of a field in XMP and bytes in IIM, where it is the limit of a caption. IIM's
own limit for names is 32 bytes; a Vietnamese name and its agency are longer in UTF-8, and
readers take them whole."""

_NOT_TEXT = re.compile("[\x00-\x20\x7f-\x9f\ud800-\udfff\ufffe\uffff]+")

_XMP = """\
<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" \
xmlns:photoshop="http://ns.adobe.com/photoshop/1.0/" \
xmlns:xmpRights="http://ns.adobe.com/xap/1.0/rights/" \
xmlns:Iptc4xmpExt="http://iptc.org/std/Iptc4xmpExt/2008-02-29/">
{properties}</rdf:Description>
</rdf:RDF>
</x:xmpmeta>
<?xpacket end="w"?>"""

_LANGUAGES = '<{0}><rdf:Alt><rdf:li xml:lang="x-default">{1}</rdf:li></rdf:Alt></{0}>\n'
_LIST = "<{0}><rdf:Seq><rdf:li>{1}</rdf:li></rdf:Seq></{0}>\n"
_PLAIN = "<{0}>{1}</{0}>\n"


def tidy(text: str) -> str:
    """One line of NFC text that XML can carry, at most 2,000 characters."""
    return _NOT_TEXT.sub(" ", unicodedata.normalize("NFC", text)).strip()[:_LONGEST]


def filled(credits: Credits, own: Credits) -> Credits:
    """Tidy credits, each empty field taken from the photo's own."""
    names = [field.name for field in fields(Credits)]
    return Credits(
        **{name: tidy(getattr(credits, name)) or tidy(getattr(own, name)) for name in names}
    )


def xmp_packet(credits: Credits) -> bytes:
    """XMP packet in UTF-8; empty when there is nothing to say."""
    properties = "".join(
        form.format(name, escape(tidy(value)))
        for form, name, value in (
            (_LANGUAGES, "dc:description", credits.caption),
            (_LIST, "dc:creator", credits.creator),
            (_LANGUAGES, "dc:rights", credits.copyright),
            (_PLAIN, "photoshop:Credit", credits.credit),
            (_PLAIN, "photoshop:DateCreated", credits.taken),
            (_PLAIN, "xmpRights:WebStatement", credits.licence),
            (_PLAIN, "Iptc4xmpExt:DigitalSourceType", _address(credits.source_type)),
        )
        if tidy(value)
    )
    return _XMP.format(properties=properties).encode() if properties else b""


def _address(source_type: str) -> str:
    return f"{SCHEME}{source_type}" if source_type else ""


def app13_segment(credits: Credits) -> bytes:
    """A JPEG APP13 segment with the credits as IPTC-IIM; empty when there is nothing to say."""
    iim = _iim(credits)
    if not iim:
        return b""
    # One Photoshop image resource: kind, number 0x0404 (IPTC-NAA), an empty name, its length.
    resource = b"8BIM\x04\x04\x00\x00" + struct.pack(">I", len(iim)) + iim + b"\0" * (len(iim) % 2)
    body = b"Photoshop 3.0\0" + resource
    return b"\xff\xed" + struct.pack(">H", len(body) + 2) + body


def _iim(credits: Credits) -> bytes:
    datasets = [
        (55, credits.taken.replace("-", "")),
        (80, credits.creator),
        (110, credits.credit),
        (116, credits.copyright),
        (120, credits.caption),
    ]
    written = b"".join(
        _dataset(2, number, _clipped(tidy(value))) for number, value in datasets if tidy(value)
    )
    if not written:
        return b""
    # 1:90 says that all text is UTF-8; 2:0 is the version of the application record.
    return _dataset(1, 90, b"\x1b%G") + _dataset(2, 0, b"\x00\x04") + written


def _dataset(record: int, number: int, data: bytes) -> bytes:
    return struct.pack(">BBBH", 0x1C, record, number, len(data)) + data


def _clipped(text: str) -> bytes:
    """UTF-8 of at most the allowed bytes, no letter cut in two."""
    return text.encode()[:_LONGEST].decode(errors="ignore").encode()
