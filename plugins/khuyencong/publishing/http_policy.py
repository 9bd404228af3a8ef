"""How the files of a site are to be served: types, and for how long a browser may keep them.

The server configs are made from this, files in S3 are stored with it, and `verify` holds the
answers of the web against it.
"""

import re

from khuyencong.publishing.difference import is_hashed

TYPES = {
    ".html": "text/html; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".json": "application/json",
    ".xml": "application/xml; charset=utf-8",
    ".opml": "text/x-opml; charset=utf-8",
    ".webmanifest": "application/manifest+json",
    ".txt": "text/plain; charset=utf-8",
    ".csv": "text/csv; charset=utf-8",
    ".vtt": "text/vtt; charset=utf-8",
    ".ics": "text/calendar; charset=utf-8",
    ".svg": "image/svg+xml",
    ".png": "image/png",
    ".jpg": "image/jpeg",
    ".avif": "image/avif",
    ".webp": "image/webp",
    ".ico": "image/vnd.microsoft.icon",
    ".pdf": "application/pdf",
    ".zip": "application/zip",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".mp4": "video/mp4",
    ".webm": "video/webm",
    ".mp3": "audio/mpeg",
    ".m4a": "audio/mp4",
}
"""Suffix → media type (IANA); text in UTF-8."""
FEED_TYPES = {
    "rss": "application/rss+xml; charset=utf-8",
    "atom": "application/atom+xml; charset=utf-8",
    "feed": "application/feed+json",
}
"""First letters of the names of feeds → media type."""
OTHER = "application/octet-stream"
_TEXT = re.compile(r"text/|.*(json|xml)")

IMMUTABLE = "public, max-age=31536000, immutable"
PAGE = "public, max-age=60"
ASK = "no-cache"
HOUR = "public, max-age=3600"


def is_text(path: str) -> bool:
    """Whether a file is worth compressing: text, JSON, XML, drawings."""
    return is_text_type(media_type(path))


def is_text_type(kind: str) -> bool:
    """The same for a media type."""
    return bool(_TEXT.match(kind)) and "openxml" not in kind


def media_type(path: str) -> str:
    """Media type of a file by its path."""
    name = path.rpartition("/")[2]
    suffix = f".{name.rpartition('.')[2].lower()}"
    for start, kind in FEED_TYPES.items():
        feed = ".json" if start == "feed" else ".xml"
        if name.startswith(start) and suffix == feed:
            return kind
    return TYPES.get(suffix, OTHER)


def cache_control(path: str) -> str:
    """How long a browser keeps a file (RFC 9111): for ever where its name holds its digest."""
    if is_hashed(path):
        return IMMUTABLE
    if path == "sw.js":
        return ASK
    return PAGE if path.endswith((".html", ".xml", ".json", ".opml")) else HOUR
