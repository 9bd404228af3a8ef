"""What the categories and authors of old sites are called here: found once, kept in a file.

`.nhap-lieu/ten-goi.yml` has every name that was ever met. A person says there what it becomes: a
folder of `content/`, a tag of another name, or `bỏ` for stories that stay behind.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import yaml

from khuyencong.importers.ledger import WORK_FOLDER
from khuyencong.importers.report import SourceRefusedError
from khuyencong.model.fields import LONGEST_NAME, LONGEST_TAG
from khuyencong.model.kinds import KINDS
from khuyencong.store.atomic import atomic_write
from khuyencong.vietnamese.slugs import slugify

PLACE = f"{WORK_FOLDER}/ten-goi.yml"
LEFT_OUT = "bỏ"
_HEAD = """\
# Bên trái là tên ở trang cũ, bên phải là tên ở trang này; sửa bên phải rồi nhập lại.
# categories: thư mục nhận bài (tin-tuc, mo-hinh, chinh-sach, trang …), hoặc tên thẻ, hoặc: bỏ
# authors: bút danh sẽ in
# sources: báo có bài đăng lại; để trống thì chỉ dẫn tới bài gốc, được phép đăng lại thì: giữ nguyên
"""
_PARTS = ("categories", "authors", "sources")
_NOBODY = frozenset({"admin", "administrator", "quan-tri", "quantri", "webmaster", "root"})
_NO_CATEGORY = frozenset({"uncategorized", "chua-phan-loai", "khong-phan-loai"})
_NEEDED = {"title", "date"}
FOLDERS = frozenset(
    folder
    for folder, kind in KINDS.items()
    if {name for name, part in kind.model_fields.items() if part.is_required()} <= _NEEDED
)
"""Folders whose entries need no more than a text has."""


@dataclass
class OldNames:
    """The file of names of a content folder."""

    content: Path
    categories: dict[str, str] = field(default_factory=dict)
    authors: dict[str, str] = field(default_factory=dict)
    sources: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Raises SourceRefusedError: the file is none that this program wrote."""
        file = self.content / PLACE
        if file.is_file():
            known = _read(file.read_bytes())
            self.categories, self.authors, self.sources = (known[part] for part in _PARTS)

    def place(self, categories: Iterable[str]) -> tuple[str | None, list[str]]:
        """The folder that the categories of a story mean, and those that are tags.

        The folder is None where none is meant, and `LEFT_OUT` where the story stays behind.
        """
        folder: str | None = None
        tags: list[str] = []
        for name in dict.fromkeys(" ".join(category.split()) for category in categories):
            if not name or slugify(name) in _NO_CATEGORY:
                continue
            meant = self.categories.setdefault(name, _likely(name))
            if slugify(meant) == slugify(LEFT_OUT):
                return LEFT_OUT, []
            if meant in FOLDERS:
                folder = folder or meant
            else:
                tags.append((meant or name)[:LONGEST_TAG])
        return folder, tags

    def mean(self, category: str, place: str) -> None:
        """Say what a category is here: a folder, a tag, or `LEFT_OUT`."""
        self.categories[" ".join(category.split())] = " ".join(place.split())

    def author(self, name: str) -> str:
        """What an author is called in print; "" for accounts that are nobody."""
        name = " ".join(name.split())
        if not name or slugify(name) in _NOBODY:
            return ""
        return self.authors.setdefault(name, name)[:LONGEST_NAME]

    def keeps(self, source: str) -> bool:
        """Whether a person said that the texts of a source of the press may be printed."""
        return bool(self.sources.setdefault(" ".join(source.split()), ""))

    def save(self) -> None:
        """Write down the names that were met; raises OSError."""
        file = self.content / PLACE
        known = {part: getattr(self, part) for part in _PARTS}
        text = _HEAD + yaml.safe_dump(known, allow_unicode=True, sort_keys=False, width=1000)
        if any(known.values()) and (not file.is_file() or file.read_text("utf-8") != text):
            atomic_write(file, text.encode())


_SECTIONS = {
    **{folder: folder for folder in KINDS if folder in FOLDERS},
    **dict.fromkeys(("su-kien", "news", "tin-hoat-dong"), "tin-tuc"),
    **dict.fromkeys(("thong-tin-thong-bao", "announcements", "notices"), "thong-bao"),
    **dict.fromkeys(("van-ban", "vbqppl", "co-che-chinh-sach", "he-thong-van-ban"), "chinh-sach"),
    **dict.fromkeys(("hoi-va-dap", "tra-loi-ban-doc"), "hoi-dap"),
    **dict.fromkeys(("gioi-thieu", "co-cau-to-chuc", "chuc-nang-nhiem-vu"), "trang"),
}
"""First words of sections as old sites name them → folder of `content/`."""


def _likely(category: str) -> str:
    """The folder that a category names, "Tin tức – Sự kiện" → tin-tuc; else itself, a tag."""
    slug = f"{slugify(category)}-"
    return next((f for words, f in _SECTIONS.items() if slug.startswith(f"{words}-")), category)


def _read(data: bytes) -> Mapping[str, dict[str, str]]:
    try:
        found = yaml.safe_load(data.decode("utf-8-sig")) or {}
        return {
            part: {str(old): str(new or "") for old, new in (found.get(part) or {}).items()}
            for part in _PARTS
        }
    except (yaml.YAMLError, UnicodeDecodeError, AttributeError) as error:
        raise SourceRefusedError(
            f"Tệp {PLACE} viết sai. Mỗi dòng dưới `categories:`, `authors:`, `sources:` cần hai "
            "dấu cách ở đầu, rồi `Tên cũ: tên mới`."
        ) from error
