"""One publication at a time: a file at the target that says who is at work."""

import getpass
import json
import os
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from filelock import FileLock, Timeout

from khuyencong.publishing.errors import TargetBusyError
from khuyencong.publishing.host import STATE, Host
from khuyencong.store.cache_folder import CACHE_FOLDER
from khuyencong.store.digest import hex_digest_of
from khuyencong.vietnamese.dates import VIETNAM, short_date

LOCK = f"{STATE}/lock"


@contextmanager
def host_lock(host: Host) -> Iterator[None]:
    """Hold the lock of a target.

    A lock that this machine left when it was switched off is taken over: a second lock, beside
    the caches, tells that its holder is gone. No clock is compared.

    Raises:
        TargetBusyError: somebody else holds it.
    """
    own = _OwnLock(host.root)
    with own.held():
        mine = own.description()
        if not host.create(LOCK, mine):
            held = host.read(LOCK)
            if held is not None and not own.is_left_by_us(held):
                raise TargetBusyError(_sentence(held))
            host.write(LOCK, mine)
        try:
            yield
        finally:
            host.remove([LOCK])


class _OwnLock:
    """The lock among the publications of one machine that share their caches."""

    def __init__(self, root: str) -> None:
        self._file = Path(CACHE_FOLDER, "publishing", f"{hex_digest_of(root)}.lock").absolute()

    @contextmanager
    def held(self) -> Iterator[None]:
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

    def is_left_by_us(self, held: bytes) -> bool:
        words = _words(held)
        ours = socket.gethostname(), str(self._file)
        return (words.get("machine"), words.get("place")) == ours


def _user() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return "?"


def _words(held: bytes) -> dict[str, object]:
    try:
        words = json.loads(held)
    except ValueError:
        return {}
    return words if isinstance(words, dict) else {}


def _sentence(held: bytes) -> str:
    words = _words(held)
    return (
        f"{words.get('user', 'Có người')} (máy {words.get('machine', 'không rõ')}) đang đưa lên "
        f"mạng từ {words.get('since', 'trước đó')}. Chờ xong rồi chạy lại. Nếu máy đó đã tắt giữa "
        "chừng: khuyencong publish --unlock"
    )
