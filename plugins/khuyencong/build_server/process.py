"""A build server as a process beside this one, for as long as this one goes on."""

import multiprocessing
import socket
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from multiprocessing.connection import wait
from multiprocessing.process import BaseProcess
from typing import Any

from khuyencong.stop_signals import stand_apart


@contextmanager
def build_server(command: str) -> Iterator[None]:
    """Within it, a build server carries out commands of this working folder.

    `command` names what carries one out (`module:function`), which the server loads when it is
    first asked. Where no process can be started there is none.
    """
    process, lifeline = _started(keep_serving, command)
    try:
        yield
    finally:
        lifeline.close()
        if process.pid:
            process.join()


def keep_serving(lifeline: socket.socket, command: str) -> None:
    """In a process of its own, which loads nothing: one server after the other until the other end
    of `lifeline` is closed.

    A server ends after a command that was broken off, and when the code on the disk is another;
    one that ends before it listens is the last, for so would the next.
    """
    stand_apart()
    while True:
        process, ours = _started(_serve, time.time_ns(), command)
        with ours:
            if not process.pid:
                return
            is_over = lifeline in wait([lifeline, process.sentinel])
            if is_over:
                process.terminate()  # who waits for a command carries it out
                ours.shutdown(socket.SHUT_WR)
            process.join()
            if is_over or not _has_listened(ours):
                return


def _serve(lifeline: socket.socket, started: int, command: str) -> None:
    from khuyencong.build_server.server import serve  # in the process of the server alone

    serve(lifeline, started, command)


def _started(target: Callable[..., None], *arguments: Any) -> tuple[BaseProcess, socket.socket]:
    """A process that is given one end of a lifeline before its arguments, and the other end; it
    has no number where no process can be started."""
    theirs, ours = socket.socketpair()
    context = multiprocessing.get_context("spawn")
    process = context.Process(target=target, args=(theirs, *arguments))
    with theirs, suppress(OSError):
        process.start()
    return process, ours


def _has_listened(lifeline: socket.socket) -> bool:
    """Whether a server that ended has said that it listens."""
    with suppress(OSError):  # Windows says so of a process that was killed
        return bool(lifeline.recv(1))
    return False
