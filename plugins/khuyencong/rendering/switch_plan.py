"""In which order the files of a new site take the places of the old ones.

The order keeps one promise at every moment, and so wherever a switch is stopped: **no page names
a file that is not there.** It rests on what is at an address, not on who refers to whom:

1. New addresses come first. A new page begins as an empty one, which names nothing; files that
   are no pages come as they are.
2. Pages change, the new ones before those that lead to them. Every address of the old site and
   of the new one is there now, so it does not matter which pages are old and which are new.
   Feeds and indexes, which call readers in, come after the pages.
3. Old addresses go last. A page that goes is an empty one first, so that two that name each
   other can go one after the other.

Where a folder takes the place of a file, or the reverse, the address is free for the moment
between two system calls. A first site has no readers: its folders are moved whole.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field

import msgspec

from khuyencong.addresses import file_path
from khuyencong.rendering.file_tree import FileTree, folders_above, parents
from khuyencong.rendering.output_place import MARKER

STAGED = "site"
"""Folder of the files of the new site, in the work folder."""
EMPTY = "empty"
"""Folder of the empty pages, in the work folder."""
EMPTY_PAGE = """\
<!DOCTYPE html>
<html lang="vi">
<head>
<meta charset="utf-8"><meta name="robots" content="noindex"><title>Đang cập nhật</title>
</head>
<body><p>Trang này đang được cập nhật. Đề nghị mở lại sau ít phút.</p></body>
</html>
""".encode()
FRONT_PAGE = file_path("/")
INDEXES = (".xml", ".json", ".opml")
UNSIZED = -1
"""In the place of the size of a folder or a link."""


class Step(msgspec.Struct, array_like=True, frozen=True):
    """One rename, or one removal, at a path of the output folder."""

    target: str
    source: str = ""
    """Path in the work folder of what comes; nothing for a removal."""
    size: int = UNSIZED
    """Bytes of a file that comes, by which damage shows."""


@dataclass(frozen=True, slots=True)
class SwitchPlan:
    """What has to be there before the first step, and the steps in their order."""

    steps: list[Step]
    empty_pages: list[str] = field(default_factory=list)
    folders: list[str] = field(default_factory=list)
    """Folders to be made, parents first."""


def plan_switch(old: FileTree, changed: Mapping[str, int], removed: Collection[str]) -> SwitchPlan:
    """Plan the switch from an old site to a new one.

    `changed` has the size of each file that comes or changes, `removed` are the paths of files of
    the old site that go.
    """
    swapped = _swapped(old, changed)
    moved = [path for path in sorted(changed) if not _below(swapped, path)]
    coming = [path for path in moved if path not in old.files]
    new_pages, new_files = _parted(coming)
    pages, files = _parted(path for path in moved if path in old.files)
    indexes = {path for path in files if path.endswith(INDEXES)}
    leaving, gone = _parted(path for path in sorted(removed) if not _below(swapped, path))
    steps = [
        *map(_empty, new_pages),
        *(_put(path, changed) for path in new_files),
        *(step for path in sorted(swapped) for step in (Step(path), _put(path, changed))),
        *(_put(path, changed) for path in files if path not in indexes),
        *(_put(path, changed) for path in (*new_pages, *pages, *sorted(indexes))),
        *map(_empty, leaving),
        *map(Step, (*leaving, *gone)),
    ]
    needed = folders_above(coming)
    return SwitchPlan(
        steps, [*new_pages, *leaving], sorted(needed - set(old.folders) - swapped, key=len)
    )


def plan_first_site(changed: Iterable[str]) -> SwitchPlan:
    """Plan the filling of an empty folder: the marker first, the front page last."""
    names = {path.partition("/")[0] for path in changed}
    ordered = sorted(names, key=lambda name: (name == FRONT_PAGE, name != MARKER, name))
    return SwitchPlan([Step(name, f"{STAGED}/{name}") for name in ordered])


def plan_new_folder() -> SwitchPlan:
    """Plan the making of an output folder that is not there: one rename."""
    return SwitchPlan([Step("", STAGED)])


def _put(path: str, sizes: Mapping[str, int]) -> Step:
    return Step(path, f"{STAGED}/{path}", sizes.get(path, UNSIZED))


def _empty(path: str) -> Step:
    return Step(path, f"{EMPTY}/{path}", len(EMPTY_PAGE))


def _parted(paths: Iterable[str]) -> tuple[list[str], list[str]]:
    """Pages, and files that are none."""
    pages: list[str] = []
    files: list[str] = []
    for path in paths:
        (pages if path.endswith(".html") else files).append(path)
    return pages, files


def _swapped(old: FileTree, changed: Iterable[str]) -> set[str]:
    """Paths where a folder takes the place of a file, or a file that of a folder."""
    folders = set(old.folders)
    above = folders_above(changed)
    found = {path for path in changed if path in folders} | (above & old.files.keys())
    return {path for path in found if not any(folder in found for folder in parents(path))}


def _below(places: set[str], path: str) -> bool:
    """Whether a path is one of some places, or lies below one."""
    return bool(places) and (path in places or any(folder in places for folder in parents(path)))
