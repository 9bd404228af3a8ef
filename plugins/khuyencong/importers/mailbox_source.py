"""A moderated mailbox: letters of readers as an mbox file (RFC 4155) or a maildir folder."""

import email
import mailbox
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from email.headerregistry import BaseHeader, HeaderRegistry
from email.message import EmailMessage, Message
from email.policy import EmailPolicy
from email.utils import parsedate_to_datetime
from pathlib import Path

from khuyencong.importers.html_tree import UNREAD, parse_html, texts
from khuyencong.vietnamese.cleanup import clean
from khuyencong.vietnamese.dates import VIETNAM
from khuyencong.vietnamese.person_names import initials
from khuyencong.vietnamese.phones import phone_numbers

MOST_WORDS = 20_000
"""Letters of a text that is taken in; a reader writes some hundred."""
MOST_PARTS = 200
"""Lines of a mail with which a part may begin; more has only one that is to wear a reader down."""
_MOST_HEADERS, _LONGEST_HEADER = 64 * 1024, 2_000
"""Bytes of all headers, letters of one."""
_FOLDERS = ("cur", "new")
_STORY = re.compile(r"^[ \t]*Bài:[ \t]*(?P<address>https?://\S+)[ \t]*$", re.MULTILINE)
"""The line that a mail from a story's page begins with (theme/components/respond)."""
_QUOTED = re.compile(r"^(>|-- ?$|_{5,}|-{5,}|(On|Vào|Ngày) .{6,80}(wrote|đã viết|viết):)")
"""Where an answer quotes what it answers, or a signature begins."""
_CONTACT = re.compile(r"[^\s@＠]{1,64}[@＠]\S{1,255}|(?<!\w)\+?\d[\d .-]{7,20}\d(?!\w)")
_TAKEN_OUT = "[đã bỏ]"
_END_OF_HEADERS = re.compile(rb"\r?\n\r?\n")
_PART = re.compile(rb"^(?:--|content-type:)", re.MULTILINE | re.IGNORECASE)
_IN_PIECES = re.compile(r"\*\d*\*?=")
_words_of_header = HeaderRegistry(use_default_map=False)


def _header(name: str, value: str) -> BaseHeader:
    """A header as words: the parsers of addresses and identifiers fall over some that are none,
    that of parameters over some in pieces (RFC 2231)."""
    if name.lower().startswith("content-"):
        value = _IN_PIECES.sub("=", value)
    return _words_of_header(name, value[:_LONGEST_HEADER])


_POLICY = EmailPolicy(header_factory=_header)


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
    """A mail; of one beyond all bounds the headers, so that it keeps no other from being read."""
    head = _END_OF_HEADERS.split(data, maxsplit=1)[0]
    if len(head) > _MOST_HEADERS or len(_PART.findall(data)) > MOST_PARTS:
        data = head[:_MOST_HEADERS]
    return email.message_from_bytes(data, policy=_POLICY)


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
    """The words of the first part that is plain text, else of the first in HTML."""
    parts = [part for part in message.walk() if part.get_content_disposition() != "attachment"]
    for kind in ("text/plain", "text/html"):
        for part in parts:
            if part.get_content_type() == kind:
                return clean(_words(part)[: 4 * MOST_WORDS]).text
    return ""


def _words(part: Message) -> str:
    data = part.get_payload(decode=True)
    if not isinstance(data, bytes):
        return ""
    try:
        content = data[: 16 * MOST_WORDS].decode(part.get_content_charset("utf-8"), "replace")
    except (LookupError, ValueError):  # a character set that nobody knows
        return ""
    if part.get_content_subtype() == "html":
        return "".join(texts(parse_html(content), "\n", UNREAD))
    return content


def _own_words(text: str) -> str:
    """What the reader wrote: nothing quoted, no signature, no address or telephone."""
    kept: list[str] = []
    for line in text.strip().splitlines():
        if _QUOTED.match(line.strip()):
            break
        kept.append(_CONTACT.sub(_TAKEN_OUT, _without_phones(line.rstrip())))
    return "\n".join(kept).strip()[:MOST_WORDS]


def _without_phones(line: str) -> str:
    for phone in reversed(list(phone_numbers(line))):
        line = f"{line[: phone.start]}{_TAKEN_OUT}{line[phone.end :]}"
    return line
