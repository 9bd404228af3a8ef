"""What lies in a content folder: site.yml, and every file that holds an entry."""

import difflib
from collections.abc import Iterable, Iterator
from pathlib import Path

from khuyencong.content.entry_parser import problems_of
from khuyencong.content.front_matter import parse_yaml
from khuyencong.content.record import inside
from khuyencong.content.text_file import FileRefusedError, read_text
from khuyencong.model.centre import Centre
from khuyencong.model.de_an import FOLDER as DE_AN
from khuyencong.model.entry import Entry
from khuyencong.model.kinds import FILE_FOLDERS, KINDS
from khuyencong.model.rules import Problem, Rule, Severity
from khuyencong.model.stories import News
from khuyencong.model.validation import validate
from khuyencong.store.file_state import files_below

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


def entry_sources(
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
