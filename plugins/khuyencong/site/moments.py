"""When readers get an entry, and when newsrooms are told of its newest change."""

import datetime
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import TypeVar

from khuyencong.content.record import Record
from khuyencong.model.entry import Entry
from khuyencong.vietnamese.dates import is_midnight, midnight

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
    unsure = [record for record in records if _is_unsure(record.entry, now)]
    if not unsure:
        return list(records)
    days = _Days(records, unsure, now)
    dated = {record.source: _dated(record, days) for record in unsure}
    return [dated.get(record.source, record) for record in records]


def _is_unsure(entry: Entry, now: datetime.datetime) -> bool:
    """Whether some change has no hour, or lies after `now`: others are told under their own."""
    return any(is_midnight(moment) or moment > now for moment in _moments(entry))


def _dated(record: Record[Entry], days: "_Days") -> Record[Entry]:
    if record.changed is None:
        return record
    feed_date = max(map(days.feed_date, _moments(record.entry)), default=days.today)
    return record if feed_date == record.changed else replace(record, feed_date_override=feed_date)


class _Days:
    """What is known, up to a moment, of the days in Vietnam with a change that has no hour."""

    def __init__(
        self,
        records: Iterable[Record[Entry]],
        unsure: Iterable[Record[Entry]],
        now: datetime.datetime,
    ) -> None:
        """`unsure` are those of the records with such a change."""
        self._now = now
        self.today = midnight(now)
        moments = (moment for record in unsure for moment in _moments(record.entry))
        self._without_hour = Counter(filter(is_midnight, moments))
        self._newest: dict[datetime.datetime, datetime.datetime] = {}
        for record in records:
            for moment in _moments(record.entry):
                day = midnight(moment)
                if day in self._without_hour and moment <= now:
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
