"""What is known of a PDF, and the error that says why it cannot be shown."""

from enum import IntEnum

from msgspec import Struct

from khuyencong.pictures.picture import PictureError


class Fault(IntEnum):
    """Why a PDF cannot be shown; its number is the exit code of the process that opened it."""

    LOCKED = 10
    BROKEN = 11
    HEAVY = 12


_SAID = {
    Fault.LOCKED: (
        "tệp PDF có mật khẩu, người đọc không mở được.",
        "Mở tệp bằng mật khẩu, lưu lại bản không có mật khẩu rồi thay tệp.",
    ),
    Fault.BROKEN: (
        "tệp PDF hỏng, không mở được.",
        "Xuất lại PDF từ tệp gốc (Word: Lưu dưới dạng PDF) rồi thay tệp.",
    ),
    Fault.HEAVY: (
        "tệp PDF quá nặng, mở mãi không xong hoặc hết bộ nhớ.",
        "Mở tệp, in lại thành PDF (Microsoft Print to PDF) rồi thay tệp; vẫn nặng thì tách ra "
        "nhiều tệp.",
    ),
}


class PdfError(PictureError):
    """A PDF that cannot be shown."""

    def __init__(self, fault: Fault, source: str = "") -> None:
        super().__init__(*_SAID[fault], source)
        self.fault = fault

    def __reduce__(self) -> tuple[type["PdfError"], tuple[Fault, str]]:
        return PdfError, (self.fault, self.source)


class OutlineItem(Struct, frozen=True):
    """A line of the contents that a PDF brings along."""

    title: str
    page: int
    """Page of the file, from 1."""
    level: int
    """Depth in the outline, from 0."""


class PdfFacts(Struct, frozen=True):
    """What is known of a PDF without its words."""

    digest: str
    """Of the bytes of the file."""
    total: int
    """Pages of the file."""
    sizes: tuple[tuple[int, int], ...]
    """Width and height in pixels of the largest picture of each page that is shown."""
    pictured: tuple[int, ...]
    """Pages, from 1, that show photos or are one."""
    scans: tuple[int, ...]
    """Pages that are a picture without words, from 1."""
    outline: tuple[OutlineItem, ...]
    numbered_from: int
    """The page of the file that calls itself 1 (ISO 32000-2, 12.4.2); 1 where none does."""

    @property
    def is_scan(self) -> bool:
        """Whether most of it was scanned, so that no program can read it aloud."""
        return 2 * len(self.scans) > len(self.sizes)


class PdfContent(Struct, frozen=True):
    """A PDF that was read."""

    facts: PdfFacts
    lines: tuple[tuple[str, ...], ...]
    """The lines of words of each page that is shown."""
