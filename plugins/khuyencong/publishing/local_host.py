"""A folder of this machine, or a share that it has mounted."""

import os
import secrets
import shutil
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from math import inf
from pathlib import Path

from khuyencong.publishing.errors import host_error
from khuyencong.publishing.host import Sent
from khuyencong.rendering.file_tree import FILE_MODE, FOLDER_MODE
from khuyencong.store.atomic import PARTIAL_SUFFIX

_PIECE = 1 << 20


class LocalHost:
    """Files below a folder."""

    longest_path = inf

    def __init__(self, root: Path) -> None:
        self.root = str(root)

    def read(self, path: str) -> bytes | None:
        with _translated_errors(path):
            try:
                return self._at(path).read_bytes()
            except FileNotFoundError:
                return None

    def write(self, path: str, data: bytes) -> None:
        with _translated_errors(path), self._arriving(path) as part:
            part.write_bytes(data)

    def make_folder(self, folder: str) -> bool:
        with _translated_errors(folder):
            _make_folders(self._at(folder).parent)
            try:
                self._at(folder).mkdir()
            except FileExistsError:
                return False
            return True

    def names(self, folder: str) -> list[str]:
        with _translated_errors(folder):
            try:
                return os.listdir(self._at(folder))  # noqa: PTH208
            except FileNotFoundError:
                return []

    def send(self, files: Mapping[str, Path], sent: Sent) -> None:
        for path, file in files.items():
            with _translated_errors(path), self._arriving(path) as part:
                _copy(file, part, sent)

    def remove(self, paths: Iterable[str]) -> None:
        for path in paths:
            with _translated_errors(path):
                self._at(path).unlink(missing_ok=True)
                self._remove_empty(self._at(path).parent)

    def copy_links(self, old: str, new: str, paths: Iterable[str]) -> None:
        self.link({f"{new}/{path}": f"{old}/{path}" for path in paths})

    def link(self, pairs: Mapping[str, str]) -> None:
        folders: set[Path] = set()
        for new, existing in pairs.items():
            with _translated_errors(new):
                place = self._at(new)
                if place.parent not in folders:
                    _make_folders(place.parent)
                    folders.add(place.parent)
                place.hardlink_to(self._at(existing))

    def link_target(self, link: str) -> str | None:
        with _translated_errors(link):
            place = self._at(link)
            return os.readlink(place) if place.is_symlink() else None  # noqa: PTH115

    def switch(self, link: str, folder: str) -> None:
        with _translated_errors(link):
            new = self._at(f"{link}{PARTIAL_SUFFIX}")
            new.unlink(missing_ok=True)
            new.symlink_to(folder, target_is_directory=True)
            new.replace(self._at(link))

    def remove_folder(self, folder: str) -> None:
        with _translated_errors(folder):
            if self._at(folder).exists():
                shutil.rmtree(self._at(folder))

    def can_link(self) -> bool:
        """Whether the disk has hard and symbolic links; Windows shares and FAT have none."""
        name = f".{secrets.token_hex(6)}"
        file, hard, soft = (self._at(f"{name}{end}") for end in ("", ".h", ".s"))
        with _translated_errors(""):
            _make_folders(file.parent)
            file.touch()
        try:
            hard.hardlink_to(file)
            soft.symlink_to(file.name)
        except OSError:
            return False
        finally:
            for probe in (file, hard, soft):
                probe.unlink(missing_ok=True)
        return True

    def reconnect(self) -> None:
        """There is no line."""

    def close(self) -> None:
        """Nothing is open."""

    def _at(self, path: str) -> Path:
        return Path(self.root, path)

    @contextmanager
    def _arriving(self, path: str) -> Iterator[Path]:
        """A place to write a file at, which then takes its own place whole."""
        file = self._at(path)
        _make_folders(file.parent)
        part = file.with_name(f".{secrets.token_hex(8)}{PARTIAL_SUFFIX}")
        try:
            yield part
            part.chmod(FILE_MODE)
            part.replace(file)
        finally:
            part.unlink(missing_ok=True)

    def _remove_empty(self, folder: Path) -> None:
        """Remove folders that hold nothing any more, up to the root."""
        while folder != Path(self.root) and not any(folder.iterdir()):
            folder.rmdir()
            folder = folder.parent


def _copy(file: Path, part: Path, sent: Sent) -> None:
    with file.open("rb") as source, part.open("xb") as stream:
        while piece := source.read(_PIECE):
            stream.write(piece)
            sent(len(piece))


def _make_folders(folder: Path) -> None:
    """Make a folder and those above it, open to the web server whatever the umask."""
    if not folder.is_dir():
        _make_folders(folder.parent)
        folder.mkdir(exist_ok=True)
        folder.chmod(FOLDER_MODE)


@contextmanager
def _translated_errors(path: str) -> Iterator[None]:
    """Errors of the disk as sentences."""
    try:
        yield
    except OSError as error:
        raise host_error(error, path) from error
