"""PDFs made by hand, as small as they can be (ISO 32000-2)."""

from collections.abc import Sequence


def pdf(
    *pages: str | bytes, size: tuple[float, float] = (300, 400), catalogue: str = "", more: str = ""
) -> bytes:
    """A PDF with a page for each text. A line a `\\n`; bytes are a content stream as it is.

    `catalogue` is put into the catalogue, `more` are objects from number 100 on. Readers find the
    objects without the table of them, so none is written.
    """
    kids = " ".join(f"{10 + number} 0 R" for number, _ in enumerate(pages))
    objects = [
        f"1 0 obj<</Type/Catalog/Pages 2 0 R{catalogue}>>endobj".encode(),
        f"2 0 obj<</Type/Pages/Kids[{kids}]/Count {len(pages)}>>endobj".encode(),
        b"3 0 obj<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>endobj",
    ]
    for number, page in enumerate(pages):
        drawn = page if isinstance(page, bytes) else shown(page.split("\n"))
        head = (
            f"{10 + number} 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 {size[0]} {size[1]}]"
            f"/Contents {50 + number} 0 R"
            "/Resources<</Font<</F 3 0 R>>/XObject<</I 100 0 R>>>>>>endobj"
        )
        stream = f"{50 + number} 0 obj<</Length {len(drawn)}>>stream\n".encode()
        objects += [head.encode(), stream + drawn + b"\nendstream endobj"]
    objects += [more.encode("latin-1"), b"trailer<</Root 1 0 R>>\n%%EOF\n"]
    return b"%PDF-1.7\n" + b"\n".join(objects)


def shown(lines: Sequence[str]) -> bytes:
    """A content stream that shows lines one below the other; letters beyond Windows-1252 fail."""
    parts = [b"BT /F 12 Tf 14 TL 20 370 Td"]
    for line in lines:
        words = line.encode("cp1252")
        for sign in (b"\\", b"(", b")"):
            words = words.replace(sign, b"\\" + sign)
        parts.append(b"(" + words + b") Tj T*")
    return b" ".join([*parts, b"ET"])


def outlined(titles: Sequence[tuple[str, int]]) -> tuple[str, str]:
    """`catalogue` and `more` of a PDF with an outline: titles with the number of their page."""
    items = [
        f"{201 + place} 0 obj<</Title <FEFF{title.encode('utf-16-be').hex()}>/Parent 200 0 R"
        f"/Dest[{9 + page} 0 R /Fit]{f'/Next {202 + place} 0 R' if place + 1 < len(titles) else ''}"
        ">>endobj"
        for place, (title, page) in enumerate(titles)
    ]
    last = 200 + len(titles)
    root = f"200 0 obj<</Type/Outlines/First 201 0 R/Last {last} 0 R/Count {len(titles)}>>endobj"
    return "/Outlines 200 0 R", "\n".join([root, *items])


SCAN = b"q 300 0 0 400 0 0 cm /I Do Q"
"""A page that is one picture."""
PICTURE = (
    "100 0 obj<</Type/XObject/Subtype/Image/Width 2/Height 2/ColorSpace/DeviceGray"
    "/BitsPerComponent 8/Length 4>>stream\n\x10\x80\xc0\xf0\nendstream endobj"
)
"""`more` of a PDF with such pages."""
