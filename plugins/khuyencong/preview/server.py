"""The preview's web server: the held site, and a line to the browser that tells of changes."""

import json
import mimetypes
from hashlib import blake2b
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from importlib.resources import files
from urllib.parse import parse_qs, unquote, urlsplit

from khuyencong.addresses import file_path
from khuyencong.preview.builder import PreviewBuilder

PREVIEW_PREFIX = "/__xem-thu/"
"""Below this address lies what belongs to the preview and to no site."""
ASSETS = {"xem-thu.js": "text/javascript", "xem-thu.css": "text/css"}
_GUARDS = {
    "Cross-Origin-Resource-Policy": "same-origin",
    "X-Frame-Options": "SAMEORIGIN",
    "X-Content-Type-Options": "nosniff",
}
"""Nobody else's page may frame a draft or embed a draft's photo (Fetch standard, CORP)."""
HEARTBEAT = 15.0
"""Seconds between signs of life, by which a closed browser tab is found out."""
_ADDED = (
    f'<link rel="stylesheet" href="{PREVIEW_PREFIX}xem-thu.css">'
    f'<script src="{PREVIEW_PREFIX}xem-thu.js" data-version="{{}}" defer></script></body>'
)
"""Put into each page, with the mark of what it shows."""
_WAITING = """\
<!DOCTYPE html><html lang="vi"><head><meta charset="utf-8"><title>Xem thử</title></head>
<body><p>Chưa có trang nào. Sửa các lỗi được báo, trang sẽ tự hiện ra.</p></body></html>"""


class PreviewServer(ThreadingHTTPServer):
    """Serves a studio on this machine alone."""

    daemon_threads = True

    def __init__(self, builder: PreviewBuilder, port: int) -> None:
        """Port 0 takes any that is free.

        Raises:
            OSError: the port is taken.
        """
        self.builder = builder
        super().__init__(("127.0.0.1", port), _Handler)

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.server_port}"


class _Handler(BaseHTTPRequestHandler):
    server: PreviewServer
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        """Answer a browser."""
        if not self._from_here():
            self._answer(HTTPStatus.FORBIDDEN, "text/plain", b"")
            return
        asked = urlsplit(self.path)
        path = unquote(asked.path)
        if path == f"{PREVIEW_PREFIX}su-kien":
            self._tell(*parse_qs(asked.query).get("trang", [])[:1])
        elif path.startswith(PREVIEW_PREFIX):
            self._own(path.removeprefix(PREVIEW_PREFIX))
        else:
            self._page(path)

    do_HEAD = do_GET  # noqa: N815

    def _from_here(self) -> bool:
        """Whether the browser asked for this machine: a strange site that points its name at
        127.0.0.1 must not read drafts (DNS rebinding)."""
        host = urlsplit(f"//{self.headers.get('Host', '')}").hostname
        return host in ("127.0.0.1", "localhost")

    def _own(self, name: str) -> None:
        if name not in ASSETS:
            self._answer(HTTPStatus.NOT_FOUND, "text/plain", b"")
            return
        data = files("khuyencong.preview").joinpath(name).read_bytes()
        self._answer(HTTPStatus.OK, ASSETS[name], data)

    def _page(self, address: str) -> None:
        builder = self.server.builder
        path = file_path(address)
        data, status = builder.read(path), HTTPStatus.OK
        if data is None and builder.read(file_path(f"{address}/")) is not None:
            self._redirect(f"{address}/")
            return
        if data is None:
            path, data, status = _INSTEAD, _instead(builder), HTTPStatus.NOT_FOUND
        kind = mimetypes.guess_type(path)[0] or "application/octet-stream"
        if kind == "text/html":
            data = data.replace(b"</body>", _ADDED.format(_page_digest(data)).encode())
        self._answer(status, kind, data)

    def _redirect(self, address: str) -> None:
        self.send_response(HTTPStatus.MOVED_PERMANENTLY)
        self.send_header("Location", address)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def _answer(self, status: HTTPStatus, kind: str, data: bytes) -> None:
        self.send_response(status)
        charset = "; charset=utf-8" if kind.startswith("text/") else ""
        self.send_header("Content-Type", f"{kind}{charset}")
        self.send_header("Content-Length", str(len(data)))
        self.send_header("Cache-Control", "no-store")
        for name, value in _GUARDS.items():
            self.send_header(name, value)
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(data)

    def _tell(self, address: str = "") -> None:
        """Server-sent events: what a page shows, and what is wrong, whenever that changes.

        Who names no page is told of every change.
        """
        self.send_response(HTTPStatus.OK)
        self.send_header("Content-Type", "text/event-stream; charset=utf-8")
        self.send_header("Cache-Control", "no-store")
        self.send_header("Connection", "close")
        self.end_headers()
        self.close_connection = True
        builder = self.server.builder
        path = file_path(address) if address else ""
        on_build: tuple[str, tuple[str, ...]] | None = None
        try:
            while not builder.closed:
                seen = builder.version, builder.errors
                page = path and (builder.read(path) or _instead(builder))
                now = _page_digest(page) if page else str(seen[0]), seen[1]
                if now != on_build:
                    on_build = now
                    data = json.dumps({"version": now[0], "errors": now[1]}, ensure_ascii=False)
                    self.wfile.write(f"data: {data}\n\n".encode())
                else:
                    self.wfile.write(b":\n\n")
                self.wfile.flush()
                builder.wait(seen, HEARTBEAT)
        except (BrokenPipeError, ConnectionResetError):
            return  # the tab was closed

    def log_message(self, *words: object) -> None:
        """A preview's log is what was built, not what was fetched."""


_INSTEAD = "404.html"


def _instead(builder: PreviewBuilder) -> bytes:
    """What is shown where there is no page."""
    return builder.read(_INSTEAD) or _WAITING.encode()


def _page_digest(page: bytes) -> str:
    """Stands for what a page shows: another mark, other bytes."""
    return blake2b(page, digest_size=8).hexdigest()
