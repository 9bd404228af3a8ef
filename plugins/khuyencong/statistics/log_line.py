"""A line of an access log as a request: nginx, Apache, IIS (W3C), Caddy (JSON).

What a line holds was typed by strangers. It stays text, and what cannot be read is no request.
"""

import re
from collections.abc import Sequence
from datetime import date, datetime
from functools import lru_cache
from typing import NamedTuple

import msgspec

from khuyencong.vietnamese.dates import VIETNAM


class Request(NamedTuple):
    """What somebody asked the server for."""

    day: date
    """In Vietnam."""
    moment: str
    """As the log writes it."""
    client: str
    """Network address; never kept."""
    method: str
    target: str
    """Path and query, as they were asked for."""
    status: int
    referrer: str = ""
    agent: str | None = None
    """Program of the reader; None where the log does not say it (common log format)."""
    host: str = ""
    is_prefetch: bool = False


_QUOTED = r'"((?:[^"\\]|\\.)*+)"'
_COMBINED = re.compile(
    r"(?:([\w.-]+):\d+ )?(\S++) \S++ [^\[]*+\[([^\]]{20,40})\] "
    rf"{_QUOTED} (\d{{3}}) (?:\d++|-)(?: {_QUOTED} {_QUOTED})?(?: \"([\da-fA-F.:]++)[^\"]*+\")?"
)
"""Common and combined log format, with the virtual host before it (Apache's `vhost_combined`) or
the address behind a proxy after it (nginx's `main`)."""
_REQUEST_LINE = re.compile(r"([A-Z]{3,10}) (\S++)(?: HTTP/[\d.]++)?")
_ESCAPED = re.compile(r'\\x([0-9a-fA-F]{2})|\\(["\\])')
"""How nginx and Apache write bytes that are no plain ASCII, quotes and backslashes."""
_DIRECTIVE = "#Fields:"
_W3C = ("date", "time", "cs-method", "cs-uri-stem", "c-ip", "sc-status")
"""Fields without which a W3C log tells nothing of use."""
_NONE = "-"


class _JsonRequest(msgspec.Struct):
    method: str = ""
    uri: str = ""
    host: str = ""
    remote_ip: str = ""
    client_ip: str = ""
    headers: dict[str, list[str]] = {}


class _JsonLine(msgspec.Struct):
    request: _JsonRequest
    status: int
    ts: float | str


_JSON = msgspec.json.Decoder(_JsonLine)


class LogParser:
    """Reads the lines of one log, one after another; `fields` are those of a W3C log."""

    def __init__(self, fields: str = "") -> None:
        self.fields = fields

    def request(self, line: str) -> Request | None:
        """The request of a line; None where it holds none, or none that can be read."""
        try:
            if line.startswith("{"):
                return _of_json(line)
            if line.startswith("#"):
                self._note(line)
                return None
            return _of_w3c(line, self.fields.split()) if self.fields else _of_combined(line)
        except (ValueError, KeyError, OverflowError, RecursionError, msgspec.DecodeError):
            return None

    def _note(self, line: str) -> None:
        if line.startswith(_DIRECTIVE):
            self.fields = line.removeprefix(_DIRECTIVE).strip()


def _of_combined(line: str) -> Request | None:
    found = _COMBINED.match(line)
    asked = found and _REQUEST_LINE.fullmatch(_unescaped(found[4]))
    if not found or not asked:
        return None
    agent = None if found[7] is None else _header(found[7])
    client = found[8] or found[2]
    moment, method, path, status = found[3], asked[1], asked[2], int(found[5])
    day = _day_of_clock(moment[:17], moment[-5:])
    referrer, host = _header(found[6] or ""), found[1] or ""
    return Request(day, moment, client, method, path, status, referrer, agent, host)


def _of_w3c(line: str, fields: Sequence[str]) -> Request | None:
    """A line of the W3C extended log format, as IIS writes it: in UTC, a plus sign for a space."""
    values = dict(zip(fields, line.split(" "), strict=True))
    moment, hour, method, path, client, status = (values[name] for name in _W3C)
    query = values.get("cs-uri-query", _NONE)
    agent = values.get("cs(User-Agent)")
    return Request(
        _day_of_iso(f"{moment}T{hour[:5]}+00:00"),
        f"{moment} {hour}",
        client,
        method,
        path if query == _NONE else f"{path}?{query}",
        int(status),
        _header(values.get("cs(Referer)", "")),
        None if agent is None else _header(agent.replace("+", " ")),
        values.get("cs-host", "").removesuffix(_NONE),
    )


def _of_json(line: str) -> Request | None:
    """A line of Caddy's access log."""
    entry = _JSON.decode(line)
    asked = entry.request
    headers = {name.lower(): " ".join(values) for name, values in asked.headers.items()}
    day = (
        _day_of_iso(entry.ts)
        if isinstance(entry.ts, str)
        else datetime.fromtimestamp(entry.ts, VIETNAM).date()
    )
    purpose = headers.get("sec-purpose") or headers.get("purpose") or headers.get("x-moz", "")
    return Request(
        day,
        str(entry.ts),
        asked.client_ip or asked.remote_ip,
        asked.method,
        asked.uri,
        entry.status,
        headers.get("referer", ""),
        headers.get("user-agent", ""),
        asked.host.partition(":")[0],
        "prefetch" in purpose,
    )


def _header(value: str) -> str:
    """A header; the dash stands for one that was not sent."""
    return "" if value == _NONE else _unescaped(value)


def _unescaped(text: str) -> str:
    if "\\" not in text:
        return text
    data = _ESCAPED.sub(lambda m: m[2] or chr(int(m[1], 16)), text)
    return data.encode("latin-1", "replace").decode("utf-8", "replace")


@lru_cache(maxsize=4096)
def _day_of_clock(minute: str, zone: str) -> date:
    """The day in Vietnam of `28/Nov/2026:23:15` in a zone like `+0700`."""
    moment = datetime.strptime(f"{minute} {zone}", "%d/%b/%Y:%H:%M %z")
    return moment.astimezone(VIETNAM).date()


@lru_cache(maxsize=4096)
def _day_of_iso(moment: str) -> date:
    return datetime.fromisoformat(moment).astimezone(VIETNAM).date()
