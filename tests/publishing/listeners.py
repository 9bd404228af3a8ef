"""Servers of others that a publication tells something, on this machine: HTTP and SMTP."""

import json
import socketserver
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import BaseHTTPRequestHandler, SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import parse_qsl


@contextmanager
def http_listener(status: int = 204) -> Iterator[tuple[str, list[dict]]]:
    """Gives an address, and what was posted to it: a form or JSON."""
    heard: list[dict] = []

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"])).decode()
            json_sent = "json" in self.headers["Content-Type"]
            heard.append(json.loads(body) if json_sent else dict(parse_qsl(body)))
            self.send_response(status)
            self.end_headers()

        def log_message(self, *_: object) -> None:
            """Nothing on the screen."""

    with _served(ThreadingHTTPServer(("127.0.0.1", 0), Handler)) as port:
        yield f"http://127.0.0.1:{port}/nhan", heard


@contextmanager
def smtp_listener() -> Iterator[tuple[str, list[str]]]:
    """A mail server (RFC 5321) that takes everything; gives its address, and the mails."""
    mails: list[str] = []

    class Handler(socketserver.StreamRequestHandler):
        def handle(self) -> None:
            self.wfile.write(b"220 thu\r\n")
            while line := self.rfile.readline().decode().strip():
                if line.upper() == "DATA":
                    self.wfile.write(b"354 viet\r\n")
                    mails.append("".join(iter(lambda: self.rfile.readline().decode(), ".\r\n")))
                self.wfile.write(b"221 ve\r\n" if line.upper() == "QUIT" else b"250 duoc\r\n")

    with _served(socketserver.ThreadingTCPServer(("127.0.0.1", 0), Handler)) as port:
        yield f"smtp://127.0.0.1:{port}", mails


@contextmanager
def plain_web(folder: Path) -> Iterator[str]:
    """A web server that knows no more than to give away files; gives its address."""

    class Handler(SimpleHTTPRequestHandler):
        def log_message(self, *_: object) -> None:
            """Nothing on the screen."""

    with _served(ThreadingHTTPServer(("127.0.0.1", 0), partial(Handler, directory=folder))) as port:
        yield f"http://127.0.0.1:{port}"


@contextmanager
def _served(server: socketserver.TCPServer) -> Iterator[int]:
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield server.server_address[1]
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
