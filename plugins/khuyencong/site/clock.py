"""When the same content will make another site: the clock is read by the day and by the moment."""

from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from typing import Any

from pydantic import BaseModel

from khuyencong.vietnamese.dates import VIETNAM


def next_moment(entries: Iterable[BaseModel], now: datetime) -> datetime:
    """The first moment after `now` that can make a difference.

    That is the next midnight in Vietnam, or a moment that an entry names (an embargo, the end of
    a class, a broadcast). Whatever shows something that depends on the clock must depend on the
    day, or on such a moment, and on nothing else.
    """
    day = now.astimezone(VIETNAM).date() + timedelta(days=1)
    found = [datetime(day.year, day.month, day.day, tzinfo=VIETNAM)]
    for entry in entries:
        found += [moment for moment in _moments(entry) if moment > now]
    return min(found)


def _moments(value: Any) -> Iterator[datetime]:
    if isinstance(value, datetime):
        yield value
    elif isinstance(value, BaseModel):
        for part in value.__dict__.values():
            if part and not isinstance(part, str):
                yield from _moments(part)
    elif isinstance(value, tuple):
        for part in value:
            if not isinstance(part, str):
                yield from _moments(part)
