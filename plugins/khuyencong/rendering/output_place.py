"""Where a release is prepared: on the disk of its output folder, out of its readers' sight."""

import os
import secrets
import stat
from pathlib import Path

from msgspec import Struct

from khuyencong.rendering.file_tree import make_folder

MARKER = ".khuyencong"
"""File that marks an output folder as ours: only such a folder is ever cleared of files."""
_LONGEST_NAME = 240
"""Bytes; file systems take 255, and something is added."""


class OutputRefusedError(Exception):
    """The output folder, or the one where a release is prepared, belongs to somebody else."""

    exitcode = 2


class OutputPlace(Struct, frozen=True):
    """An output folder with the two paths that a release needs near it."""

    live: Path
    """The output folder, links resolved."""
    work: Path
    """Folder for what is not published yet; there only while a build runs, or was killed."""
    lock: Path

    @property
    def own_names(self) -> tuple[str, ...]:
        """Names in the output folder that are no part of the site."""
        inside = self.work.parent == self.live
        return (self.work.name, self.lock.name) if inside else ()

    def make_work_folder(self) -> None:
        """Make the folder for what is not published yet; nobody else may look into it."""
        self.work.mkdir(mode=0o700)

    def is_interrupted(self) -> bool:
        """Whether an earlier build was killed here.

        Raises:
            OutputRefusedError: somebody else left a folder or a link there.
        """
        try:
            found = self.work.lstat()
        except FileNotFoundError:
            return False
        ours = not hasattr(os, "geteuid") or found.st_uid == os.geteuid()
        if ours and stat.S_ISDIR(found.st_mode):
            return True
        raise OutputRefusedError(
            f"Chỗ ghi tạm “{self.work}” do người khác tạo, nên không dùng. "
            "Xóa thư mục đó, hoặc chạy lại bằng tài khoản đã tạo ra nó."
        )


def output_place(folder: Path) -> OutputPlace:
    """The paths for an output folder; folders above it are made.

    The work folder lies beside the output folder, so that nothing unfinished is served or copied
    with it. It lies inside, as a hidden folder, where files could not be moved from one to the
    other by rename (the output folder is a mount point), or where nothing may be made beside.

    Raises:
        OutputRefusedError: there is a file of that name.
    """
    live = folder.resolve()
    if live.exists() and not live.is_dir():
        raise OutputRefusedError(f"“{live}” là tệp, không phải thư mục. Chọn thư mục sau `-o`.")
    for parent in reversed(live.parents):
        make_folder(parent)
    if _beside(live):
        near = live.parent / f".{live.name}"
    else:
        make_folder(live)
        near = live / MARKER
    return OutputPlace(live, Path(f"{near}.moi-tam"), Path(f"{near}.khoa"))


def _beside(live: Path) -> bool:
    """Whether files can be made beside a folder and moved into it by rename."""
    parent = live.parent
    if parent == live or len(os.fsencode(live.name)) > _LONGEST_NAME:
        return False
    if not live.exists():
        return True
    if not os.access(parent, os.W_OK | os.X_OK) or parent.stat().st_dev != live.stat().st_dev:
        return False
    nothing = f".{secrets.token_hex(8)}"
    try:
        # Linux looks at the mounts, which may differ on one device, before it looks for the file.
        (parent / nothing).rename(live / nothing)
    except FileNotFoundError:
        return True
    except OSError:
        return False
    return True
