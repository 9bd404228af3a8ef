"""The page of the timetable: what is on television and radio today, this week and later."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta
from itertools import groupby

from khuyencong.describing.elements import Link
from khuyencong.model.broadcast import Broadcast
from khuyencong.pages.calendar_views import TimetableDay, TimetableView
from khuyencong.pages.cards import section_of, series_link
from khuyencong.pages.chrome import HOME, TIMETABLE, head
from khuyencong.pages.page import Page
from khuyencong.pages.schedule import airings
from khuyencong.pages.views import AiringLine, Chrome
from khuyencong.site.index import Site
from khuyencong.vietnamese.dates import VIETNAM, long_date

EVENING = 18
"""The hour from which today is tonight."""


def timetable_page(site: Site, chrome: Chrome) -> Iterator[Page]:
    """Where there are programmes, also when none of them is to come."""
    if not site.broadcasts:
        return
    lines = airings(site)
    today = site.now.astimezone(VIETNAM).date()
    section = section_of(site, Broadcast.folder)
    view = TimetableView(
        chrome=chrome,
        head=head(
            TIMETABLE.text,
            TIMETABLE.address,
            TIMETABLE.about,
            crumbs=(HOME, Link(section.name, section.address)),
        ),
        archive=section.address,
        today=tuple(_days([line for line in lines if line.today], today)),
        this_week=tuple(_days(_between(lines, today, _week_end(today)), today)),
        later=tuple(_days(_between(lines, _week_end(today), date.max), today)),
        series=tuple(
            Link(name, series_link(site, name).address, count=len(found))
            for name, found in site.by_series.items()
        ),
    )
    yield Page(TIMETABLE.address, "timetable", view, site.broadcasts[0].changed)


def _week_end(today: date) -> date:
    """Sunday of the week (ISO 8601)."""
    return today + timedelta(days=6 - today.weekday())


def _between(lines: Sequence[AiringLine], after: date, last: date) -> list[AiringLine]:
    return [line for line in lines if after < _day(line.moment) <= last]


def _day(moment: datetime) -> date:
    return moment.astimezone(VIETNAM).date()


def _days(lines: Sequence[AiringLine], today: date) -> Iterator[TimetableDay]:
    """Lines under the names of their days."""
    for name, of_day in groupby(lines, key=lambda line: _name(line.moment, today)):
        yield TimetableDay(name, tuple(of_day))


def _name(moment: datetime, today: date) -> str:
    """`Tối nay`, `Ngày mai, Thứ Tư, 25/11/2026`, `Thứ Năm, 26/11/2026`."""
    here = moment.astimezone(VIETNAM)
    if here.date() == today:
        return "Tối nay" if here.hour >= EVENING else "Trong ngày"
    words = long_date(here.date())
    return f"Ngày mai, {words}" if here.date() - today == timedelta(days=1) else words
