"""One build at a time into one output folder."""

from pathlib import Path

from filelock import FileLock, Timeout

PATIENCE = 60.0
"""Seconds to wait for another build."""


class BuildBusyError(Exception):
    """Another build is writing into the same output folder."""

    exitcode = 2

    def __init__(self, folder: Path) -> None:
        super().__init__(
            f"Một lần dựng trang khác đang ghi vào “{folder}”. Chờ lần đó xong rồi chạy lại."
        )


def lock_folder(folder: Path, file: Path, patience: float = PATIENCE) -> FileLock:
    """Take the lock of a folder, which is held until `release` or the end of the process.

    `file` lies on the same disk, so that builds that share nothing but the folder know of each
    other. Forked children do not hold it.

    Raises:
        BuildBusyError: another process held it for the whole of `patience` (seconds).
    """
    lock = FileLock(file, thread_local=False)
    try:
        lock.acquire(timeout=patience, poll_interval=0.05)
    except Timeout as error:
        raise BuildBusyError(folder) from error
    return lock
