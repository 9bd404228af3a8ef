"""What may not leave: looked for in the very bytes, last of all.

Types keep drafts, embargoed stories and contacts of households away from every page. This does
not trust them: it opens what is about to be sent, pictures and archives too.
"""

import html
import io
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import BinaryIO

from PIL import Image, UnidentifiedImageError

from khuyencong.content.download_policy import OFFERED
from khuyencong.content.record import Record
from khuyencong.model.entry import Entry, Status
from khuyencong.publishing.errors import PublishingError
from khuyencong.publishing.http_policy import is_text
from khuyencong.publishing.site_files import SiteFile
from khuyencong.site.producers import withheld_contacts
from khuyencong.site.withheld import WithheldContacts
from khuyencong.zip_file import ZipFault, ZipFaultError, open_zip, read_member

LONGEST = 64 << 20
"""Bytes up to which a file, or a member of an archive, is looked into; longer ones are videos."""
_PHRASE = 40
"""Letters from which a sentence is nobody else's."""
_PHRASES = 6
"""Sentences of a text that are looked for, besides its title."""
_SENTENCE = re.compile(r"[^.!?\n]{40,300}")
_MARKS = re.compile(r"[*_`\[\]<>#|]")
_TAG = re.compile(r"<[^<>]*>")
_SPACES = re.compile(r"\s+")
_ARCHIVES = tuple(f".{ending}" for ending, start in OFFERED.items() if start == b"PK")
_SUBTITLES = ".srt"
"""Offered for download; web servers do not know it for a text."""
_PICTURES = (".jpg", ".jpeg", ".png", ".avif", ".webp", ".tif", ".tiff")
_DEEPEST = 2
"""Archives in archives that are opened; one may hold itself."""
_STEEPEST = 20
"""Unpacked to packed size of an archive that is larger unpacked than a file that is looked into."""
_UNREAD = {
    ZipFault.BROKEN: "hỏng",
    ZipFault.ENCRYPTED: "có mật khẩu",
    ZipFault.METHOD: "nén theo cách lạ",
}
_GPS = 0x8825
"""Tag of the positions in Exif (CIPA DC-008, 4.6.3)."""
_GPS_WORDS = (b"GPSLatitude", b"GPSCoordinates")
_FILMS = (".mp4", ".m4v", ".mov", ".m4a")
_FILM_WORDS = (b"loci", b"\xa9xyz", b"com.apple.quicktime.location")
_FILM_POSITION = re.compile(
    rb"loci\x00{4}|(?:\xa9xyz|com\.apple\.quicktime\.location)"
    rb".{0,512}?[+-]\d{1,2}\.\d+[+-]\d{1,3}\.\d+",
    re.DOTALL,
)
"""Where a telephone was when it filmed: boxes of its file (3GPP TS 26.244, 8.3; ISO 6709)."""
_PIECE = 1 << 20
_BOX = 1 << 10
"""Bytes within which such a box ends."""


@dataclass(frozen=True, slots=True)
class Leak:
    """Something in a file of the site that is not for readers."""

    path: str
    what: str

    def __str__(self) -> str:
        return f"{self.path}: {self.what}"


class LeakError(PublishingError):
    """Nothing is sent: something in it is not for readers."""

    exitcode = 1

    def __init__(self, leaks: Iterable[Leak]) -> None:
        lines = "\n".join(f"  {leak}" for leak in leaks)
        super().__init__(
            f"Không gửi gì: trong trang có điều chưa được công khai.\n{lines}\n"
            "Sửa bài nêu trên rồi chạy lại. Bài không có gì sai thì báo người phụ trách phần mềm."
        )


class SampleEntriesError(PublishingError):
    """Nothing is sent: entries are marked as sample data."""

    exitcode = 1

    def __init__(self, sources: Iterable[str]) -> None:
        self.sources = tuple(sources)
        """Their files, below `content/`."""
        lines = "\n".join(f"  {source}" for source in self.sources)
        super().__init__(
            f"Không gửi gì: còn dữ liệu minh họa (`sample: true`).\n{lines}\n"
            "Xóa các tệp này, hoặc thay bằng dữ liệu thật rồi bỏ dòng `sample`."
        )


@dataclass(frozen=True)
class Secrets:
    """What the content of a site keeps from readers."""

    phrases: Mapping[str, str] = field(default_factory=dict)
    """Words of a text, or of a comment, that is not published → its file."""
    contacts: WithheldContacts = field(default_factory=lambda: WithheldContacts(()))


def secrets_of(records: Iterable[Record[Entry]], now: datetime) -> Secrets:
    """The secrets of a content folder; `records` are all of its files, published or not."""
    records = tuple(records)
    shown = [record for record in records if record.published(now)]
    published = "\n".join(_plain(text) for record in shown for text in _published_texts(record))
    phrases = {
        phrase: record.source
        for record in records
        for phrase in (_comments(record) if record.published(now) else _phrases(record))
        if phrase not in published
    }
    return Secrets(phrases, withheld_contacts(records))


def leaks(secrets: Secrets, files: Mapping[str, SiteFile]) -> Iterator[Leak]:
    """What is found in files that are about to be sent."""
    for path, file in files.items():
        if path.lower().endswith(_FILMS):
            with file.place.open("rb") as stream:
                yield from _in_film(path, stream)
        elif path.lower().endswith(_ARCHIVES):
            with file.place.open("rb") as stream:
                yield from _in_archive(secrets, path, stream, file.size)
        elif file.size <= LONGEST and (_is_text(path) or path.lower().endswith(_PICTURES)):
            yield from leaks_in(secrets, path, file.place.read_bytes())


def _is_text(path: str) -> bool:
    return is_text(path) or path.lower().endswith(_SUBTITLES)


def leaks_in(secrets: Secrets, path: str, data: bytes, depth: int = 0) -> Iterator[Leak]:
    """What is found in the bytes of one file, of what its name says."""
    name = path.lower()
    if name.endswith(_ARCHIVES):
        yield from _in_archive(secrets, path, io.BytesIO(data), len(data), depth)
    elif name.endswith(_FILMS):
        yield from _in_film(path, io.BytesIO(data))
    elif name.endswith(_PICTURES):
        yield from _in_picture(path, data)
    elif _is_text(path):
        yield from _in_text(secrets, path, data.decode("utf-8", "replace"))


def _in_archive(
    secrets: Secrets, path: str, data: BinaryIO, size: int, depth: int = 0
) -> Iterator[Leak]:
    """What lies packed in a file, member by member. One that is no archive tells nobody anything;
    where only a part cannot be read here, readers may have a program that can."""
    left = max(LONGEST, _STEEPEST * size) if depth < _DEEPEST else 0
    try:
        archive = open_zip(data)
        for member in archive.infolist():
            left -= member.file_size
            if member.file_size > LONGEST or left < 0:
                yield Leak(path, "tệp nén quá lớn, không xem được bên trong.")
                return
            inner = read_member(archive, member)
            yield from leaks_in(secrets, f"{path}/{member.filename}", inner, depth + 1)
    except ZipFaultError as error:
        if error.fault in _UNREAD:
            yield Leak(path, f"tệp nén {_UNREAD[error.fault]}, không xem được bên trong.")


def _in_text(secrets: Secrets, path: str, text: str) -> Iterator[Leak]:
    plain = _SPACES.sub(" ", _TAG.sub("", html.unescape(text)))
    sources = {source for phrase, source in secrets.phrases.items() if phrase in plain}
    yield from (Leak(path, f"có chữ của bài chưa đăng {source}.") for source in sorted(sources))
    contacts = secrets.contacts
    if (contacts.numbers or contacts.mails) and contacts.is_in_text(html.unescape(text)):
        yield Leak(path, "có số máy hoặc thư chưa được đồng ý công khai.")


def _in_picture(path: str, data: bytes) -> Iterator[Leak]:
    try:
        if _has_position(data):
            yield Leak(path, "ảnh còn ghi vị trí chụp (GPS).")
    except Image.DecompressionBombError:
        yield Leak(path, "ảnh quá lớn, không xem được bên trong.")


def _has_position(data: bytes) -> bool:
    if any(word in data for word in _GPS_WORDS):
        return True
    try:
        with Image.open(io.BytesIO(data)) as picture:
            return bool(picture.getexif().get_ifd(_GPS))
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError):
        return False  # nothing that anybody could read a position from


def _in_film(path: str, stream: BinaryIO) -> Iterator[Leak]:
    """Looked into piece by piece: a film may be larger than the memory."""
    before = b""
    while piece := stream.read(_PIECE):
        data = before + piece
        # Looking for plain bytes first takes a hundredth of the time.
        if any(word in data for word in _FILM_WORDS) and _FILM_POSITION.search(data):
            yield Leak(path, "video còn ghi vị trí quay (GPS); xuất lại không kèm vị trí.")
            return
        before = piece[-_BOX:]


def _published_texts(record: Record[Entry]) -> Iterator[str]:
    yield f"{record.entry.title}\n{record.summary}\n{record.text}"
    yield from (comment.text for comment in record.entry.comments if comment.shown)


def _comments(record: Record[Entry]) -> Iterator[str]:
    """Comments of some length that nobody let through."""
    hidden = (_plain(each.text) for each in record.entry.comments if not each.shown)
    return (text for text in hidden if len(text) >= _PHRASE)


def _phrases(record: Record[Entry]) -> Iterator[str]:
    """Words by which a text is known: a title of some length, a few of its sentences."""
    title = _plain(record.entry.title)
    # Feeds tell newsrooms for a while which story was withdrawn.
    if len(title.split()) >= 5 and record.entry.status is not Status.WITHDRAWN:
        yield title
    lines = (line for line in record.text.split("\n") if not _MARKS.search(line))
    sentences = (found.strip() for line in lines for found in _SENTENCE.findall(_plain(line)))
    yield from [sentence for sentence in sentences if len(sentence) >= _PHRASE][:_PHRASES]


def _plain(text: str) -> str:
    return _SPACES.sub(" ", _TAG.sub("", html.unescape(text))).strip()
