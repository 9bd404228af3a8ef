"""HTTP to one centre: one connection, every answer bounded in time and in bytes."""

import asyncio
import ssl
import time
import zlib
from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass
from email.utils import parsedate_to_datetime
from functools import cache
from typing import Self
from urllib.parse import urljoin, urlsplit

import httpx

from khuyencong.network.errors import HarvestError
from khuyencong.network.host_address import host_address

AGENT = "khuyencong-network"
PATIENCE = 10.0
"""Seconds without a byte after which a server counts as dead."""
DEADLINE = 60.0
"""Seconds for one answer, however steadily it drips."""
MOST_REDIRECTS = 3
LONGEST_REST = 86_400.0
_PIECE = 1 << 16
_MOVED_FOR_GOOD = (httpx.codes.MOVED_PERMANENTLY, httpx.codes.PERMANENT_REDIRECT)


@dataclass(frozen=True, slots=True)
class Answer:
    """What a server gave."""

    data: bytes | None
    """None when what the asker has is the newest (304)."""
    url: str
    """Where it was found in the end."""
    validators: tuple[str, str] = ("", "")
    """ETag and Last-Modified, to ask with the next time (RFC 9110, section 13)."""
    moved: bool = False
    """Whether the server says that the address is another one from now on."""


class CentreClient:
    """Asks the servers of one centre, and counts how often; to be closed."""

    def __init__(self, *, local: bool = False) -> None:
        """With `local` the centre may be on this machine."""
        self._local = local
        self.requests = 0
        self._web = httpx.AsyncClient(
            http2=True,
            verify=_tls(),
            limits=httpx.Limits(max_connections=1),
            timeout=PATIENCE,
            follow_redirects=False,
            trust_env=False,
            headers={"User-Agent": AGENT, "Accept-Encoding": "gzip, identity;q=0.5"},
        )

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *_: object) -> None:
        await self._web.aclose()

    async def get(self, url: str, limit: int, validators: tuple[str, str] = ("", "")) -> Answer:
        """The file at an address, of at most `limit` bytes; redirects are followed with care.

        Raises:
            HarvestError: there is none, or it is too large or too slow.
        """
        moved = False
        for _ in range(MOST_REDIRECTS + 1):
            try:
                async with asyncio.timeout(DEADLINE):
                    found = await self._once(url, limit, validators)
            except TimeoutError:
                raise HarvestError("gửi quá chậm") from None
            except (httpx.HTTPError, httpx.InvalidURL, ValueError) as error:
                raise HarvestError(f"không trả lời ({type(error).__name__})") from None
            if isinstance(found, Answer):
                return Answer(found.data, found.url, found.validators, moved)
            url, permanent = found
            moved = moved or permanent
        raise HarvestError("chuyển hướng quá nhiều lần")

    async def _once(
        self, url: str, limit: int, validators: tuple[str, str]
    ) -> Answer | tuple[str, bool]:
        """An answer, or where it is to be had and whether for good."""
        pinned, headers, extensions = await self._pinned(url)
        tag, changed = validators
        headers |= {"If-None-Match": tag} if tag else {}
        headers |= {"If-Modified-Since": changed} if changed else {}
        self.requests += 1
        async with self._web.stream(
            "GET", pinned, headers=headers, extensions=extensions
        ) as answer:
            status = answer.status_code
            if status == httpx.codes.NOT_MODIFIED:
                if not any(validators):
                    raise HarvestError("nói không có gì mới khi chưa gửi gì")
                return Answer(None, url, validators)
            if answer.has_redirect_location:
                return urljoin(url, answer.headers["location"]), status in _MOVED_FOR_GOOD
            if status != httpx.codes.OK:
                raise _refusal(answer)
            data = b"".join([piece async for piece in _bounded(answer, limit)])
            tags = _validator(answer, "etag"), _validator(answer, "last-modified")
            return Answer(data, url, tags)

    async def _pinned(self, url: str) -> tuple[httpx.URL, dict[str, str], Mapping[str, str]]:
        """An address with the numbers of its host, and what tells the server its name."""
        try:
            parts = urlsplit(url)
            host, port = parts.hostname or "", parts.port
        except ValueError:
            raise HarvestError("có địa chỉ không đọc được") from None
        if parts.scheme not in ("http", "https") or not host or parts.username:
            raise HarvestError(f"dẫn sang địa chỉ không dùng được ({parts.scheme or url[:20]}:)")
        numbers = await host_address(
            host, port or (443 if parts.scheme == "https" else 80), local=self._local
        )
        name = f"[{host}]" if ":" in host else host
        return (
            httpx.URL(url).copy_with(host=numbers),
            {"Host": f"{name}:{port}" if port else name},
            {"sni_hostname": host},
        )


async def _bounded(answer: httpx.Response, limit: int) -> AsyncIterator[bytes]:
    """The bytes of an answer, unpacked; never more than the limit.

    Unpacked here, because a library would hold all that a piece of some kilobytes unpacks to.
    """
    encoding = answer.headers.get("content-encoding", "identity").lower()
    if encoding not in ("identity", "gzip"):
        raise HarvestError(f"gửi dữ liệu nén kiểu lạ ({encoding[:20]})")
    inflate = zlib.decompressobj(wbits=31) if encoding == "gzip" else None
    total = 0
    async for piece in answer.aiter_raw(_PIECE):
        if inflate:
            try:
                piece = inflate.decompress(piece, limit - total + 1)
            except zlib.error:
                raise HarvestError("gửi dữ liệu nén bị hỏng") from None
        total += len(piece)
        if total > limit or (inflate and inflate.unconsumed_tail):
            raise HarvestError("gửi dữ liệu lớn quá mức")
        yield piece
    if inflate and not inflate.eof:
        raise HarvestError("gửi thiếu nửa chừng")


def _validator(answer: httpx.Response, name: str) -> str:
    """A header that is sent back with the next question; none that no header may hold
    (RFC 9110, 5.5)."""
    value = str(answer.headers.get(name, ""))
    return value if value.isascii() else ""


def _refusal(answer: httpx.Response) -> HarvestError:
    error = HarvestError(f"trả lời lỗi {answer.status_code}")
    error.absent = httpx.codes.is_client_error(answer.status_code) and answer.status_code != 429
    error.retry_after = min(_seconds(answer.headers.get("retry-after", "")), LONGEST_REST)
    return error


def _seconds(written: str) -> float:
    """The header Retry-After: seconds, or a date (RFC 9110, section 10.2.3)."""
    try:
        if written.isdigit():
            return float(written[:6])
        return max(0.0, parsedate_to_datetime(written).timestamp() - time.time())
    except (ValueError, TypeError, OverflowError):
        return 0.0


@cache
def _tls() -> ssl.SSLContext:
    """Whom to believe; made once, for it reads some hundred certificates."""
    return httpx.create_ssl_context(trust_env=False)
