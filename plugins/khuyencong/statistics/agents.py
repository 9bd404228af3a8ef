"""Which programs ask for pages because somebody reads them, which because they are machines.

The list of machines is that of the library crawler-user-agents (MIT), renewed every month.
"""

import re
from collections.abc import Sequence
from enum import Enum, auto
from functools import cache, lru_cache

from khuyencong.statistics.errors import StatisticsError


class Agent(Enum):
    """Who asks."""

    BROWSER = auto()
    """A person."""
    FEED_READER = auto()
    """A program that fetches feeds for people or for a newsroom's own system."""
    MACHINE = auto()
    """A search engine, a monitor, a scanner, our own verification."""


_OWN = "khuyencong-verify"
_TAGS_OF_READERS = frozenset({"feed-reader", "http-library"})
_SUBSCRIBERS = re.compile(r"\b(\d{1,7}) (?:subscriber|reader|follower)s?\b", re.IGNORECASE)
"""How services that fetch a feed once for many people say for how many."""
_OTHER_READERS = re.compile(
    r"\b(?:newsboat|newsraft|netnewswire|liferea|akregator|thunderbird|rss|feed\w*|atom|podcasts?"
    r"|khuyencong-network)\b",
    re.IGNORECASE,
)
_OTHER_MACHINES = re.compile(r"\+?https?://|\bbot\b|crawl|spider|^\W*$", re.IGNORECASE)
"""No browser tells an address where one reads about it (RFC 9110, 10.1.5 lets robots do so)."""
_LONGEST = 400
_TOGETHER = 25
"""Patterns in one expression: larger ones take longer for each text."""


@lru_cache(maxsize=8192)
def agent_of(name: str | None) -> Agent:
    """Who asks, by the header `User-Agent`; where a log does not tell it, a person.

    Raises:
        StatisticsError: the list of machines is not installed.
    """
    if name is None:
        return Agent.BROWSER
    name = name[:_LONGEST]
    if _OWN in name:
        return Agent.MACHINE
    if _SUBSCRIBERS.search(name) or _OTHER_READERS.search(name) or _is_among(name, _readers()):
        return Agent.FEED_READER
    if _OTHER_MACHINES.search(name) or _is_among(name, _machines()):
        return Agent.MACHINE
    return Agent.BROWSER


def subscribers(name: str) -> int:
    """For how many people a program fetches a feed; 1 where it does not say."""
    found = _SUBSCRIBERS.search(name[:_LONGEST])
    return int(found[1]) if found else 1


_PROGRAM = re.compile(r"[A-Za-z][\w .-]{0,38}\w")


def program_of(name: str) -> str:
    """The plain name of a program, without version: `Feedly`, `NetNewsWire`."""
    plain = re.sub(r"^Mozilla/\S+ \(compatible; ", "", name[:_LONGEST])
    found = _PROGRAM.match(plain.partition("/")[0].partition("(")[0].strip())
    return "trình duyệt" if not found or found[0] == "Mozilla" else found[0].removesuffix("-")


def _is_among(name: str, patterns: Sequence[re.Pattern[str]]) -> bool:
    return any(pattern.search(name) for pattern in patterns)


@cache
def _readers() -> tuple[re.Pattern[str], ...]:
    return _patterns(of_readers=True)


@cache
def _machines() -> tuple[re.Pattern[str], ...]:
    return _patterns(of_readers=False)


def _patterns(*, of_readers: bool) -> tuple[re.Pattern[str], ...]:
    try:
        from crawleruseragents import CRAWLER_USER_AGENTS_DATA
    except ImportError as error:
        raise StatisticsError(
            "Chưa cài danh mục máy tìm kiếm (crawler-user-agents). Cài một lần bằng lệnh: "
            'py -m pip install "khuyencong-site[desk]"'
        ) from error
    chosen = [
        each["pattern"]
        for each in CRAWLER_USER_AGENTS_DATA
        if bool(_TAGS_OF_READERS.intersection(each.get("tags", ()))) is of_readers
    ]
    starts = range(0, len(chosen), _TOGETHER)
    return tuple(re.compile("|".join(chosen[at : at + _TOGETHER])) for at in starts)
