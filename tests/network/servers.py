"""Centres on this machine: real HTTP servers that give what a centre publishes, or misbehave."""

import hashlib
import threading
from collections import Counter
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from socketserver import TCPServer
from urllib.parse import unquote, urlsplit

Misbehave = Callable[[BaseHTTPRequestHandler], None]


class Server(ThreadingHTTPServer):
    """Asks no name server who it is, which takes longer than a test."""

    daemon_threads = True

    def server_bind(self) -> None:
        TCPServer.server_bind(self)
        self.server_name, self.server_port = self.server_address[:2]


class Web:
    """A web server over files in memory, with ETags; it counts how it was answered."""

    def __init__(self, host: str = "127.0.0.1") -> None:
        self.files: dict[str, bytes] = {}
        self.faults: dict[str, Misbehave] = {}
        """Path → what the server does in place of giving the file."""
        self.statuses: Counter[int] = Counter()
        self.asked: list[str] = []
        web = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_GET(self) -> None:
                path = unquote(urlsplit(self.path).path).lstrip("/")
                web.asked.append(path)
                if fault := web.faults.get(path) or web.faults.get("*"):
                    self.close_connection = True
                    return fault(self)
                data = web.files.get(path)
                if data is None:
                    return self.give(404, b"")
                tag = f'"{hashlib.blake2b(data, digest_size=8).hexdigest()}"'
                fresh = self.headers.get("If-None-Match") == tag
                self.give(304 if fresh else 200, b"" if fresh else data, ETag=tag)

            def give(self, status: int, data: bytes, **headers: str) -> None:
                web.statuses[status] += 1
                self.send_response(status)
                for name, value in headers.items():
                    self.send_header(name, value)
                self.send_header("Content-Length", str(len(data)))
                self.end_headers()
                self.wfile.write(data)

            def log_message(self, *_: object) -> None:
                """Nothing is printed."""

        self._server = Server((host, 0), Handler)
        self.url = f"http://{host}:{self._server.server_address[1]}"
        threading.Thread(target=self._server.serve_forever, args=(0.01,), daemon=True).start()

    def close(self) -> None:
        self._server.shutdown()
        self._server.server_close()
