"""Old files to Unicode drafts that a person reads before they are used."""

import re
from pathlib import Path

from khuyencong.vietnamese.cleanup import clean
from khuyencong.vietnamese.detection import detect_all, detect_bytes, to_unicode
from khuyencong.vietnamese.legacy import Encoding, as_seen
from khuyencong.vietnamese.lost_letters import lost_letters

_HEADER = re.compile(r"\A\s*?---[ \t]*\n(?P<header>.*?)^---[ \t]*$", re.MULTILINE | re.DOTALL)
_STATUS = re.compile(r"^(?:status|trạng thái)[ \t]*:.*$", re.MULTILINE | re.IGNORECASE)
_PLAIN_HEADER = re.compile(r"\A\s*title[ \t]*:", re.IGNORECASE)
_OFFICE = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"{\\rtf")
"""First bytes of Word and Excel files (both kinds) and of RTF."""
_PICTURE = (b"\xff\xd8\xff", b"\x89PNG", b"GIF8", b"II*\0", b"MM\0*", b"BM")


class NotLegacyError(Exception):
    """The file holds no text in an encoding from before Unicode; the words say what it is."""


def draft_of(file: Path) -> tuple[str, Encoding]:
    """Unicode text of an old file, marked as a draft, and the encoding that most of it was in.

    Lines that are Unicode already stay as they are.

    Raises:
        NotLegacyError: there is nothing to convert, with a Vietnamese sentence.
        OSError: the file cannot be read.
    """
    data = file.read_bytes()
    utf16 = data.startswith((b"\xff\xfe", b"\xfe\xff"))
    if not utf16 and (other := _other_than_text(data)):
        raise NotLegacyError(other)
    try:
        text = data.decode("utf-16" if utf16 else "utf-8-sig")
        found = detect_all(text)
    except UnicodeDecodeError:
        text = as_seen(data)
        if any(map(lost_letters, text.split("\n"))):
            raise NotLegacyError(
                "Chữ có dấu trong tệp đã mất thành dấu hỏi, không bảng mã nào lấy lại được. Mở lại "
                "tệp gốc, lưu thành CSV UTF-8."
            ) from None
        legacy = detect_bytes(data)
        found = (legacy,) if legacy is not None else ()
    if not found:
        raise NotLegacyError("Tệp không có chữ theo bảng mã cũ nào mà chương trình biết.")
    for legacy in found:
        text = to_unicode(text, legacy)
    text = clean(text).text
    return (text if file.suffix.lower() == ".csv" else _as_draft(text)), found[0].encoding


def _other_than_text(data: bytes) -> str:
    """What to do with a file that is no text; empty for one that may be."""
    if data.startswith(_PICTURE) or data[4:8] == b"ftyp":
        return "Tệp này là ảnh hoặc video, không có bảng mã để đổi. Ảnh của bài để trong `anh/`."
    if data.startswith(_OFFICE):
        return "Tệp này là tệp Word hoặc Excel. Nhập thành bản nháp bằng lệnh khuyencong import."
    if data.startswith(b"%PDF") or b"\0" in data:
        return (
            "Tệp này không phải tệp chữ. Mở bằng chương trình của tệp, chép chữ sang Notepad, lưu "
            "thành tệp `.txt` rồi đổi tệp đó."
        )
    return ""


def draft_place(file: Path) -> Path:
    """Where the draft of a file goes: `bai.md` → `bai.unicode.md`, beside it."""
    return file.with_name(f"{file.stem}.unicode{file.suffix}")


def _as_draft(text: str) -> str:
    """A story with `status: draft` in its header, so that no draft is published unread."""
    header = _HEADER.match(text)
    if header is None:
        return f"Status: draft\n{text.lstrip()}" if _PLAIN_HEADER.match(text) else text
    kept = _STATUS.sub("", header["header"]).strip("\n")
    return f"{text[: header.start('header')]}{kept}\nstatus: draft\n{text[header.end('header') :]}"
