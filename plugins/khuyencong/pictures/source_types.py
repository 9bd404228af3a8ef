"""How a picture came about: IPTC's Digital Source Type NewsCodes.

https://cv.iptc.org/newscodes/digitalsourcetype/ ; names of the codes alone are kept.
"""

import re

SCHEME = "http://cv.iptc.org/newscodes/digitalsourcetype/"
GENERATED = "trainedAlgorithmicMedia"
EDITED = "compositeWithTrainedAlgorithmicMedia"
LABELS = {GENERATED: "Ảnh tạo bằng AI", EDITED: "Ảnh chỉnh sửa bằng AI"}
"""What readers must be told beside a picture."""

_CODES = (
    *(GENERATED, EDITED, "compositeSynthetic", "compositeCapture", "composite"),
    *("algorithmicMedia", "algorithmicallyEnhanced", "dataDrivenMedia", "virtualRecording"),
    *("digitalCapture", "computationalCapture", "screenCapture", "negativeFilm", "positiveFilm"),
    *("print", "minorHumanEdits", "humanEdits", "digitalArt", "digitalCreation", "softwareImage"),
)
_STATED = re.compile(SCHEME.partition("//")[2].encode() + b"(" + "|".join(_CODES).encode() + b")")
"""No end is looked for: the next byte of a manifest (CBOR) may be a letter as well."""


def stated_in(data: bytes) -> str:
    """The code that a file states anywhere, in XMP or in a C2PA manifest; empty for none.

    A manifest is signed for the bytes of its file and fits no derivative: it is dropped, and what
    it says is kept. It may speak of several sources; that a model made one of them counts most.
    """
    found = [match.decode() for match in _STATED.findall(data)]
    return next((code for code in LABELS if code in found), found[0] if found else "")


def code_of(address: str) -> str:
    """The code in the address by which metadata names it; empty for anything else."""
    found = _STATED.search(address.encode())
    return found[1].decode() if found else ""
