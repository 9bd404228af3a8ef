"""Logs into counts: each line once, whatever was rotated, renamed or compressed meanwhile.

The newest day is counted anew each time from its first line on, because who reads it is known only
while it is counted. All earlier days are done. A log is known by how it begins, so one that was
renamed or compressed goes on where it stopped.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta

from khuyencong.statistics.day_counts import DayCounts
from khuyencong.statistics.day_store import DayStore, LogPosition
from khuyencong.statistics.log_file import (
    DAMAGED,
    Head,
    LogFile,
    NoAccessLogError,
    decoded,
    head_of,
    lines,
)
from khuyencong.statistics.log_line import LogParser, Request
from khuyencong.statistics.traffic import hit_of
from khuyencong.store.os_reason import os_reason

OLDEST = date(2000, 1, 1)
_ONE_DAY = timedelta(days=1)
_WITHOUT_AGENT = (
    "Nhật ký kiểu “common” không ghi trình duyệt nên máy tìm kiếm bị tính là người đọc; nhờ người "
    "quản trị đổi máy chủ sang kiểu “combined”."
)


@dataclass
class Reading:
    """What became of some logs."""

    lines: int = 0
    unreadable: int = 0
    """Lines that are no request, or of a day that cannot be."""
    problems: list[str] = field(default_factory=list)
    """Sentences about files that could not be read, or that do not say who is a machine."""


@dataclass(frozen=True, slots=True)
class _Known:
    """A log that can be read, with how far it was read before."""

    log: LogFile
    head: Head
    before: LogPosition


@dataclass
class _Count:
    """One run over some logs."""

    store: DayStore
    now: datetime
    own: frozenset[str]
    reading: Reading = field(default_factory=Reading)
    days: dict[date, DayCounts] = field(default_factory=dict)
    without_agent: bool = False
    """Whether any line was of the common log format."""

    def add(self, request: Request) -> None:
        self.without_agent = self.without_agent or request.agent is None
        hit = hit_of(request)
        if hit is None:
            return
        if request.day not in self.days:
            self.days[request.day] = DayCounts()
        self.days[request.day].add(hit, request, self.own)

    def close(self, before: date) -> None:
        """Write the days before one down, and forget who read."""
        for day in sorted(day for day in self.days if day < before):
            self.store.add(day, self.days.pop(day))


def read_logs(
    logs: Iterable[LogFile], store: DayStore, now: datetime, own: frozenset[str] = frozenset()
) -> Reading:
    """Count what logs hold that was not counted before.

    `own` are hosts of the site, without `www.`. A file that cannot be read is told, and the others
    are read all the same.
    """
    count = _Count(store, now, own)
    known = sorted(
        _known(logs, store, count.reading), key=lambda each: (each.head.day, each.log.name)
    )
    newest = store.newest_day
    is_anew = newest is not None and _has_all_of_newest_day(known, store)
    if newest and is_anew:
        store.forget(newest)
    done = []
    for number, each in enumerate(known):
        next_day = known[number + 1].head.day if number + 1 < len(known) else date.max
        first = each.before.start if is_anew else each.before.finish
        done.append(_read(each, first, newest, next_day, count))
    count.close(date.max)
    last = store.newest_day or OLDEST
    # A day of which a part is at hand no more is added to from now on, never counted anew.
    begun = last if is_anew or last != newest else date.max
    store.remember((each.position(begun) for each in done), now)
    if count.without_agent:
        count.reading.problems.append(_WITHOUT_AGENT)
    return count.reading


def _known(logs: Iterable[LogFile], store: DayStore, reading: Reading) -> list[_Known]:
    """The logs that hold anything, each once."""
    positions = store.positions()
    found: dict[str, _Known] = {}
    for log in logs:
        try:
            with log.open() as stream:
                head = head_of(stream)
        except DAMAGED as error:
            reading.problems.append(f"{log.name}: không đọc được ({_reason(error)}).")
            continue
        except NoAccessLogError:
            reading.problems.append(f"{log.name}: không phải nhật ký truy cập của máy chủ web.")
            continue
        if head:
            fresh = LogPosition(head.identity, "", 0, 0, head.fields)
            found.setdefault(head.identity, _Known(log, head, positions.get(head.identity, fresh)))
    return list(found.values())


def _has_all_of_newest_day(known: Sequence[_Known], store: DayStore) -> bool:
    """Whether every log that the newest day was counted from is at hand again."""
    here = {each.head.identity for each in known}
    parts = {each.identity for each in store.positions().values() if each.start < each.finish}
    return bool(parts) and parts <= here


@dataclass
class _Read:
    """How far a log was read, and where its days begin."""

    before: LogPosition
    state: str
    finish: int
    begins: list[tuple[date, int, str]] = field(default_factory=list)
    """Each day that is later than all before it: offset of its first line, fields there."""

    def position(self, newest: date) -> LogPosition:
        starts = (each for each in self.begins if each[0] >= newest)
        _, start, fields = next(starts, (newest, self.finish, self.before.fields))
        return replace(
            self.before, state=self.state, start=start, finish=self.finish, fields=fields
        )


def _read(each: _Known, first: int, newest: date | None, next_day: date, count: _Count) -> _Read:
    """Count the lines of a log from an offset on."""
    before, reading = each.before, count.reading
    read = _Read(before, each.log.state, max(first, before.finish))
    if each.log.state == before.state and first == before.finish:
        return read
    parser, latest, today = LogParser(before.fields), OLDEST, count.now.date()
    start = first
    try:
        with each.log.open() as stream:
            for end, line in lines(stream, first):
                request = parser.request(decoded(line))
                if request is None or not OLDEST <= request.day <= today:
                    reading.unreadable += not line.startswith(b"#")
                elif end > before.finish or newest is None or request.day >= newest:
                    if request.day > latest:
                        latest = request.day
                        read.begins.append((latest, start, parser.fields))
                        count.close(min(latest - _ONE_DAY, next_day))
                    count.add(request)
                reading.lines += end > before.finish
                start = end
    except DAMAGED as error:
        reading.problems.append(f"{each.log.name}: chỉ đọc được một phần ({_reason(error)}).")
    read.finish = max(start, before.finish)
    return read


def _reason(error: Exception) -> str:
    return os_reason(error) if isinstance(error, OSError) and error.errno else "tệp nén bị hỏng"
