"""One file of `content/` to one record, or to the problems that say why not."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import PurePosixPath

from msgspec import Struct

from khuyencong.content.body_reader import BodyReader, ParsedBody
from khuyencong.content.chapters import Chapter, read_chapters
from khuyencong.content.chart import Chart
from khuyencong.content.entry_codec import body_of
from khuyencong.content.file_references import FileReferences, Folder
from khuyencong.content.front_matter import FrontMatter, parse, problems_of
from khuyencong.content.markdown_body import render_line
from khuyencong.content.record import Figure, Part, Record, packed
from khuyencong.content.text_file import FileRefusedError, read_text
from khuyencong.content.transcripts import Cue
from khuyencong.model.broadcast import Broadcast
from khuyencong.model.document import Document
from khuyencong.model.entry import Entry, Status
from khuyencong.model.fields import LONGEST_NAME
from khuyencong.model.rules import Problem, Rule
from khuyencong.model.validation import validate
from khuyencong.pdf.records import PdfFacts
from khuyencong.vietnamese.cleanup import clean_name
from khuyencong.vietnamese.slugs import address_slug, slugify


class ParsedFile(Struct, frozen=True):
    """What a file gave: a record when it is usable, and everything wrong with it."""

    record: Record[Entry] | None
    problems: list[Problem]
    file_dependencies: tuple[str, ...] = ()
    """Paths of the pictures and files that the result depends on, there or not."""


def read_entry(
    folder: Folder, source: str, kind: type[Entry], data: bytes | None = None
) -> ParsedFile:
    """The record of a file, and every problem found in it.

    `source` is relative to the content folder, `data` are the bytes of the file where they were
    read already. The record is None when an error makes the
    file unusable; nothing is raised for what staff wrote.
    """
    try:
        text, problems = read_text(folder.content / source, source, data)
    except FileRefusedError as refused:
        return ParsedFile(None, list(refused.problems))
    return parse_entry(folder, source, kind, text, problems)


def parse_entry(
    folder: Folder, source: str, kind: type[Entry], text: str, problems: Sequence[Problem] = ()
) -> ParsedFile:
    """The record of a clean text that is, or is to be, the file `source`.

    `problems` are those that were found when it was read.
    """
    matter = parse(text, source, kind)
    if matter.problems and not matter.values:
        return ParsedFile(None, [*problems, *matter.problems])
    entry, faults = validate(kind, matter.values)
    if entry is not None:
        faults += entry.faults()
    of_header = [*problems, *matter.problems, *problems_of(matter, faults)]
    references = FileReferences(folder, source, ai=entry is not None and entry.ai)
    status = entry.status if entry else Status.PUBLISHED
    reader = BodyReader(matter, references, law=kind.legal, status=status)
    body = reader.read()
    record = None
    if entry is not None:
        photos = _photos(entry, matter, references)
        _attach_downloads(entry, matter, references)
        if entry.published:
            reader.report_placeholder()
        record = _record(entry, matter, references, body, photos)
    return ParsedFile(record, of_header + references.problems, tuple(references.dependencies))


def meant_slugs(folder: Folder, source: str, kind: type[Entry]) -> Iterator[str]:
    """Slugs that a file which gave no record may have once it is mended."""
    yield slugify(PurePosixPath(source).stem)
    try:
        text, _ = read_text(folder.content / source, source)
    except FileRefusedError:
        return
    values = parse(text, source, kind).values
    yield str(values.get("slug") or address_slug(str(values.get("title", "")), LONGEST_NAME))


def _record(
    entry: Entry,
    matter: FrontMatter,
    references: FileReferences,
    body: ParsedBody,
    photos: tuple[Figure, ...],
) -> Record[Entry] | None:
    """The record; None when the title gives no address."""
    slug = entry.slug or address_slug(entry.title, LONGEST_NAME)
    if not slug:
        references.report(
            matter.line(("title",)),
            Rule.WRONG_VALUE,
            "Tít không có chữ hay số nào để làm địa chỉ.",
            "Thêm dòng `slug: ten-bai-khong-dau`.",
        )
        return None
    folder_name = clean_name(matter.source.partition("/")[0])
    place = "" if folder_name == "trang" else f"{folder_name}/"
    address = entry.address_elsewhere or f"/{place}{slug}/"
    if entry.address_elsewhere and matter.body.strip():
        references.report(
            matter.body_line,
            Rule.WORDS_MISSING,
            "Bài chỉ dẫn tới nguồn (`link_only`) không có trang, chữ ở thân bài không hiện ở đâu.",
            "Xóa thân bài, hoặc bỏ `link_only`.",
        )
    return Record(
        source=matter.source,
        entry=entry,
        slug=slug,
        uid=entry.uid or f"{folder_name}/{slug}",
        address=address,
        category=slugify(entry.category) if entry.category else folder_name,
        summary=render_line(entry.summary.removesuffix("./.").strip()),
        body=body_of(tuple(_placed(body.parts, address, sample=entry.sample))),
        headings=body.headings,
        clauses=body.clauses,
        photos=photos,
        links=body.links,
        files=tuple(references.sizes),
        lines=_lines(matter),
        sizes=references.sizes,
        packed_text=packed(matter.body),
        text_line=matter.body_line,
        transcript=_transcript(entry, matter, references),
        chapters=_chapters(entry, matter, references),
        pdf=_pdf(entry, matter, references),
    )


def _placed(parts: Iterable[Part], address: str, *, sample: bool) -> Iterator[Part]:
    """The parts of a body; its charts learn where their files lie."""
    for part in parts:
        if isinstance(part, Chart):
            yield replace(part, address=f"{address}{part.address}", sample=sample)
        else:
            yield part


_ASKED_FOR = re.compile(
    r"(awards|figures|corrections|photos|amendments)\.\d+|photos\.\d+\.(alt|caption)"
)


def _lines(matter: FrontMatter) -> dict[str, int]:
    """Lines of the values that somebody asks for once the file is read."""
    lines: dict[str, int] = {}
    for where, line in matter.lines.items():
        name = ".".join(map(str, where))
        if len(where) == 1 or _ASKED_FOR.fullmatch(name):
            lines[name] = line
    return lines


def _photos(entry: Entry, matter: FrontMatter, references: FileReferences) -> tuple[Figure, ...]:
    """The photos that the header names."""
    figures = (
        references.figure(
            photo.file,
            photo.alt,
            photo.caption,
            photo.credit,
            line=matter.line(("photos", number, "file")),
            ai=photo.ai,
            framing=photo.framing,
        )
        for number, photo in enumerate(entry.photos)
    )
    return tuple(figure for figure in figures if figure)


def _attach_downloads(entry: Entry, matter: FrontMatter, references: FileReferences) -> None:
    """Offer the files that the header names."""
    said = vars(entry)  # asked for a key that a kind does not have, pydantic looks long for it
    for key in ("file", "video"):
        path = said.get(key)
        if path and not path.startswith("https://"):
            references.download(path, matter.line((key,)))
    if audio := said.get("audio"):
        references.sound(audio, matter.line(("audio",)))
    for number, shot in enumerate(said.get("broll", ())):
        if shot.file:
            references.download(shot.file, matter.line(("broll", number, "file")))
    for number, row in enumerate(said.get("support", ())):
        if row.form:
            references.download(row.form, matter.line(("support", number, "form")))


def _pdf(entry: Entry, matter: FrontMatter, references: FileReferences) -> PdfFacts | None:
    """The PDF of a document, and what readers will miss in it."""
    if not isinstance(entry, Document) or not entry.is_pdf:
        return None
    line = matter.line(("file",))
    facts = references.pdf(entry.file, line)
    if facts is None:
        return None
    first = entry.printed_first_page
    if first and first > facts.total:
        references.report(
            matter.line(("printed_first_page",)),
            Rule.WRONG_VALUE,
            f"`printed_first_page` là trang {first}, tệp PDF chỉ có {facts.total} trang.",
            "Ghi số thứ tự, trong tệp PDF, của trang in số 1.",
        )
    if facts.is_scan:
        references.report(
            line,
            Rule.PDF_SCANNED,
            f"Tài liệu “{entry.file}” là bản quét, không có chữ để tìm và đọc thành tiếng.",
            "Xuất PDF từ tệp gốc rồi thay tệp. Không còn tệp gốc thì cài Tesseract (tiếng Việt) ở "
            "máy dựng trang: chương trình tự nhận dạng chữ, trang ghi rõ là có thể sai.",
        )
    return facts


def _transcript(entry: Entry, matter: FrontMatter, references: FileReferences) -> tuple[Cue, ...]:
    """The subtitles that the header names."""
    path = vars(entry).get("transcript")
    return references.transcript(path, matter.line(("transcript",))) if path else ()


def _chapters(entry: Entry, matter: FrontMatter, references: FileReferences) -> tuple[Chapter, ...]:
    """The parts of a broadcast."""
    if not isinstance(entry, Broadcast):
        return ()
    found, problems = read_chapters(entry, matter)
    references.problems += problems
    return found
