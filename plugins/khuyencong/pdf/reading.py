"""Words, sizes and outline of a PDF. Runs in the process of `worker` alone."""

import contextlib
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import blake2b, file_digest
from itertools import islice
from pathlib import Path

import pypdfium2

from khuyencong.pdf.records import OutlineItem, PdfContent, PdfFacts
from khuyencong.vietnamese.cleanup import clean
from khuyencong.vietnamese.detection import detect_all, to_unicode

MOST_PAGES = 600
"""Pages of a file that are read and shown; of a thicker one the rest is in the file itself."""
MOST_LETTERS = 20_000
"""Of a page; a page of a newspaper has some 15,000."""
MOST_OUTLINE = 500
MOST_TITLE = 300
"""Letters of a line of the outline."""
_DEEPEST_OUTLINE = 3
PAGE_BOX = (1000, 2000)
"""Pixels within which the largest picture of a page stays."""
_A4 = (595.0, 842.0)
_LABELLED = 60
"""Pages among which that is looked for which calls itself 1."""
_FEW = 8
"""Letters of a page up to which it counts as one without words: a stamp, a page number."""


def content_of(file: str) -> PdfContent:
    """Everything that is shown of a PDF but its pictures.

    Raises:
        pypdfium2.PdfiumError: it is locked or broken.
    """
    path = Path(file)
    with path.open("rb") as stream:
        digest = file_digest(stream, lambda: blake2b(digest_size=20)).hexdigest()
    with pypdfium2.PdfDocument(path) as document:
        total = len(document)
        pages = [_page(document, index) for index in range(min(total, MOST_PAGES))]
        facts = PdfFacts(
            digest=digest,
            total=total,
            sizes=tuple(page.size for page in pages),
            pictured=tuple(n for n, page in enumerate(pages, 1) if page.pictured),
            scans=tuple(n for n, page in enumerate(pages, 1) if page.is_scan),
            outline=tuple(islice(_outline(document, total), MOST_OUTLINE)),
            numbered_from=_numbered_from(document, total),
        )
    return PdfContent(facts, tuple(page.lines for page in pages))


@dataclass(frozen=True, slots=True)
class _Page:
    size: tuple[int, int]
    lines: tuple[str, ...]
    pictured: bool

    @property
    def is_scan(self) -> bool:
        return self.pictured and sum(map(len, self.lines)) <= _FEW


def _page(document: pypdfium2.PdfDocument, index: int) -> _Page:
    page = document[index]
    try:
        with contextlib.closing(page.get_textpage()) as text:
            lines = lines_of(text.get_text_bounded()[:MOST_LETTERS])
        return _Page(size_of(*page.get_size()), lines, _has_picture(page))
    finally:
        page.close()


def size_of(width: float, height: float) -> tuple[int, int]:
    """Pixels of the largest picture of a page of this size in points; never beyond `PAGE_BOX`."""
    if not (width > 0 and height > 0):
        width, height = _A4
    scale = min(PAGE_BOX[0] / width, PAGE_BOX[1] / height)
    return max(1, round(width * scale)), max(1, round(height * scale))


def lines_of(text: str) -> tuple[str, ...]:
    """The lines of a page in clean Unicode; those in fonts from before it (.VnTime) are decoded.

    Nothing where the fonts of the file do not say which letters they draw.
    """
    # PDFium writes so the hyphen on which a line ends; in TCVN3 that hyphen is the letter ư.
    text = text.replace("\ufffe", "\u00ad").replace("\x02", "\u00ad")
    if 2 * sum(map(_says_nothing, text)) > sum(map(str.isalnum, text)):
        return ()
    for legacy in detect_all(text):
        text = to_unicode(text, legacy)
    return tuple(filter(None, (line.strip() for line in clean(text).text.splitlines())))


def _says_nothing(sign: str) -> bool:
    """Whether a sign has no meaning outside the font that draws it."""
    return sign == "\ufffd" or unicodedata.category(sign) in ("Co", "Cn")


def _has_picture(page: pypdfium2.PdfPage) -> bool:
    picture = pypdfium2.raw.FPDF_PAGEOBJ_IMAGE
    return any(True for _ in page.get_objects(filter=[picture], max_depth=3))


def _outline(document: pypdfium2.PdfDocument, total: int) -> Iterator[OutlineItem]:
    """Lines of the outline that lead to a page of the file."""
    for mark in document.get_toc(max_depth=_DEEPEST_OUTLINE):
        target = mark.get_dest()
        index = target.get_index() if target else None
        title = " ".join(lines_of(mark.get_title()[:MOST_TITLE]))
        if title and index is not None and 0 <= index < total:
            yield OutlineItem(title, index + 1, mark.level)


def _numbered_from(document: pypdfium2.PdfDocument, total: int) -> int:
    labels = [document.get_page_label(index) for index in range(min(total, _LABELLED))]
    return labels.index("1") + 1 if "1" in labels else 1
