"""Lines of access logs, as servers write them."""

import gzip
from datetime import datetime
from pathlib import Path

from khuyencong.statistics.day_store import opened
from khuyencong.statistics.log_places import logs_at
from khuyencong.statistics.log_reading import Reading, read_logs
from khuyencong.statistics.period import Period, period
from khuyencong.vietnamese.dates import VIETNAM

NOW = datetime(2026, 11, 28, 15, 0, tzinfo=VIETNAM)
PHONE = (
    "Mozilla/5.0 (Linux; Android 14; SM-A556E) AppleWebKit/537.36 (KHTML, like Gecko) "
    "Chrome/131.0.0.0 Mobile Safari/537.36"
)
GOOGLEBOT = "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)"
STORY = "/tin-tuc/may-say-mien/"


def combined(
    path: str = STORY,
    *,
    client: str = "203.0.113.7",
    when: str = "28/Nov/2026:08:00:00 +0700",
    agent: str = PHONE,
    referrer: str = "-",
    status: int = 200,
    method: str = "GET",
) -> str:
    """A line of nginx or Apache."""
    asked = f"{method} {path} HTTP/1.1"
    return f'{client} - - [{when}] "{asked}" {status} 5120 "{referrer}" "{agent}"\n'


def on(day: int, **given: str) -> str:
    """A line of a day of November."""
    return combined(when=f"{day:02}/Nov/2026:08:00:00 +0700", **given)


def write(file: Path, *lines: str) -> Path:
    """A log of some lines, compressed where its name says so."""
    data = "".join(lines).encode("utf-8", "surrogateescape")
    file.write_bytes(gzip.compress(data) if file.suffix == ".gz" else data)
    return file


def append(file: Path, *lines: str) -> None:
    with file.open("a", encoding="utf-8") as stream:
        stream.writelines(lines)


def read(data: Path, *places: Path, now: datetime = NOW) -> Reading:
    """Count some logs into the store of a folder."""
    with opened(data, to_write=True) as store:
        logs = logs_at(map(str, places), data)
        return read_logs(logs, store, now, frozenset({"khuyencong.example", "127.0.0.1"}))


def counted(data: Path, length: int = 30, now: datetime = NOW) -> Period:
    """What is known of the last days."""
    with opened(data) as store:
        return period(store, now.date(), length)


def views(data: Path) -> dict[str, tuple[int, int]]:
    """Address → views and visits of the last month."""
    return {page.address: (page.views, page.visits) for page in counted(data).pages}
