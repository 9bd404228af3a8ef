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
_IN_HEADLINE = 2
"""Entries that are named in the one line that tells a release from others."""
_TITLE = re.compile(r"<title>(.*?)</title>", re.DOTALL)
_HEAD = 4_096
"""Bytes of a page in which its title stands."""
_SAME = "Trang trên mạng đã đúng như bản này, không phải gửi gì."
_FIRST = "Lần đầu đăng ở nơi này"


@dataclass(frozen=True, slots=True)
class ChangedPage:
    """The page of an entry; its title is empty where nobody knows it any more."""

    title: str
    address: str

    def __str__(self) -> str:
        return f"{self.title}  {self.address}".strip()


@dataclass(frozen=True, slots=True)
class Part:
    """Entries to which the same happens."""

    heading: str
    sign: str
    pages: tuple[ChangedPage, ...]
    """The first of them."""
    count: int

    @property
    def more(self) -> str:
        """How many are not named; nothing when all are."""
        rest = self.count - len(self.pages)
        return f"… và {grouped(rest)} bài nữa" if rest else ""

    @property
    def headline(self) -> str:
        """The part in one line."""
        named = ", ".join(page.title or page.address for page in self.pages[:_IN_HEADLINE])
        rest = self.count - _IN_HEADLINE
        return f"{self.heading}: {named}{f' và {grouped(rest)} bài nữa' if rest > 0 else ''}"

    def lines(self) -> Iterator[str]:
        """The part as lines of a terminal."""
        yield f"{self.heading} ({grouped(self.count)}):"
        yield from (f"  {self.sign} {page}" for page in self.pages)
        if self.more:
            yield f"  {self.more}"


@dataclass(frozen=True, slots=True)
class Summary:
    """The whole of a difference."""

    is_first: bool
    parts: tuple[Part, ...]
    counts: tuple[str, ...]
    """Sentences about everything that is no entry."""
    load: str
    """What goes over the line, as a sentence."""

    def __str__(self) -> str:
        lines = [f"{_FIRST}."] if self.is_first else []
        lines += [line for part in self.parts for line in part.lines()]
        return "\n".join([*lines, *self.counts, self.load])

    @property
    def headline(self) -> str:
        """One line by which a release is known among others."""
        if self.is_first:
            return _FIRST
        return "; ".join(part.headline for part in self.parts) or " ".join(self.counts).rstrip(".")


@dataclass(frozen=True, slots=True)
class _Counts:
    added: int
    changed: int
    removed: int

    def __str__(self) -> str:
        words = ((self.added, "mới"), (self.changed, "đổi"), (self.removed, "bỏ"))
        return ", ".join(f"{grouped(number)} {word}" for number, word in words if number)


def summary(difference: Difference, size: int) -> Summary:
    """A difference for people. `size` is what goes over the line, in bytes."""
    if not difference:
        return Summary(is_first=False, parts=(), counts=(), load=_SAME)
    is_first = difference.old is None
    sent = len(difference.new.paths_to_send(difference.old))
    load = f"Gửi {grouped(sent)} tệp, {file_size(size)}."
    return Summary(
        is_first,
        tuple(_parts(difference)),
        tuple(_counted(difference, is_first=is_first)),
        load if size else "Nơi đăng đã có mọi tệp, không phải gửi gì thêm.",
    )


def titles_of(difference: Difference, files: Mapping[str, SiteFile]) -> dict[str, str]:
    """Path → title of the entries of the new site; only pages that changed are opened."""
    before = difference.old.titles if difference.old else {}
    return {
        path: title
        for path in sorted(difference.new.entries)
        if (title := (_is_same(difference, path) and before.get(path)) or _title(files, path))
    }


def _is_same(difference: Difference, path: str) -> bool:
    """Whether a page has the content that it had."""
    old = difference.old.files.get(path) if difference.old else None
    new = difference.new.files.get(path)
    return bool(old and new and old.digest == new.digest)


def _entries(difference: Difference) -> frozenset[str]:
    return difference.new.entries | (difference.old.entries if difference.old else frozenset())


def _parts(difference: Difference) -> Iterator[Part]:
    entries, withdrawn = _entries(difference), difference.new.withdrawn
    before = difference.old.titles if difference.old else {}
    titles = {**before, **difference.new.titles}
    if difference.old is not None:
        yield from _part("Bài mới", "+", entries & {*difference.added}, titles)
        yield from _part("Bài sửa", "~", (entries - withdrawn) & {*difference.changed}, titles)
        gone = entries & {*difference.removed, *(withdrawn & {*difference.changed})}
        yield from _part("Bài rút, gỡ", "-", gone, before)
    yield from _part("ĐÃ RÚT, NAY HIỆN LẠI", "!", map(file_path, difference.restored), titles)


def _part(
    heading: str, sign: str, paths: Iterable[str], titles: Mapping[str, str]
) -> Iterator[Part]:
    if paths := sorted(paths):
        pages = (ChangedPage(titles.get(path, ""), address_of(path)) for path in paths[:SHOWN])
        yield Part(heading, sign, tuple(pages), len(paths))


def _counted(difference: Difference, *, is_first: bool) -> Iterator[str]:
    entries = _entries(difference)
    kinds: Sequence[tuple[str, Callable[[str], bool]]] = (
        ("Trang bài", lambda path: is_first and path in entries),
        ("Trang danh sách", lambda path: is_page(path) and path not in entries),
        ("Luồng tin, sơ đồ trang", is_feed),
        ("Ảnh, tệp, giao diện", lambda path: not is_page(path) and not is_feed(path)),
    )
    for words, belongs in kinds:
        if counted := str(_counts(difference, belongs)):
            yield f"{words}: {counted}."


def _counts(difference: Difference, belongs: Callable[[str], bool]) -> _Counts:
    parts = (difference.added, difference.changed, difference.removed)
    return _Counts(*(sum(map(belongs, part)) for part in parts))


def _title(files: Mapping[str, SiteFile], path: str) -> str:
    """Title of a page without the name of the site; nothing where it is not at hand."""
    if path not in files:
        return ""
    with files[path].place.open("rb") as stream:
        found = _TITLE.search(stream.read(_HEAD).decode(errors="replace"))
    return html.unescape(found[1]).rpartition(" – ")[0].strip() if found else ""
