"""Who may speak to the desk: this machine's name, this origin, a browser that was let in.

A desk on the loopback address is reachable for every page that the same browser has open. Jupyter
keeps them out in the same way: names of the host (against DNS rebinding), the origin of writes,
`Sec-Fetch-Site` (Fetch Metadata), a cookie that other sites cannot send.
"""

from collections.abc import Callable, Iterable, Set
from dataclasses import dataclass
from http import HTTPStatus

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import HTTPConnection
from starlette.responses import PlainTextResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from khuyencong.desk.audit_log import AuditLog
from khuyencong.desk.sessions import Sessions

PREFIX = "/ban-bien-tap/"
"""Below this address lies the desk, and nothing of any site."""
OPEN = frozenset({f"{PREFIX}mo", f"{PREFIX}dang-nhap"})
"""Addresses that need no session: they give one."""
OPEN_FOLDER = f"{PREFIX}tinh/"
"""Styles and scripts, which hold nothing of anybody."""
UNNOTED = frozenset({f"{PREFIX}ban-dang-viet", f"{PREFIX}xem"})
"""Writes that come every few seconds and change nothing but a draft."""
_SAFE = frozenset({"GET", "HEAD"})

_HEADERS = {
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "SAMEORIGIN",
    "Referrer-Policy": "same-origin",
    "Permissions-Policy": "geolocation=(), microphone=()",
}
_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob: data:; "
    "media-src 'self'; font-src 'self'; connect-src 'self'; frame-src 'self'; worker-src 'self'; "
    "manifest-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'self'"
)
_POLICY_OF_SITE = (
    "default-src 'self'; object-src 'none'; form-action 'none'; base-uri 'none'; "
    "frame-ancestors 'self'"
)
"""For pages of the preview: the theme's own policy, and nobody else's frame around a draft."""


@dataclass(frozen=True)
class Guard:
    """Stands before the application; lets through what comes from the desk's own browser."""

    app: ASGIApp
    hosts: Set[str]
    """Values of `Host` under which the desk is known, with the port."""
    sessions: Sessions
    cookie: str
    log: AuditLog
    stranger: Callable[[Headers], Response]
    """Answers a browser without a session; given the headers of its request."""
    sign_in: str = ""
    """Where a browser without a session is led to; empty where only the launch address helps."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        connection = HTTPConnection(scope)
        session = self.sessions.find(connection.cookies.get(self.cookie, ""))
        scope.setdefault("state", {})["session"] = session
        path = str(scope["path"])
        refusal = self._refusal(scope, connection.headers)
        if refusal is None and session is None and not _is_open(path):
            refusal = self._stranger(scope)
        policy = _POLICY if path.startswith(PREFIX) else _POLICY_OF_SITE
        answering = _with_headers(send, policy)
        if session and scope["method"] not in _SAFE and path not in UNNOTED:
            answering = self._noted(answering, session.who, path)
        await (refusal or self.app)(scope, receive, answering)

    def _noted(self, send: Send, who: str, path: str) -> Send:
        """Note how a write was answered."""

        async def sending(message: Message) -> None:
            if message["type"] == "http.response.start":
                self.log.note(who, path.removeprefix(PREFIX), message["status"])
            await send(message)

        return sending

    def _refusal(self, scope: Scope, headers: Headers) -> Response | None:
        if headers.get("host", "").lower() not in self.hosts:
            return _plain(HTTPStatus.MISDIRECTED_REQUEST, "Bàn biên tập không có ở tên máy này.")
        if scope["method"] in _SAFE:
            return None
        origin = headers.get("origin", "")
        same = origin in {f"{scheme}://{headers['host'].lower()}" for scheme in ("http", "https")}
        if not same or headers.get("sec-fetch-site", "same-origin") != "same-origin":
            return _plain(HTTPStatus.FORBIDDEN, "Yêu cầu đến từ một trang khác nên không nhận.")
        return None

    def _stranger(self, scope: Scope) -> Response:
        if self.sign_in and scope["method"] in _SAFE:
            return Response(status_code=HTTPStatus.SEE_OTHER, headers={"Location": self.sign_in})
        return self.stranger(Headers(scope=scope))


def hosts_of(names: Iterable[str], port: int) -> frozenset[str]:
    """Values of `Host` for some names and a port; browsers leave out 80 and 443."""
    ports = ("", f":{port}") if port in (80, 443) else (f":{port}",)
    return frozenset(f"{name.lower()}{each}" for name in names for each in ports)


def _is_open(path: str) -> bool:
    return path in OPEN or path.startswith(OPEN_FOLDER)


def _plain(status: HTTPStatus, words: str) -> Response:
    return PlainTextResponse(words, status, {"Cache-Control": "no-store"})


def _with_headers(send: Send, policy: str) -> Send:
    async def sending(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            for name, value in _HEADERS.items():
                headers[name] = value
            headers.setdefault("Content-Security-Policy", policy)
            headers.setdefault("Cache-Control", "no-store")
        await send(message)

    return sending
