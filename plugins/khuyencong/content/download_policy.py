"""Which files of `tep/` are offered for download as they are."""

import re
from pathlib import Path

from khuyencong.model.rules import Rule
from khuyencong.store.os_reason import os_reason

OFFERED = {
    "pdf": b"%PDF-",
    **dict.fromkeys(("doc", "xls", "ppt"), b"\xd0\xcf\x11\xe0"),
    **dict.fromkeys(("docx", "xlsx", "pptx", "odt", "ods", "odp", "zip"), b"PK"),
    **dict.fromkeys(("mp4", "m4a", "webm", "mp3", "ogg", "wav"), b""),
    **dict.fromkeys(("csv", "txt", "vtt", "srt"), b""),
}
"""Ending → first bytes. A page, a drawing or a program of somebody else (`.html`, `.svg`, `.js`,
`.exe`) is never served from the centre's own address, where it could act in its name."""

SOUND = ("mp3", "m4a", "ogg", "wav")
FILM = ("mp4", "webm")
_WEB = (b"<!doctype html", b"<html", b"<svg", b"<?xml", b"<script")


_MP3 = re.compile(rb"ID3|\xff[\xe2-\xe7\xf2-\xff]")
"""A tag, or a frame of MPEG audio (ISO 11172-3, 2.4.1.3): eleven bits of sync and a layer."""
_M4A = re.compile(rb".{4}ftyp", re.DOTALL)
"""ISO 14496-12, 4.3."""


def sound_refusal(file: Path) -> tuple[Rule, str, str] | None:
    """Why a file cannot be played as sound although it may be offered; None for a good one."""
    with file.open("rb") as stream:
        head = stream.read(8)
    if (_M4A if file.suffix.lower() == ".m4a" else _MP3).match(head):
        return None
    return (
        Rule.WRONG_FILE,
        f"Tệp “{file.name}” không phải âm thanh {file.suffix.lower()}.",
        "Xuất lại từ phần mềm thu âm thành .mp3 hoặc .m4a; đổi đuôi tệp không đủ.",
    )


def download_refusal(file: Path) -> tuple[Rule, str, str] | None:
    """Why a file cannot be offered: rule, message and advice; None for a good one."""
    ending = file.suffix.lower().removeprefix(".")
    if ending not in OFFERED:
        return (
            Rule.FILE_REFUSED,
            f"Tệp “{file.name}” thuộc loại không được đưa lên trang.",
            f"Dùng một trong: {', '.join(sorted(OFFERED))}; ảnh thì để trong `content/anh/`.",
        )
    try:
        with file.open("rb") as stream:
            head = stream.read(1024)
    except OSError as error:
        return (
            Rule.UNREADABLE_FILE,
            f"Không mở được tệp “{file.name}” ({os_reason(error)}).",
            "Đóng tệp trong phần mềm khác, kiểm tra quyền đọc rồi thử lại.",
        )
    text = head.removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    # Readers look for the header of a PDF in its first 1,024 bytes (ISO 32000-2, annex I).
    starts = OFFERED[ending] in head if ending == "pdf" else head.startswith(OFFERED[ending])
    if text.startswith(_WEB) or not starts:
        what = "một trang web" if text.startswith(_WEB) else "loại khác"
        return (
            Rule.WRONG_FILE,
            f"Tệp “{file.name}” không phải .{ending} mà là {what}.",
            "Mở tệp xem có đúng không; tải lại hoặc xuất lại từ phần mềm gốc.",
        )
    return None
