"""One publication at a time: a lock at the target that says who is at work."""

import getpass
import json
import os
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from filelock import FileLock, Timeout

from khuyencong.publishing.errors import ConnectionLostError, LockedError, TargetBusyError
from khuyencong.publishing.host import STATE, Host
from khuyencong.store.cache_folder import CACHE_FOLDER
from khuyencong.store.digest import hex_digest_of
from khuyencong.vietnamese.dates import VIETNAM, short_date

LOCK = f"{STATE}/lock"
"""A folder, because every kind of host makes one in one step, or says that it is there."""
_HOLDER = f"{LOCK}/holder"


@contextmanager
def host_lock(host: Host) -> Iterator[None]:
    """Hold the lock of a target.

    A lock that this machine left when it was switched off or cut off is taken over: a second
    lock, beside the caches, tells that its holder is gone. No clock is compared.

    Raises:
        LockedError: somebody else holds it.
    """
    own = _OwnLock(host.root)
    with own.locked():
        before = own.was_left()
        own.remember()
        if not host.make_folder(LOCK):
            holder = host.read(_HOLDER)
            if not (own.is_holder(holder) if holder else before):
                own.forget()
                raise LockedError(_sentence(holder or b"{}"))
        host.write(_HOLDER, own.description())
        try:
            yield
        finally:
            _release(host)
            own.forget()


def break_lock(host: Host) -> None:
    """Remove a lock that somebody's machine left behind."""
    host.remove_folder(LOCK)


def _release(host: Host) -> None:
    """Give the lock back, even if the line was cut before."""
    try:
        _remove(host)
    except ConnectionLostError:
        host.reconnect()
        _remove(host)


def _remove(host: Host) -> None:
    host.remove([_HOLDER])
    host.remove_folder(LOCK)


class _OwnLock:
    """The lock among the publications of one machine that share their caches."""

    def __init__(self, root: str) -> None:
        self._file = Path(CACHE_FOLDER, "publishing", f"{hex_digest_of(root)}.lock").absolute()
        self._mark = self._file.with_suffix(".held")

    @contextmanager
    def locked(self) -> Iterator[None]:
        self._file.parent.mkdir(parents=True, exist_ok=True)
        try:
            with FileLock(self._file, timeout=0):
                yield
        except Timeout:
            raise TargetBusyError(
                "Một lần đưa lên mạng khác trên máy này đang chạy. Chờ xong rồi chạy lại."
            ) from None

    def description(self) -> bytes:
        now = datetime.now(VIETNAM)
        words = {
            "user": _user(),
            "machine": socket.gethostname(),
            "since": f"{now:%H:%M} ngày {short_date(now)}",
            "place": str(self._file),
            "process": os.getpid(),
        }
        return json.dumps(words, ensure_ascii=False).encode()

    def was_left(self) -> bool:
        """Whether an earlier run here took the lock, or tried to, and did not give it back."""
        return self._mark.exists()

    def remember(self) -> None:
        self._mark.touch()

    def forget(self) -> None:
        self._mark.unlink(missing_ok=True)

    def is_holder(self, holder: bytes) -> bool:
        """Whether what stands in a lock was written by a run of this machine."""
        words = _words(holder)
        ours = socket.gethostname(), str(self._file)
        return (words.get("machine"), words.get("place")) == ours


def _user() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return "?"


def _words(holder: bytes) -> dict[str, object]:
    try:
        words = json.loads(holder)
    except (ValueError, RecursionError):
        return {}
    return words if isinstance(words, dict) else {}


def _sentence(holder: bytes) -> str:
    words = _words(holder)
    return (
        f"{words.get('user', 'Có người')} (máy {words.get('machine', 'không rõ')}) đang đưa lên "
        f"mạng từ {words.get('since', 'trước đó')}. Chờ xong rồi chạy lại."
    )
