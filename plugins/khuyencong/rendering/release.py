"""A release: what a build wrote, put in the place of the old site when it is whole."""

import atexit
import filecmp
import shutil
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

SETTING = "RELEASE"
"""Pelican setting that carries the release of the running build."""
MARK = ".khuyencong"
"""File that marks an output folder as ours: only such a folder is ever cleared of files."""
MARK_TEXT = "Thư mục này do Khuyến Công Site tạo ra; tệp lạ trong đây bị xóa khi dựng lại trang.\n"
STALE = 24 * 3600
"""Seconds after which the leftovers of a killed build are cleared away."""


class OutputRefusedError(Exception):
    """The output folder holds files that this program did not make."""

    exitcode = 2


class Release:
    """A build on its way to an output folder.

    Files are written below `staging`, beside the output and so on the same file system.
    `publish` moves those that differ from the old site into place, each whole, and removes
    what is no longer made. Until then the old site is untouched.
    """

    def __init__(self, live: Path, *, retained: tuple[str, ...] = (), may_clear: bool = False):
        """
        Args:
            live: the output folder.
            retained: names in it that are never removed (Pelican's OUTPUT_RETENTION).
            may_clear: the user asked for the folder to be emptied, whatever it holds.

        Raises:
            OutputRefusedError: the folder holds somebody else's files.
        """
        self.live = live
        self.retained = retained
        self.kept: set[str] = set()
        if not may_clear and not (live / MARK).exists() and any(self._removable()):
            raise OutputRefusedError(
                f"Thư mục “{live}” có tệp không do chương trình này tạo, nên không ghi đè. "
                "Chọn thư mục khác sau `-o`, hoặc tự xóa thư mục đó rồi chạy lại."
            )
        live.parent.mkdir(parents=True, exist_ok=True)
        prefix = f".{live.name}.moi-"
        for leftover in live.parent.glob(f"{prefix}*"):
            if time.time() - leftover.stat().st_mtime > STALE:
                shutil.rmtree(leftover)
        self.staging = Path(tempfile.mkdtemp(prefix=prefix, dir=live.parent))
        atexit.register(shutil.rmtree, self.staging, ignore_errors=True)

    @classmethod
    def begin(cls, settings: dict[str, Any]) -> "Release":
        """Start the release of a Pelican run and leave it in the run's settings."""
        release = cls(
            Path(settings["OUTPUT_PATH"]),
            retained=tuple(settings["OUTPUT_RETENTION"]),
            may_clear=bool(settings["DELETE_OUTPUT_DIRECTORY"]),
        )
        settings[SETTING] = release
        return release

    def put(self, path: str, data: bytes) -> None:
        """Write a file of the site, unless the old site has it with the same bytes."""
        live = self._confined(self.live, path)
        if live.is_file() and live.stat().st_size == len(data) and live.read_bytes() == data:
            self.kept.add(path)
            return
        staged = self._confined(self.staging, path)
        staged.parent.mkdir(parents=True, exist_ok=True)
        staged.write_bytes(data)

    def put_copy(self, path: str, file: Path) -> None:
        """Copy a file into the site, unless the old site has it with the same bytes."""
        live = self._confined(self.live, path)
        if live.is_file() and filecmp.cmp(live, file, shallow=False):
            self.kept.add(path)
            return
        staged = self._confined(self.staging, path)
        staged.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(file, staged)

    def publish(self) -> None:
        """Put the release in the place of the old site."""
        self.put(MARK, MARK_TEXT.encode())
        produced = set(self.kept)
        for staged in sorted(self.staging.rglob("*")):
            if staged.is_dir():
                continue
            path = staged.relative_to(self.staging).as_posix()
            produced.add(path)
            live = self.live / path
            if live.is_file() and filecmp.cmp(live, staged, shallow=False):
                continue
            self._make_room(live)
            staged.replace(live)
        for old in self._removable():
            if old.relative_to(self.live).as_posix() not in produced:
                old.unlink()
        self._drop_empty_folders()
        shutil.rmtree(self.staging)

    def _make_room(self, live: Path) -> None:
        """Folders where a file was, a file where a folder was."""
        if live.is_dir():
            shutil.rmtree(live)
        for above in live.relative_to(self.live).parents:
            if (self.live / above).is_file():
                (self.live / above).unlink()
        live.parent.mkdir(parents=True, exist_ok=True)

    def _removable(self) -> Iterator[Path]:
        """Files of the output folder that are not retained."""
        if not self.live.is_dir():
            return
        for file in self.live.rglob("*"):
            first = file.relative_to(self.live).parts[0]
            if first not in self.retained and not (file.is_dir() and not file.is_symlink()):
                yield file

    def _drop_empty_folders(self) -> None:
        folders = [path for path in self.live.rglob("*") if path.is_dir()]
        for folder in sorted(folders, key=lambda path: len(path.parts), reverse=True):
            retained = folder.relative_to(self.live).parts[0] in self.retained
            if not retained and not any(folder.iterdir()):
                folder.rmdir()

    @staticmethod
    def _confined(root: Path, path: str) -> Path:
        """A path below a root.

        Raises:
            ValueError: the path climbs out of the root.
        """
        target = root / path
        if path.startswith("/") or ".." in target.relative_to(root).parts:
            raise ValueError(f"output path {path!r} leaves the output folder")
        return target
