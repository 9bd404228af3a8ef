"""What happens when is taken into phones as it stands on the page; changes follow."""

import re
import subprocess
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar, Event

from khuyencong.calendar.calendar_files import calendar_files
from khuyencong.calendar.events import CalendarEvent, EventKind
from khuyencong.calendar.ics import ics
from khuyencong.pages.calendar_views import CalendarView
from khuyencong.rendering.renderer import Renderer
from khuyencong.vietnamese.dates import VIETNAM
from tests.conftest import NOW, Content
from tests.pages.test_views import pages, renderer, shown, story_view

__all__ = ["renderer"]

ROOT = "https://khuyencong.example"
CLASS = {
    "title": "Lớp quản trị sản xuất",
    "uid": "kc-lop",
    "slug": "lop",
    "date": "16/11/2026 08:00",
    "starts": "15/12/2026 08:00",
    "ends": "17/12/2026 16:30",
    "deadline": "08/12/2026",
    "place": "Hội trường Trung tâm; số 1, đường Minh Họa",
}


def files(content: Content, now: datetime = NOW) -> dict[str, bytes]:
    return {file.path: file.generate() for file in calendar_files(content.site(now), ROOT)}


def events(data: bytes) -> dict[str, Event]:
    return {str(part["uid"]): part for part in Calendar.from_ical(data).walk("VEVENT")}


def school(content: Content, **changed: str) -> None:
    content.story("dao-tao/lop.md", **{**CLASS, **changed})


def test_a_class_has_its_hours_and_its_deadline_a_day(content: Content) -> None:
    school(content)
    found = events(files(content)["lich/tat-ca.ics"])
    lesson = found["kc-lop-lop-hoc@khuyencong.example"]
    assert lesson.decoded("dtstart") == datetime(2026, 12, 15, 8, tzinfo=VIETNAM)
    assert lesson["dtstart"].params["TZID"] == "Asia/Ho_Chi_Minh"
    assert lesson.decoded("dtend") == datetime(2026, 12, 17, 16, 30, tzinfo=VIETNAM)
    assert lesson["location"] == CLASS["place"]
    assert lesson["url"] == f"{ROOT}/dao-tao/lop/"
    deadline = found["kc-lop-han-dang-ky@khuyencong.example"]
    assert (deadline.decoded("dtstart"), deadline.decoded("dtend")) == (
        date(2026, 12, 8),
        date(2026, 12, 9),
    )


def test_a_class_that_moved_keeps_its_name_and_counts_up(content: Content) -> None:
    school(content)
    before = events(files(content)["lich/lop-hoc.ics"])["kc-lop-lop-hoc@khuyencong.example"]
    school(content, starts="16/12/2026 08:00", modified="20/11/2026 09:00")
    after = events(files(content)["lich/lop-hoc.ics"])["kc-lop-lop-hoc@khuyencong.example"]
    assert after.decoded("dtstart") - before.decoded("dtstart") == timedelta(days=1)
    assert after["sequence"] > before["sequence"]
    assert after.decoded("dtstamp") > before.decoded("dtstamp")


def test_a_cancelled_class_is_cancelled_in_every_phone_and_says_why(
    content: Content, renderer: Renderer
) -> None:
    school(content, cancelled="Hoãn vì mưa lũ", modified="20/11/2026 09:00")
    for event in events(files(content)["lich/tat-ca.ics"]).values():
        assert event["status"] == "CANCELLED"
        assert event["summary"].startswith("ĐÃ HỦY: ")
        assert "Hoãn vì mưa lũ" in event["description"]
    page = shown(renderer, pages(content)["/lich/"])
    assert "Đã hủy" in page.get_text() and "Hoãn vì mưa lũ" in page.get_text()
    story = story_view(content, "/dao-tao/lop/")
    assert story.validity == "Đã hủy"
    assert not any(fact.label == "Lịch" for fact in story.facts)


def test_a_withdrawn_class_leaves_the_phones_and_nothing_of_it_is_told(content: Content) -> None:
    school(content, status="withdrawn", modified="20/11/2026 09:00")
    data = files(content)["lich/tat-ca.ics"]
    (event,) = events(data).values()
    assert (event["status"], event["summary"]) == ("CANCELLED", "ĐÃ HỦY: Lịch đã gỡ")
    assert "quản trị".encode() not in data and "Hội trường".encode() not in data


@pytest.mark.parametrize("state", [{"status": "draft"}, {"embargo": "01/12/2026 08:00"}])
def test_what_readers_may_not_see_yet_is_in_no_calendar(
    content: Content, state: dict[str, str]
) -> None:
    school(content, **state)
    assert files(content) == {}
    assert "/lich/" not in pages(content)


def test_a_broadcast_lasts_as_long_as_it_says_and_its_repeats_say_so(content: Content) -> None:
    content.story(
        "truyen-hinh/a.md",
        title="Chuyên mục Khuyến công",
        uid="kc-tv",
        channel="Đài PT-TH",
        duration="14:30",
        airs="28/11/2026 19:45, 29/11/2026 11:30",
    )
    first, second = events(files(content)["lich/phat-song.ics"]).values()
    assert first.decoded("dtend") - first.decoded("dtstart") == timedelta(minutes=14, seconds=30)
    assert second["summary"] == "Chuyên mục Khuyến công (phát lại)"
    assert (first["location"], first["transp"]) == ("Đài PT-TH", "TRANSPARENT")


def test_an_entry_has_a_file_of_its_own_to_which_its_page_leads(content: Content) -> None:
    school(content)
    (link,) = next(
        fact.values for fact in story_view(content, "/dao-tao/lop/").facts if fact.label == "Lịch"
    )
    assert link.address == "/dao-tao/lop/lich.ics"  # type: ignore[union-attr]
    assert len(events(files(content)["dao-tao/lop/lich.ics"])) == 2


def test_a_hidden_class_is_in_no_calendar_and_its_page_leads_to_none(content: Content) -> None:
    school(content, status="hidden")
    assert files(content) == {}
    assert not any(fact.label == "Lịch" for fact in story_view(content, "/dao-tao/lop/").facts)


def test_a_translated_class_leads_to_no_file_that_is_not_there(content: Content) -> None:
    school(content)
    english = {"slug": "course", "uid": "kc-course", "lang": "en", "translation_of": "lop"}
    content.story("dao-tao/course.md", **{**CLASS, **english})
    assert not any(fact.label == "Lịch" for fact in story_view(content, "/dao-tao/course/").facts)


def test_a_class_whose_last_day_has_no_hour_ends_with_that_day(content: Content) -> None:
    school(content, ends="17/12/2026", deadline="")
    view = pages(content)["/lich/"].view
    assert isinstance(view, CalendarView)
    ((_, (line,)),) = view.months[0].days
    assert line.last_day == date(2026, 12, 17)
    lesson = events(files(content)["lich/lop-hoc.ics"])["kc-lop-lop-hoc@khuyencong.example"]
    assert lesson.decoded("dtend") == datetime(2026, 12, 18, tzinfo=VIETNAM)


def test_what_happens_today_stands_under_today_until_midnight(content: Content) -> None:
    school(content, starts="24/11/2026 07:00", ends="24/11/2026 08:00", deadline="")
    for now, months in ((NOW.replace(hour=23, minute=59), 1), (NOW + timedelta(days=1), 0)):
        view = pages(content, now)["/lich/"].view
        assert isinstance(view, CalendarView)
        assert len(view.months) == months


def test_a_class_of_long_ago_leaves_the_calendars(content: Content) -> None:
    school(content, starts="1/6/2026 08:00", ends="2/6/2026 16:30", deadline="", date="1/5/2026")
    assert files(content) == {}


def test_the_page_shows_a_day_of_the_month_that_leads_to_what_happens(
    content: Content, renderer: Renderer
) -> None:
    school(content)
    view = pages(content)["/lich/"].view
    assert isinstance(view, CalendarView)
    (month,) = view.months
    assert month.heading == "Tháng 12/2026"
    assert [week[1].number for week in month.weeks] == [1, 8, 15, 22, 29]
    page = shown(renderer, pages(content)["/lich/"])
    linked = [str(link["href"]) for link in page.select(".month-grid a")]
    assert linked == ["#ngay-2026-12-08", "#ngay-2026-12-15"]
    assert all(page.find(id=link[1:]) for link in linked)


def test_a_calendar_is_followed_by_its_own_scheme_on_the_host_of_the_site(content: Content) -> None:
    school(content)
    view = pages(content)["/lich/"].view
    assert isinstance(view, CalendarView)
    assert view.followed[0].address == "webcal://thu.example/lich/tat-ca.ics"


def event(title: str, place: str = "") -> CalendarEvent:
    starts = datetime(2026, 12, 15, 8, tzinfo=VIETNAM)
    ends = starts + timedelta(hours=2)
    return CalendarEvent("a", EventKind.CLASS, title, "/a/", starts, ends, place, NOW, 0)


@given(st.text(st.characters(codec="utf-8", exclude_categories=["C"]), max_size=300))
def test_lines_are_folded_at_75_octets_and_letters_stay_whole(words: str) -> None:
    """RFC 5545, 3.1."""
    title = f"Tập huấn {words.strip()} khuyến công".replace("\u2028", " ").replace("\u2029", " ")
    data = ics("Lịch", [event(title, title)], ROOT)
    assert all(len(line) <= 75 for line in data.split(b"\r\n"))
    (found,) = events(data).values()
    assert (found["summary"], found["location"]) == (title, title)


def test_a_title_cannot_add_a_line_of_its_own() -> None:
    data = ics("Lịch", [event("Lớp\r\nSTATUS:CANCELLED\nATTACH:file:///etc/passwd")], ROOT)
    assert re.findall(rb"^STATUS:.*$", data, re.MULTILINE) == [b"STATUS:CONFIRMED\r"]
    assert not re.search(rb"^ATTACH", data, re.MULTILINE)


def test_the_same_events_make_the_same_bytes() -> None:
    assert ics("Lịch", [event("Lớp")], ROOT) == ics("Lịch", [event("Lớp")], ROOT)


@pytest.mark.slow
@pytest.mark.programs
def test_khal_takes_in_a_class_that_moves_and_one_that_is_cancelled(
    content: Content, tmp_path: Path
) -> None:
    home = tmp_path / "khal"
    (home / "lich").mkdir(parents=True)
    (home / "config").write_text(
        f"[calendars]\n[[lich]]\npath = {home}/lich\n[sqlite]\npath = {home}/khal.db\n"
        "[locale]\nlocal_timezone = Asia/Ho_Chi_Minh\ndefault_timezone = Asia/Ho_Chi_Minh\n"
        "timeformat = %H:%M\ndateformat = %d/%m/%Y\nlongdateformat = %d/%m/%Y\n"
        "datetimeformat = %d/%m/%Y %H:%M\nlongdatetimeformat = %d/%m/%Y %H:%M\n"
    )

    def khal(*words: str) -> str:
        command = ["khal", "-c", str(home / "config"), *words]
        return subprocess.run(command, check=True, capture_output=True, text=True).stdout

    def agenda(file: str) -> str:
        (home / "lop.ics").write_bytes(files(content)[file])
        khal("import", "--batch", "-a", "lich", str(home / "lop.ics"))
        form = ("--format", "{start-date} {start-time} {title} {status}")
        return khal("list", *form, "--day-format", "", "01/12/2026", "31d")

    school(content, deadline="", ends="15/12/2026 16:30")
    assert "15/12/2026 08:00 Lớp quản trị sản xuất CONFIRMED" in agenda("lich/lop-hoc.ics")
    moved = {"starts": "16/12/2026 08:00", "ends": "16/12/2026 16:30", "deadline": ""}
    school(content, **moved, modified="20/11/2026 09:00")
    after = agenda("lich/lop-hoc.ics")
    assert "16/12/2026 08:00" in after and "15/12/2026" not in after
    school(content, **moved, cancelled="Mưa lũ", modified="21/11/2026 09:00")
    assert "ĐÃ HỦY: Lớp quản trị sản xuất CANCELLED" in agenda("lich/lop-hoc.ics")
