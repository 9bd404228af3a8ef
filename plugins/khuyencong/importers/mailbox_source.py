"""A moderated mailbox: letters of readers as an mbox file (RFC 4155) or a maildir folder."""

import email
import mailbox
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from email.message import EmailMessage
from email.policy import default
from email.utils import parsedate_to_datetime
from pathlib import Path

from khuyencong.importers.html_tree import UNREAD, parse_html, texts
from khuyencong.vietnamese.cleanup import clean
from khuyencong.vietnamese.dates import VIETNAM
from khuyencong.vietnamese.person_names import initials

MOST_WORDS = 20_000
"""Letters of a text that is taken in; a reader writes some hundred."""
_FOLDERS = ("cur", "new")
_STORY = re.compile(r"^[ \t]*Bài:[ \t]*(?P<address>https?://\S+)[ \t]*$", re.MULTILINE)
"""The line that a mail from a story's page begins with (theme/components/respond)."""
_QUOTED = re.compile(r"^(>|-- ?$|_{5,}|-{5,}|(On|Vào|Ngày) .{6,80}(wrote|đã viết|viết):)")
"""Where an answer quotes what it answers, or a signature begins."""
_CONTACT = re.compile(r"[^\s@]{1,64}@\S{1,255}|(?<!\w)\+?\d[\d .-]{7,20}\d(?!\w)")
_TAKEN_OUT = "[đã bỏ]"


@dataclass(frozen=True, slots=True)
class Letter:
    """A mail of a reader: no address, no telephone, the name shortened."""

    key: str
    subject: str
    sender: str
    """Initials, "" where the mail gives no name."""
    received: datetime
    text: str
    address: str
    """Absolute address of the story that it is about; empty for none."""


def is_maildir(folder: Path) -> bool:
    """Whether a folder is a maildir."""
    return all((folder / name).is_dir() for name in _FOLDERS)


def is_mbox(head: bytes) -> bool:
    """Whether a file that begins like this is an mbox."""
    return head.startswith(b"From ") and b"\n" in head


def letters(source: Path) -> Iterator[Letter]:
    """The letters of a mailbox, the oldest first."""
    found = _maildir(source) if source.is_dir() else _mbox(source)
    yield from sorted(map(_letter, found), key=lambda letter: (letter.received, letter.key))


def _maildir(folder: Path) -> Iterator[EmailMessage]:
    for name in _FOLDERS:
        for file in sorted((folder / name).iterdir()):
            if file.is_file():
                yield _message(file.read_bytes())


def _mbox(file: Path) -> Iterator[EmailMessage]:
    box = mailbox.mbox(file, create=False)
    try:
        for key in box.iterkeys():
            yield _message(box.get_bytes(key))
    finally:
        box.close()


def _message(data: bytes) -> EmailMessage:
    return email.message_from_bytes(data, policy=default)


def _letter(message: EmailMessage) -> Letter:
    body = _body(message)
    story = _STORY.search(body)
    name = str(message.get("from", "")).partition("<")[0].strip(' "')
    subject = " ".join(str(message.get("subject", "")).split())
    text = _own_words(body[story.end() :] if story else body)
    key = str(message.get("message-id", "")).strip() or f"{subject} {_received(message)}"
    address = story["address"] if story else ""
    sender = "" if "@" in name else initials(name)
    return Letter(f"thu:{key}", subject, sender, _received(message), text, address)


def _received(message: EmailMessage) -> datetime:
    """When a mail was sent, in Vietnam; the beginning of time for one that does not say."""
    try:
        sent = parsedate_to_datetime(str(message.get("date", "")))
        return (sent if sent.tzinfo else sent.replace(tzinfo=UTC)).astimezone(VIETNAM)
    except (ValueError, OverflowError):
        return datetime(1970, 1, 1, tzinfo=UTC)


def _body(message: EmailMessage) -> str:
    part = message.get_body(preferencelist=("plain", "html"))
    if part is None:
        return ""
    try:
        content = str(part.get_content())
    except (LookupError, UnicodeError):  # a character set that nobody knows
        return ""
    if part.get_content_type() == "text/html":
        content = "".join(texts(parse_html(content), "\n", UNREAD))
    return clean(content[: 4 * MOST_WORDS]).text


def _own_words(text: str) -> str:
    """What the reader wrote: nothing quoted, no signature, no address or telephone."""
    kept: list[str] = []
    for line in text.strip().splitlines():
        if _QUOTED.match(line.strip()):
            break
        kept.append(_CONTACT.sub(_TAKEN_OUT, line.rstrip()))
    return "\n".join(kept).strip()[:MOST_WORDS]
