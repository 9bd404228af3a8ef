"""A line to a server that is cut after so many bytes."""

import contextlib
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager

from tests.publishing.servers import Line


@contextmanager
def cutting_proxy(port: int, line: Line) -> Iterator[int]:
    """Passes bytes on to a port of this machine while the line holds; gives its own port."""
    listener = socket.create_server(("127.0.0.1", 0))
    ends: list[socket.socket] = []
    threads: list[threading.Thread] = []

    def serve() -> None:
        while True:
            try:
                near, _ = listener.accept()
            except OSError:
                return
            far = socket.create_connection(("127.0.0.1", port))
            ends.extend((near, far))
            for end in (near, far):
                end.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            for words in ((near, far, line, True), (far, near, line, False)):
                threads.append(threading.Thread(target=_pass_on, args=words, daemon=True))
                threads[-1].start()

    server = threading.Thread(target=serve, daemon=True)
    server.start()
    yield listener.getsockname()[1]
    listener.shutdown(socket.SHUT_RDWR)
    server.join(timeout=5)
    for end in ends:
        _shut(end)
    for thread in threads:
        thread.join(timeout=5)
    for end in (listener, *ends):
        end.close()


def _pass_on(source: socket.socket, target: socket.socket, line: Line, counted: bool) -> None:
    with contextlib.suppress(OSError):
        while data := source.recv(1 << 16):
            if counted and not line.passes(len(data)):
                line.cuts += 1
                break
            target.sendall(data)
    _shut(source)
    _shut(target)


def _shut(end: socket.socket) -> None:
    with contextlib.suppress(OSError):
        end.shutdown(socket.SHUT_RDWR)
