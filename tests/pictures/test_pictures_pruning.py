"""The cache forgets what no build used for a month, and nothing else."""

import os
import time
from collections.abc import Callable
from pathlib import Path

from khuyencong.pictures.cache_pruning import prune_pictures
from khuyencong.pictures.description import describe
from khuyencong.pictures.picture import Credits
from tests.pictures.painting import derivative_files

DAY = 86_400.0


def age(file: Path, days: float) -> None:
    then = time.time() - days * DAY
    os.utime(file, (then, then))


def build(file: Path, cache: Path) -> set[Path]:
    picture = describe(file, file.name, cache)
    return set(derivative_files([(file, picture, Credits())], cache).values())


def test_files_unused_for_a_month_go_and_used_ones_stay(
    photo: Callable[..., Path], cache: Path
) -> None:
    used, unused = build(photo("a.jpg"), cache), build(photo("b.jpg", seed=2), cache)
    for file in used | unused:
        age(file, 31)
    assert prune_pictures(cache, used) == len(unused)
    assert not any(file.exists() for file in unused)
    assert all(time.time() - file.stat().st_mtime < DAY for file in used)


def test_files_unused_for_less_than_a_month_stay(photo: Callable[..., Path], cache: Path) -> None:
    files = build(photo(), cache)
    for days, gone in ((29.9, 0), (30.1, len(files))):
        for file in files:
            age(file, days)
        assert prune_pictures(cache, []) == gone


def test_a_used_file_is_touched_at_most_once_a_day(photo: Callable[..., Path], cache: Path) -> None:
    files = build(photo(), cache)
    for file in files:
        age(file, 0.5)
    before = {file: file.stat().st_mtime_ns for file in files}
    prune_pictures(cache, files)
    assert {file: file.stat().st_mtime_ns for file in files} == before


def test_what_was_remembered_goes_when_nobody_asks_for_it(
    photo: Callable[..., Path], cache: Path
) -> None:
    kept, gone = photo("a.jpg"), photo("b.jpg", seed=2)
    time.sleep(0.03)
    describe(kept, "a.jpg", cache)
    describe(gone, "b.jpg", cache)
    entries = [file for name in ("paths", "facts") for file in (cache / name).iterdir()]
    assert len(entries) == 4
    for entry in entries:
        age(entry, 31)
    describe(kept, "a.jpg", cache)
    assert prune_pictures(cache, []) == 2


def test_unfinished_files_go_after_a_day(photo: Callable[..., Path], cache: Path) -> None:
    shelf = next(iter(build(photo(), cache))).parent
    old, new = shelf / ".a.jpg.1.00.tmp", shelf / ".a.jpg.2.00.tmp"
    old.write_bytes(b"x")
    new.write_bytes(b"x")
    age(old, 2)
    assert prune_pictures(cache, []) == 1
    assert new.exists()


def test_a_strangers_files_stay(photo: Callable[..., Path], cache: Path) -> None:
    build(photo(), cache)
    strangers = [cache / "ghi-chu.txt", cache / "khac" / "a.jpg", cache / "ab" / "luan-van.docx"]
    for file in strangers:
        file.parent.mkdir(exist_ok=True)
        file.write_text("x")
        age(file, 400)
    prune_pictures(cache, [])
    assert all(file.exists() for file in strangers)


def test_a_cache_that_is_not_there_yet(cache: Path) -> None:
    assert prune_pictures(cache, []) == 0
