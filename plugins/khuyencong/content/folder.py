"""What lies in a content folder: site.yml, and every file that holds an entry."""

import difflib
from collections.abc import Collection, Iterable, Iterator
from pathlib import Path

from khuyencong.content.file_lookup import inside
from khuyencong.content.settings_file import read_settings
from khuyencong.content.stray_files import (
    STORIES,
    closed_folder,
    copied_from,
    copy_problem,
    illegible_name,
    is_legible,
    is_site_file,
    misplaced,
    not_a_story,
    path_outside,
)
from khuyencong.model.centre import Centre
from khuyencong.model.de_an import FOLDER as DE_AN
from khuyencong.model.entry import Entry
from khuyencong.model.kinds import FILE_FOLDERS, KINDS
from khuyencong.model.rules import Problem, Rule, Severity
from khuyencong.model.stories import News
from khuyencong.store.file_state import files_and_links_below, files_below, is_system_file
from khuyencong.vietnamese.cleanup import clean_name
from khuyencong.vietnamese.slugs import slugify

CENTRE_FILE = "site.yml"


class ContentError(Exception):
    """The content has errors; nothing was written. `problems` lists every one."""

    exitcode = 1

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        errors = [p for p in self.problems if p.rule.severity is Severity.ERROR]
        listing = "\n".join(map(str, errors))
        super().__init__(f"Nội dung có {len(errors)} lỗi, trang cũ giữ nguyên.\n{listing}")


def sorted_problems(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Problems in the order of files and lines, each once."""
    return tuple(sorted(set(problems), key=lambda problem: problem.sort_key))


def read_centre(content: Path) -> tuple[Centre | None, list[Problem]]:
    """What site.yml says, None when it is unusable; and everything wrong with it."""
    file = content / CENTRE_FILE
    if not file.is_file():
        return None, [_no_centre(content)]
    centre, read = read_settings(file, CENTRE_FILE, Centre, Centre.faults)
    if centre:
        centre.remember_lines(read.lines)
    return centre, read.problems


def _no_centre(content: Path) -> Problem:
    """The missing site.yml; a file that was meant for it is named."""
    meant = (name for name in sorted(item.name for item in content.iterdir()) if is_legible(name))
    alike = next(filter(is_site_file, meant), "")
    return Problem(
        CENTRE_FILE,
        1,
        Rule.NO_CENTRE,
        f"Thư mục “{content.name}” không có tệp site.yml.",
        f"Có tệp “{alike}”: đổi tên thành `site.yml` (mở View › File name extensions để thấy đuôi)."
        if alike
        else "Tạo bằng `khuyencong init`, hoặc chép site.yml từ trang mẫu rồi sửa.",
    )


def entry_sources(
    content: Path, centre: Centre | None, problems: list[Problem]
) -> Iterator[tuple[str, type[Entry]]]:
    """Every file that holds an entry, with its kind; everything else is remarked upon.

    A folder that site.yml names as a category, and that is not of a known kind, holds news.
    """
    extra = dict.fromkeys(centre.categories if centre else (), News)
    kinds: dict[str, type[Entry]] = {**extra, **KINDS}
    for place in sorted(content.iterdir()):
        name = clean_name(place.name)
        if is_system_file(place.name) or name == CENTRE_FILE:
            continue
        if not is_legible(place.name):
            problems.append(illegible_name(place.name))
        elif not place.is_dir():
            problems.append(misplaced(place.name))
        elif not inside(content, place):
            problems.append(path_outside(place.name))
        elif name in FILE_FOLDERS:
            problems += _stories_among_files(content, place.name)
        elif name in kinds:
            for source in _stories(content, place.name, problems):
                yield source, kinds[name]
        elif name != DE_AN:
            problems.append(_unused(place.name, kinds))


def _stories(content: Path, folder: str, problems: list[Problem]) -> Iterator[str]:
    """The files of a kind's folder that are stories; the others are remarked upon."""
    try:
        found = list(files_and_links_below(content, folder))
    except OSError as error:
        problems.append(closed_folder(folder, error))
        return
    names: dict[str, set[str]] = {}
    files = []
    for source, is_link in found:
        parent, _, name = source.rpartition("/")
        beside = names.setdefault(parent, set())
        beside.add(name := clean_name(name))
        files.append((source, is_link, name, beside))
    for source, is_link, name, beside in files:
        if not is_legible(source):
            problems.append(illegible_name(source))
        elif is_link and not inside(content, content / source):
            problems.append(path_outside(source))
        elif (is_link and (content / source).is_dir()) or not name.lower().endswith(STORIES):
            problems.append(not_a_story(source))
        elif original := copied_from(name, beside):
            problems.append(copy_problem(source, original))
        else:
            yield source


def _stories_among_files(content: Path, folder: str) -> Iterator[Problem]:
    """Stories that somebody saved among the pictures or the downloads."""
    try:
        sources = list(files_below(content, folder))
    except OSError as error:
        yield closed_folder(folder, error)
        return
    for source in sources:
        if source.lower().endswith(STORIES) and is_legible(source):
            yield misplaced(source)


def _unused(folder: str, kinds: Collection[str]) -> Problem:
    slug = slugify(folder)
    nearest = [slug] if slug in {*kinds, *FILE_FOLDERS, DE_AN} else None
    nearest = nearest or difflib.get_close_matches(slug, kinds, n=1)
    return Problem(
        folder,
        1,
        Rule.UNUSED_FOLDER,
        f"Thư mục `{folder}` chưa được đưa lên trang.",
        f"Có phải là `{nearest[0]}`?"
        if nearest
        else "Khai báo trong `categories` của site.yml, hoặc chuyển bài đi nơi khác.",
    )
