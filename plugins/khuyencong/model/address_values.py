"""Addresses as staff write them: of the web, of the menu, of old sites."""

import re
import unicodedata
from typing import Any
from urllib.parse import unquote

from khuyencong.model.declaration import refuse
from khuyencong.model.rules import Rule
from khuyencong.model.values import shortened
from khuyencong.vietnamese.slugs import is_device_name

_HOST = r"[^\s<>\"'/.@]+(?:\.[^\s<>\"'/.@]+)+"
_WITHOUT_SCHEME = re.compile(rf"(?:www\.)?{_HOST}(?:/[^\s<>\"']*)?")
LONGEST_WEB_ADDRESS = 2000
_WEB_ADDRESS = re.compile(rf"https?://{_HOST}(?:[/?#][^\s<>\"']*)?")
_UNUSABLE = re.compile(r"[\x00-\x1f<>:\"|?*#\\\ufffd]")
"""Signs that some disk takes into no name, or that end an address."""
FILE_ENDINGS = frozenset(
    {
        *("atom", "avif", "css", "csv", "doc", "docx", "gif", "ico", "jpeg", "jpg", "js", "json"),
        *("m4a", "mp3", "mp4", "odp", "ods", "odt", "ogg", "opml", "pdf", "png", "ppt", "pptx"),
        *("rss", "srt", "svg", "txt", "vtt", "wav", "webm", "webmanifest", "webp", "xls", "xlsx"),
        *("xml", "zip"),
    }
)
"""Endings of files that are no pages: among them of all that a site may hold."""
_QUERY = re.compile(r"[^\x00-\x20<>\"\\^`{|}\x7f\ufffd]{1,500}")
LONGEST_PART = 240
"""Bytes of a part of an address: a folder on any disk."""


def web_address(value: Any) -> Any:
    """An absolute address of the web."""
    written = str(value)
    if len(written) > LONGEST_WEB_ADDRESS or not _WEB_ADDRESS.fullmatch(written):
        bare = len(written) <= LONGEST_WEB_ADDRESS and _WITHOUT_SCHEME.fullmatch(written)
        raise refuse(
            Rule.WRONG_VALUE,
            f"“{shortened(written)}” không phải địa chỉ trang web.",
            f"Viết đầy đủ: `https://{written}`."
            if bare
            else "Viết đầy đủ, bắt đầu bằng `https://`.",
        )
    return value


def site_address(value: Any) -> Any:
    """An address within the site."""
    written = str(value)
    if not re.fullmatch(r"/[A-Za-z0-9._~/-]*", written) or ".." in written or "//" in written:
        raise refuse(
            Rule.WRONG_VALUE,
            f"“{shortened(written)}” không phải địa chỉ trong trang.",
            "Viết như `/tin-tuc/ten-bai-cu/`.",
        )
    return value


def menu_address(value: Any) -> Any:
    """An address within the site, or one of another site."""
    return web_address(value) if "://" in str(value) else site_address(value)


def old_address(value: Any) -> Any:
    """An address that a story once had, letters instead of percent signs.

    One with a query (`/viewer.aspx?mabb=79894`) is kept as it was asked for: no static page can
    answer it, the redirect table of a server does.
    """
    written, mark, query = str(value).strip().partition("?")
    if mark:
        return _with_query(written, query)
    path = unicodedata.normalize("NFC", unquote(written))
    parts = path.strip("/").split("/")
    if not path.startswith("/") or _UNUSABLE.search(path) or not all(map(_is_folder, parts)):
        raise refuse(
            Rule.WRONG_VALUE,
            f"“{shortened(written)}” không phải địa chỉ cũ của một bài.",
            "Viết như `/tin-tuc/ten-bai-cu/`.",
        )
    if any(part.lower().rpartition(".")[2] in FILE_ENDINGS for part in parts if "." in part):
        raise refuse(
            Rule.OLD_ADDRESS_UNUSABLE,
            f"“{shortened(written)}” là địa chỉ của một tệp, không phải của một trang.",
            "Viết như `/tin-tuc/ten-bai-cu/`, hoặc bỏ địa chỉ này.",
        )
    if len(path) > 500 or any(len(part.encode()) > LONGEST_PART for part in parts):
        raise refuse(
            Rule.WRONG_LENGTH,
            f"Địa chỉ “{shortened(written)}” dài quá, không máy nào lưu được.",
            "Bỏ địa chỉ này.",
        )
    return path


def _with_query(written: str, query: str) -> str:
    """An old address that a server's program answered by its query (RFC 3986, 3.4)."""
    path = unicodedata.normalize("NFC", unquote(written))
    query = query.partition("#")[0]
    parts = path.strip("/").split("/")
    sound = path == "/" or all(map(_is_folder, parts))
    if not path.startswith("/") or _UNUSABLE.search(path) or not sound or len(path) > 500:
        query = ""
    if not _QUERY.fullmatch(query):
        raise refuse(
            Rule.WRONG_VALUE,
            f"“{shortened(f'{written}?{query}')}” không phải địa chỉ cũ của một bài.",
            "Viết như `/viewer.aspx?mabb=79894` hoặc `/?p=12`.",
        )
    return f"{path}?{query}"


def _is_folder(part: str) -> bool:
    """Whether a part of an address can be a folder everywhere."""
    device = is_device_name(part.lower().partition(".")[0])
    return bool(part) and part[0] != "." and part == part.strip(" ").rstrip(".") and not device
