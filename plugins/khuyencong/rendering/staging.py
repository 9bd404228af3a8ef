"""Files of a new site, written where no reader sees them, but for those that are published."""

import filecmp
import os
import shutil
from pathlib import Path


class Staging:
    """The folder of the files that are to be published, beside the site that is."""

    def __init__(self, folder: Path, live: Path) -> None:
        self.folder = folder
        self.live = live
        self._made: set[str] = set()
        """Folders in which files were written."""

    def write(self, path: str, data: bytes, old_state: str | None) -> bool:
        """Write a file unless the old site has the same bytes; whether it was written.

        `old_state` is that of the old site's file, None where it has none.
        """
        if old_state is not None and old_state.startswith(f"{len(data)}:"):
            with (self.live / path).open("rb") as stream:
                if stream.read() == data:
                    return False
        with open(self._room_for(path), "wb") as stream:  # noqa: PTH123
            stream.write(data)
        return True

    def copy(self, path: str, file: Path, old_state: str | None) -> bool:
        """Copy a file unless the old site has the same bytes; whether it was copied."""
        live = self.live / path
        if old_state is not None and live.is_file() and filecmp.cmp(live, file, shallow=False):
            return False
        shutil.copyfile(file, self._room_for(path))
        return True

    def differs(self, path: str, state: str, old_state: str | None) -> bool:
        """Whether a staged file, wherever it came from, is another than the old site's."""
        if old_state is None or old_state.partition(":")[0] != state.partition(":")[0]:
            return True
        live = self.live / path
        return live.is_symlink() or not filecmp.cmp(live, self.folder / path, shallow=False)

    def _room_for(self, path: str) -> str:
        folder = path.rpartition("/")[0]
        if folder and folder not in self._made:
            target = f"{self.folder}/{folder}"
            try:
                os.mkdir(target)  # noqa: PTH102 (most have one above them already)
            except OSError:
                os.makedirs(target, exist_ok=True)  # noqa: PTH103
            self._made.add(folder)
        return f"{self.folder}/{path}"


def confined(path: str) -> str:
    """The path, if it stays below the folder that it is meant for.

    Raises:
        ValueError: the path climbs out of the output folder.
    """
    parts = path.replace("\\", "/").split("/")
    if not path or ".." in parts or "" in parts or ":" in parts[0]:
        raise ValueError(f"output path {path!r} leaves the output folder")
    return path
