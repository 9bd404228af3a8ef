"""Readers, many at once: they follow every link and load all that a page names."""

import asyncio
import random
import re
from collections import Counter
from dataclasses import dataclass, field
from urllib.parse import urlsplit

_NAMED = re.compile(rb'(?:href|src)="([^"]+)"')
_LENGTH = re.compile(rb"content-length: (\d+)", re.IGNORECASE)


@dataclass
class Seen:
    """What the readers got."""

    pages: int = 0
    files: int = 0
    wrong: Counter[str] = field(default_factory=Counter)


class Crawler:
    """`count` connections to a web server, each going from page to page until it is stopped.

    A page says in `<meta name="v">` which generation it is of; every file that it names must
    come, and hold the name that it was asked for by.
    """

    def __init__(self, address: str, count: int) -> None:
        parts = urlsplit(address)
        self._host, self._port = parts.hostname or "", parts.port or 80
        self._count = count
        self._stopped = False
        self.seen = Seen()

    def stop(self) -> None:
        self._stopped = True

    def run(self) -> None:
        """Crawl until `stop` is called, from another thread."""
        asyncio.run(self._all())

    async def _all(self) -> None:
        async with asyncio.TaskGroup() as group:
            for number in range(self._count):
                group.create_task(self._reader(random.Random(number)))

    async def _reader(self, chance: random.Random) -> None:
        line = _Line(self._host, self._port)
        page = "/"
        while not self._stopped:
            status, body = await line.get(page)
            self.seen.pages += 1
            if status != 200:
                self.seen.wrong[f"{page}: {status}"] += 1
                page = "/"
                continue
            named = [found.decode() for found in _NAMED.findall(body)]
            for file in named:
                if not file.endswith("/"):
                    await self._load(line, page, file)
            page = chance.choice([link for link in named if link.endswith("/")] or ["/"])
        await line.close()

    async def _load(self, line: "_Line", page: str, file: str) -> None:
        status, body = await line.get(file)
        self.seen.files += 1
        if status != 200 or (file[1:].encode() not in body and not file.endswith(".xml")):
            self.seen.wrong[f"{page} → {file}: {status}"] += 1


class _Line:
    """A connection that is opened again when the server says that it closes it."""

    def __init__(self, host: str, port: int) -> None:
        self._place = host, port
        self._writer: asyncio.StreamWriter | None = None

    async def get(self, path: str) -> tuple[int, bytes]:
        if self._writer is None:
            self._reader, self._writer = await asyncio.open_connection(*self._place)
        self._writer.write(f"GET {path} HTTP/1.1\r\nHost: thu\r\n\r\n".encode())
        head = await self._reader.readuntil(b"\r\n\r\n")
        length = _LENGTH.search(head)
        body = await self._reader.readexactly(int(length[1]) if length else 0)
        if b"Connection: close" in head:
            await self.close()
        return int(head.split(b" ", 2)[1]), body

    async def close(self) -> None:
        if self._writer:
            self._writer.close()
            await self._writer.wait_closed()
        self._writer = None
