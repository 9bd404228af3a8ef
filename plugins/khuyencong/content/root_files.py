"""`content/goc/`: files that others want at the root of the site, to see that it is the centre's.

Zalo, Google, Bing and Tín nhiệm mạng give a small file to prove it; `ads.txt` and `security.txt`
(RFC 9116) have their places by agreement;
a list of feeds (OPML) leads to those of others.
"""

import re
from pathlib import Path

from khuyencong.content.file_lookup import inside
from khuyencong.content.inert_markup import active_part
from khuyencong.model.rules import Problem, Rule
from khuyencong.store.file_state import files_below

FOLDER = "goc"
LARGEST = 64 * 1024
"""Bytes; such files hold a line or two."""
_NAME = re.compile(r"[A-Za-z0-9][\w.-]*\.(txt|html|xml|opml)", re.ASCII)
_OWN = re.compile(r"(index|404)\.html|robots\.txt|(rss|atom|sitemap)[\w-]*\.xml|opensearch\.xml")
_PLACES = {"security.txt": ".well-known/security.txt"}
"""Files that have a folder of their own."""


def read_root_files(content: Path) -> tuple[dict[str, Path], list[Problem]]:
    """Output path → file, of what may lie at the root; and everything that may not."""
    files: dict[str, Path] = {}
    problems: list[Problem] = []
    if not (content / FOLDER).is_dir():
        return files, problems
    for source in files_below(content, FOLDER):
        name = source.removeprefix(f"{FOLDER}/")
        if refusal := _refusal(content, source, name):
            problems.append(Problem(source, 1, Rule.FILE_REFUSED, *refusal))
        else:
            files[_PLACES.get(name, name)] = content / source
    return files, problems


def _refusal(content: Path, source: str, name: str) -> tuple[str, str] | None:
    """Why a file may not lie at the root, and what to do; None for a good one."""
    file = content / source
    if not inside(content, file) or not file.is_file():
        return f"“{name}” dẫn ra ngoài thư mục nội dung.", "Chép tệp thật vào đây."
    if not _NAME.fullmatch(name):
        return (
            f"“{name}” không phải tên của tệp ở gốc trang.",
            "Để thẳng trong `goc/`, tên chữ không dấu, đuôi .txt, .html, .xml hoặc .opml.",
        )
    if _OWN.fullmatch(name.lower()):
        return f"“{name}” là tệp do chương trình tạo.", "Xóa tệp này khỏi `goc/`."
    if file.stat().st_size > LARGEST:
        return (
            f"“{name}” lớn hơn 64 KB, không phải tệp xác minh.",
            "Tệp cho người đọc tải về thì để trong `tep/`.",
        )
    if part := active_part(name, file.read_bytes()):
        return (
            f"“{name}” có phần mà trình duyệt có thể chạy hoặc tải từ nơi khác: `{part}`.",
            "Chỉ nhận tệp xác minh nguyên như nơi cấp đưa, chữ UTF-8, không script, ảnh, khung.",
        )
    return None
