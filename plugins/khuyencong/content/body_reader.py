"""The body of an entry: its HTML with figures in the places of images, and what is wrong in it."""

from collections.abc import Iterable, Iterator
from textwrap import shorten
from urllib.parse import unquote

from msgspec import Struct

from khuyencong.content.address_lines import AddressLines
from khuyencong.content.chart_blocks import ChartBlock, take_charts
from khuyencong.content.chart_reader import ChartReader
from khuyencong.content.dialect.provisions import PREFIXES, clauses
from khuyencong.content.file_references import FileReferences
from khuyencong.content.front_matter import FrontMatter
from khuyencong.content.markdown_body import (
    CARD_TEXT,
    BodyImage,
    Rendered,
    render,
    split_at_images,
)
from khuyencong.content.markdown_limits import ComplexityFault, complexity_fault
from khuyencong.content.record import Figure, Part
from khuyencong.content.sanitizer import SHOWING, file_path
from khuyencong.html_tags import headings, links
from khuyencong.model.entry import Status
from khuyencong.model.examples import PLACEHOLDER
from khuyencong.model.rules import Rule

MOST_MISSING = 5
"""Places of missing words that are told of one file."""
SHOWN = 120
"""Letters of missing words that a message shows."""


class ParsedBody(Struct, frozen=True):
    """A body as it is shown."""

    parts: tuple[Part, ...] = ()
    headings: tuple[tuple[str, str], ...] = ()
    """Id and plain words of each heading of level 2, and of the articles of law."""
    clauses: tuple[str, ...] = ()
    """Anchors of clauses and points of law, in order."""
    links: tuple[tuple[str, int], ...] = ()
    """Addresses that it links to, with the line of each."""


class BodyReader:
    """Renders the body of one file and resolves the pictures and files in it."""

    def __init__(
        self,
        matter: FrontMatter,
        references: FileReferences,
        *,
        law: bool,
        status: Status,
    ) -> None:
        """With `law` the body may be that of a legal document; `status` is that of the entry."""
        self.matter = matter
        self.references = references
        self._law = law
        self._undescribed = status.undescribed_photo
        self._charts: tuple[ChartBlock, ...] = ()

    def read(self) -> ParsedBody:
        """The body; problems are reported to the references."""
        if not self.matter.body.strip():
            return ParsedBody()
        rendered = self._rendered()
        html, lines = rendered.html, AddressLines(self.matter.body, self.matter.body_line)
        self._report_differences(rendered)
        self._attach_media(rendered.media, lines)
        self._report_dropped(rendered)
        found = tuple((href, lines.next(href)) for href in links(html))
        for href, line in found:
            if path := file_path(href):
                self.references.download(path, line)
        return ParsedBody(self._parts(html, lines), headings(html, PREFIXES), clauses(html), found)

    def report_placeholder(self) -> None:
        """Note a body that was to be written over, and was published."""
        if PLACEHOLDER in self.matter.body:
            self.references.report(
                self.matter.line_of_text(PLACEHOLDER),
                Rule.EXAMPLE_LEFT,
                f"Trong bài còn câu mẫu “{PLACEHOLDER.rstrip('.')}”.",
                "Viết nội dung vào chỗ đó, hoặc để `status: draft` cho tới khi viết xong.",
            )

    def _rendered(self) -> Rendered:
        beyond = complexity_fault(self.matter.body)
        if beyond is None:
            try:
                text, self._charts = take_charts(self.matter.body)
                return render(text, law=self._law)
            except RecursionError:
                beyond = ComplexityFault(
                    1, "Bài lồng nhau quá sâu.", "Bớt các lớp trích dẫn, danh sách."
                )
        self.references.report(
            self.matter.body_line + beyond.line - 1,
            Rule.TOO_COMPLEX,
            beyond.message,
            beyond.advice,
        )
        self.matter.body = ""  # nothing else is to be asked of it
        return Rendered("", (), ())

    def _report_differences(self, rendered: Rendered) -> None:
        """Note where the page differs from what was typed."""
        for lost in rendered.missing[:MOST_MISSING]:
            self.references.report(
                self.matter.body_line + lost.line - 1,
                Rule.WORDS_MISSING,
                f"Trên trang thiếu: “{shorten(lost.words, SHOWN, placeholder=' …')}”.",
                "Xem lại ký hiệu ở chỗ này, hoặc gõ lại câu cho đơn giản.",
            )
        if rendered.joined:
            self.references.report(
                self.matter.line_of_text(rendered.joined[0]),
                Rule.LINES_JOINED,
                f"Đã nối {len(rendered.joined)} dòng ngắt giữa câu với dòng sau.",
                "Muốn sang đoạn mới ở đó thì để một dòng trống.",
            )

    def _report_dropped(self, rendered: Rendered) -> None:
        """Note tags that would show something, and may not stand in a body."""
        for line in rendered.carded:
            self.references.report(
                self.matter.body_line + line - 1,
                Rule.HTML_DROPPED,
                f"Khung nhúng YouTube đã thành liên kết “{CARD_TEXT}”; trang không nạp gì từ nơi "
                "khác.",
                "Dán địa chỉ video thành một dòng riêng thay cho thẻ `<iframe>`.",
            )
        for name, line in rendered.dropped:
            if name not in SHOWING:
                continue
            self.references.report(
                self.matter.body_line + line - 1,
                Rule.HTML_DROPPED,
                f"Thẻ `<{name}>` không dùng được trên trang và bị bỏ.",
                "Video YouTube: dán địa chỉ thành một dòng riêng. Nội dung khác: xem sổ tay, "
                "mục “Được dùng thẻ HTML nào”.",
            )

    def _attach_media(self, addresses: Iterable[str], lines: AddressLines) -> None:
        for address in addresses:
            line = lines.next(address)
            if path := file_path(address):
                self.references.download(path, line)
            else:
                self.references.report(
                    line,
                    Rule.HTML_DROPPED,
                    f"Tiếng, hình ở “{address}” không nằm trong `tep/` nên bị bỏ.",
                    "Chép tệp vào `content/tep/`, hoặc dán địa chỉ thành một liên kết.",
                )

    def _parts(self, html: str, lines: AddressLines) -> tuple[Part, ...]:
        parts = (
            part if isinstance(part, str) else self._figure(part, lines.next(part.file))
            for part in split_at_images(html)
        )
        found = tuple(part for part in parts if part is not None)
        return tuple(self._with_charts(found)) if self._charts else found

    def _with_charts(self, parts: Iterable[Part]) -> Iterator[Part]:
        """The parts with charts in the places of their markers."""
        reader = ChartReader(self.references, self.matter.body_line)
        waiting = list(enumerate(self._charts, 1))
        above = ""
        for part in parts:
            rest = part if isinstance(part, str) else ""
            if not isinstance(part, str):
                yield part
            while waiting and (paragraph := f"<p>{waiting[0][1].marker}</p>") in rest:
                number, block = waiting.pop(0)
                before, _, rest = rest.partition(paragraph)
                above += before
                chart = reader.read(block, number, above)
                yield from filter(None, (before, chart))
            above += rest
            if rest:
                yield rest
        for _, block in waiting:
            self.references.report(
                self.matter.body_line + block.line - 1,
                Rule.CHART_UNUSABLE,
                "Khối biểu đồ không đứng riêng.",
                "Để dòng ```bieu-do sát lề, ngoài danh sách và thẻ HTML.",
            )

    def _figure(self, image: BodyImage, line: int) -> Figure | None:
        if "://" in image.file or image.file.startswith("//"):
            self.references.report(
                line,
                Rule.REMOTE_PICTURE,
                f"Ảnh “{image.file}” nằm ở trang khác.",
                "Tải ảnh về `content/anh/` (nếu được phép dùng) rồi viết `anh/ten-anh.jpg`.",
            )
            return None
        if not image.alt:
            self.references.report(
                line,
                self._undescribed,
                f"Ảnh “{image.file}” thiếu mô tả.",
                'Viết trong ngoặc vuông: `![Kể điều nhìn thấy](anh/ten-anh.jpg "Chú thích")`.',
            )
            if self._undescribed is Rule.MISSING:
                return None
        path = unquote(image.file).replace("\\", "/").lstrip("/").removeprefix("content/")
        return self.references.figure(
            path, image.alt, image.caption, image.credit, line=line, alone=image.alone
        )
