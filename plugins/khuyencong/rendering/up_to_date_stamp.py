"""Leaves a stamp after a build; `stamps` reads it before the next."""

import os
import sys
import time
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from khuyencong.content.entry_store import UNUSED
from khuyencong.rendering.built import Built
from khuyencong.rendering.up_to_date import (
    FOLDER,
    VERSION,
    packed,
    stamp_file,
    states,
    surroundings,
)
from khuyencong.store.atomic import atomic_write
from khuyencong.store.file_state import CLOCK_TICK


def leave_stamp(words: list[str], said: dict[str, Any], built: Built) -> None:
    """Write down what a build was made from and what it left.

    `words` are the arguments of the command, `said` is what it told about the result.

    Nothing is written when something was changed meanwhile: no one can tell whether the build
    has seen it.
    """
    root = str(built.output)
    left = {root: "", **{f"{root}/{path}": state for path, state in built.left.items()}}
    dependencies = sorted({*_everything(built.dependencies), *_modules()})
    try:
        known, newest = states(dependencies, links=True)
        if newest > built.started - CLOCK_TICK:
            return
        told = {
            "version": VERSION,
            "surroundings": surroundings(),
            "since": built.started / 1e9,
            "until": built.until.timestamp() if built.until else None,
            "made_from": known,
            "left": states(left, links=False)[0],
            "said": said,
        }
        atomic_write(Path(stamp_file(words)), packed(told, dependencies, left))
        _drop_old_stamps()
    # Something is gone, the disk is full, a name fits no encoding: the next build takes longer.
    except (OSError, UnicodeError):
        return


def _drop_old_stamps() -> None:
    """Commands that were not used for a month."""
    for stamp in Path(FOLDER).iterdir():
        if time.time() - stamp.stat().st_mtime > UNUSED:
            stamp.unlink()


def _everything(places: Iterable[Path]) -> Iterator[str]:
    """Each file and folder, and all that lies below."""
    waiting = [str(place) for place in places]
    while waiting:
        place = waiting.pop()
        yield place
        if os.path.isdir(place):  # noqa: PTH112
            with os.scandir(place) as found:
                waiting += [item.path for item in found if item.name != "__pycache__"]


def _modules() -> Iterator[str]:
    """The file of every module that is loaded: this program, its libraries, plugins, settings."""
    for module in list(sys.modules.values()):
        file = getattr(module, "__file__", None)
        if isinstance(file, str) and os.path.isfile(file):  # noqa: PTH113
            yield os.path.abspath(file)  # noqa: PTH100
