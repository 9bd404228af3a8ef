"""Servers of others that a publication tells something, on this machine: HTTP and SMTP."""

import json
import socketserver
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qsl


@contextmanager
def http_listener(
    status: int = 204, answers: list[dict] | None = None
) -> Iterator[tuple[str, list[dict]]]:
    """Gives an address, and what was posted to it: a form or JSON, with headers that hold tokens.

    `answers` are given as JSON, one after the other.
    """
    heard: list[dict] = []

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"])).decode()
            json_sent = "json" in self.headers["Content-Type"]
            told = json.loads(body) if json_sent else dict(parse_qsl(body))
            names = ("access_token", "secret_key")
            heard.append(told | {n: self.headers[n] for n in names if n in self.headers})
            self.send_response(status)
            self.end_headers()
            if answers:
                self.wfile.write(json.dumps(answers.pop(0)).encode())

        def log_message(self, *_: object) -> None:
            """Nothing on the screen."""

    with _served(ThreadingHTTPServer(("127.0.0.1", 0), Handler)) as port:
        yield f"http://127.0.0.1:{port}/nhan", heard


@contextmanager
def web_listener(headers: dict[str, str]) -> Iterator[str]:
    """Gives an address at which HEAD is answered with these headers alone."""

    class Handler(BaseHTTPRequestHandler):
        def do_HEAD(self) -> None:
            self.send_response_only(204)
            for name, value in headers.items():
                self.send_header(name, value)
            self.end_headers()

    with _served(ThreadingHTTPServer(("127.0.0.1", 0), Handler)) as port:
        yield f"http://127.0.0.1:{port}"


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
def _served(server: socketserver.TCPServer) -> Iterator[int]:
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield server.server_address[1]
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
