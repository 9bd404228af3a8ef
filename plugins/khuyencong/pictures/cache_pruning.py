"""Throws away what no build used for a month."""

import re
import time
from collections.abc import Collection, Iterator
from pathlib import Path

from khuyencong.pictures.photo_cache import FOLDERS
from khuyencong.store.atomic import DAY, UNFINISHED, mark_used

_SHELF = re.compile(r"[0-9a-f]{2}\Z")
_DERIVATIVE = re.compile(r"[a-z0-9-]+-[0-9a-f]{10}-([0-9x]+\.(avif|jpg)|goc\.(jpg|png))\Z")
_FACT = re.compile(r"[0-9a-f]{32,40}\.json\Z")


def prune(cache: Path, used: Collection[Path], days: int = 30) -> int:
    """Remove files of the cache that were not used for so many days; returns how many.

    `used` are the files that `make` returned for this build: they are kept, and their time
    is set to now, at most once a day. What was remembered about photos goes the same way by
    itself, and files that a killed build left unfinished after a day. Anything in the
    folder that is not ours stays.
    """
    now = time.time()
    keep = {file.absolute() for file in used}
    removed = 0
    for file in _ours(cache):
        try:
            modified = file.stat(follow_symlinks=False).st_mtime
            if file.absolute() in keep:
                mark_used(file, modified)
            elif now - modified > (1 if file.suffix == UNFINISHED else days) * DAY:
                file.unlink()
                removed += 1
        except FileNotFoundError:
            continue  # another build was faster
    return removed


def _ours(cache: Path) -> Iterator[Path]:
    if not cache.is_dir():
        return
    for folder in cache.iterdir():
        if _SHELF.match(folder.name) or folder.name in FOLDERS:
            pattern = _FACT if folder.name in FOLDERS else _DERIVATIVE
            if folder.is_dir() and not folder.is_symlink():
                for file in folder.iterdir():
                    name = file.name
                    if pattern.match(name) or (name[0] == "." and name.endswith(UNFINISHED)):
                        yield file
