"""One build at a time into one output folder."""

import contextlib
import sys
import time
from pathlib import Path
from typing import IO

PATIENCE = 60.0
"""Seconds to wait for another build."""


class BuildBusyError(Exception):
    """Another build is writing into the same output folder."""

    exitcode = 2

    def __init__(self, live: Path) -> None:
        super().__init__(
            f"Một lần dựng trang khác đang ghi vào “{live}”. Chờ lần đó xong rồi chạy lại."
        )


class BuildLock:
    """Held while a build is on its way to an output folder; let go when the process ends.

    It is a file beside the folder, on the same disk, so that builds that share nothing but
    the output know of each other.
    """

    def __init__(self, live: Path, patience: float = PATIENCE) -> None:
        """Take the lock.

        Raises:
            BuildBusyError: another build held it for the whole of `patience` (seconds).
        """
        self._stream: IO[bytes] | None = (live.parent / f".{live.name}.khoa").open("ab")
        until = time.monotonic() + patience
        while not _take(self._stream):
            if time.monotonic() > until:
                self.release()
                raise BuildBusyError(live)
            time.sleep(0.05)

    def release(self) -> None:
        """Let the next build in."""
        if self._stream is not None:
            self._stream.close()
            self._stream = None


if sys.platform == "win32":  # pragma: no cover
    import msvcrt

    def _take(stream: IO[bytes]) -> bool:
        with contextlib.suppress(OSError):
            stream.seek(0)
            msvcrt.locking(stream.fileno(), msvcrt.LK_NBLCK, 1)
            return True
        return False

else:
    import fcntl

    def _take(stream: IO[bytes]) -> bool:
        with contextlib.suppress(BlockingIOError):
            fcntl.flock(stream, fcntl.LOCK_EX | fcntl.LOCK_NB)
            return True
        return False
