"""When the same content will make another site: the clock is read by the day and by the moment."""

from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from functools import cache
from typing import Any, get_args

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
        for name in _timed(type(entry)):
            if part := getattr(entry, name):
                found += [moment for moment in _moments(part) if moment > now]
    return min(found)


def _moments(value: Any) -> Iterator[datetime]:
    if isinstance(value, datetime):
        yield value
    elif isinstance(value, BaseModel):
        for name in _timed(type(value)):
            if part := getattr(value, name):
                yield from _moments(part)
    elif isinstance(value, tuple):
        for part in value:
            yield from _moments(part)


@cache
def _timed(model: type[BaseModel]) -> tuple[str, ...]:
    """Fields in which a moment may stand, themselves or deeper: a few of some thirty."""
    fields = model.model_fields.items()
    return tuple(name for name, field in fields if _may_hold_moment(field.annotation))


def _may_hold_moment(form: Any) -> bool:
    if isinstance(form, type):
        return issubclass(form, datetime) or (issubclass(form, BaseModel) and bool(_timed(form)))
    return form is Any or any(map(_may_hold_moment, get_args(form)))
