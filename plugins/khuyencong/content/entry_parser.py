"""One file of `content/` to one record, or to the problems that say why not."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path, PurePosixPath
from textwrap import shorten
from urllib.parse import unquote

from khuyencong.content.download_policy import download_refusal
from khuyencong.content.entry_codec import body_of
from khuyencong.content.file_lookup import FileLookup, leads_out
from khuyencong.content.front_matter import FrontMatter, parse, problems_of
from khuyencong.content.markdown_body import (
    BodyImage,
    Rendered,
    headings,
    links,
    render,
    render_line,
    split_at_images,
)
from khuyencong.content.markdown_limits import ComplexityFault, complexity_fault
from khuyencong.content.picture_policy import picture_remarks
from khuyencong.content.record import Figure, Part, Record, packed
from khuyencong.content.sanitizer import SHOWING, file_path
from khuyencong.content.text_file import FileRefusedError, read_text
from khuyencong.content.transcripts import Cue, read_cues
from khuyencong.model.entry import Entry
from khuyencong.model.examples import PLACEHOLDER
from khuyencong.model.fields import LONGEST_NAME
from khuyencong.model.rules import Problem, Rule
from khuyencong.model.validation import validate
from khuyencong.pictures.bylines import said_credits
from khuyencong.pictures.description import describe
from khuyencong.pictures.picture import Credits, Picture, PictureError
from khuyencong.vietnamese.cleanup import clean_name
from khuyencong.vietnamese.slugs import address_slug, slugify

MOST_MISSING = 5
"""Places of missing words that are told of one file."""
SHOWN = 120
"""Letters of missing words that a message shows."""


@dataclass(frozen=True)
class Folder:
    """Where content lies, and what of it was seen so far; for one reading of the folder."""

    content: Path
    cache: Path
    seen: dict[tuple[str, Credits], Picture] = field(default_factory=dict, compare=False)

    @cached_property
    def files(self) -> FileLookup:
        """Where files lie, as it was when each was first looked for."""
        return FileLookup(self.content)


@dataclass(frozen=True, slots=True)
class ParsedFile:
    """What a file gave: a record when it is usable, and everything wrong with it."""

    record: Record[Entry] | None
    problems: list[Problem]
    file_dependencies: tuple[str, ...] = ()
    """Paths of the pictures and files that the result depends on, there or not."""


def read_entry(folder: Folder, source: str, kind: type[Entry]) -> ParsedFile:
    """The record of a file, and every problem found in it.

    `source` is relative to the content folder. The record is None when an error makes the
    file unusable; nothing is raised for what staff wrote.
    """
    try:
        text, problems = read_text(folder.content / source, source)
    except FileRefusedError as refused:
        return ParsedFile(None, list(refused.problems))
    return parse_entry(folder, source, kind, text, problems)


def parse_entry(
    folder: Folder, source: str, kind: type[Entry], text: str, problems: Sequence[Problem] = ()
) -> ParsedFile:
    """The record of a clean text that is, or is to be, the file `source`.

    `problems` are those that were found when it was read.
    """
    problems = list(problems)
    matter = parse(text, source, kind)
    if matter.problems and not matter.values:
        return ParsedFile(None, problems + matter.problems)
    entry, faults = validate(kind, matter.values)
    if entry is not None:
        faults += entry.faults()
    problems += matter.problems + problems_of(matter, faults)
    reader = _EntryReader(folder, matter, ai=entry is not None and entry.ai)
    markup, parts = reader.body()
    photos = reader.photos(entry) if entry else ()
    transcript: tuple[Cue, ...] = ()
    if entry:
        reader.attached(entry)
        reader.placeholder(entry)
        transcript = reader.transcript(entry)
    problems += reader.problems
    if entry is None:
        return ParsedFile(None, problems, tuple(reader.file_dependencies))
    slug = entry.slug or address_slug(entry.title, LONGEST_NAME)
    if not slug:
        problems.append(
            Problem(
                source,
                matter.line(("title",)),
                Rule.WRONG_VALUE,
                "Tít không có chữ hay số nào để làm địa chỉ.",
                "Thêm dòng `slug: ten-bai-khong-dau`.",
            )
        )
        return ParsedFile(None, problems, tuple(reader.file_dependencies))
    folder_name = clean_name(source.partition("/")[0])
    place = "" if folder_name == "trang" else f"{folder_name}/"
    summary = entry.summary.removesuffix("./.").strip()
    record = Record(
        source=source,
        entry=entry,
        slug=slug,
        uid=entry.uid or f"{folder_name}/{slug}",
        address=f"/{place}{slug}/",
        category=slugify(entry.category) if entry.category else folder_name,
        summary=render_line(summary),
        body=body_of(parts),
        headings=headings(markup),
        photos=photos,
        links=reader.links,
        files=tuple(reader.sizes),
        lines=_lines(matter),
        sizes=reader.sizes,
        packed_text=packed(matter.body),
        text_line=matter.body_line,
        transcript=transcript,
    )
    return ParsedFile(record, problems, tuple(reader.file_dependencies))


def meant_slugs(folder: Folder, source: str, kind: type[Entry]) -> Iterator[str]:
    """Slugs that a file which gave no record may have once it is mended."""
    yield slugify(PurePosixPath(source).stem)
    try:
        text, _ = read_text(folder.content / source, source)
    except FileRefusedError:
        return
    values = parse(text, source, kind).values
    yield str(values.get("slug") or address_slug(str(values.get("title", "")), LONGEST_NAME))


_ASKED_FOR = re.compile(
    r"[^.]*|(awards|figures|corrections|photos)\.\d+|photos\.\d+\.(alt|caption)"
)


def _lines(matter: FrontMatter) -> dict[str, int]:
    """Lines of the values that somebody asks for once the file is read."""
    named = ((".".join(map(str, where)), line) for where, line in matter.lines.items())
    return {name: line for name, line in named if _ASKED_FOR.fullmatch(name)}


class _EntryReader:
    """Resolves the pictures and links of one file."""

    def __init__(self, folder: Folder, matter: FrontMatter, *, ai: bool) -> None:
        """With `ai` a model made every picture of the file."""
        self.folder = folder
        self.ai = ai
        self.matter = matter
        self.problems: list[Problem] = []
        self.links: tuple[tuple[str, int], ...] = ()
        self.sizes: dict[str, int] = {}
        self.file_dependencies: dict[str, None] = {}

    def _look(self, path: str) -> str | None:
        """The path on the disk of a file, remembered as something that the result depends on."""
        found = self.folder.files.find(path)
        # A file that is not there yet may come under another spelling: its folder tells.
        also = [found] if found else map(str, PurePosixPath(path).parents)
        self.file_dependencies |= dict.fromkeys((path, *also))
        return found

    def _line_of(self, words: str) -> int:
        place = self.matter.body.find(words)
        return self.matter.body_line + (self.matter.body.count("\n", 0, place) if place >= 0 else 0)

    def body(self) -> tuple[str, tuple[Part, ...]]:
        """The sanitised HTML, and the same with figures in the places of images."""
        rendered = self._rendered()
        html = rendered.html
        self._differences(rendered)
        self._media(rendered.media)
        for name in filter(SHOWING.__contains__, rendered.dropped):
            self._refuse(
                self._line_of(f"<{name}"),
                Rule.HTML_DROPPED,
                f"Thẻ `<{name}>` không dùng được trên trang và bị bỏ.",
                "Video YouTube: dán địa chỉ thành một dòng riêng. Nội dung khác: xem sổ tay, "
                "mục “Được dùng thẻ HTML nào”.",
            )
        self.links = tuple((href, self._line_of(href)) for href in links(html))
        for href, line in self.links:
            if path := file_path(href):
                self._file(path, line)
        parts: list[Part] = []
        for part in split_at_images(html):
            if isinstance(part, str):
                parts.append(part)
            elif figure := self._body_figure(part):
                parts.append(figure)
        return html, tuple(parts)

    def _differences(self, rendered: Rendered) -> None:
        """Note where the page differs from what was typed."""
        for lost in rendered.missing[:MOST_MISSING]:
            self._refuse(
                self.matter.body_line + lost.line - 1,
                Rule.WORDS_MISSING,
                f"Trên trang thiếu: “{shorten(lost.words, SHOWN, placeholder=' …')}”.",
                "Xem lại ký hiệu ở chỗ này, hoặc gõ lại câu cho đơn giản.",
            )
        if rendered.joined:
            self._refuse(
                self._line_of(rendered.joined[0]),
                Rule.LINES_JOINED,
                f"Đã nối {len(rendered.joined)} dòng ngắt giữa câu với dòng sau.",
                "Muốn sang đoạn mới ở đó thì để một dòng trống.",
            )

    def _media(self, addresses: Iterable[str]) -> None:
        for address in addresses:
            line = self._line_of(address)
            if path := file_path(address):
                self._file(path, line)
            else:
                self._refuse(
                    line,
                    Rule.HTML_DROPPED,
                    f"Tiếng, hình ở “{address}” không nằm trong `tep/` nên bị bỏ.",
                    "Chép tệp vào `content/tep/`, hoặc dán địa chỉ thành một liên kết.",
                )

    def _rendered(self) -> Rendered:
        beyond = complexity_fault(self.matter.body)
        if beyond is None:
            try:
                return render(self.matter.body)
            except RecursionError:
                beyond = ComplexityFault(
                    1, "Bài lồng nhau quá sâu.", "Bớt các lớp trích dẫn, danh sách."
                )
        self._refuse(
            self.matter.body_line + beyond.line - 1,
            Rule.TOO_COMPLEX,
            beyond.message,
            beyond.advice,
        )
        self.matter.body = ""  # nothing else is to be asked of it
        return Rendered("", (), ())

    def _body_figure(self, image: BodyImage) -> Figure | None:
        line = self._line_of(image.file)
        if "://" in image.file or image.file.startswith("//"):
            self._refuse(
                line,
                Rule.REMOTE_PICTURE,
                f"Ảnh “{image.file}” nằm ở trang khác.",
                "Tải ảnh về `content/anh/` (nếu được phép dùng) rồi viết `anh/ten-anh.jpg`.",
            )
            return None
        if not image.alt:
            self._refuse(
                line,
                Rule.MISSING,
                f"Ảnh “{image.file}” thiếu mô tả.",
                'Viết trong ngoặc vuông: `![Kể điều nhìn thấy](anh/ten-anh.jpg "Chú thích")`.',
            )
            return None
        path = unquote(image.file).replace("\\", "/").lstrip("/").removeprefix("content/")
        return self._figure(
            path, image.alt, image.caption, image.credit, line=line, alone=image.alone
        )

    def photos(self, entry: Entry) -> tuple[Figure, ...]:
        figures = []
        for number, photo in enumerate(entry.photos):
            line = self.matter.line(("photos", number, "file"))
            figure = self._figure(
                photo.file, photo.alt, photo.caption, photo.credit, line=line, ai=photo.ai
            )
            if figure:
                figures.append(figure)
        return tuple(figures)

    def attached(self, entry: Entry) -> None:
        """Note the files that the header names."""
        for key in ("file", "video"):
            path = getattr(entry, key, None)
            if path and not path.startswith("https://"):
                self._file(path, self.matter.line((key,)))
        for number, shot in enumerate(getattr(entry, "broll", ())):
            if shot.file:
                self._file(shot.file, self.matter.line(("broll", number, "file")))
        for number, row in enumerate(getattr(entry, "support", ())):
            if row.form:
                self._file(row.form, self.matter.line(("support", number, "form")))

    def placeholder(self, entry: Entry) -> None:
        """Note a body that was to be written over, and was published."""
        if entry.published and PLACEHOLDER in self.matter.body:
            self._refuse(
                self._line_of(PLACEHOLDER),
                Rule.EXAMPLE_LEFT,
                f"Trong bài còn câu mẫu “{PLACEHOLDER}”.",
                "Viết nội dung vào chỗ đó, hoặc để `status: draft` cho tới khi viết xong.",
            )

    def transcript(self, entry: Entry) -> tuple[Cue, ...]:
        """Subtitles that the header names; the file itself is not offered."""
        path = getattr(entry, "transcript", None)
        found = self._look(path) if path else None
        line = self.matter.line(("transcript",))
        if path and found is None:
            self._missing(path, line)
        if found is None:
            return ()
        try:
            text, problems = read_text(self.folder.content / found, str(path))
            self.problems += problems
            return read_cues(text)
        except FileRefusedError as refused:
            self.problems += refused.problems
        except ValueError as error:
            self._refuse(
                line,
                Rule.TRANSCRIPT_BROKEN,
                f"Phụ đề “{path}”: {error}",
                "Mỗi câu gồm một dòng giờ như `00:00:01.000 --> 00:00:04.000`, rồi dòng chữ, "
                "rồi một dòng trống.",
            )
        return ()

    def _file(self, path: str, line: int) -> None:
        parts = path.split("/")
        plain = parts[0] == "tep" and not {"", ".", ".."} & set(parts)
        found = self._look(path) if plain else None
        if found is None:
            self._missing(path, line)
            return
        file = self.folder.content / found
        if fault := download_refusal(file):
            self._refuse(line, *fault)
        else:
            self.sizes[path] = file.stat().st_size

    def _missing(self, path: str, line: int, what: str = "tệp", sample: str = "tep/a.pdf") -> None:
        outside = leads_out(self.folder.content, path)
        nearest = "" if outside else self.folder.files.nearest(path)
        folder = sample.partition("/")[0]
        self._refuse(
            line,
            Rule.PATH_OUTSIDE if outside else Rule.PHOTO_MISSING,
            f"Đường dẫn “{path}” ra ngoài thư mục nội dung."
            if outside
            else f"Không tìm thấy {what} “{path}”.",
            f"Có phải là `{nearest}`?"
            if nearest
            else f"Chép {what} vào `content/{folder}/` và viết đúng tên, cả đuôi, như `{sample}`.",
        )

    def _figure(
        self,
        path: str,
        alt: str,
        caption: str,
        credit: str,
        *,
        line: int,
        alone: bool = True,
        ai: bool = False,
    ) -> Figure | None:
        found = self._look(path)
        if found is None:
            self._missing(path, line, "ảnh", "anh/lop-hoc.jpg")
            return None
        file = self.folder.content / found
        ai = ai or self.ai
        credits = said_credits(caption, credit, ai=ai)
        try:
            picture = self.folder.seen.get((found, credits)) or describe(
                file, found, self.folder.cache, credits
            )
        except PictureError as error:
            self._refuse(line, Rule.NOT_A_PICTURE, f"Ảnh “{path}”: {error.what}", error.advice)
            return None
        self.folder.seen[found, credits] = picture
        for remark in picture_remarks(picture, path):
            self._refuse(line, *remark)
        return Figure(picture, alt, caption, credit, alone, ai)

    def _refuse(self, line: int, rule: Rule, message: str, advice: str) -> None:
        self.problems.append(Problem(self.matter.source, line, rule, message, advice))
