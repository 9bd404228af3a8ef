"""From the bytes of a file to clean Unicode text."""

import codecs
from pathlib import Path

from khuyencong.model.rules import Problem, Rule
from khuyencong.vietnamese.cleaning import clean

LARGEST_TEXT = 2 * 1024 * 1024
"""Bytes; the longest law in Vietnamese is about a tenth of this."""

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


class FileRefusedError(Exception):
    """A file that cannot be used at all; carries the problems that say why."""

    def __init__(self, *problems: Problem) -> None:
        super().__init__("; ".join(map(str, problems)))
        self.problems = problems


def read_text(file: Path, source: str) -> tuple[str, list[Problem]]:
    """Text of a file in NFC with LF line ends, and notes of what was mended.

    UTF-8 with or without byte order mark and UTF-16 with one (Notepad's "Unicode") are
    read. `source` names the file in problems.

    Raises:
        FileRefusedError: the file cannot be opened, is too large, or is in another encoding.
    """
    try:
        size = file.stat().st_size
        if size > LARGEST_TEXT:
            raise FileRefusedError(
                Problem(
                    source,
                    1,
                    Rule.UNREADABLE_FILE,
                    f"Tệp quá lớn ({size // 1024 // 1024} MB).",
                    "Một bài viết chỉ vài chục KB; kiểm tra xem có phải chép nhầm tệp không.",
                )
            )
        data = file.read_bytes()
    except OSError as error:
        raise FileRefusedError(
            Problem(
                source,
                1,
                Rule.UNREADABLE_FILE,
                f"Không mở được tệp ({error.strerror}).",
                "Đóng tệp trong Word hoặc Excel, kiểm tra quyền đọc rồi thử lại.",
            )
        ) from error
    encoding = next((name for mark, name in _MARKS if data.startswith(mark)), "utf-8")
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise FileRefusedError(
            Problem(
                source,
                line,
                Rule.UNREADABLE_FILE,
                "Tệp không lưu bằng Unicode (UTF-8).",
                "Mở bằng Notepad, chọn Lưu thành… và Mã hóa: UTF-8.",
            )
        ) from error
    cleaned = clean(text)
    notes = [Problem(source, note.line, Rule.MENDED, note.message) for note in cleaned.notes]
    return cleaned.text, notes
