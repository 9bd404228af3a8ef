"""What comes next: what is put on at an hour, what ends, what waits for somebody."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from khuyencong.desk.states import state_of
from khuyencong.desk.workspace import EntryFile
from khuyencong.model.centre import Centre
from khuyencong.vietnamese.dates import VIETNAM, short_date

AHEAD = timedelta(days=45)
"""How far the desk looks ahead."""


@dataclass(frozen=True, slots=True)
class Coming:
    """Something that happens to an entry on its own."""

    at: datetime
    when: str
    what: str
    source: str
    """Empty for what stands in site.yml."""
    title: str


def coming(files: Iterable[EntryFile], centre: Centre | None, now: datetime) -> list[Coming]:
    """What happens next, the nearest first."""
    found = [each for file in files for each in _of(file, now)]
    found += _of_centre(centre, now) if centre else ()
    return sorted(found, key=lambda each: (each.at, each.source))


def _of(file: EntryFile, now: datetime) -> Iterator[Coming]:
    if file.record is None:
        return
    entry = file.record.entry
    if state_of(entry, now) not in ("da-dang", "hen-gio"):
        return
    for what, value in _moments(entry):
        at = value if isinstance(value, datetime) else _end_of(value)
        if now < at <= now + AHEAD:
            hour = f", {at:%H:%M}" if isinstance(value, datetime) and at.hour else ""
            yield Coming(at, f"{short_date(at)}{hour}", what, file.source, entry.title)


def _of_centre(centre: Centre, now: datetime) -> Iterator[Coming]:
    for campaign in centre.campaigns:
        end = _end_of(campaign.ends)
        if now < end <= now + AHEAD:
            what = "Ngày cuối của thông báo ở trang nhất"
            yield Coming(end, short_date(end), what, "", campaign.title)


def _moments(entry: Any) -> Iterator[tuple[str, date]]:
    """The days of an entry that somebody must know of, with what happens on each."""
    named = (
        ("Lên trang", "embargo"),
        ("Hết nổi bật", "featured_until"),
        ("Hết hạn đăng ký", "deadline"),
        ("Khai mạc", "starts"),
        ("Văn bản hết hiệu lực", "expires"),
    )
    for what, key in named:
        if value := getattr(entry, key, None):
            yield what, value
    for award in getattr(entry, "awards", ()):
        if award.expires:
            yield f"Danh hiệu {award.level.label.lower()} {award.year} hết hạn", award.expires
    for moment in getattr(entry, "airs", ()):
        yield "Phát sóng", moment


def _end_of(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 23, 59, tzinfo=VIETNAM)
