"""What a request means: a page that was read, a feed that was fetched, a missing address."""

import re
from enum import Enum, auto
from typing import NamedTuple
from urllib.parse import unquote

from khuyencong.addresses import INDEX, without_anchor
from khuyencong.statistics.agents import Agent, agent_of
from khuyencong.statistics.log_line import Request


class Event(Enum):
    """What happened."""

    PAGE = auto()
    FEED = auto()
    MISSING = auto()
    """A person asked for a page that is not there."""
    MACHINE = auto()
    """A page that a machine fetched."""


class Hit(NamedTuple):
    """An event at an address of the site."""

    event: Event
    address: str


_OK, _NOT_MODIFIED, _NOT_FOUND = 200, 304, 404
_FEED = re.compile(r"(?:.*/)?(?:rss|atom)(?:-[\w-]+)?\.xml|(?:.*/)?feed(?:-[\w-]+)?\.json")
_FILE = re.compile(r"\.[A-Za-z0-9]{1,12}$")
_SCRIPT = re.compile(r"\.(?:aspx?|php|jsp|do|html?)$", re.IGNORECASE)
"""Pages of old portals, of which the query says which."""
_PROBE = re.compile(
    r"/\.|wp-|wordpress|xmlrpc|phpmyadmin|/vendor/|/cgi-bin|/admin|login|/config|/backup|shell"
    r"|\.(?:env|sql|ya?ml|ini|bak|log|sh)$|/api/|/graphql|eval\(|<|'|\x00",
    re.IGNORECASE,
)
"""Addresses that nobody but a burglar looks for on a site of files."""
_OF_CAMPAIGNS = re.compile(r"(?<![^&])(?:utm_\w+|fbclid|gclid|zarsrc|mibextid)=[^&]*&?")
_OF_PEOPLE = re.compile(r"@|(?<!\d)(?:0|\+?84)\d{9,10}(?!\d)")
"""An address or a telephone number of somebody, which is not kept."""
KEPT_AHEAD = "?giu-san"
"""What the service worker adds to pages that it keeps before anybody reads them."""
_LONGEST = 300
"""Signs of an address."""


def hit_of(request: Request) -> Hit | None:
    """What a request means; None for everything that nobody reads: pictures, errors, writes."""
    path, _, query = request.target.partition("?")
    if request.method != "GET" or request.is_prefetch or request.target.endswith(KEPT_AHEAD):
        return None
    if len(path) > _LONGEST or not path.startswith("/") or not unquote(path).isprintable():
        return None  # signs that steer a terminal or turn the direction of a line are no address
    if request.status == _NOT_FOUND:
        return _missing(request, path, query)
    if request.status not in (_OK, _NOT_MODIFIED):
        return None
    if _FEED.fullmatch(path):
        is_read = agent_of(request.agent) is not Agent.MACHINE
        return Hit(Event.FEED, path) if is_read else None
    if _FILE.search(path) and not path.endswith(".html"):
        return None
    is_read = agent_of(request.agent) is Agent.BROWSER
    return Hit(Event.PAGE if is_read else Event.MACHINE, _page(path))


def _page(path: str) -> str:
    address = without_anchor(re.sub(r"/{2,}", "/", path))
    return address.removesuffix(INDEX) if address.endswith(f"/{INDEX}") else address


def _missing(request: Request, path: str, query: str) -> Hit | None:
    """A missing address. Its query stays only where it says which page was meant."""
    shown = unquote(path)
    is_page = not _FILE.search(path) or _SCRIPT.search(path)
    if not is_page or _PROBE.search(shown) or _OF_PEOPLE.search(shown):
        return None
    if agent_of(request.agent) is not Agent.BROWSER:
        return None
    says_which = _SCRIPT.search(path) and not _OF_PEOPLE.search(unquote(query))
    query = _OF_CAMPAIGNS.sub("", query).rstrip("&") if says_which else ""
    address = f"{_page(path)}?{query}" if query else _page(path)
    is_fit = len(address) <= _LONGEST and unquote(address).isprintable()
    return Hit(Event.MISSING, address) if is_fit else None
