"""Removes from the picture cache what no build used for a month."""

import re
from collections.abc import Collection, Iterator
from pathlib import Path

from khuyencong.pictures.photo_cache import FOLDERS, PDF_FOLDER
from khuyencong.store.atomic import PARTIAL_SUFFIX
from khuyencong.store.cached_file import NAME
from khuyencong.store.pruning import prune

_DERIVATIVES = re.compile(r"[0-9a-f]{2}\Z")
_DERIVATIVE = re.compile(rf"[a-z0-9-]+-[0-9a-f]{{10}}-([0-9x]+|goc)({NAME})?\.(avif|jpg|png)\Z")
"""Files without a digest in their names are those of an older version."""
_FOUND_OUT = (*FOLDERS, PDF_FOLDER)
_ENTRY = re.compile(r"[0-9a-f]{32,40}\Z")


def prune_pictures(cache: Path, used: Collection[Path]) -> int:
    """Remove files of the cache that no build used for a month; returns how many.

    `used` are the files in the cache that this build had. What was found out about
    photos goes the same way by itself. Anything in the folder that is not ours stays.
    """
    return prune(_own_files(cache), {file.absolute() for file in used})


def _own_files(cache: Path) -> Iterator[Path]:
    if not cache.is_dir():
        return
    for folder in cache.absolute().iterdir():
        if _DERIVATIVES.match(folder.name) or folder.name in _FOUND_OUT:
            pattern = _ENTRY if folder.name in _FOUND_OUT else _DERIVATIVE
            if folder.is_dir() and not folder.is_symlink():
                for file in folder.iterdir():
                    name = file.name
                    if pattern.match(name) or (name[0] == "." and name.endswith(PARTIAL_SUFFIX)):
                        yield file
