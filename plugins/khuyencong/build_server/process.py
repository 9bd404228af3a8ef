"""A build server as a process beside this one, for as long as this one goes on."""

import multiprocessing
import socket
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress

from khuyencong.build_server.server import serve


@contextmanager
def build_server(command: str) -> Iterator[None]:
    """Within it, a build server carries out commands of this working folder.

    `command` names what carries one out (`module:function`), which the server loads when it is
    first asked. Where no process can be started there is none.
    """
    started = time.time_ns()
    context = multiprocessing.get_context("spawn")
    theirs, ours = socket.socketpair()
    process = context.Process(target=serve, args=(theirs, started, command))
    with suppress(OSError):
        process.start()
    theirs.close()
    try:
        yield
    finally:
        ours.close()
        if process.pid:
            process.terminate()  # who waits for a command carries it out
            process.join()
