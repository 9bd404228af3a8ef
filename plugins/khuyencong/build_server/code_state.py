"""Whether a process still runs the code that lies on the disk."""

import os
from collections.abc import Iterator
from pathlib import Path

from khuyencong.rendering.up_to_date import all_older_than, looked_at
from khuyencong.rendering.up_to_date_stamp import loaded_modules
from khuyencong.store.version import PACKAGE, distributions


class CodeState:
    """The program, its libraries and all modules of a process, as they were when it started."""

    def __init__(self, started: int) -> None:
        """`started` is before the process loaded anything, in nanoseconds of the epoch."""
        self._started = started
        self._distributions = distributions()
        self._files = set(_files_of_the_package())

    def is_current(self) -> bool:
        """Whether a process that started now would load the same."""
        files = set(_files_of_the_package())
        try:
            found = looked_at(files | set(loaded_modules()))
        except OSError:
            return False
        return (
            all_older_than(found, self._started)
            and files == self._files
            and distributions() == self._distributions
        )


def _files_of_the_package() -> Iterator[str]:
    """Every file of the program, its data among them; not the bytecode that Python makes."""
    for folder, folders, names in os.walk(PACKAGE):
        folders[:] = (name for name in folders if name not in ("__pycache__", "node_modules"))
        yield from (str(Path(folder, name)) for name in names)
