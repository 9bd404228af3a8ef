"""When readers get an entry, and when newsrooms are told of its newest change."""

import datetime
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TypeVar

from khuyencong.content.record import Record
from khuyencong.model.entry import Entry
from khuyencong.vietnamese.dates import midnight

E = TypeVar("E", bound=Entry)


def with_lifted_date(record: Record[E]) -> Record[E]:
    """The record, dated when its embargo ends: readers get nothing before that."""
    entry = record.entry
    if entry.date is None or entry.embargo is None or entry.embargo <= entry.date:
        return record
    return replace(record, entry=entry.model_copy(update={"date": entry.embargo}))


def with_announcements(
    records: Sequence[Record[Entry]], now: datetime.datetime
) -> list[Record[Entry]]:
    """The records, each with the moment under which feeds give its newest change.

    A newsroom's system passes over whatever is not newer than the newest that it took (Superdesk's
    RSSFeedingService compares `updated`). A change dated by the day alone would be of midnight,
    older than the story of that morning. So it counts as made after everything of its day that
    has an hour, and one second later for each change of that day without one: a second of them is
    newer than the first. No clock is read, and what is announced twice is never lost.

    What lies after `now` is a slip (KC233): it is told under the midnight before `now`.
    """
    days = _Days(records, now)
    return [_dated(record, days) for record in records]


def _dated(record: Record[Entry], days: "_Days") -> Record[Entry]:
    if record.changed is None:
        return record
    feed_date = max(map(days.feed_date, _moments(record.entry)), default=days.today)
    return record if feed_date == record.changed else replace(record, feed_date_override=feed_date)


class _Days:
    """What is known of each day in Vietnam on which something changed, up to a moment."""

    def __init__(self, records: Sequence[Record[Entry]], now: datetime.datetime) -> None:
        self._now = now
        self.today = midnight(now)
        self._newest: dict[datetime.datetime, datetime.datetime] = {}
        self._without_hour: Counter[datetime.datetime] = Counter()
        for record in records:
            for moment in _moments(record.entry):
                self._count(moment)

    def _count(self, moment: datetime.datetime) -> None:
        day = midnight(moment)
        if moment == day:
            self._without_hour[day] += 1
        elif moment <= self._now:
            self._newest[day] = max(moment, self._newest.get(day, day))

    def feed_date(self, moment: datetime.datetime) -> datetime.datetime:
        """The moment under which a change is announced."""
        if moment > self._now:
            return self.today
        day = midnight(moment)
        if moment != day:
            return moment
        seconds = datetime.timedelta(seconds=self._without_hour[day])
        return self._newest.get(day, day) + seconds


def _moments(entry: Entry) -> Iterator[datetime.datetime]:
    if entry.date:
        yield entry.date
    if entry.modified:
        yield entry.modified
    for correction in entry.corrections:
        yield correction.date
