"""A clock that runs ahead would let readers see an entry before its moment: another is asked."""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime

from khuyencong.content.record import Record
from khuyencong.model.entry import Entry
from khuyencong.publishing.errors import PublishingError, missing_library
from khuyencong.vietnamese.dates import VIETNAM, short_date

_TOLERANCE = timedelta(minutes=2)
"""By how much two clocks may differ."""
_PATIENCE = 5
"""Seconds to wait for the other clock."""
_NAMED = 5


class EarlyError(PublishingError):
    """Entries would come out before their moment."""


def refuse_early(records: Iterable[Record[Entry]], now: datetime, url: str) -> None:
    """Stop what the clock of the web server at `url` holds back still; without an answer nothing
    is known.

    Raises:
        EarlyError: this machine's clock, `now`, is ahead, and some entry waits for a moment
            between the two.
        PublishingError: httpx is not installed.
    """
    theirs = _clock_of(url) if url else None
    if theirs is None or now - theirs <= _TOLERANCE:
        return
    latest = theirs + _TOLERANCE
    early = [r.source for r in records if r.published(now) and not r.published(latest)]
    if early:
        named = ", ".join(early[:_NAMED]) + (" …" if len(early) > _NAMED else "")
        raise EarlyError(
            f"Đồng hồ máy này là {_words(now)}, máy chủ web {url} là {_words(theirs)}. Theo giờ "
            f"máy chủ thì những bài sau chưa đến giờ lên trang: {named}. Chưa gửi gì. Chỉnh giờ "
            "máy này, hoặc nhờ người quản trị chỉnh giờ máy chủ, rồi chạy lại."
        )


def _clock_of(url: str) -> datetime | None:
    """The time at a web server (RFC 9110, section 6.6.1); what a cache before it answers is older
    by its `Age` (RFC 9111, section 5.1)."""
    try:
        import httpx
    except ImportError as error:
        raise missing_library("httpx", error) from error
    try:
        headers = httpx.head(url, timeout=_PATIENCE).headers
        date = parsedate_to_datetime(headers["date"])
        age = timedelta(seconds=int(headers.get("age", 0)))
        return date.replace(tzinfo=date.tzinfo or UTC) + age
    except (httpx.HTTPError, KeyError, ValueError, OverflowError):
        return None


def _words(moment: datetime) -> str:
    local = moment.astimezone(VIETNAM)
    return f"{local:%H:%M} ngày {short_date(local)}"
