"""What readers will see change, in words for whoever has to say yes."""

import html
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from khuyencong.addresses import address_of, file_path
from khuyencong.publishing.difference import Difference, is_feed, is_page
from khuyencong.publishing.site_files import SiteFile
from khuyencong.vietnamese.numbers import file_size, grouped

SHOWN = 12
"""Entries that are named one by one; of more only the number is told."""
_TITLE = re.compile(r"<title>(.*?)</title>", re.DOTALL)
_HEAD = 4_096
"""Bytes of a page in which its title stands."""


@dataclass(frozen=True, slots=True)
class _Counts:
    added: int
    changed: int
    removed: int

    def __str__(self) -> str:
        words = ((self.added, "mới"), (self.changed, "đổi"), (self.removed, "bỏ"))
        return ", ".join(f"{grouped(number)} {word}" for number, word in words if number)


def summary(difference: Difference, files: Mapping[str, SiteFile], size: int) -> str:
    """The whole of a difference as lines. `size` is what goes over the line, in bytes."""
    return "\n".join(_lines(difference, files, size))


def _lines(difference: Difference, files: Mapping[str, SiteFile], size: int) -> Iterator[str]:
    if not difference:
        yield "Trang trên mạng đã đúng như bản này, không phải gửi gì."
        return
    entries = difference.new.entries | (difference.old.entries if difference.old else frozenset())
    first = difference.old is None
    if first:
        yield "Lần đầu đăng ở nơi này."
    else:
        yield from _named("Bài mới", "+", entries & {*difference.added}, files)
        withdrawn = difference.new.withdrawn
        yield from _named("Bài sửa", "~", (entries - withdrawn) & {*difference.changed}, files)
        gone = entries & {*difference.removed, *(withdrawn & {*difference.changed})}
        yield from _named("Bài rút, gỡ", "-", gone, {})
    if difference.restored:
        yield from _named("ĐÃ RÚT, NAY HIỆN LẠI", "!", map(file_path, difference.restored), files)
    kinds: Sequence[tuple[str, Callable[[str], bool]]] = (
        ("Trang bài", lambda path: first and path in entries),
        ("Trang danh sách", lambda path: is_page(path) and path not in entries),
        ("Luồng tin, sơ đồ trang", lambda path: is_feed(path)),
        ("Ảnh, tệp, giao diện", lambda path: not is_page(path) and not is_feed(path)),
    )
    for words, belongs in kinds:
        if counted := str(_counts(difference, belongs)):
            yield f"{words}: {counted}."
    sent = len(difference.added) + len(difference.changed)
    if size:
        yield f"Gửi {grouped(sent)} tệp, {file_size(size)}."
    else:
        yield "Nơi đăng đã có mọi tệp, không phải gửi gì thêm."


def _counts(difference: Difference, belongs: Callable[[str], bool]) -> _Counts:
    parts = (difference.added, difference.changed, difference.removed)
    return _Counts(*(sum(map(belongs, part)) for part in parts))


def _named(
    words: str, sign: str, paths: Iterable[str], files: Mapping[str, SiteFile]
) -> Iterator[str]:
    paths = sorted(paths)
    if not paths:
        return
    yield f"{words} ({grouped(len(paths))}):"
    for path in paths[:SHOWN]:
        title = _title(files[path]) if path in files else ""
        yield f"  {sign} {title}  {address_of(path)}" if title else f"  {sign} {address_of(path)}"
    if len(paths) > SHOWN:
        yield f"  … và {grouped(len(paths) - SHOWN)} bài nữa"


def _title(file: SiteFile) -> str:
    """Title of a page without the name of the site; nothing where none is found."""
    with file.place.open("rb") as stream:
        found = _TITLE.search(stream.read(_HEAD).decode(errors="replace"))
    return html.unescape(found[1]).rpartition(" – ")[0].strip() if found else ""
