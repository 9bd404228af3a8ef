"""A folder of a server that is reached by SSH (RFC 4251), through SFTP and, where there is one,
its shell."""

import asyncio
import errno
import os
import shlex
import threading
from collections.abc import AsyncIterator, Coroutine, Iterable, Iterator, Mapping
from contextlib import asynccontextmanager, contextmanager
from itertools import groupby
from math import inf
from pathlib import Path
from typing import Any, TypeVar

import asyncssh

from khuyencong.publishing.errors import (
    SITE_STANDS,
    ConnectionLostError,
    PublishingError,
    host_error,
)
from khuyencong.publishing.host import Sent
from khuyencong.publishing.ssh_connection import connect
from khuyencong.publishing.target_settings import ChosenTarget
from khuyencong.rendering.file_tree import FILE_MODE, FOLDER_MODE, parents
from khuyencong.store.atomic import PARTIAL_SUFFIX

T = TypeVar("T")
_TOGETHER = 32
"""Requests on their way at once."""
_SMALL = 1 << 20
"""Bytes up to which a file is read whole."""


class SshHost:
    """Files below a folder of a server."""

    longest_path = inf

    def __init__(self, target: ChosenTarget) -> None:
        """
        Raises:
            ConnectionLostError: the server does not answer.
            PublishingError: it is not the server that it was, or does not let us in.
        """
        self.root = target.folder.rstrip("/")
        self._target = target
        # In a thread of its own: the thread that publishes may run a loop itself.
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, daemon=True)
        self._thread.start()
        self._limit = asyncio.Semaphore(_TOGETHER)
        self._folders: set[str] = set()
        try:
            self.connect()
        except BaseException:
            self._end_loop()
            raise

    def connect(self) -> None:
        self._connection = self._wait(connect(self._target))
        self._sftp = self._wait(_sftp(self._connection))

    def read(self, path: str) -> bytes | None:
        return self._wait(self._read(path))

    def write(self, path: str, data: bytes) -> None:
        self._wait(self._write(path, data))

    def make_folder(self, folder: str) -> bool:
        return self._wait(self._make_folder(folder))

    def names(self, folder: str) -> list[str]:
        return self._wait(self._names(folder))

    def send(self, files: Mapping[str, Path], sent: Sent) -> None:
        self._wait(self._send(files, sent))

    def remove(self, paths: Iterable[str]) -> None:
        self._wait(self._each(self._remove(path) for path in paths))

    def copy_links(self, old: str, new: str, paths: Iterable[str]) -> None:
        """By the server's own `cp` (GNU) where it has a shell: links are made one by one else."""
        paths = tuple(paths)
        command = f"cd {shlex.quote(self._at(old))} && xargs -0 -r cp -dl --parents -t "
        command += shlex.quote(self._at(new))
        self._wait(self._make_folders([f"{new}/"]))
        if not self._runs(command, "\0".join(paths)):
            self.remove_folder(new)
            self.link({f"{new}/{path}": f"{old}/{path}" for path in paths})

    def link(self, pairs: Mapping[str, str]) -> None:
        self._wait(self._link(pairs))

    def link_target(self, link: str) -> str | None:
        return self._wait(self._link_target(link))

    def switch(self, link: str, folder: str) -> None:
        self._wait(self._switch(link, folder))

    def remove_folder(self, folder: str) -> None:
        quick = self._wait(self._remove_empty(folder))
        if not quick and not self._runs(f"rm -rf {shlex.quote(self._at(folder))}"):
            self._wait(self._remove_folder(folder))
        self._folders = {known for known in self._folders if not known.startswith(folder)}

    def files_like(self, pattern: str) -> dict[str, str]:
        """Path → size and time of each file, anywhere on the server, whose path fits a pattern."""
        return self._wait(self._files_like(pattern))

    def read_part(self, path: str, start: int, size: int) -> bytes:
        """Some bytes of a file anywhere on the server; fewer at its end.

        Raises:
            PermissionError: the server does not let us read it.
            FileNotFoundError: it is gone by now.
        """
        return self._wait(self._read_part(path, start, size))

    def reconnect(self) -> None:
        self._loop.call_soon_threadsafe(self._connection.abort)
        self.connect()

    def close(self) -> None:
        self._loop.call_soon_threadsafe(self._connection.abort)
        asyncio.run_coroutine_threadsafe(self._connection.wait_closed(), self._loop).result()
        self._end_loop()

    def _end_loop(self) -> None:
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._loop.close()

    def _at(self, path: str) -> str:
        return f"{self.root}/{path}" if path else self.root

    def _wait(self, work: Coroutine[Any, Any, T]) -> T:
        """The result of some work, with errors of the line and the server as sentences."""
        try:
            return asyncio.run_coroutine_threadsafe(work, self._loop).result()
        except (asyncssh.SFTPNoConnection, asyncssh.SFTPConnectionLost) as error:
            raise _lost(error) from error
        except asyncssh.SFTPError as error:
            raise self._refusal(error) from error
        except (asyncssh.ConnectionLost, asyncssh.ChannelOpenError, ConnectionError) as error:
            raise _lost(error) from error

    def _refusal(self, error: asyncssh.SFTPError) -> PublishingError:
        """What an error of SFTP means to staff. Version 3 has one word for most of them, so the
        disk itself is asked."""
        if isinstance(error, asyncssh.SFTPPermissionDenied):
            return host_error(PermissionError(errno.EACCES, ""), self.root)
        if why := asyncio.run_coroutine_threadsafe(self._trouble(), self._loop).result():
            return host_error(OSError(why, ""), self.root)
        return PublishingError(
            f"Máy chủ không nhận tệp ({error}). Thường vì hết dung lượng được cấp hoặc không giữ "
            f"được tên tệp; nhờ người quản trị xem rồi chạy lại. {SITE_STANDS}"
        )

    async def _trouble(self) -> int:
        """What is wrong with the server's disk (errno(3)); 0 where nothing is, or nobody tells."""
        try:
            disk = await self._sftp.statvfs(self.root)
        except (asyncssh.SFTPError, ConnectionError):
            return 0
        if disk.flags & os.ST_RDONLY:
            return errno.EROFS
        return 0 if disk.bavail else errno.ENOSPC

    def _runs(self, command: str, stdin: str = "") -> bool:
        """Whether the server has a shell in which a command does what it should."""
        done = self._wait(self._run(command, stdin))
        return done is not None and done.exit_status == 0

    async def _run(self, command: str, stdin: str) -> asyncssh.SSHCompletedProcess | None:
        try:
            return await self._connection.run(command, input=stdin, encoding="utf-8")
        except asyncssh.ChannelOpenError:
            return None

    async def _each(self, work: Iterable[Coroutine[Any, Any, None]]) -> None:
        """Do many things, some at once; the first that fails stops the rest."""
        try:
            async with asyncio.TaskGroup() as group:
                for one in work:
                    await self._limit.acquire()
                    group.create_task(one).add_done_callback(lambda _: self._limit.release())
        except ExceptionGroup as errors:
            raise errors.exceptions[0] from errors

    async def _read(self, path: str) -> bytes | None:
        try:
            async with self._sftp.open(self._at(path), "rb") as stream:
                data: bytes = await stream.read()
                return data
        except asyncssh.SFTPNoSuchFile:
            return None

    async def _files_like(self, pattern: str) -> dict[str, str]:
        try:
            found = await self._sftp.glob_sftpname(pattern)
        except asyncssh.SFTPNoSuchFile:  # nothing fits
            return {}
        files = (each for each in found if each.attrs.type == asyncssh.FILEXFER_TYPE_REGULAR)
        return {str(each.filename): f"{each.attrs.size}:{each.attrs.mtime}" for each in files}

    async def _read_part(self, path: str, start: int, size: int) -> bytes:
        try:
            async with self._sftp.open(path, "rb") as stream:
                data: bytes = await stream.read(size, start)
                return data
        except asyncssh.SFTPPermissionDenied as error:
            raise PermissionError(errno.EACCES, "permission denied", path) from error
        except asyncssh.SFTPNoSuchFile as error:
            raise FileNotFoundError(errno.ENOENT, "no such file", path) from error

    async def _write(self, path: str, data: bytes) -> None:
        await self._make_folders([path])
        async with self._arriving(path) as part, self._sftp.open(part, "wb") as stream:
            await stream.write(data)

    async def _make_folder(self, folder: str) -> bool:
        await self._make_folders([folder])
        try:
            await self._sftp.mkdir(self._at(folder))
        except (asyncssh.SFTPFileAlreadyExists, asyncssh.SFTPFailure):
            # Version 3 of the protocol has one word for every failure.
            if await self._sftp.isdir(self._at(folder)):
                return False
            raise
        return True

    async def _names(self, folder: str) -> list[str]:
        try:
            found = await self._sftp.listdir(self._at(folder))
        except asyncssh.SFTPNoSuchFile:
            return []
        return [str(name) for name in found if name not in (".", "..")]

    async def _send(self, files: Mapping[str, Path], sent: Sent) -> None:
        await self._make_folders(files)
        await self._each(self._put(path, file, sent) for path, file in files.items())

    async def _put(self, path: str, file: Path, sent: Sent) -> None:
        size = file.stat().st_size
        async with self._arriving(path) as part:
            if size <= _SMALL:
                async with self._sftp.open(part, "wb") as stream:
                    await stream.write(file.read_bytes())
                sent(size)
            else:
                await self._put_large(file, part, sent)

    async def _put_large(self, file: Path, part: str, sent: Sent) -> None:
        before = 0

        def tell(_source: bytes, _target: bytes, done: int, _all: int) -> None:
            nonlocal before
            sent(done - before)
            before = done

        await self._sftp.put(str(file), part, progress_handler=tell)

    @asynccontextmanager
    async def _arriving(self, path: str) -> AsyncIterator[str]:
        """A place to write a file at, which then takes its own place in one step."""
        part = f"{self._at(path)}{PARTIAL_SUFFIX}"
        with _named(path):
            yield part
            await self._sftp.chmod(part, FILE_MODE)
            await self._sftp.posix_rename(part, self._at(path))

    async def _remove(self, path: str) -> None:
        try:
            await self._sftp.remove(self._at(path))
        except asyncssh.SFTPNoSuchFile:
            return

    async def _link(self, pairs: Mapping[str, str]) -> None:
        await self._make_folders(pairs)
        await self._each(self._link_one(existing, new) for new, existing in pairs.items())

    async def _link_one(self, existing: str, new: str) -> None:
        with _named(new):
            await self._sftp.link(self._at(existing), self._at(new))

    async def _link_target(self, link: str) -> str | None:
        try:
            return str(await self._sftp.readlink(self._at(link)))
        except (asyncssh.SFTPNoSuchFile, asyncssh.SFTPFailure):
            return None

    async def _switch(self, link: str, folder: str) -> None:
        new = self._at(f"{link}{PARTIAL_SUFFIX}")
        await self._remove(f"{link}{PARTIAL_SUFFIX}")
        await self._sftp.symlink(folder, new)
        await self._sftp.posix_rename(new, self._at(link))

    async def _remove_empty(self, folder: str) -> bool:
        """Whether a folder is gone, or was not there; not if it holds something."""
        try:
            await self._sftp.rmdir(self._at(folder))
        except asyncssh.SFTPNoSuchFile:
            return True
        except asyncssh.SFTPFailure:
            return False
        return True

    async def _remove_folder(self, folder: str) -> None:
        if await self._sftp.isdir(self._at(folder)):
            await self._sftp.rmtree(self._at(folder))

    async def _make_folders(self, paths: Iterable[str]) -> None:
        """Make the folders above some paths, open to the web server whatever the umask."""
        needed = {"", *(folder for path in paths for folder in parents(path))} - self._folders
        for _, level in groupby(sorted(needed, key=_depth), _depth):
            await self._each(map(self._make_open, level))
        self._folders |= needed

    async def _make_open(self, folder: str) -> None:
        with _named(folder):
            if not await self._sftp.isdir(self._at(folder)):
                await self._sftp.makedirs(self._at(folder), exist_ok=True)
                await self._sftp.chmod(self._at(folder), FOLDER_MODE)


def _depth(folder: str) -> int:
    return folder.count("/") + bool(folder)


@contextmanager
def _named(path: str) -> Iterator[None]:
    """Tell which name the server does not hold; OpenSSH has "bad message" for one too long."""
    try:
        yield
    except asyncssh.SFTPBadMessage as error:
        raise host_error(OSError(errno.ENAMETOOLONG, ""), path) from error


async def _sftp(connection: asyncssh.SSHClientConnection) -> asyncssh.SFTPClient:
    return await connection.start_sftp_client()


def _lost(error: Exception) -> ConnectionLostError:
    return ConnectionLostError(
        f"Đứt kết nối với máy chủ ({error}). {SITE_STANDS} Chạy lại, chương trình gửi tiếp phần "
        "còn thiếu."
    )
