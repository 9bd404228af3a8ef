"""A release: what a build wrote, put in the place of the old site when it is whole."""

import atexit
import contextlib
import errno
import filecmp
import os
import shutil
import tempfile
from collections.abc import Iterator
from functools import cached_property, partial
from pathlib import Path
from typing import Any

from khuyencong.parallel import BackgroundTask
from khuyencong.rendering.build_lock import BuildLock
from khuyencong.rendering.file_tree import state_at, tree
from khuyencong.rendering.manifest import ManifestEntry, load, manifest_file, save

SETTING = "RELEASE"
"""Pelican setting that carries the release of the running build."""
MANY = 3_000
"""Files from which it pays to look the old site over in another process."""
MARK = ".khuyencong"
"""File that marks an output folder as ours: only such a folder is ever cleared of files."""
MARK_TEXT = "Thư mục này do Khuyến Công Site tạo ra; tệp lạ trong đây bị xóa khi dựng lại trang.\n"


class OutputRefusedError(Exception):
    """The output folder holds files that this program did not make."""

    exitcode = 2


class Release:
    """A build on its way to an output folder.

    Files are written below `staging`, beside the output and so on the same file system.
    `publish` moves those that differ from the old site into place, each whole, and removes
    what is no longer made. Until then the old site is untouched.

    A file that is put with a fingerprint of what it was made from need not be made next time:
    `is_unchanged` tells whether it would be the same and still lies there as it was written.
    """

    def __init__(
        self,
        live: Path,
        *,
        cache: Path | None = None,
        retained: tuple[str, ...] = (),
        may_clear: bool = False,
    ):
        """
        Args:
            live: the output folder.
            cache: folder for what is remembered of it; without one, nothing is.
            retained: names in it that are never removed (Pelican's OUTPUT_RETENTION).
            may_clear: the user asked for the folder to be emptied, whatever it holds.

        Raises:
            OutputRefusedError: the folder holds somebody else's files.
            BuildBusyError: another build is on its way to the same folder.
        """
        self.live = live
        self.retained = retained
        self.kept: set[str] = set()
        self.left: dict[str, str] = {}
        """Path → state of every file of the new site once it is published; its folders too,
        without a state."""
        live.parent.mkdir(parents=True, exist_ok=True)
        self._lock = BuildLock(live)
        if not may_clear and not (live / MARK).is_file() and tree(str(live), retained)[0]:
            self._lock.release()
            raise OutputRefusedError(
                f"Thư mục “{live}” có tệp không do chương trình này tạo, nên không ghi đè. "
                "Chọn thư mục khác sau `-o`, hoặc tự xóa thư mục đó rồi chạy lại."
            )
        self._manifest = manifest_file(cache, live) if cache else None
        self.known = load(self._manifest) if self._manifest else {}
        """What is known of the files of the old site."""
        look = partial(tree, str(live), retained)
        self._look = BackgroundTask(look, apart=len(self.known) > MANY)
        self._digests_by_path: dict[str, bytes] = {}
        self._dependency_digests: dict[str, bytes] = {}
        prefix = f".{live.name}.moi-"
        for leftover in live.parent.glob(f"{prefix}*"):
            shutil.rmtree(leftover, ignore_errors=True)  # of a killed build: we hold the lock
        self.staging = Path(tempfile.mkdtemp(prefix=prefix, dir=live.parent))
        atexit.register(self.abandon)

    def __getstate__(self) -> dict[str, Any]:
        """For a worker process, which stages files but neither locks nor publishes."""
        state = {**vars(self), "_tree": self._tree}
        return {name: value for name, value in state.items() if name not in ("_lock", "_look")}

    def look(self) -> None:
        """Wait until the old site is looked over; to be done before work is shared out."""
        self._tree  # noqa: B018

    @cached_property
    def _tree(self) -> tuple[dict[str, str], list[str]]:
        return self._look.answer()

    @property
    def _old(self) -> dict[str, str]:
        """Path → state of every file of the old site."""
        return self._tree[0]

    @property
    def _folders(self) -> list[str]:
        """The folders of the old site."""
        return self._tree[1]

    @classmethod
    def begin(cls, settings: dict[str, Any]) -> "Release":
        """Start the release of a Pelican run and leave it in the run's settings."""
        release = cls(
            Path(settings["OUTPUT_PATH"]),
            cache=Path(settings["CACHE_PATH"]),
            retained=tuple(settings["OUTPUT_RETENTION"]),
            may_clear=bool(settings["DELETE_OUTPUT_DIRECTORY"]),
        )
        settings[SETTING] = release
        return release

    def is_unchanged(self, path: str, digest: bytes) -> bool:
        """Whether the old site has this file, made from the same and untouched since."""
        known = self.known.get(path)
        return known is not None and known.digest == digest and known.state == self._old.get(path)

    def keep(self, path: str, digest: bytes) -> None:
        """Leave the file of the old site, which `is_unchanged` was asked about, where it is."""
        self.kept.add(path)
        self._digests_by_path[path] = digest

    def reuse_if_unchanged(self, path: str, dependency_digest: bytes) -> bool:
        """Whether the old site's file rests on the same, untouched since; then it is kept."""
        self._dependency_digests[path] = dependency_digest
        known = self.known.get(path)
        if (
            known is None
            or known.dependency_digest != dependency_digest
            or known.state != self._old.get(path)
        ):
            return False
        self.keep(path, known.digest)
        return True

    def put(self, path: str, data: bytes, digest: bytes | None = None) -> None:
        """Write a file of the site, unless the old site has it with the same bytes."""
        self.note(path, self.stage(path, data), digest)

    def stage(self, path: str, data: bytes) -> bool:
        """Write a file unless the old site has it; whether it was written.

        May be called in another process, which tells this one by `note`.
        """
        old = self._old.get(confined(path))
        if old is not None and old.startswith(f"{len(data)}:"):
            with (self.live / path).open("rb") as stream:
                if stream.read() == data:
                    return False
        self._room(path)
        with open(f"{self.staging}/{path}", "wb") as stream:  # noqa: PTH123
            stream.write(data)
        return True

    def note(self, path: str, staged: bool, digest: bytes | None) -> None:
        """Take notice of a file that was staged, or found to be there already."""
        if not staged:
            self.kept.add(path)
        if digest is not None:
            self._digests_by_path[path] = digest

    def put_copy(self, path: str, file: Path, digest: bytes | None = None) -> None:
        """Copy a file into the site, unless the old site has it with the same bytes."""
        live = self.live / confined(path)
        same = path in self._old and live.is_file() and filecmp.cmp(live, file, shallow=False)
        if not same:
            self._room(path)
            shutil.copyfile(file, self.staging / path)
        self.note(path, not same, digest)

    def _room(self, path: str) -> None:
        folder = path.rpartition("/")[0]
        if folder:
            os.makedirs(f"{self.staging}/{folder}", exist_ok=True)  # noqa: PTH103

    def publish(self) -> None:
        """Put the release in the place of the old site."""
        self.put(MARK, MARK_TEXT.encode())
        staged, _ = tree(str(self.staging))
        produced = self.kept | staged.keys()
        changed = [path for path, state in staged.items() if not self._same(path, state)]
        in_the_way = set(self._in_the_way(changed))
        for path in in_the_way:
            self._remove(path)
        self._move(changed, set(self._folders) - in_the_way)
        for path in self._old.keys() - produced - in_the_way:
            self._remove(path)
        folders = {path[:place] for path in produced for place in _slashes(path)}
        self._drop_folders_without(folders)
        states = self._states(produced, set(changed))
        self.left = {**dict.fromkeys(sorted(folders), ""), **states}
        if self._manifest:
            # The site is out; without a manifest the next build only takes longer.
            with contextlib.suppress(OSError):
                save(self._manifest, self._made(states))
        self.abandon()

    def _move(self, changed: list[str], existing: set[str]) -> None:
        """Put staged files in their places; a folder that is new goes as one piece.

        Nothing is created on the way, so that even a full disk is no obstacle.
        """
        self.live.mkdir(exist_ok=True)
        moved: set[str] = set()
        for path in changed:
            wanted = path
            for place in _slashes(path):
                if path[:place] not in existing:
                    wanted = path[:place]
                    break
            if wanted not in moved:
                os.replace(f"{self.staging}/{wanted}", f"{self.live}/{wanted}")  # noqa: PTH105
                moved.add(wanted)

    def _states(self, produced: set[str], changed: set[str]) -> dict[str, str]:
        root = str(self.live)
        return {
            path: state_at(f"{root}/{path}") if path in changed else self._old[path]
            for path in sorted(produced)
        }

    def _made(self, states: dict[str, str]) -> dict[str, ManifestEntry]:
        return {
            path: ManifestEntry(digest, states[path], self._dependency_digests.get(path, b""))
            for path, digest in self._digests_by_path.items()
        }

    def abandon(self) -> None:
        """Drop what was staged, and let the next build in. The old site stays."""
        atexit.unregister(self.abandon)
        self._look.leave()
        shutil.rmtree(self.staging, ignore_errors=True)
        self._lock.release()

    def _same(self, path: str, state: str) -> bool:
        """Whether a staged file that nobody compared yet is in the old site already."""
        old = self._old.get(path)
        return (
            old is not None
            and old.partition(":")[0] == state.partition(":")[0]
            and not (self.live / path).is_symlink()
            and filecmp.cmp(self.live / path, self.staging / path, shallow=False)
        )

    def _in_the_way(self, changed: list[str]) -> Iterator[str]:
        """Folders where a file is to be, files and links where a folder is to be."""
        folders = set(self._folders)
        above = {path[:place] for path in changed for place in _slashes(path)}
        yield from (path for path in changed if path in folders)
        yield from (path for path in above if path in self._old)

    def _remove(self, path: str) -> None:
        live = self.live / path
        if live.is_dir() and not live.is_symlink():
            shutil.rmtree(live)
        else:
            with contextlib.suppress(FileNotFoundError, NotADirectoryError):
                live.unlink()

    def _drop_folders_without(self, needed: set[str]) -> None:
        """Remove the folders of the old site that hold nothing any more."""
        for folder in sorted(set(self._folders) - needed, key=len, reverse=True):
            with contextlib.suppress(OSError):  # somebody else put something in
                (self.live / folder).rmdir()


def disk_trouble(error: OSError) -> str:
    """What an error of the disk means to staff, and what to do. The old site stands."""
    if error.errno in (errno.ENOSPC, errno.EFBIG, getattr(errno, "EDQUOT", None)):
        return (
            "Đĩa đã đầy nên không ghi được trang. Xóa bớt tệp không cần rồi chạy lại; "
            "trang cũ giữ nguyên."
        )
    place = f"“{error.filename}”" if error.filename else "tệp"
    if isinstance(error, PermissionError):
        return (
            f"Không được phép ghi {place}. Đóng chương trình đang mở tệp đó, kiểm tra quyền ghi "
            "rồi chạy lại."
        )
    return f"Không đọc hoặc ghi được {place} ({error.strerror}). Kiểm tra ổ đĩa rồi chạy lại."


def confined(path: str) -> str:
    """The path, if it stays below the folder that it is meant for.

    Raises:
        ValueError: the path climbs out of the output folder.
    """
    parts = path.replace("\\", "/").split("/")
    if not path or ".." in parts or "" in parts or ":" in parts[0]:
        raise ValueError(f"output path {path!r} leaves the output folder")
    return path


def _slashes(path: str) -> Iterator[int]:
    place = path.find("/")
    while place >= 0:
        yield place
        place = path.find("/", place + 1)
