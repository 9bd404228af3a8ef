"""A whole content folder to the site index, or to everything that is wrong with it."""

import difflib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from urllib.parse import quote

from khuyencong.model.centre import Centre
from khuyencong.model.de_an import FOLDER as DE_AN
from khuyencong.model.entry import Entry, Status
from khuyencong.model.kinds import FILE_FOLDERS, KINDS
from khuyencong.model.rules import Problem, Rule, Severity
from khuyencong.model.stories import News
from khuyencong.model.validating import validate
from khuyencong.reading.agreeing import disagreements
from khuyencong.reading.clock import next_moment
from khuyencong.reading.de_an import DeAnTable, read_de_an
from khuyencong.reading.decoding import FileRefusedError, read_text
from khuyencong.reading.entries import problems_of
from khuyencong.reading.filestate import files_below
from khuyencong.reading.front_matter import parse_yaml
from khuyencong.reading.markdown_body import rewrite_links
from khuyencong.reading.memory import EntryMemory
from khuyencong.reading.record import Figure, Part, Record, inside
from khuyencong.reading.sanitising import file_path
from khuyencong.reading.site import Site

CENTRE_FILE = "site.yml"


class ContentError(Exception):
    """The content has errors; nothing was written. `problems` lists every one."""

    exitcode = 1

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = sorted_problems(problems)
        errors = [p for p in self.problems if p.rule.severity is Severity.ERROR]
        listing = "\n".join(map(str, errors))
        super().__init__(f"Nội dung có {len(errors)} lỗi, trang cũ giữ nguyên.\n{listing}")


@dataclass(frozen=True, slots=True)
class Reading:
    """What a content folder gave: an index when nothing is in error, and all problems."""

    site: Site | None
    problems: tuple[Problem, ...]
    now: datetime
    flawed: Site | None = None
    """The index in spite of errors, for checks; None when a file gave no record at all."""
    records: tuple[Record[Entry], ...] = ()
    """Every file that gave a record, published or not."""
    centre: Centre | None = None
    de_an: tuple[DeAnTable, ...] = ()

    @property
    def until(self) -> datetime:
        """The next moment at which the same content would make another site."""
        return next_moment((record.entry for record in self.records), self.now)


def sorted_problems(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Problems in the order of files and lines, each once."""
    return tuple(sorted(set(problems), key=lambda problem: problem.sort_key))


def read_folder(
    content: Path,
    cache: Path,
    now: datetime,
    *,
    drafts: bool = False,
    memory: EntryMemory | None = None,
) -> Reading:
    """Everything in a content folder, checked.

    `cache` is the folder that remembers what was read before. `now` (aware) decides embargoes
    and expiries. With `drafts`, entries that readers may not see yet are in the index too, for
    a preview. Who reads a folder again and again brings the `memory` of the time before.
    """
    centre, problems = _read_centre(content)
    records: list[Record[Entry]] = []
    sources = list(_sources(content, centre, problems))
    for record, found in (memory or EntryMemory(content, cache)).read(sources):
        problems += found
        if record:
            records.append(record)
    tables, found = read_de_an(content)
    problems += found
    problems += disagreements(records, tables, centre, now)
    # A file that gave no record is there all the same.
    addresses = dict.fromkeys((source for source, _ in sources), "/")
    addresses |= {record.source: record.address for record in records}
    records, found = resolve_links(records, addresses)
    ordered = sorted_problems([*problems, *found])
    whole = len(records) == len(sources)
    site = _index(centre, records, tables, now, drafts=drafts) if centre and whole else None
    sound = not any(p.rule.severity is Severity.ERROR for p in ordered)
    return Reading(site if sound else None, ordered, now, site, tuple(records), centre, tables)


def _index(
    centre: Centre,
    records: list[Record[Entry]],
    tables: tuple[DeAnTable, ...],
    now: datetime,
    *,
    drafts: bool,
) -> Site:
    # An unknown category is an error, so only checks come here with one.
    known = {*centre.categories, *KINDS}
    records = [
        r if r.category in known else replace(r, category=r.source.partition("/")[0])
        for r in records
    ]
    withdrawn = [r for r in records if r.entry.status is Status.WITHDRAWN]
    shown = [
        r
        for r in records
        if r.published(now) or (drafts and r.entry.status is not Status.WITHDRAWN)
    ]
    return Site(
        centre=centre,
        now=now,
        records=tuple(shown),
        withdrawn=tuple(r for r in withdrawn if not (r.entry.embargo and r.entry.embargo > now)),
        unpublished=frozenset({r.address for r in records} - {r.address for r in shown}),
        de_an=tables,
        next_lift=min(_lifts(records, now), default=None),
    )


def _lifts(records: Iterable[Record[Entry]], now: datetime) -> Iterator[datetime]:
    """When the embargoes end that still hold something back."""
    for record in records:
        embargo = record.entry.embargo
        if embargo and embargo > now and record.published(embargo):
            yield embargo


def _read_centre(content: Path) -> tuple[Centre | None, list[Problem]]:
    file = content / CENTRE_FILE
    if not file.is_file():
        return None, [
            Problem(
                CENTRE_FILE,
                1,
                Rule.NO_CENTRE,
                f"Thư mục “{content.name}” không có tệp site.yml.",
                "Chép site.yml từ trang mẫu rồi sửa tên, địa chỉ của trung tâm.",
            )
        ]
    try:
        text, problems = read_text(file, CENTRE_FILE)
    except FileRefusedError as refused:
        return None, list(refused.problems)
    matter = parse_yaml(text, CENTRE_FILE)
    centre, faults = validate(Centre, matter.values)
    problems += matter.problems
    if matter.values or not matter.problems:
        problems += problems_of(matter, faults)
    return centre, problems


def _sources(
    content: Path, centre: Centre | None, problems: list[Problem]
) -> Iterator[tuple[str, type[Entry]]]:
    """Every file that holds an entry, with its kind; other folders are remarked upon.

    A folder that site.yml names as a category, and that is not of a known kind, holds news.
    """
    extra = dict.fromkeys(centre.categories if centre else (), News)
    kinds: dict[str, type[Entry]] = {**extra, **KINDS}
    for place in sorted(content.iterdir()):
        if not place.is_dir() or place.name.startswith(".") or place.name in FILE_FOLDERS:
            continue
        if not inside(content, place):
            problems.append(_outside(place.name))
            continue
        if place.name == DE_AN:
            continue
        kind = kinds.get(place.name)
        if kind is None:
            nearest = difflib.get_close_matches(place.name, kinds, n=1)
            problems.append(
                Problem(
                    place.name,
                    1,
                    Rule.UNUSED_FOLDER,
                    f"Thư mục `{place.name}` chưa được đưa lên trang.",
                    f"Có phải là `{nearest[0]}`?"
                    if nearest
                    else "Khai báo trong `categories` của site.yml, hoặc chuyển bài đi nơi khác.",
                )
            )
            continue
        for source in files_below(content, place.name):
            file = content / source
            if file.is_symlink() and not inside(content, file):
                problems.append(_outside(source))
            elif source.lower().endswith((".md", ".markdown")):
                yield source, kind
            else:
                problems.append(
                    Problem(
                        source,
                        1,
                        Rule.UNREADABLE_FILE,
                        f"Tệp `{source.rpartition('/')[2]}` không phải bài viết.",
                        "Lưu bài dưới đuôi `.md`; để ảnh trong `content/anh/`, tệp trong "
                        "`content/tep/`.",
                    )
                )


def _outside(source: str) -> Problem:
    return Problem(
        source,
        1,
        Rule.PATH_OUTSIDE,
        f"“{source}” dẫn ra ngoài thư mục nội dung.",
        "Chép tệp thật vào đây thay cho lối tắt.",
    )


def resolve_links(
    records: list[Record[Entry]], addresses: Mapping[str, str]
) -> tuple[list[Record[Entry]], list[Problem]]:
    """Links to `.md` files turned into addresses; a link to a file that is not there is named.

    `addresses` gives the address of each file of the content folder.
    """
    problems: list[Problem] = []
    resolved = []
    for record in records:
        found = {href: _file_address(record, href, addresses) for href, _ in record.links}
        moved = {href: new for href, new in found.items() if new is not None}
        problems += [
            Problem(
                record.source,
                line,
                Rule.BROKEN_LINK,
                f"Liên kết tới tệp `{href}` không có.",
                "Viết địa chỉ bài, ví dụ `/tin-tuc/ten-bai/`, hoặc đúng tên tệp.",
            )
            for href, line in record.links
            if moved.get(href) == ""
        ]
        if moved:
            resolved.append(_with_addresses(record, moved))
        else:
            resolved.append(record)
    return resolved, problems


def _with_addresses(record: Record[Entry], moved: dict[str, str]) -> Record[Entry]:
    def change(parts: tuple[Part, ...]) -> tuple[Part, ...]:
        return tuple(
            part
            if isinstance(part, Figure)
            else rewrite_links(part, lambda href: moved.get(href, href))
            for part in parts
        )

    return replace(
        record,
        body=record.body.changed(f"addresses {sorted(moved.items())}", change),
        links=tuple((moved.get(href, href), line) for href, line in record.links),
    )


def _file_address(record: Record[Entry], href: str, addresses: Mapping[str, str]) -> str | None:
    """Address behind a link to a Markdown file; "" for no such file, None for other links."""
    if file := file_path(href):
        return f"/{quote(file)}"
    path, mark, anchor = href.partition("#")
    if not path.endswith(".md") or "://" in path:
        return None
    path = path.removeprefix("{filename}").removeprefix("/content").removeprefix("content/")
    here = Path(record.source).parent
    for candidate in (path.lstrip("/"), _joined(here, path)):
        if candidate in addresses:
            return addresses[candidate] + mark + anchor
    return ""


def _joined(folder: Path, path: str) -> str:
    parts: list[str] = list(folder.parts)
    for part in path.split("/"):
        if part == ".." and parts:
            parts.pop()
        elif part not in ("", ".", ".."):
            parts.append(part)
    return "/".join(parts)
