"""Files of `content/` by the paths that staff write, however the disk spells their names."""

import os
from pathlib import Path
from urllib.parse import unquote

from khuyencong.nearest_name import NearestName
from khuyencong.vietnamese.cleanup import clean_name


def inside(folder: Path, file: Path) -> bool:
    """Whether a file lies in a folder when every symbolic link is followed.

    A circle of links, which `Path.resolve` falls over, leads to itself.
    """
    return Path(os.path.realpath(file)).is_relative_to(os.path.realpath(folder))


def leads_out(content: Path, path: str) -> bool:
    """Whether a path names something that is there, but not in the content folder."""
    try:
        return ".." in path.split("/") or not inside(content, content / path)
    # A name that no file system takes; a circle of links.
    except (OSError, RuntimeError, ValueError):
        return False


class FileLookup:
    """Finds the files of one content folder; what was found is held for as long as this lives."""

    def __init__(self, content: Path) -> None:
        self.content = content
        self._found: dict[str, str | None] = {}
        self._names: dict[str, dict[str, str]] = {}
        self._nearest = NearestName()

    def find(self, path: str) -> str | None:
        """The path of a file as the disk spells it; None when it is missing or lies outside.

        A name is the same with decomposed letters (a Mac's), with marks of direction, with a
        space at its end, and with percent signs.
        """
        if path not in self._found:
            self._found[path] = self._find(path)
        return self._found[path]

    def nearest(self, path: str, source: str) -> str:
        """The path of the file with the most similar name in the same folder, or nothing.

        `source` is the entry that names it.
        """
        if self._nearest.is_spent(source):
            return ""
        folder, _, name = clean_name(path).rpartition("/")
        there = self._alike(folder)
        names = {known.casefold(): known for known in self._listing(there or "")} if there else {}
        found = self._nearest.find(source, name.casefold(), names, 0.7)
        return f"{folder}/{names[found]}" if found else ""

    def _find(self, path: str) -> str | None:
        for wanted in dict.fromkeys((path, unquote(path))):
            try:
                found = wanted if (self.content / wanted).is_file() else self._alike(wanted)
                if found and (self.content / found).is_file():
                    return found if inside(self.content, self.content / found) else None
            except (OSError, RuntimeError, ValueError):  # a name that no file system takes
                continue
        return None

    def _alike(self, path: str) -> str | None:
        """The path on the disk whose names look like those of a path."""
        place = ""
        for wanted in clean_name(path).split("/"):
            name = self._listing(place).get(wanted)
            if name is None:
                return None
            place = f"{place}/{name}" if place else name
        return place

    def _listing(self, folder: str) -> dict[str, str]:
        """Clean name → name of what lies in a folder."""
        if folder not in self._names:
            try:
                names = sorted(item.name for item in (self.content / folder).iterdir())
            except OSError:
                names = []
            self._names[folder] = {clean_name(name): name for name in reversed(names)}
        return self._names[folder]
