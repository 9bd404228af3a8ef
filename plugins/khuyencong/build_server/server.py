"""Takes a command, carries it out as a fresh process would, and keeps what was read for the next.

It has one thread, so that it may fork workers, and carries out one command at a time. A command
that it cannot take, or that its process does not survive, is carried out by whoever asked for it.
"""

import gc
import importlib
import io
import json
import os
import pkgutil
import secrets
import select
import socket
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, redirect_stderr, redirect_stdout, suppress
from pathlib import Path
from typing import Any

from khuyencong.build_server.code_state import CodeState
from khuyencong.build_server.line import LOOPBACK, Line, Note
from khuyencong.build_server.surroundings import surroundings
from khuyencong.content.kept_entries import KeptEntries
from khuyencong.stop_signals import Stopped, stand_apart, stopping

_AT_ONCE = 100_000
"""Characters that are sent in a line."""
IDLE = 900.0
"""Seconds without a command after which it lets go of what it has read."""


def serve(lifeline: socket.socket, started: int, command: str) -> None:
    """In a process of its own: carry out commands until the other end of `lifeline` is closed.

    One byte is sent over it when the server listens.
    `started` is when the process was started, in nanoseconds of the epoch; `command` names, as
    `module:function`, what is given the words of a command and the kept entries, and ends by
    SystemExit. It is loaded when the first one comes.
    """
    stand_apart()
    gc.disable()  # as in a build of its own; there is time for it when a command was answered
    with suppress(OSError), socket.create_server((LOOPBACK, 0)) as listening:
        server = Server(listening, CodeState(started), command)
        server.note.leave()
        lifeline.sendall(b"!")
        try:
            server.run(lifeline)
        finally:
            server.note.remove()


class Server:
    """What listens, and what it keeps from one command to the next."""

    def __init__(self, listening: socket.socket, code: CodeState, command: str) -> None:
        self.note = Note(listening.getsockname()[1], os.getpid(), secrets.token_hex(32))
        self._listening = listening
        self._code = code
        self._command = command
        self._surroundings = json.loads(json.dumps(surroundings()))
        self._kept = KeptEntries()
        self._is_sound = True
        """Whether nothing of an earlier command can be in the way of the next: not after one that
        was broken off, nor when the code on the disk is another."""

    def run(self, lifeline: socket.socket) -> None:
        """Carry out one command after the other as long as that may be."""
        while self._is_sound:
            ready, _, _ = select.select([self._listening, lifeline], [], [], IDLE)
            if lifeline in ready:  # nothing ever comes over it: its other end was closed
                return
            if ready:
                # Whoever asked carries out what did not come to an end here.
                with suppress(Exception, Stopped), Line(self._listening.accept()[0]) as line:
                    self._answer(line)
            else:
                self._kept = KeptEntries()
            gc.collect()

    def _answer(self, line: Line) -> None:
        line.send(proof=self.note.proof(line.receive()["nonce"]))
        asked = line.receive()
        if not secrets.compare_digest(asked["secret"], self.note.secret):
            return
        self._is_sound = self._code.is_current()
        taken = self._is_sound and asked["surroundings"] == self._surroundings
        line.send(accepted=taken)
        if taken:
            request = line.receive()
            line.wait(None)
            line.send(exit=self._carried_out(line, request))

    def _carried_out(self, line: Line, request: dict[str, Any]) -> int:
        """The exit code of a command."""
        self._is_sound, code = False, 0
        with stopping(), _as_if_started(line, request):
            try:
                carry_out = pkgutil.resolve_name(self._command)
                carry_out(request["words"][1:], self._kept)
            except SystemExit as end:
                code = int(end.code or 0)
        self._is_sound = not self._kept.is_spoiled
        return code


@contextmanager
def _as_if_started(line: Line, request: dict[str, Any]) -> Iterator[None]:
    """Within it, the process is as the one that asks."""
    out, err = (
        _Stream(line, name, is_terminal=terminal)
        for name, terminal in zip(("out", "err"), request["terminals"], strict=True)
    )
    words, environment, path = sys.argv, dict(os.environ), list(sys.path)
    importlib.invalidate_caches()
    with ExitStack() as before:
        before.callback(os.umask, os.umask(request["umask"]))
        before.enter_context(redirect_stdout(out))
        before.enter_context(redirect_stderr(err))
        try:
            sys.argv = request["words"]
            _set_environment(request["environment"])
            yield
        finally:
            sys.argv, sys.path[:] = words, path
            _set_environment(environment)
            _forget_settings()


def _forget_settings() -> None:
    """Settings files, and modules beside them, are loaded anew by each command."""
    home = str(Path.cwd())
    for name, module in list(sys.modules.items()):
        file = getattr(module, "__file__", None)
        if isinstance(file, str) and os.path.dirname(file) == home:  # noqa: PTH120
            del sys.modules[name]


def _set_environment(variables: dict[str, str]) -> None:
    os.environ.clear()
    os.environ.update(variables)


class _Stream(io.TextIOBase):
    """Standard output of a command, or its errors, on the way to who asked for it."""

    encoding = "utf-8"

    def __init__(self, line: Line, name: str, *, is_terminal: bool) -> None:
        self._line = line
        self._name = name
        self._is_terminal = is_terminal

    def isatty(self) -> bool:
        return self._is_terminal

    def writable(self) -> bool:
        return True

    def write(self, text: str) -> int:
        with suppress(OSError):  # who asked is gone; the command comes to its end
            for start in range(0, len(text), _AT_ONCE):
                self._line.send(**{self._name: text[start : start + _AT_ONCE]})
        return len(text)
