"""Logs on the server to which a site is published by SSH, read where they lie."""

import io
from collections.abc import Iterator
from contextlib import closing, contextmanager
from functools import partial
from typing import TYPE_CHECKING

from khuyencong.publishing.errors import missing_library
from khuyencong.publishing.target_settings import ChosenTarget
from khuyencong.statistics.errors import NoLogError
from khuyencong.statistics.log_file import LogFile
from khuyencong.statistics.log_places import NO_READERS, is_log, patterns_of

if TYPE_CHECKING:
    from khuyencong.publishing.ssh_host import SshHost

SCHEMES = ("ssh", "sftp")
_AHEAD = 512 * 1024
"""Bytes that are fetched at once."""


@contextmanager
def remote_logs(chosen: ChosenTarget) -> Iterator[list[LogFile]]:
    """The logs that a target names, while the connection stands. Nothing is copied: of a log that
    was read before, only its first line and what is new cross the line.

    Raises:
        NoLogError: there is nothing at one of its places.
        PublishingError: the server does not answer, or does not let us in.
    """
    try:
        from khuyencong.publishing.ssh_host import SshHost
    except ImportError as error:
        raise missing_library(str(error.name), error) from error
    with closing(SshHost(chosen)) as host:
        yield [log for place in chosen.settings.access_log for log in _at(host, place)]


def _at(host: "SshHost", place: str) -> Iterator[LogFile]:
    found = {
        path: state
        for pattern in patterns_of(place)
        for path, state in host.files_like(pattern).items()
        if is_log(path)
    }
    if not found:
        raise NoLogError(f"Máy chủ không có nhật ký ở “{place}”. {NO_READERS}")
    for path, state in sorted(found.items()):
        yield LogFile(path, state, partial(_opened, host, path))


def _opened(host: "SshHost", path: str) -> io.BufferedReader:
    return io.BufferedReader(_RemoteFile(host, path), _AHEAD)


class _RemoteFile(io.RawIOBase):
    """A file of a server, of which pieces are fetched as they are read."""

    def __init__(self, host: "SshHost", path: str) -> None:
        self._host = host
        self._path = path
        self._at = 0

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        self._at = offset if whence == io.SEEK_SET else self._at + offset
        return self._at

    def readinto(self, buffer: "bytearray | memoryview") -> int:  # type: ignore[override]
        data = self._host.read_part(self._path, self._at, len(buffer))
        buffer[: len(data)] = data
        self._at += len(data)
        return len(data)
