"""From the bytes of a file to clean Unicode text."""

import codecs
from pathlib import Path

from khuyencong.model.rules import Problem, Rule
from khuyencong.store.os_reason import os_reason
from khuyencong.store.shell_path import shell_path
from khuyencong.vietnamese.cleanup import clean
from khuyencong.vietnamese.detection import Legacy, detect_all, detect_bytes, readable
from khuyencong.vietnamese.legacy import as_seen
from khuyencong.vietnamese.lost_letters import lost_letters

LARGEST_TEXT = 2 * 1024 * 1024
"""Bytes; the longest law in Vietnamese is about a tenth of this."""
SHOWN = 120
"""Letters of a line that a message shows."""
MANY_LOST = 3
"""Words with a question mark inside from which a line has lost letters; one may be a slip."""

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


def read_text(file: Path, source: str, data: bytes | None = None) -> tuple[str, list[Problem]]:
    """Text of a file in NFC with LF line ends, and notes of what was mended.

    UTF-8 with or without byte order mark and UTF-16 with one (Notepad's "Unicode") are
    read. `source` names the file in problems; `data` are its bytes where they were read already.

    Raises:
        FileRefusedError: the file cannot be opened, is too large, or is in another encoding.
    """
    try:
        size = file.stat().st_size if data is None else len(data)
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
        if data is None:
            data = file.read_bytes()
    except OSError as error:
        raise FileRefusedError(
            Problem(
                source,
                1,
                Rule.UNREADABLE_FILE,
                f"Không mở được tệp ({os_reason(error)}).",
                "Đóng tệp trong Word hoặc Excel, kiểm tra quyền đọc rồi thử lại.",
            )
        ) from error
    text = _decoded(data, file, source)
    if found := detect_all(text):
        raise FileRefusedError(*_legacy_problems(text, found, file, source))
    if lost := _lost_line(text):
        raise FileRefusedError(lost_letters_problem(source, *lost))
    cleaned = clean(text)
    notes = [Problem(source, note.line, Rule.MENDED, note.message) for note in cleaned.notes]
    return cleaned.text, notes


def _lost_line(text: str) -> tuple[int, str] | None:
    """The first line in which letters are lost for good, with its number."""
    if "\ufffd" not in text and "?" not in text:
        return None
    lines = enumerate(text.split("\n"), 1)
    return next((each for each in lines if _has_lost_letters(each[1])), None)


def _has_lost_letters(line: str) -> bool:
    many = line.count("?") >= MANY_LOST and len(lost_letters(line)) >= MANY_LOST
    return many or "\ufffd" in line


def lost_letters_problem(source: str, line: int, words: str) -> Problem:
    """The refusal of a line whose letters nothing can bring back."""
    shown = " ".join(words.split())
    return Problem(
        source,
        line,
        Rule.LOST_LETTERS,
        f"Có chữ đã mất, chỉ còn ký hiệu `\ufffd` hoặc dấu hỏi: “{_shortened(shown)}”.",
        "Bảng: mở lại tệp Excel gốc, chọn Lưu thành… › CSV UTF-8. Bài: chép lại từ tệp gốc, lưu "
        "mã hóa UTF-8.",
    )


def _shortened(words: str) -> str:
    return words if len(words) <= SHOWN else f"{words[:SHOWN]}…"


def _decoded(data: bytes, file: Path, source: str) -> str:
    encoding = next((name for bom, name in _MARKS if data.startswith(bom)), "utf-8")
    # Every second byte of UTF-16 without a mark is zero; no text of ours has any.
    if encoding == "utf-8" and data.count(0) * 4 > len(data):
        raise FileRefusedError(
            _not_utf8(source, 1, " (có lẽ là UTF-16 thiếu dấu hiệu, hoặc tệp Word)")
        )
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        number = data.count(b"\n", 0, error.start) + 1
        if encoding == "utf-8":
            seen = as_seen(data)
            for lost, line in enumerate(seen.split("\n"), 1):
                if lost_letters(line):
                    raise FileRefusedError(lost_letters_problem(source, lost, line)) from error
            if legacy := detect_bytes(data):
                problems = _legacy_problems(seen, (legacy,), file, source)
                raise FileRefusedError(*problems) from error
        raise FileRefusedError(_not_utf8(source, number)) from error


def _not_utf8(source: str, line: int, guess: str = "") -> Problem:
    return Problem(
        source,
        line,
        Rule.UNREADABLE_FILE,
        f"Tệp không phải văn bản UTF-8{guess}.",
        "Mở bằng Notepad, chọn Lưu thành… và Mã hóa: UTF-8.",
    )


def _legacy_problems(
    text: str, found: tuple[Legacy, ...], file: Path, source: str
) -> list[Problem]:
    """The refusal of every passage of legacy text, with its first line as it should read."""
    lines = text.split("\n")
    return [
        _legacy_problem(lines, first, last, legacy, file, source)
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
    lines: list[str], first: int, last: int, legacy: Legacy, file: Path, source: str
) -> Problem:
    where = "ở đây" if first == last else f"từ dòng {first} đến dòng {last}"
    sentence = " ".join(clean(readable(lines[first - 1], legacy.encoding)).text.split())
    return Problem(
        source,
        first,
        Rule.LEGACY_TEXT,
        f"Chữ {where} theo bảng mã {legacy.encoding.label}, không phải Unicode. "
        f"Đọc đúng là: “{_shortened(sentence)}”.",
        f"Chạy `khuyencong convert {shell_path(file)}` để có bản nháp Unicode, đọc lại rồi dùng.",
    )
