"""The command's way to a build server: loads next to nothing, and soon gives up."""

import os
import signal
import socket
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Any, TextIO

from khuyencong.build_server.line import LOOPBACK, PATIENCE, Line, Note, read_note
from khuyencong.build_server.surroundings import surroundings
from khuyencong.stop_signals import Stopped


def exit_code(arguments: list[str]) -> int | None:
    """Have the build server of this folder carry a command out; the exit code.

    What the command says is said here, as it says it. None where there is no server that would do
    the very same, where it has something else to do, or where it ended meanwhile: the command is
    carried out here then.
    """
    if any(word.startswith("--cluster") for word in arguments):
        return None
    try:
        note = read_note()
        if note is None:
            return None
        with _connected(note) as line:
            return _carried_out(line, note) if _is_ready(line, note) else None
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _connected(note: Note) -> Line:
    """A line to the server.

    Raises:
        OSError: there is none any more; a killed one may have left its note.
    """
    try:
        return Line(socket.create_connection((LOOPBACK, note.port), PATIENCE))
    except OSError:
        note.remove()
        raise


def _is_ready(line: Line, note: Note) -> bool:
    """Whether the server is the one that left the note, and takes the command."""
    nonce = os.urandom(16).hex()
    line.send(nonce=nonce)
    if line.receive()["proof"] != note.proof(nonce):
        return False
    line.send(secret=note.secret, surroundings=surroundings())
    return bool(line.receive()["accepted"])


def _request() -> dict[str, Any]:
    """The command, and all that may be different each time it is typed."""
    umask = os.umask(0o022)
    os.umask(umask)
    terminals = [stream.isatty() for stream in (sys.stdout, sys.stderr)]
    return {
        "words": sys.argv,
        "environment": {**_size_of_terminal(), **os.environ},
        "umask": umask,
        "terminals": terminals,
    }


def _size_of_terminal() -> dict[str, str]:
    """As the variables by which programs are told."""
    for stream in (sys.stdout, sys.stderr):
        with suppress(OSError, ValueError, AttributeError):
            size = os.get_terminal_size(stream.fileno())
            return {"COLUMNS": str(size.columns), "LINES": str(size.lines)}
    return {}


def _carried_out(line: Line, note: Note) -> int:
    """Say what the server says until it is done; its exit code."""
    line.send(**_request())
    line.wait(None)
    streams = {"out": sys.stdout, "err": sys.stderr}
    with _stopped_there_too(note):
        while "exit" not in (said := line.receive()):
            for name, text in said.items():
                _say(streams[name], text)
    return int(said["exit"])


def _say(stream: TextIO, text: str) -> None:
    """Write at once. Who reads no further (`| head`) ends the command, as in any other."""
    try:
        stream.write(text)
        stream.flush()
    except OSError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())  # Python flushes at its end
        raise SystemExit(1) from None


@contextmanager
def _stopped_there_too(note: Note) -> Iterator[None]:
    """Whoever stops the command stops the work. Windows has no way to tell one process of another
    console to stop: there the site is made to its end."""
    try:
        yield
    except (KeyboardInterrupt, Stopped):
        if sys.platform != "win32":
            with suppress(OSError):
                os.kill(note.process, signal.SIGINT)
        raise
