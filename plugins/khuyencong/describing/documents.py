"""What the page of a document has besides a story: its file, its contents, its pages."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import PurePosixPath
from urllib.parse import quote

from khuyencong.content.dialect.wrapping import is_joined, width_of
from khuyencong.content.record import Figure, Record
from khuyencong.describing.elements import Leaf, Link, OutlineLine, PagedDocument
from khuyencong.model.document import Document
from khuyencong.model.entry import Entry
from khuyencong.pdf.page_pictures import page_picture
from khuyencong.pdf.records import PdfFacts
from khuyencong.site.index import Site
from khuyencong.vietnamese.numbers import file_size

PROGRAMS = {
    **dict.fromkeys(("doc", "docx", "odt"), "Word"),
    **dict.fromkeys(("xls", "xlsx", "ods"), "Excel"),
}
"""Ending → what people call such a file."""


class PageNumbers:
    """What readers call the pages of a PDF: by the numbers printed on them."""

    def __init__(self, entry: Document, facts: PdfFacts) -> None:
        self.path = entry.file
        self._first = entry.printed_first_page or facts.numbered_from

    def name(self, page: int) -> str:
        """`Trang 61` of page 62 of a file whose second page is printed 1."""
        printed = page - self._first + 1
        if printed >= 1:
            return f"Trang {printed}"
        return "Bìa" if page == 1 else f"Trang {page} của tệp, không in số"

    def anchor(self, page: int) -> str:
        """`trang-61`: where the page stands on the page of the document."""
        printed = page - self._first + 1
        return f"trang-{printed}" if printed >= 1 else f"trang-pdf-{page}"


def page_numbers(record: Record[Entry]) -> PageNumbers | None:
    """Those of the PDF that the page of an entry shows page by page."""
    if record.pdf is None or not isinstance(record.entry, Document):
        return None
    return PageNumbers(record.entry, record.pdf)


def paged_document(site: Site, record: Record[Entry]) -> PagedDocument | None:
    """What the page of a document shows; None for any other entry."""
    entry = record.entry
    if not isinstance(entry, Document):
        return None
    facts, numbers = record.pdf, page_numbers(record)
    if facts is None or numbers is None:
        return PagedDocument(download_link(entry, record.sizes))
    address = f"/{quote(entry.file)}"
    lines = site.pdf_words.pages(entry.file) if site.pdf_words else ()
    shown = len(facts.sizes)
    return PagedDocument(
        download=download_link(entry, record.sizes),
        cover=record.cover,
        total=facts.total,
        is_scan=facts.is_scan,
        is_recognised=any(lines[page - 1] for page in facts.scans if page <= len(lines)),
        outline=tuple(
            OutlineLine(
                item.title, f"#{numbers.anchor(item.page)}", numbers.name(item.page), item.level
            )
            for item in facts.outline
            if item.page <= shown
        ),
        leaves=tuple(
            Leaf(
                anchor=numbers.anchor(page),
                name=numbers.name(page),
                figure=Figure(page_picture(facts, entry.file, page), f"Hình {numbers.name(page)}"),
                words=paragraphs(lines[page - 1]) if page <= len(lines) else (),
                is_scan=page in facts.scans,
                address=f"{address}#page={page}",
            )
            for page in range(1, shown + 1)
        ),
        rest=f"{address}#page={shown + 1}" if facts.total > shown else "",
    )


def page_picture_paths(record: Record[Entry]) -> Iterator[str]:
    """Output paths of the pictures of the pages of a document."""
    if record.pdf is None or not isinstance(record.entry, Document):
        return
    for page, _ in enumerate(record.pdf.sizes, 1):
        picture = page_picture(record.pdf, record.entry.file, page)
        yield from (derivative.path for derivative in picture.derivatives)


def download_link(entry: Document, sizes: Mapping[str, int]) -> Link:
    """The file of a document, with what opens it and its size."""
    ending = PurePosixPath(entry.file).suffix.removeprefix(".").lower()
    kind = PROGRAMS.get(ending, ending.upper())
    size = f", {file_size(sizes[entry.file])}" if entry.file in sizes else ""
    return Link(f"Tải tệp {kind}{size}", f"/{quote(entry.file)}")


def paragraphs(lines: Sequence[str]) -> tuple[str, ...]:
    """The lines of a page as paragraphs: where a page was full, a sentence goes on."""
    width = width_of(lines) if lines else 0
    found: list[str] = []
    before = ""
    for line in lines:
        if before and is_joined(before, line, width):
            found[-1] += f" {line}"
        else:
            found.append(line)
        before = line
    return tuple(found)
