"""Events of a site: what the calendar page lists and what calendar files hold."""

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta
from enum import Enum

from msgspec import Struct

from khuyencong.content.record import Record
from khuyencong.model.broadcast import Broadcast
from khuyencong.model.entry import Entry
from khuyencong.model.policy import Policy
from khuyencong.model.stories import Training
from khuyencong.site.index import Site, Story
from khuyencong.site.visits import PublicNotice, PublicVisit
from khuyencong.vietnamese.dates import VIETNAM, end_of, moment_or_day
from khuyencong.vietnamese.slugs import slugify

KEPT = timedelta(days=90)
"""How long what is over stays: a calendar that follows does not forget it at once."""
_HOUR = timedelta(hours=1)
_MOMENT = timedelta.resolution


class EventKind(Enum):
    """Kinds of events: the name of their calendar file, and what readers call them."""

    CLASS = "lop-hoc", "Lớp, sự kiện"
    DEADLINE = "han-dang-ky", "Hạn đăng ký, nộp hồ sơ"
    BROADCAST = "phat-song", "Phát sóng"
    SURVEY = "khao-sat", "Lịch khảo sát"

    @property
    def slug(self) -> str:
        """Its part of the address of its calendar file."""
        return self.value[0]

    @property
    def label(self) -> str:
        """What staff and readers call it."""
        return self.value[1]


class CalendarEvent(Struct, frozen=True):
    """Something that happens at a time.

    `starts` and `ends` are moments in Vietnam, or days (the last one included) for what takes
    whole days.
    """

    uid: str
    """Stays the same when the event moves (RFC 5545, 3.8.4.7); without the host."""
    kind: EventKind
    title: str
    address: str
    """Page of the site that tells of it."""
    starts: datetime | date
    ends: datetime | date
    place: str
    changed: datetime
    sequence: int
    """Grows when the entry is changed (RFC 5545, 3.8.7.4): minutes since it was published."""
    cancelled: bool = False
    reason: str = ""
    """Why it was cancelled, as staff say it."""
    sample: bool = False

    @property
    def day(self) -> date:
        """The day in Vietnam on which it begins."""
        if isinstance(self.starts, datetime):
            return self.starts.astimezone(VIETNAM).date()
        return self.starts

    @property
    def last_day(self) -> date:
        """The day in Vietnam on which it ends; what ends at midnight ends with the day before."""
        if isinstance(self.ends, datetime):
            return max(self.day, (self.ends - _MOMENT).astimezone(VIETNAM).date())
        return self.ends

    def is_over(self, now: datetime) -> bool:
        """Whether its last day has passed: a calendar shows a day until it ends."""
        return self.last_day < now.astimezone(VIETNAM).date()

    def is_to_come(self, now: datetime) -> bool:
        """Whether somebody may still go there."""
        return not self.cancelled and not self.is_over(now)


def calendar_events(site: Site) -> tuple[CalendarEvent, ...]:
    """Events to come and those of the last three months, the first first."""
    return site.memoized("calendar", None, lambda: _calendar_events(site))


def _calendar_events(site: Site) -> tuple[CalendarEvent, ...]:
    found = list(_events(site))
    found += [event for record in site.lately_withdrawn for event in _withdrawn(record)]
    return tuple(
        sorted(
            (event for event in found if not event.is_over(site.now - KEPT)),
            key=lambda event: (event.day, str(event.starts), event.uid),
        )
    )


def _events(site: Site) -> Iterator[CalendarEvent]:
    """Events that stories tell of."""
    for training in site.stories_of(Training):
        yield from _class(training, training.entry)
    for broadcast in site.stories_of(Broadcast):
        yield from _airings(broadcast, broadcast.entry)
    for policy in site.stories_of(Policy):
        yield from _support(policy, policy.entry)
    for notice in site.stories_of(PublicNotice):
        yield from _notice(notice, notice.entry)


def _event(
    record: Record[Entry],
    number: str,
    kind: EventKind,
    title: str,
    span: tuple[datetime | date, datetime | date],
    place: str = "",
    reason: str = "",
) -> CalendarEvent:
    changed = record.changed or record.entry.date
    assert changed is not None  # noqa: S101 -- every story has a date
    first = record.entry.date or changed
    return CalendarEvent(
        uid=f"{record.uid}-{kind.slug}{number}",
        kind=kind,
        title=title,
        address=record.address,
        starts=span[0],
        ends=span[1],
        place=place,
        changed=changed,
        sequence=max(0, int((changed - first).total_seconds() // 60)),
        cancelled=bool(reason),
        reason=reason,
        sample=record.entry.sample,
    )


def _class(record: Story, entry: Training) -> Iterator[CalendarEvent]:
    span = _class_span(entry)
    yield _event(record, "", EventKind.CLASS, entry.title, span, entry.place, entry.cancelled)
    if entry.deadline:
        title = f"Hạn đăng ký: {entry.title}"
        last = moment_or_day(entry.deadline)
        yield _event(record, "", EventKind.DEADLINE, title, (last, last), reason=entry.cancelled)


def _class_span(entry: Training) -> tuple[datetime | date, datetime | date]:
    """Without an end a class takes an hour or, when it has no hour, its day."""
    starts = moment_or_day(entry.starts)
    if not isinstance(starts, datetime):
        return starts, entry.ends.astimezone(VIETNAM).date() if entry.ends else starts
    if entry.ends is None:
        return starts, starts + _HOUR
    return starts, end_of(entry.ends)


def _airings(record: Story, entry: Broadcast) -> Iterator[CalendarEvent]:
    minutes, _, seconds = entry.duration.partition(":")
    lasts = timedelta(minutes=int(minutes), seconds=int(seconds)) if minutes else _HOUR / 2
    for number, moment in enumerate(sorted(entry.airs)):
        starts = moment.astimezone(VIETNAM)
        title = f"{entry.title} (phát lại)" if number else entry.title
        span = starts, starts + lasts
        where, why = entry.channel, entry.cancelled
        yield _event(record, f"-{number}", EventKind.BROADCAST, title, span, where, why)


def _support(record: Story, entry: Policy) -> Iterator[CalendarEvent]:
    """Last days for registering, as rows of support name them; each day once."""
    days: dict[date, str] = {}
    for item in entry.support:
        if item.deadline:
            days.setdefault(item.deadline, item.activity)
    for day, activity in days.items():
        title = f"Hạn đăng ký hỗ trợ: {activity}"
        yield _event(record, f"-{day:%Y%m%d}", EventKind.DEADLINE, title, (day, day))


def _notice(record: Story, entry: PublicNotice) -> Iterator[CalendarEvent]:
    """The last day of a notice, and the visits of a survey."""
    if entry.deadline:
        last = moment_or_day(entry.deadline)
        title = f"Hạn nhận hồ sơ: {entry.title}"
        yield _event(record, "", EventKind.DEADLINE, title, (last, last))
    for number, visit in _numbered(entry.visits):
        title = f"Khảo sát: {visit.host or visit.commune}"
        places = (visit.where, visit.commune, visit.province)
        where = ", ".join(dict.fromkeys(filter(None, places)))
        span = _visit_span(visit)
        yield _event(record, number, EventKind.SURVEY, title, span, where, visit.cancelled)


def _numbered(visits: Iterable[PublicVisit]) -> Iterator[tuple[str, PublicVisit]]:
    """Each visit with a name that stays when others are put in or taken out: its commune.

    Several of one commune are told apart by their order.
    """
    counts: Counter[str] = Counter()
    for visit in visits:
        commune = slugify(visit.commune)
        counts[commune] += 1
        yield f"-{commune}-{counts[commune]}", visit


def _visit_span(visit: PublicVisit) -> tuple[datetime | date, datetime | date]:
    starts = moment_or_day(visit.starts)
    return starts, starts + _HOUR if isinstance(starts, datetime) else starts


def _withdrawn(record: Record[Entry]) -> Iterator[CalendarEvent]:
    """A withdrawn class or survey leaves the calendars that follow; nothing of its text is told."""
    spans: list[tuple[str, EventKind, tuple[datetime | date, datetime | date]]] = []
    if isinstance(record.entry, Training):
        spans = [("", EventKind.CLASS, _class_span(record.entry))]
    elif isinstance(record.entry, PublicNotice):
        visits = _numbered(record.entry.visits)
        spans = [(number, EventKind.SURVEY, _visit_span(visit)) for number, visit in visits]
    for number, kind, span in spans:
        reason = "Thông báo này đã được gỡ."
        yield _event(record, number, kind, "Lịch đã gỡ", span, reason=reason)
