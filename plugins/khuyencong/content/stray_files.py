"""Files in the wrong place, and copies that sync programs make: what to tell staff about them."""

import re
from collections.abc import Collection
from pathlib import PurePosixPath

from khuyencong.model.rules import Problem, Rule
from khuyencong.store.os_reason import os_reason
from khuyencong.vietnamese.cleanup import clean_name

STORIES = (".md", ".markdown")
PICTURES = (".jpg", ".jpeg", ".jfif", ".png", ".webp", ".heic", ".heif", ".tif", ".tiff", ".gif")
TABLES = (".csv", ".xls", ".xlsx", ".ods")
IMPORTED = (".docx", ".doc", ".odt", ".rtf", ".html", ".htm")
TEXTS = (*IMPORTED, ".txt")
DOWNLOADS = (
    ".pdf",
    ".ppt",
    ".pptx",
    ".zip",
    ".rar",
    ".mp4",
    ".mov",
    ".webm",
    ".mp3",
    ".m4a",
    ".wav",
)

_ILLEGIBLE = re.compile("[\x00-\x1f\x7f-\x9f\ud800-\udfff]")
_SITE_FILE = re.compile(r"site\W*(?:\([0-9]+\)|copy)?\.(?:ya?ml|txt)(?:\.\w+)?", re.IGNORECASE)
_COPY_WORDS = "copy|sao chép|bản sao"
_COPIES = tuple(
    re.compile(form, re.IGNORECASE)
    for form in (
        r"(?P<stem>.+?) ?\([0-9]{1,3}\)",  # a browser, Google Drive, Zalo
        rf"(?P<stem>.+?) [-–] (?:{_COPY_WORDS})(?: ?\([0-9]+\))?",  # Windows
        rf"(?P<stem>.+?) ?\((?:{_COPY_WORDS})(?: [0-9]+)?\)",  # LibreOffice, Linux
        r"(?:copy(?: of| [-–])|bản sao(?: của| [-–])?) (?P<stem>.+)",  # Google Drive, Windows XP
        rf"(?P<stem>.+?) (?:{_COPY_WORDS})(?: [0-9]+)?",  # macOS
        r"(?P<stem>.+?)[ _-]*[(\[][^()\[\]]*(?:conflict|xung đột)[^()\[\]]*[)\]]",  # Dropbox
        r"(?P<stem>.+?)[._-](?:sync-)?conflict-[0-9].*",  # Syncthing, ownCloud
        r"(?P<stem>.+?)-(?:desktop|laptop|pc)-[0-9a-z]{4,}",  # OneDrive
        r"(?P<stem>.+?)-[0-9a-z]+-(?:desktop|laptop|pc)",
    )
)
_MAY_BE_COPY = re.compile(rf"[)\]]|{_COPY_WORDS}|conflict|-(?:desktop|laptop|pc)", re.IGNORECASE)
"""One of these stands in every name of a copy: all forms are not tried on each name."""


def copied_from(name: str, names: Collection[str]) -> str:
    """The file beside it that a file is a copy of, by their names; nothing for no copy.

    `names` are clean names of the same folder (`clean_name`).
    """
    if not _MAY_BE_COPY.search(name):
        return ""
    file = PurePosixPath(name)
    stems = [file.stem]
    for stem in stems:  # a copy may be one of a copy that is gone
        for found in filter(None, (form.fullmatch(stem) for form in _COPIES)):
            if (original := f"{found['stem']}{file.suffix}") in names:
                return original
            if found["stem"] not in stems:
                stems.append(found["stem"])
    return ""


def copy_problem(source: str, original: str) -> Problem:
    """A copy that is not published, so that no story is published twice."""
    name = source.rpartition("/")[2]
    return Problem(
        source,
        1,
        Rule.SYNC_COPY,
        f"“{name}” có tên của một bản chép từ “{original}” (máy đồng bộ hoặc chép tay để lại), nên "
        "không được đưa lên trang.",
        f"So hai bản, giữ nội dung đúng trong “{original}” rồi xóa bản này. Nếu là bài khác, đặt "
        "tên tệp khác.",
    )


def is_site_file(name: str) -> bool:
    """Whether a name was meant to be site.yml: Notepad adds `.txt`, a browser ` (1)`."""
    return _SITE_FILE.fullmatch(clean_name(name)) is not None


def is_legible(name: str) -> bool:
    """Whether a name of the disk can be printed.

    Bytes that are no UTF-8 come as lone surrogates (PEP 383); control characters would speak to
    the terminal.
    """
    return name.isprintable() or not _ILLEGIBLE.search(name)


def path_outside(source: str) -> Problem:
    """A link of the disk to something that lies elsewhere."""
    return Problem(
        source,
        1,
        Rule.PATH_OUTSIDE,
        f"“{source}” dẫn ra ngoài thư mục nội dung.",
        "Chép tệp thật vào đây thay cho lối tắt.",
    )


def illegible_name(source: str) -> Problem:
    """A name that is no Unicode, as unzip leaves those of old Windows archives."""
    return Problem(
        _ILLEGIBLE.sub("?", source),
        1,
        Rule.UNREADABLE_FILE,
        "Tên tệp (hoặc tên thư mục chứa tệp) có ký tự không phải chữ Unicode.",
        "Đổi tên bằng chữ không dấu, ví dụ `lop-tap-huan.md`.",
    )


def closed_folder(folder: str, error: OSError) -> Problem:
    """A folder that the system does not let us look into."""
    return Problem(
        folder,
        1,
        Rule.UNREADABLE_FILE,
        f"Không mở được thư mục ({os_reason(error)}).",
        "Kiểm tra quyền đọc của thư mục rồi thử lại.",
    )


def not_a_story(source: str) -> Problem:
    """A file of another sort in a folder of stories; it stops the site if it may be a story."""
    name = clean_name(source.rpartition("/")[2])
    suffix = PurePosixPath(name).suffix.lower()
    if name.lower().endswith((".md.txt", ".markdown.txt")):
        advice = _without_txt(name)
    elif suffix in IMPORTED:
        advice = f"Lấy chữ và ảnh vào bằng `khuyencong import content/{source}`, rồi xóa tệp này."
    elif suffix in TEXTS:
        advice = "Chép chữ sang một tệp đuôi `.md` (tạo bằng `khuyencong new`)."
    else:
        return misplaced(source)
    return Problem(source, 1, Rule.UNREADABLE_FILE, f"Tệp “{name}” không phải bài viết.", advice)


def misplaced(source: str) -> Problem:
    """A file where nothing looks for it, with the place where it belongs."""
    name = clean_name(source.rpartition("/")[2])
    return Problem(
        source,
        1,
        Rule.MISPLACED_FILE,
        f"Tệp “{name}” nằm ở đây thì không được đưa lên trang.",
        f"{_where_to(name)} Không dùng thì xóa đi.",
    )


def _without_txt(name: str) -> str:
    """How to take away what Notepad put behind a name."""
    return f"Đổi tên thành “{name[:-4]}”: trong Explorer, mở View › File name extensions."


def _where_to(name: str) -> str:
    suffix = PurePosixPath(name).suffix.lower()
    if is_site_file(name):
        return "Chương trình chỉ đọc `content/site.yml`: chép điều cần giữ sang đó."
    if name.lower().endswith((".yml.txt", ".yaml.txt")):
        return _without_txt(name)
    if suffix in STORIES:
        return "Chuyển bài vào thư mục của loại bài, ví dụ `content/tin-tuc/`."
    if suffix in PICTURES:
        return "Chuyển ảnh vào `content/anh/`."
    if suffix in TABLES:
        return (
            "Bảng đề án: lưu thành `content/de-an/2024.csv` (năm của bảng). Bảng để tải về: chuyển "
            "vào `content/tep/`."
        )
    if suffix in TEXTS:
        return "Chép chữ sang một tệp đuôi `.md` trong thư mục của loại bài."
    if suffix in DOWNLOADS:
        return "Chuyển tệp vào `content/tep/` rồi viết liên kết trong bài."
    return "Bài viết có đuôi `.md`, ảnh nằm trong `content/anh/`, tệp tải về trong `content/tep/`."
