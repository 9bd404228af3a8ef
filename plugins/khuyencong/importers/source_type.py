"""What a source is, told by its content and not by its name."""

import re
from collections.abc import Iterable
from enum import Enum
from pathlib import Path

from khuyencong.importers.mailbox_source import is_mbox
from khuyencong.importers.report import SourceRefusedError
from khuyencong.importers.safe_zip import open_zip, read_member

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_WORD_STREAM = "WordDocument".encode("utf-16-le")
_BOOK_STREAMS = ("Workbook".encode("utf-16-le"), "Book\0".encode("utf-16-le"))


_HEAD = 8192
_PAGE = re.compile(rb"<(!doctype html|html|head|body|meta |div|p>|table)", re.IGNORECASE)
_ARTICLES = re.compile(rb"INSERT\s+INTO\s+[`\"]?(?:\w+|#_)_content[`\"]?[\s(]", re.IGNORECASE)


class SourceType(Enum):
    """Every form that can come in, with its name for people."""

    DOCX = "Tệp Word"
    DOC = "Tệp Word đời cũ (.doc)"
    RTF = "Tệp RTF"
    ODT = "Tệp OpenDocument (.odt)"
    WORKBOOK = "Bảng tính"
    CSV = "Bảng CSV"
    HTML = "Trang web"
    WORDPRESS = "Tệp xuất của WordPress"
    JOOMLA = "Cơ sở dữ liệu Joomla (.sql)"
    FEED = "Feed"
    ARCHIVE = "Tệp nén"
    MAILBOX = "Hòm thư"


def source_type(data: bytes, file: Path) -> SourceType:
    """The form of a file.

    Raises:
        SourceRefusedError: it is of no form that can come in, or has a password.
    """
    if data.startswith(b"PK\x03\x04"):
        return _of_zip(data)
    if data.startswith(_OLE):
        return _of_ole(data)
    if data.startswith(b"{\\rtf"):
        return SourceType.RTF
    if is_mbox(data[:_HEAD]):
        return SourceType.MAILBOX
    if file.suffix.lower() == ".sql":
        return _of_sql(data)
    found = _of_markup(data[:_HEAD])
    if found is not None:
        return found
    if data and file.suffix.lower() in (".csv", ".tsv") and b"\0" not in data[2:4096:2]:
        return SourceType.CSV
    raise SourceRefusedError(_refusal(data, file))


def _of_sql(data: bytes) -> SourceType:
    if is_joomla([data]):
        return SourceType.JOOMLA
    raise SourceRefusedError(
        "Tệp SQL này không có bảng bài viết của Joomla (`…_content`). Xuất bảng đó, cùng bảng "
        "`…_categories`, `…_users`, bằng phpMyAdmin › Export › SQL."
    )


def _of_markup(head: bytes) -> SourceType | None:
    """What a text with tags is; JSON Feed says so itself (jsonfeed.org, 1.1)."""
    start = head.lstrip(b"\xef\xbb\xbf \t\r\n")
    if is_wordpress(head):
        return SourceType.WORDPRESS
    if re.match(rb"(<\?xml[^>]*>\s*)?(<!--.*?-->\s*)?<(rss|feed|rdf:RDF)\b", start, re.DOTALL):
        return SourceType.FEED
    if start.startswith(b"{") and b"jsonfeed.org" in head:
        return SourceType.FEED
    return SourceType.HTML if is_page(head) else None


def is_joomla(lines: Iterable[bytes]) -> bool:
    """Whether lines of SQL, in UTF-16 too as PowerShell redirects them, put articles into the
    table of a Joomla.
    """
    return any(_ARTICLES.search(line.replace(b"\0", b"")) for line in lines)


def is_wordpress(head: bytes) -> bool:
    """Whether a file that begins like this is an export of WordPress."""
    return b"wordpress.org/export/" in head and b"<rss" in head and b"\0" not in head


def is_page(head: bytes) -> bool:
    """Whether a file that begins like this is a web page."""
    return b"<rss" not in head and bool(_PAGE.search(head)) and b"\0" not in head


def _of_zip(data: bytes) -> SourceType:
    archive = open_zip(data, "Tệp này")
    names = set(archive.namelist())
    if "word/document.xml" in names:
        return SourceType.DOCX
    if "xl/workbook.xml" in names or "xl/workbook.bin" in names:
        return SourceType.WORKBOOK
    if {"content.xml", "mimetype"} <= names:
        sheets = b"opendocument.spreadsheet" in read_member(archive, "mimetype", "Tệp này")
        return SourceType.WORKBOOK if sheets else SourceType.ODT
    return SourceType.ARCHIVE


def _of_ole(data: bytes) -> SourceType:
    """Old Office files, and new ones behind a password, are in the same container."""
    if _ENCRYPTED in data:
        raise SourceRefusedError(
            "Tệp có mật khẩu. Mở bằng Word hoặc Excel, bỏ mật khẩu (File › Info › Protect) rồi "
            "nhập."
        )
    if _WORD_STREAM in data:
        return SourceType.DOC
    if any(stream in data for stream in _BOOK_STREAMS):
        return SourceType.WORKBOOK
    raise SourceRefusedError(
        "Tệp Office đời cũ này không đọc được. Mở bằng Word rồi lưu thành .docx."
    )


def _refusal(data: bytes, file: Path) -> str:
    if not data:
        return "Tệp trống, không có gì để nhập."
    if data.startswith(b"%PDF"):
        return (
            "Tệp PDF không nhập thành bài được: xin bản Word, hoặc để PDF trong `tep/` và tạo "
            "bằng lệnh khuyencong new tai-lieu."
        )
    if re.match(rb"\xff\xd8\xff|\x89PNG|GIF8", data):
        return "Tệp là ảnh: chép vào content/anh/ rồi dùng trong bài."
    return (
        f"Không biết tệp “{file.name}” là loại gì. Nhập được: tệp Word (.docx, .doc, .rtf, .odt), "
        "bảng Excel (.xlsx, .xls, .ods), CSV, trang web, tệp xuất WordPress, thư mục của chúng."
    )
