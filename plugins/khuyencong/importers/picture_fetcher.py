"""Pictures of old sites from the web, when somebody asks for it: one at a time, never twice.

An address of the source may name anything, so it is followed only to public web servers: the host
is looked up once, every address of it must be one of the open internet, and that very address is
connected to (server-side request forgery: OWASP, "SSRF Prevention"). Each answer is kept below
`.nhap-lieu/anh-tai/`, so that a stopped import goes on where it was.
"""

import http.client
import ipaddress
import re
import socket
import ssl
import time
from collections.abc import Callable, Collection, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from http import HTTPStatus
from pathlib import Path
from urllib.parse import SplitResult, quote, urljoin, urlsplit
from urllib.robotparser import RobotFileParser

from khuyencong.importers.foreign_address import split_address
from khuyencong.importers.ledger import WORK_FOLDER
from khuyencong.importers.source_files import SourceFile, picture_ending
from khuyencong.public_address import Address, is_public
from khuyencong.store.atomic import atomic_write
from khuyencong.store.digest import hex_digest_of
from khuyencong.store.os_reason import os_reason

LARGEST = 30 * 1024 * 1024
"""Bytes of one picture."""
PATIENCE = 20.0
"""Seconds for a connection, and for each part of an answer."""
LONGEST = 120.0
"""Seconds for one picture, however slowly it comes."""
PAUSE = 0.5
"""Seconds between two requests to one host."""
MOST_REDIRECTS = 4
LARGEST_ROBOTS = 512 * 1024
"""Bytes of a robots.txt (RFC 9309, 2.5, asks for 500 KiB at least)."""
ROBOT = "KhuyenCongSite"
"""The name by which robots.txt may speak of this program."""
_AGENT = f"{ROBOT} (nhap bai cu; moi lan mot anh)"
_PORTS = {"http": 80, "https": 443}
_MOVED = frozenset({301, 302, 303, 307, 308})
_BUSY = frozenset({429, 503})
_LONGEST_WAIT = 60
"""Seconds that a busy host may ask for; one that asks for more is left for another day."""


class PictureRefusedError(Exception):
    """A picture that was not fetched; its words say why."""


@dataclass
class PictureFetcher:
    """Fetches pictures into a content folder."""

    content: Path
    allowed: Callable[[Address], bool] = is_public
    """Which addresses may be connected to."""
    ports: frozenset[int] = frozenset(_PORTS.values())
    """Ports that web servers listen on."""
    pause: float = PAUSE
    troubles: dict[str, str] = field(default_factory=dict)
    """Address → why it was not fetched, in this run."""
    _asked: dict[str, float] = field(default_factory=dict)
    """Host → when it was last asked."""
    _robots: dict[str, RobotFileParser] = field(default_factory=dict)
    """Site → what it lets robots take."""

    def picture(self, address: str) -> SourceFile | None:
        """The picture at an address, from the net or from an earlier run; None when it is none."""
        if split_address(address).scheme not in _PORTS:
            return None
        file = self.content / WORK_FOLDER / "anh-tai" / hex_digest_of(address)
        if not file.is_file():
            if address in self.troubles:
                return None
            try:
                data = self._fetched(address)
            except PictureRefusedError as refused:
                self.troubles[address] = str(refused)
                return None
            atomic_write(file, data)
        return SourceFile(file)

    def _fetched(self, address: str) -> bytes:
        with self._answer(address, obedient=True) as answer:
            return _picture(answer, time.monotonic() + LONGEST)

    @contextmanager
    def _answer(self, address: str, *, obedient: bool) -> Iterator[http.client.HTTPResponse]:
        """What the host of an address answers in the end, where robots may ask for it."""
        for _ in range(MOST_REDIRECTS + 1):
            parts = _checked(address, self.ports)
            if obedient and not self._rules(parts).can_fetch(ROBOT, address):
                raise PictureRefusedError("robots.txt của máy chủ không cho máy lấy")
            connection, answer = self._asked_for(parts)
            with closing(connection):
                moved = answer.getheader("Location") if answer.status in _MOVED else None
                if moved is None:
                    yield answer
                    return
                address = urljoin(address, moved)
        raise PictureRefusedError("chuyển tiếp quá nhiều lần")

    def _rules(self, parts: SplitResult) -> RobotFileParser:
        """What a site lets robots take, asked once."""
        site = f"{parts.scheme}://{parts.netloc}"
        if site not in self._robots:
            rules = RobotFileParser()
            with self._answer(f"{site}/robots.txt", obedient=False) as answer:
                try:
                    rules.parse(_robots_of(answer))
                except ValueError as error:  # an address in it that is none
                    raise PictureRefusedError("robots.txt của máy chủ không đọc được") from error
            self._robots[site] = rules
        return self._robots[site]

    def _asked_for(
        self, parts: SplitResult
    ) -> tuple[http.client.HTTPConnection, http.client.HTTPResponse]:
        """The answer of a host; one that is busy is asked once more when it says so."""
        connection, answer = self._once(parts)
        wait = answer.getheader("Retry-After") or ""
        if answer.status in _BUSY and wait.isdecimal() and int(wait) <= _LONGEST_WAIT:
            connection.close()
            time.sleep(int(wait))
            connection, answer = self._once(parts)
        return connection, answer

    def _once(
        self, parts: SplitResult
    ) -> tuple[http.client.HTTPConnection, http.client.HTTPResponse]:
        host = parts.hostname or ""
        time.sleep(max(0.0, self._asked.get(host, 0.0) + self.pause - time.monotonic()))
        self._asked[host] = time.monotonic()
        port = parts.port or _PORTS[parts.scheme]
        connection = _Pinned(host, port, self._place(host, port), encrypted=parts.scheme == "https")
        path = quote(parts.path or "/", safe="/%:@!$&'()*+,;=~-._")
        query = f"?{quote(parts.query, safe='/%:@!$&()*+,;=?~-._')}" if parts.query else ""
        try:
            connection.request("GET", path + query, headers={"User-Agent": _AGENT})
            return connection, connection.getresponse()
        except (OSError, http.client.HTTPException, ValueError) as error:
            connection.close()
            reason = os_reason(error) if isinstance(error, OSError) else "trả lời sai"
            raise PictureRefusedError(f"máy chủ không trả lời ({reason})") from error

    def _place(self, host: str, port: int) -> str:
        """The address of a host to connect to; all that it has must be allowed."""
        try:
            found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
        except (OSError, UnicodeError) as error:
            raise PictureRefusedError(f"không có máy chủ “{host[:80]}”") from error
        places = [str(entry[4][0]) for entry in found]
        if not all(self.allowed(ipaddress.ip_address(p.partition("%")[0])) for p in places):
            raise PictureRefusedError(f"“{host[:80]}” ở trong mạng riêng nên không hỏi tới")
        return places[0]


class _Pinned(http.client.HTTPConnection):
    """A connection to the address that was checked, under the name that was asked for."""

    def __init__(self, host: str, port: int, place: str, *, encrypted: bool) -> None:
        super().__init__(host, port, timeout=PATIENCE)
        self._place = place
        self._encrypted = encrypted

    def connect(self) -> None:
        self.sock = socket.create_connection((self._place, self.port), self.timeout)
        if self._encrypted:
            context = ssl.create_default_context()
            self.sock = context.wrap_socket(self.sock, server_hostname=self.host)


def _checked(address: str, ports: Collection[int]) -> SplitResult:
    """An address taken apart; raises for one that is no plain web address."""
    try:
        parts = urlsplit(address)
        port = parts.port
    except ValueError as error:
        raise PictureRefusedError("địa chỉ viết sai") from error
    if parts.scheme not in _PORTS or not parts.hostname or re.search(r"[\x00-\x1f\x7f]", address):
        raise PictureRefusedError("không phải địa chỉ trang web")
    if parts.username or (port is not None and port not in ports):
        raise PictureRefusedError("địa chỉ có mật khẩu hoặc cổng lạ nên không hỏi tới")
    return parts


def _robots_of(answer: http.client.HTTPResponse) -> list[str]:
    """The lines of a robots.txt: no rules where there is none, a ban while the host fails
    (RFC 9309, 2.3.1)."""
    if answer.status >= HTTPStatus.INTERNAL_SERVER_ERROR:
        return ["User-agent: *", "Disallow: /"]
    if answer.status != HTTPStatus.OK:
        return []
    data = _body(answer, time.monotonic() + LONGEST, LARGEST_ROBOTS)
    return data.decode("utf-8-sig", "replace").splitlines()


def _picture(answer: http.client.HTTPResponse, ends: float) -> bytes:
    """The bytes of an answer, which must be a picture, and no longer than it may be."""
    if answer.status != HTTPStatus.OK:
        raise PictureRefusedError(f"máy chủ trả lời {answer.status}")
    data = _body(answer, ends, LARGEST)
    if not picture_ending(data):
        raise PictureRefusedError("máy chủ không gửi ảnh")
    return data


def _body(answer: http.client.HTTPResponse, ends: float, largest: int) -> bytes:
    """The bytes of an answer, whole and no longer than they may be."""
    data = bytearray()
    try:
        while part := answer.read1(64 * 1024):
            data += part
            if len(data) > largest:
                raise PictureRefusedError(f"tệp nặng hơn {largest / 1024 / 1024:n} MB")
            if time.monotonic() > ends:
                raise PictureRefusedError("máy chủ gửi quá chậm")
    except (OSError, http.client.HTTPException) as error:
        raise PictureRefusedError("đường truyền đứt giữa chừng") from error
    length = answer.getheader("Content-Length") or ""
    if length.isdecimal() and int(length) != len(data):
        raise PictureRefusedError("đường truyền đứt giữa chừng")
    return bytes(data)
