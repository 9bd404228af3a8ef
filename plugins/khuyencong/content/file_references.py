"""The pictures and downloads that an entry names, looked for in the content folder."""

from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path, PurePosixPath

from khuyencong.content.download_policy import download_refusal, sound_refusal
from khuyencong.content.file_lookup import FileLookup, leads_out
from khuyencong.content.picture_policy import picture_remarks
from khuyencong.content.record import Figure
from khuyencong.content.text_file import FileRefusedError, read_text
from khuyencong.content.transcripts import Cue, read_cues
from khuyencong.model.rules import Problem, Rule
from khuyencong.pdf.pdf_cache import can_read, read_pdf
from khuyencong.pdf.records import PdfError, PdfFacts
from khuyencong.pictures.credit_line import said_credits
from khuyencong.pictures.description import describe
from khuyencong.pictures.framing import WHOLE, Framing
from khuyencong.pictures.picture import Credits, Picture, PictureError


@dataclass(frozen=True)
class Folder:
    """Where content lies, and what of it was seen so far; for one reading of the folder."""

    content: Path
    cache: Path
    seen: dict[tuple[str, Credits, Framing], Picture] = field(default_factory=dict, compare=False)
    states: dict[str, str] = field(default_factory=dict, compare=False)
    """Path of each file that an entry depends on → its state when it was first looked at."""

    @cached_property
    def files(self) -> FileLookup:
        """Where files lie, as it was when each was first looked for."""
        return FileLookup(self.content)


class FileReferences:
    """What one entry names, and everything that is wrong with it."""

    def __init__(self, folder: Folder, source: str, *, ai: bool) -> None:
        """With `ai` a model made every picture of the entry."""
        self.folder = folder
        self.source = source
        self.ai = ai
        self.problems: list[Problem] = []
        self.sizes: dict[str, int] = {}
        """Downloads with their sizes in bytes."""
        self.dependencies: dict[str, None] = {}
        """Paths of all files that the result depends on, there or not, in order."""

    def report(self, line: int, rule: Rule, message: str, advice: str) -> None:
        """Note a problem at a line of the file that is read."""
        self.problems.append(Problem(self.source, line, rule, message, advice))

    def download(self, path: str, line: int) -> None:
        """Offer a file of `tep/`."""
        parts = path.split("/")
        plain = parts[0] == "tep" and not {"", ".", ".."} & set(parts)
        found = self._find(path) if plain else None
        if found is None:
            self._report_missing(path, line)
            return
        file = self.folder.content / found
        if fault := download_refusal(file):
            self.report(line, *fault)
        else:
            self.sizes[path] = file.stat().st_size

    def sound(self, path: str, line: int) -> None:
        """Offer a file of `tep/` that is played."""
        self.download(path, line)
        if path in self.sizes:
            file = self.folder.content / (self._find(path) or path)
            if fault := sound_refusal(file):
                self.report(line, *fault)

    def pdf(self, path: str, line: int) -> PdfFacts | None:
        """What is known of a PDF that is offered; None when it cannot be read."""
        if path not in self.sizes or not can_read():
            return None
        try:
            file = self.folder.content / (self._find(path) or path)
            return read_pdf(file, self.folder.cache).facts
        except PdfError as error:
            self.report(line, Rule.PDF_UNUSABLE, f"Tài liệu “{path}”: {error.what}", error.advice)
            return None

    def text(self, path: str, line: int) -> str | None:
        """The text of a file, which is not offered itself; None when there is none.

        What is wrong in it is told at the line that names it.
        """
        found = self._find(path)
        if found is None:
            self._report_missing(path, line)
            return None
        text = None
        try:
            text, problems = read_text(self.folder.content / found, path)
        except FileRefusedError as refused:
            problems = list(refused.problems)
        for each in problems:
            message = f"“{path}”, dòng {each.line}: {each.message}"
            self.report(line, each.rule, message, each.advice)
        return text

    def transcript(self, path: str, line: int) -> tuple[Cue, ...]:
        """The subtitles in a file."""
        text = self.text(path, line)
        try:
            return read_cues(text) if text is not None else ()
        except ValueError as error:
            self.report(
                line,
                Rule.TRANSCRIPT_BROKEN,
                f"Phụ đề “{path}”: {error}",
                "Mỗi câu gồm một dòng giờ như `00:00:01.000 --> 00:00:04.000`, rồi dòng chữ, "
                "rồi một dòng trống.",
            )
        return ()

    def figure(
        self,
        path: str,
        alt: str,
        caption: str,
        credit: str,
        *,
        line: int,
        alone: bool = True,
        ai: bool = False,
        framing: Framing = WHOLE,
    ) -> Figure | None:
        """A picture in its place; None when there is no such picture."""
        found = self._find(path)
        if found is None:
            self._report_missing(path, line, "ảnh", "anh/lop-hoc.jpg")
            return None
        ai = ai or self.ai
        try:
            picture = self._picture(found, said_credits(caption, credit, ai=ai), framing)
        except PictureError as error:
            self.report(line, Rule.NOT_A_PICTURE, f"Ảnh “{path}”: {error.what}", error.advice)
            return None
        for remark in picture_remarks(picture, path):
            self.report(line, *remark)
        return Figure(picture, alt, caption, credit, alone, ai)

    def _picture(self, found: str, credits: Credits, framing: Framing) -> Picture:
        seen, key = self.folder.seen, (found, credits, framing)
        if key not in seen:
            file = self.folder.content / found
            seen[key] = describe(file, found, self.folder.cache, credits, framing)
        return seen[key]

    def _find(self, path: str) -> str | None:
        """The path on the disk of a file, remembered as something that the result depends on."""
        found = self.folder.files.find(path)
        # A file that is not there yet may come under another spelling: its folder tells.
        also = [found] if found else map(str, PurePosixPath(path).parents)
        self.dependencies |= dict.fromkeys((path, *also))
        return found

    def _report_missing(
        self, path: str, line: int, what: str = "tệp", sample: str = "tep/a.pdf"
    ) -> None:
        outside = leads_out(self.folder.content, path)
        nearest = "" if outside else self.folder.files.nearest(path, self.source)
        folder = sample.partition("/")[0]
        self.report(
            line,
            Rule.PATH_OUTSIDE if outside else Rule.PHOTO_MISSING,
            f"Đường dẫn “{path}” ra ngoài thư mục nội dung."
            if outside
            else f"Không tìm thấy {what} “{path}”.",
            f"Có phải là `{nearest}`?"
            if nearest
            else f"Chép {what} vào `content/{folder}/` và viết đúng tên, cả đuôi, như `{sample}`.",
        )
