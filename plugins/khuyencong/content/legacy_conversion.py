"""Old files to Unicode drafts that a person reads before they are used."""

import re
from pathlib import Path

from khuyencong.vietnamese.cleanup import clean
from khuyencong.vietnamese.detection import detect_all, detect_bytes, to_unicode
from khuyencong.vietnamese.legacy import Encoding, as_seen

_HEADER = re.compile(r"\A\s*?---[ \t]*\n(?P<header>.*?)^---[ \t]*$", re.MULTILINE | re.DOTALL)
_STATUS = re.compile(r"^status[ \t]*:.*$", re.MULTILINE | re.IGNORECASE)
_PLAIN_HEADER = re.compile(r"\A\s*title[ \t]*:", re.IGNORECASE)


class NotLegacyError(Exception):
    """The file holds no text in an encoding from before Unicode."""


def draft_of(file: Path) -> tuple[str, Encoding]:
    """Unicode text of an old file, marked as a draft, and the encoding that most of it was in.

    Lines that are Unicode already stay as they are.

    Raises:
        NotLegacyError: there is nothing to convert.
        OSError: the file cannot be read.
    """
    data = file.read_bytes()
    try:
        text = data.decode("utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig")
        found = detect_all(text)
    except UnicodeDecodeError:
        text = as_seen(data)
        legacy = detect_bytes(data)
        found = (legacy,) if legacy is not None else ()
    if not found:
        raise NotLegacyError(file)
    for legacy in found:
        text = to_unicode(text, legacy)
    text = clean(text).text
    return (text if file.suffix.lower() == ".csv" else _as_draft(text)), found[0].encoding


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
