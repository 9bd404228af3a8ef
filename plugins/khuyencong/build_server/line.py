"""What a build server and the command say to each other: JSON, a value a line, over loopback.

Both prove that they know the secret in a file that their person alone may read.
"""

import hashlib
import json
import os
import socket
import time
from typing import Any, NamedTuple

from khuyencong.store.cache_folder import cache_path
from khuyencong.store.sealed_file import read_sealed, write_sealed

LOOPBACK = "127.0.0.1"
PATIENCE = 2.0
"""Seconds to wait for a word of the other side before there is any work."""
_LONGEST = 4_000_000
"""Bytes of a line: an environment, or what a command says at once."""
_NOTE = cache_path("build-server")


class Note(NamedTuple):
    """Where the build server of this folder listens."""

    port: int
    process: int
    secret: str

    def proof(self, nonce: str) -> str:
        """That one knows the secret, for a number that the other side drew (keyed BLAKE2b,
        RFC 7693)."""
        return hashlib.blake2b(nonce.encode(), key=self.secret.encode()).hexdigest()

    def leave(self) -> None:
        """Write it down for commands to find.

        Raises:
            OSError: the folder may not be written.
        """
        said = {"port": self.port, "process": self.process, "secret": self.secret}
        before = os.umask(0o077)
        try:
            write_sealed(_NOTE, json.dumps(said).encode())
        finally:
            os.umask(before)

    def remove(self) -> None:
        """Take it away, unless another server has left its own."""
        if read_note() == self:
            os.unlink(_NOTE)  # noqa: PTH108


def read_note() -> Note | None:
    """The note of the build server that was started last in this folder by this person; None where
    there is none.

    Raises:
        ValueError, TypeError: it is none of this program.
    """
    data = read_sealed(_NOTE)
    return Note(**json.loads(data)) if data and _is_own(_NOTE) else None


def _is_own(file: str) -> bool:
    """Nobody is sent to the server of another person, who would be told of the environment."""
    return not hasattr(os, "geteuid") or os.stat(file).st_uid == os.geteuid()  # noqa: PTH116


class Line:
    """One end of a connection."""

    def __init__(self, connection: socket.socket) -> None:
        self._connection = connection
        self._received = bytearray()
        self.wait(PATIENCE)

    def wait(self, seconds: float | None) -> None:
        """How long to wait for what the other side says from now on; without end when None."""
        self._patience = seconds
        self._connection.settimeout(seconds)

    def send(self, **said: Any) -> None:
        """Say something.

        Raises:
            OSError: nobody listens any more.
        """
        self._connection.settimeout(self._patience)
        self._connection.sendall(json.dumps(said).encode() + b"\n")

    def receive(self) -> dict[str, Any]:
        """What the other side says next.

        Raises:
            OSError: it is gone, or has not said all of it in time.
            ValueError: what it says is no value.
        """
        values = json.loads(self._line())
        if not isinstance(values, dict):
            raise ValueError
        return values

    def _line(self) -> bytes:
        """The next line; who sends a letter now and then has no more time than others."""
        latest = None if self._patience is None else time.monotonic() + self._patience
        while (end := self._received.find(b"\n")) < 0:
            if latest is not None:
                self._connection.settimeout(max(latest - time.monotonic(), 0))
            some = self._connection.recv(65_536)
            if not some or len(self._received) > _LONGEST:
                raise ConnectionError
            self._received += some
        line = bytes(self._received[:end])
        del self._received[: end + 1]
        return line

    def __enter__(self) -> "Line":
        return self

    def __exit__(self, *_: object) -> None:
        self._connection.close()
