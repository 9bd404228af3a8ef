"""Writes the stamp of a build, which `up_to_date` reads before the next."""

import os
import sys
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

from msgspec import Struct

from khuyencong.rendering.up_to_date import (
    FORMAT,
    STAMPS,
    all_older_than,
    environment_digest,
    known_states_digest,
    looked_at,
    packed,
    stamp_file,
    states_digest,
)
from khuyencong.store.pruning import prune
from khuyencong.store.sealed_file import write_sealed


class BuildDependencies(Struct, frozen=True):
    """What a build depended on, and what it left."""

    inputs: tuple[Path, ...]
    """Files and folders that it was made from, besides code."""
    links: tuple[Path, ...]
    """Paths as they were typed: each may be a link that is pointed elsewhere."""
    absent: tuple[Path, ...]
    """Files that would have counted, had they been there."""
    output: Path
    outputs: Mapping[str, str]
    """Folder or file below `output` → its state, as far as that is known."""
    started: int
    """When the build began, in nanoseconds of the epoch."""
    until: datetime | None
    """The moment at which the clock makes a difference; None when the clock was fixed."""


def write_stamp(arguments: list[str], result: dict[str, Any], built: BuildDependencies) -> None:
    """Write down what a build depended on and what it left.

    `arguments` are those of the command, `result` is what it reported.

    Nothing is written when a file was changed meanwhile: no one can tell whether the build has
    seen it.
    """
    root = str(built.output)
    outputs = {root: "", **{f"{root}/{path}": state for path, state in built.outputs.items()}}
    try:
        inputs = sorted({*_below(built.inputs), *loaded_modules()})
        found = looked_at(inputs)
        if not all_older_than(found, built.started):
            return
        stamp = {
            "format": FORMAT,
            "environment": environment_digest(),
            "since": built.started / 1e9,
            "until": built.until.timestamp() if built.until else None,
            "places": {str(path): os.path.realpath(path) for path in built.links},
            "absent": [str(path) for path in built.absent],
            "inputs_digest": states_digest(found),
            "outputs_digest": known_states_digest(outputs),
            "result": result,
        }
        write_sealed(stamp_file(arguments), packed(stamp, inputs, outputs))
        prune(Path(STAMPS).iterdir())
    # Something is gone, the disk is full, a name fits no encoding: the next build takes longer.
    except (OSError, UnicodeError):
        return


def _below(places: Iterable[Path]) -> Iterator[str]:
    """Each file and folder, and all that lies below; every folder once, wherever links lead."""
    waiting = [(str(place), os.path.isdir(place)) for place in places]  # noqa: PTH112
    seen: set[str] = set()
    while waiting:
        place, is_folder = waiting.pop()
        yield place
        if is_folder and (real := os.path.realpath(place)) not in seen:
            seen.add(real)
            with os.scandir(place) as found:
                kept = (item for item in found if item.name != "__pycache__")
                waiting += [(item.path, item.is_dir()) for item in kept]


def loaded_modules() -> Iterator[str]:
    """The file of every module that is loaded: this program, its libraries, plugins, settings."""
    for module in list(sys.modules.values()):
        file = getattr(module, "__file__", None)
        if isinstance(file, str) and os.path.isfile(file):  # noqa: PTH113
            yield os.path.abspath(file)  # noqa: PTH100
