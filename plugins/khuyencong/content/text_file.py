"""From the bytes of a file to clean Unicode text."""

import codecs
from pathlib import Path

from khuyencong.model.rules import Problem, Rule
from khuyencong.vietnamese.cleanup import clean
from khuyencong.vietnamese.detection import Legacy, detect_all, detect_bytes, readable
from khuyencong.vietnamese.legacy import as_seen

LARGEST_TEXT = 2 * 1024 * 1024
"""Bytes; the longest law in Vietnamese is about a tenth of this."""
SHOWN = 120
"""Letters of a line that a message shows."""

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
    text = _decoded(data, source)
    if found := detect_all(text):
        raise FileRefusedError(*_legacy_problems(text, found, source))
    if "\ufffd" in text:
        raise FileRefusedError(
            Problem(
                source,
                text.count("\n", 0, text.index("\ufffd")) + 1,
                Rule.LOST_LETTERS,
                "Có chữ đã mất, chỉ còn ký hiệu `\ufffd`.",
                "Gõ lại chữ đó, hoặc chép lại từ tệp gốc.",
            )
        )
    cleaned = clean(text)
    notes = [Problem(source, note.line, Rule.MENDED, note.message) for note in cleaned.notes]
    return cleaned.text, notes


def _decoded(data: bytes, source: str) -> str:
    encoding = next((name for mark, name in _MARKS if data.startswith(mark)), "utf-8")
    # Every second byte of UTF-16 without a mark is zero; no text of ours has any.
    if encoding == "utf-8" and data.count(0) * 4 > len(data):
        raise FileRefusedError(
            Problem(
                source,
                1,
                Rule.UNREADABLE_FILE,
                "Tệp không phải văn bản UTF-8 (có lẽ là UTF-16 thiếu dấu hiệu, hoặc tệp Word).",
                "Mở bằng Notepad, chọn Lưu thành… và Mã hóa: UTF-8.",
            )
        )
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        legacy = detect_bytes(data)
        if legacy and encoding == "utf-8":
            raise FileRefusedError(*_legacy_problems(as_seen(data), (legacy,), source)) from error
        raise FileRefusedError(
            Problem(
                source,
                data.count(b"\n", 0, error.start) + 1,
                Rule.UNREADABLE_FILE,
                "Tệp không lưu bằng Unicode (UTF-8).",
                "Mở bằng Notepad, chọn Lưu thành… và Mã hóa: UTF-8.",
            )
        ) from error


def _legacy_problems(text: str, found: tuple[Legacy, ...], source: str) -> list[Problem]:
    """The refusal of every passage of legacy text, with its first line as it should read."""
    lines = text.split("\n")
    return [
        _legacy_problem(lines, first, last, legacy, source)
        for legacy in found
        for first, last in _passages(lines, legacy.lines)
    ]


def _passages(lines: list[str], numbers: tuple[int, ...]) -> list[tuple[int, int]]:
    """First and last line of each run of lines between which nothing but ASCII stands."""
    passages: list[tuple[int, int]] = []
    for number in numbers:
        if passages and all(map(str.isascii, lines[passages[-1][1] : number - 1])):
            passages[-1] = passages[-1][0], number
        else:
            passages.append((number, number))
    return passages


def _legacy_problem(
    lines: list[str], first: int, last: int, legacy: Legacy, source: str
) -> Problem:
    where = "ở đây" if first == last else f"từ dòng {first} đến dòng {last}"
    sentence = clean(readable(lines[first - 1], legacy.encoding)).text
    return Problem(
        source,
        first,
        Rule.LEGACY_TEXT,
        f"Chữ {where} theo bảng mã {legacy.encoding.label}, không phải Unicode. "
        f"Đọc đúng là: “{_shown(sentence)}”.",
        f"Chạy `khuyencong convert content/{source}` để có bản nháp Unicode, đọc lại rồi dùng.",
    )


def _shown(line: str) -> str:
    """As much of a line as a message shows."""
    words = " ".join(line.split())
    return words if len(words) <= SHOWN else f"{words[:SHOWN]}…"
