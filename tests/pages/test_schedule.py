"""Classes go by their own days, broadcasts by the hour they are on air."""

from datetime import timedelta

from khuyencong.calendar.events import calendar_events
from khuyencong.pages.calendar_views import TimetableView
from khuyencong.pages.list_views import ListView, SeriesView
from khuyencong.pages.press_views import PressView
from khuyencong.pages.schedule import airings
from khuyencong.pages.views import FrontView
from khuyencong.rendering.renderer import Renderer
from tests.conftest import NOW, Content
from tests.pages.test_views import pages, renderer, shown

__all__ = ["renderer"]


def school(content: Content) -> None:
    for name, starts in (
        ("a", "1/6/2026"),
        ("b", "10/1/2027"),
        ("c", "1/12/2026"),
        ("d", "2/8/2026"),
    ):
        content.story(f"dao-tao/{name}.md", title=f"Lớp {name}", starts=starts)


def test_classes_to_come_stand_before_those_that_were(content: Content) -> None:
    school(content)
    view = pages(content)["/dao-tao/"].view
    assert isinstance(view, ListView)
    assert [(heading, [card.title for card in cards]) for heading, cards in view.parts] == [
        ("Sắp mở", ["Lớp c", "Lớp b"]),
        ("Đã mở", ["Lớp d", "Lớp a"]),
    ]


def test_a_class_without_an_hour_is_to_come_until_its_day_ends(content: Content) -> None:
    content.story("dao-tao/a.md", title="Lớp hôm nay", starts="24/11/2026")
    for days, titles in ((0, ["Lớp hôm nay"]), (1, [])):
        front = pages(content, NOW + timedelta(days=days))["/"].view
        assert isinstance(front, FrontView)
        assert [event.title for event in front.events] == titles


def test_a_cancelled_class_says_so_to_citizens_and_newsrooms(content: Content) -> None:
    content.story("dao-tao/a.md", title="Lớp mở", starts="1/12/2026")
    content.story("dao-tao/b.md", title="Lớp hủy", starts="2/12/2026", cancelled="Mưa lũ")
    shown_by = pages(content)
    front, press = shown_by["/"].view, shown_by["/bao-chi/"].view
    assert isinstance(front, FrontView) and isinstance(press, PressView)
    for view in (front, press):
        said = [(event.title, event.cancelled) for event in view.events]
        assert said == [("Lớp mở", ""), ("Lớp hủy", "Mưa lũ")]


def test_the_card_of_a_class_names_the_day_of_the_class(
    content: Content, renderer: Renderer
) -> None:
    school(content)
    soup = shown(renderer, pages(content)["/dao-tao/"])
    days = [mark.get_text() for mark in soup.select(".story-card__when")]
    assert days == ["Mở 01/12/2026", "Mở 10/01/2027", "Đã mở 02/08/2026", "Đã mở 01/06/2026"]


def test_a_list_of_news_has_no_parts(content: Content) -> None:
    content.story()
    view = pages(content)["/tin-tuc/"].view
    assert isinstance(view, ListView)
    assert [heading for heading, _ in view.parts] == [""]


def test_the_programmes_of_today_come_first_and_repeats_say_so(content: Content) -> None:
    content.story(
        "truyen-hinh/a.md",
        title="Tọa đàm",
        airs="[25/11/2026 20:10, 24/11/2026 06:15, 20/11/2026 20:10]",
        channel="Đài A",
    )
    content.story("truyen-hinh/b.md", title="Phóng sự", airs="26/11/2026 19:45")
    told = [(line.title, line.today, line.repeat) for line in airings(content.site(), 9)]
    assert told == [("Tọa đàm", True, True), ("Tọa đàm", False, True), ("Phóng sự", False, False)]


def test_the_front_page_tells_what_is_on_tonight(content: Content, renderer: Renderer) -> None:
    content.story("truyen-hinh/a.md", title="Tọa đàm", airs="24/11/2026 20:10", channel="Đài A")
    page = pages(content)["/"]
    assert isinstance(page.view, FrontView)
    strip = shown(renderer, page).select_one(".front-strip")
    assert strip
    text = " ".join(strip.get_text(" ").split())
    assert text == "Trên sóng hôm nay 20:10 Hôm nay Tọa đàm Đài A"


def test_the_timetable_tells_tonight_this_week_and_later(
    content: Content, renderer: Renderer
) -> None:
    content.story("truyen-hinh/a.md", title="Tọa đàm", airs="[24/11/2026 20:10, 25/11/2026 06:15]")
    content.story("truyen-hinh/b.md", title="Phóng sự", airs="[24/11/2026 11:30, 30/11/2026 8:00]")
    view = pages(content)["/lich/phat-song/"].view
    assert isinstance(view, TimetableView)
    told = [
        [(day.name, [(line.title, line.repeat) for line in day.lines]) for day in part]
        for part in (view.today, view.this_week, view.later)
    ]
    assert told == [
        [("Trong ngày", [("Phóng sự", False)]), ("Tối nay", [("Tọa đàm", False)])],
        [("Ngày mai, Thứ Tư, 25/11/2026", [("Tọa đàm", True)])],
        [("Thứ Hai, 30/11/2026", [("Phóng sự", True)])],
    ]


def test_a_cancelled_programme_says_so_wherever_its_hour_stands(
    content: Content, renderer: Renderer
) -> None:
    why = "Đài truyền hình trực tiếp bóng đá"
    content.story(
        "truyen-hinh/a.md", title="Tọa đàm", airs="24/11/2026 20:10", cancelled=why, script="Chào."
    )
    shown_by = pages(content)
    for address in ("/", "/lich/phat-song/", "/bao-chi/truyen-hinh/", "/truyen-hinh/toa-dam/"):
        text = shown(renderer, shown_by[address]).get_text(" ")
        assert "Đã hủy" in text, address
        assert why in text, address
    (event,) = calendar_events(content.site())
    assert (event.cancelled, event.reason) == (True, why)


def test_the_numbers_of_a_programme_stand_together(content: Content) -> None:
    for number in (1, 2):
        content.story(
            f"truyen-hinh/{number}.md",
            title=f"Số {number}",
            date=f"{number}/11/2026",
            series="Chuyên mục Khuyến công" if number == 1 else "chuyên mục khuyến công",
        )
    content.story("truyen-hinh/khac.md", title="Phóng sự")
    shown_by = pages(content)
    view = shown_by["/chuong-trinh/chuyen-muc-khuyen-cong/"].view
    assert isinstance(view, ListView)
    assert [card.title for card in view.cards] == ["Số 2", "Số 1"]
    index = shown_by["/chuong-trinh/"].view
    assert isinstance(index, SeriesView)
    ((link, newest),) = index.series
    assert (link.text, link.count, newest.title) == ("chuyên mục khuyến công", 2, "Số 2")


def test_a_site_without_programmes_has_no_timetable(content: Content) -> None:
    content.story()
    assert not {"/lich/phat-song/", "/chuong-trinh/"} & set(pages(content))
