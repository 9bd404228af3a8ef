"""The counts of a day while its lines are read. Who reads is forgotten with the day.

A reader is told from others by a hash of address and program, with a salt that is drawn for the
day, lies in memory alone and is gone when the day was counted. Nobody, the centre neither, can
find out afterwards who it was, or whether somebody of yesterday came back.
"""

import secrets
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from hashlib import blake2b
from typing import TypeVar

from khuyencong.statistics.agents import program_of, subscribers
from khuyencong.statistics.log_line import Request
from khuyencong.statistics.sources import OTHER, host_of, source_of
from khuyencong.statistics.traffic import Event, Hit

Key = TypeVar("Key")
MOST_PAGES, MOST_SOURCES, MOST_MISSING, MOST_FEEDS = 50_000, 1_000, 2_000, 5_000
"""Different ones of a day; more than that no site has, only somebody who wants to do harm."""
MOST_READERS = 1_000_000
"""Readers of a day that are told apart, and readers of pages; each costs some 70 bytes."""
MOST_ASKED = 100_000
"""Missing addresses that are kept of all readers of a day; each costs up to 400 bytes."""
SCANNER = 20
"""Missing addresses from which on a reader of a day is somebody who looks for holes."""


@dataclass
class DayCounts:
    """What was read on one day."""

    salt: bytes = field(default_factory=lambda: secrets.token_bytes(16), repr=False)
    views: Counter[str] = field(default_factory=Counter)
    visits: Counter[str] = field(default_factory=Counter)
    """Readers of each page."""
    readers: int = 0
    machines: int = 0
    sources: Counter[str] = field(default_factory=Counter)
    feeds: Counter[tuple[str, str]] = field(default_factory=Counter)
    """Readers by address of the feed and program."""
    _seen: set[int] = field(default_factory=set, repr=False)
    _missing_by_reader: dict[int, set[str]] = field(default_factory=dict, repr=False)
    _asked: int = 0
    """Addresses in `_missing_by_reader`."""
    _services: dict[tuple[str, str], int] = field(default_factory=dict, repr=False)

    @property
    def missing(self) -> Counter[str]:
        """How many readers looked for each address in vain."""
        found = (asked for asked in self._missing_by_reader.values() if len(asked) < SCANNER)
        counted = Counter(address for addresses in found for address in addresses)
        return Counter(dict(counted.most_common(MOST_MISSING)))

    def add(self, hit: Hit, request: Request, own: frozenset[str]) -> None:
        """Count a request; `own` are hosts of the site."""
        match hit.event:
            case Event.PAGE:
                self._page(hit.address, request, own)
            case Event.FEED:
                self._feed(hit.address, request)
            case Event.MISSING:
                self._not_found(hit.address, request)
            case Event.MACHINE:
                self.machines += 1

    def _page(self, address: str, request: Request, own: frozenset[str]) -> None:
        if not _has_room(self.views, address, MOST_PAGES):
            return
        self.views[address] += 1
        self.readers += self._is_new(request, "")
        self.visits[address] += self._is_new(request, address)
        host = host_of(f"//{request.host}")
        source = source_of(request.referrer, request.agent or "", own | {host})
        if source:
            self.sources[source if _has_room(self.sources, source, MOST_SOURCES) else OTHER] += 1

    def _feed(self, address: str, request: Request) -> None:
        key = (address, program_of(request.agent or ""))
        if not _has_room(self.feeds, key, MOST_FEEDS):
            return
        number = subscribers(request.agent or "")
        if number > 1:  # a service asks many times a day, and from many machines
            before = self._services.get(key, 0)
            self._services[key] = max(number, before)
            self.feeds[key] += max(0, number - before)
        else:
            self.feeds[key] += self._is_new(request, address)

    def _not_found(self, address: str, request: Request) -> None:
        if self._asked >= MOST_ASKED:
            return
        asked = self._missing_by_reader.setdefault(self._hash(request, ""), set())
        if len(asked) < SCANNER and address not in asked:
            asked.add(address)
            self._asked += 1

    def _is_new(self, request: Request, address: str) -> bool:
        """Whether a reader comes to an address for the first time on this day."""
        number = self._hash(request, address)
        if number in self._seen or len(self._seen) >= MOST_READERS:
            return False
        self._seen.add(number)
        return True

    def _hash(self, request: Request, address: str) -> int:
        reader = f"{request.client}\0{request.agent}\0{address}".encode(errors="replace")
        return int.from_bytes(blake2b(reader, digest_size=8, key=self.salt).digest(), "big")


def _has_room(counted: Mapping[Key, object], key: Key, most: int) -> bool:
    return key in counted or len(counted) < most
