"""Logs as they lie on a disk: growing, rotated, compressed, of any size."""

import gzip
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from itertools import islice
from pathlib import Path
from typing import IO, cast

from khuyencong.statistics.log_line import LogParser
from khuyencong.store.digest import hex_digest_of
from khuyencong.store.file_state import file_state

LONGEST = 16 * 1024
"""Bytes of a line; servers refuse longer requests (nginx: 8 KB), so a longer line is none."""
_BEGINNING = 1000
"""Lines within which a log has one that can be read."""
_GZIP = b"\x1f\x8b"
DAMAGED = (OSError, EOFError, zlib.error)
"""What reading a file raises that is cut off, damaged, or not to be had."""


@dataclass(frozen=True, slots=True)
class LogFile:
    """One file of a log, here or at the host."""

    name: str
    state: str
    """Size and times: the same state, the same bytes."""
    opener: Callable[[], IO[bytes]]

    @contextmanager
    def open(self) -> Iterator[IO[bytes]]:
        """The bytes of the log, decompressed.

        Raises:
            OSError: it cannot be read.
        """
        with self.opener() as stream:
            first = stream.read(len(_GZIP))
            stream.seek(0)
            whole = gzip.GzipFile(fileobj=stream)
            yield cast(IO[bytes], whole) if first == _GZIP else stream


@dataclass(frozen=True, slots=True)
class Head:
    """The beginning of a log, by which it is known again after it was renamed or compressed."""

    identity: str
    """Digest of when its first request was, and for what. Of who made it two bytes of a digest
    count: enough to tell two servers apart, too few to find a person by."""
    fields: str
    """Of a W3C log."""
    day: date
    """Of the first request."""


class NoAccessLogError(Exception):
    """A file begins with lines that are no requests."""


def local_log(file: Path) -> LogFile:
    """A file of this machine."""
    return LogFile(str(file), file_state(file), lambda: file.open("rb"))


def head_of(stream: IO[bytes]) -> Head | None:
    """What a log begins with; None while it has no whole line but directives.

    Raises:
        NoAccessLogError: it is none.
    """
    parser, has_lines = LogParser(), False
    for _, line in islice(lines(stream, 0), _BEGINNING):
        text = decoded(line)
        if request := parser.request(text):
            asked = (request.moment, request.method, request.target, str(request.status))
            who = hex_digest_of(f"{request.client}\0{request.agent}")[:4]
            identity = hex_digest_of("\0".join((parser.fields, *asked, who)))
            return Head(identity, parser.fields, request.day)
        has_lines = has_lines or not text.startswith("#")
    if has_lines:
        raise NoAccessLogError
    return None


def lines(stream: IO[bytes], at: int) -> Iterator[tuple[int, bytes]]:
    """Each whole line from an offset on, with the offset behind it.

    A line that is too long is given empty, and is never in memory as a whole. The last one is left
    for the next time while it has no end.
    """
    stream.seek(at)
    while line := stream.readline(LONGEST):
        at += len(line)
        is_long = len(line) == LONGEST and not line.endswith(b"\n")
        while is_long and len(line) == LONGEST and not line.endswith(b"\n"):
            line = stream.readline(LONGEST)
            at += len(line)
        if not line.endswith(b"\n"):
            return
        yield at, b"" if is_long else line.rstrip(b"\r\n")


def decoded(line: bytes) -> str:
    """A line as text, whatever bytes are in it."""
    return line.decode("utf-8", "replace")
