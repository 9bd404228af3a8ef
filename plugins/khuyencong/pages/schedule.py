"""What happens when: broadcasts still to come, and classes in the order of their days."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime

from khuyencong.content.record import Record
from khuyencong.model.broadcast import Broadcast
from khuyencong.model.entry import Entry
from khuyencong.model.notice import Notice, NoticeType
from khuyencong.model.stories import Training
from khuyencong.pages.views import AiringLine
from khuyencong.site.index import Site, Story
from khuyencong.vietnamese.dates import VIETNAM, end_of, short_date

UPCOMING, PAST, OTHERS = "Sắp mở", "Đã mở", "Tin, bài"


def airings(site: Site, most: int | None = None) -> tuple[AiringLine, ...]:
    """The broadcasts from today on, the next first; all but the first of a programme repeat it."""
    return site.memoized("airings", None, lambda: _in_order(_airings(site)))[:most]


def _in_order(lines: Iterator[AiringLine]) -> tuple[AiringLine, ...]:
    return tuple(sorted(lines, key=lambda line: (line.moment, line.address)))


def _airings(site: Site) -> Iterator[AiringLine]:
    today = site.now.astimezone(VIETNAM).date()
    for record in site.stories:
        if not isinstance(record.entry, Broadcast):
            continue
        for number, moment in enumerate(sorted(record.entry.airs)):
            day = moment.astimezone(VIETNAM).date()
            if day >= today:
                entry = record.entry
                yield AiringLine(
                    moment,
                    entry.title,
                    record.address,
                    entry.channel,
                    number > 0,
                    day == today,
                    entry.cancelled,
                )


def is_over(entry: Training, now: datetime) -> bool:
    """Whether a class has ended."""
    return end_of(entry.ends or entry.starts) <= now


def coming_classes(site: Site) -> list[Record[Training]]:
    """Classes and events that have not ended, the next one first; one that was called off says so
    until its day has passed."""
    found: list[Record[Training]] = [
        story  # type: ignore[misc]
        for story in site.stories
        if isinstance(story.entry, Training) and not is_over(story.entry, site.now)
    ]
    return sorted(found, key=lambda record: (record.entry.starts, record.address))


def by_class_day(stories: Sequence[Story], now: datetime) -> Mapping[str, Sequence[Story]]:
    """Heading → stories: classes still to come, the next first; those that were, the last first;
    what is no class."""
    found: dict[str, list[Story]] = {UPCOMING: [], PAST: [], OTHERS: []}
    for story in stories:
        found[_part(story.entry, now)].append(story)
    found[UPCOMING].sort(key=_starts)
    found[PAST].sort(key=_starts, reverse=True)
    return found


def by_notice_type(stories: Sequence[Story]) -> Mapping[str, Sequence[Story]]:
    """Notices under their types, the newest first within one; what is no notice comes last."""
    found: dict[str, list[Story]] = {kind.label: [] for kind in NoticeType}
    for story in stories:
        kind = story.entry.notice_type if isinstance(story.entry, Notice) else NoticeType.OTHER
        found[kind.label].append(story)
    return found


def _part(entry: Entry, now: datetime) -> str:
    if not isinstance(entry, Training):
        return OTHERS
    return PAST if is_over(entry, now) else UPCOMING


def _starts(story: Story) -> datetime:
    assert isinstance(story.entry, Training)  # noqa: S101 -- chosen by kind
    return story.entry.starts


def when(entry: Entry, now: datetime) -> str:
    """The day that a card names for a class or a broadcast; nothing for other stories."""
    if isinstance(entry, Training):
        if entry.cancelled:
            return f"Đã hủy {short_date(entry.starts)}"
        days = dict.fromkeys(short_date(day) for day in (entry.starts, entry.ends) if day)
        return f"{'Đã mở' if is_over(entry, now) else 'Mở'} {' – '.join(days)}"
    if isinstance(entry, Broadcast) and entry.airs:
        if entry.cancelled:
            return f"Đã hủy phát sóng {short_date(min(entry.airs))}"
        coming = min((moment for moment in entry.airs if moment > now), default=None)
        if coming:
            return f"Phát sóng {coming.astimezone(VIETNAM):%H:%M}, {short_date(coming)}"
        return f"Đã phát sóng {short_date(min(entry.airs))}"
    return ""
