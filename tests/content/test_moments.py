"""The dates of a story against the moment of the build."""

from datetime import datetime, timedelta

import pytest

from khuyencong.vietnamese.dates import LATEST_YEAR, VIETNAM
from tests.conftest import NOW, Content
from tests.sinks import built_site


def written(moment: datetime) -> str:
    return f"{moment:%d/%m/%Y %H:%M}"


LATER = NOW + timedelta(days=6)


def said(content: Content, **keys: str) -> list[str]:
    content.story(**keys)
    return content.said()


def test_a_future_date_without_embargo_is_a_warning_that_offers_one(content: Content) -> None:
    assert said(content, date=written(LATER)) == ["KC233 tin-tuc/bai.md:3"]
    (problem,) = content.read().problems
    assert f"`embargo: {written(LATER)}`" in problem.advice
    assert content.site()


def test_later_today_is_the_future_too(content: Content) -> None:
    assert said(content, date=written(NOW + timedelta(hours=3))) == ["KC233 tin-tuc/bai.md:3"]
    assert said(content, date=written(NOW - timedelta(minutes=1))) == []


def test_a_change_and_a_correction_in_the_future_are_named(content: Content) -> None:
    assert said(content, modified=written(LATER)) == ["KC233 tin-tuc/bai.md:6"]
    correction = f"\n  - {{date: {written(LATER)}, note: Số đúng là 4.}}"
    assert said(content, corrections=correction) == ["KC233 tin-tuc/bai.md:7"]


def test_who_waits_is_not_warned_and_who_came_too_early_is(content: Content) -> None:
    later = written(LATER)
    assert said(content, date=later, embargo=later) == []
    assert said(content, date=later, status="draft") == []
    assert said(content, date=later, status="review") == []
    lifted = written(NOW - timedelta(days=1))
    assert said(content, date=later, embargo=lifted) == ["KC233 tin-tuc/bai.md:3"]


@pytest.mark.parametrize(
    ("keys", "line"),
    [
        ({"date": "22/11/2062 08:30"}, 3),
        ({"date": "22/11/1962"}, 3),
        ({"embargo": "22/11/2062"}, 6),
        ({"featured_until": "22/11/2062"}, 6),
        ({"modified": "31/12/9999"}, 6),
    ],
)
def test_years_of_no_story_are_named(content: Content, keys: dict[str, str], line: int) -> None:
    assert said(content, **keys) == [f"KC234 tin-tuc/bai.md:{line}"]


def test_the_years_of_classes_and_broadcasts_are_looked_at(content: Content) -> None:
    content.story("dao-tao/a.md", title="Lớp", starts="10/12/2062 08:00", ends="11/12/2062")
    content.story("truyen-hinh/b.md", title="Số 1", airs="[28/11/2026 19:45, 28/11/2206 19:45]")
    assert content.said() == [
        "KC234 dao-tao/a.md:6",
        "KC234 dao-tao/a.md:7",
        "KC234 truyen-hinh/b.md:6",
    ]


def test_documents_may_be_old_and_hold_for_ever(content: Content) -> None:
    content.story(
        "chinh-sach/a.md", issued="02/09/1945", effective="1/1/1946", expires="31/12/9999"
    )
    assert content.said() == []


def test_the_last_day_of_the_calendar_breaks_nothing(content: Content) -> None:
    content.story(embargo="31/12/9999 23:59")
    site = content.site()
    assert site.stories == ()
    assert site.next_lift and site.next_lift.year == 9999


EVENTS = {
    "dao-tao/a.md": "starts: 31/12/{year} 23:59\nends: 31/12/{year} 23:59\ndeadline: 31/12/{year}",
    "truyen-hinh/a.md": "airs: [31/12/{year} 23:59]",
    "thong-bao/a.md": (
        "deadline: 31/12/{year} 23:59\n"
        "visits: [{{starts: 31/12/{year} 23:59, commune: A, province: Lạng Sơn}}]"
    ),
    "chinh-sach/a.md": (
        "support: [{{activity: Máy, rate_percent: 50, deadline: 31/12/{year}, "
        "next_round: 31/12/{year}}}]"
    ),
}


def plan(content: Content, path: str, year: int) -> None:
    kind = path.partition("/")[0]
    content.write(
        path,
        f"---\ntitle: Việc {kind}\nuid: {kind}\nsummary: A\ndate: 20/11/2026\n"
        f"{EVENTS[path].format(year=year)}\n---\nA\n",
    )


@pytest.mark.parametrize("path", EVENTS)
def test_what_takes_place_at_the_end_of_the_calendar_is_refused(
    content: Content, path: str
) -> None:
    plan(content, path, 9999)
    found = [problem for problem in content.read().problems if problem.rule.code == "KC107"]
    assert len(found) == EVENTS[path].count("{year}")
    assert all("năm 9999 có lẽ gõ nhầm" in problem.message for problem in found)


@pytest.mark.slow
def test_a_site_is_built_on_the_last_day_for_which_anything_is_planned(content: Content) -> None:
    for path in EVENTS:
        plan(content, path, LATEST_YEAR)
    content.story(date="31/12/9999", embargo="31/12/9999 23:59")
    last = datetime(LATEST_YEAR, 12, 31, 23, 59, tzinfo=VIETNAM)
    built, files = built_site(content, last)
    assert built.until and built.until.year == LATEST_YEAR + 1
    assert files["lich/tat-ca.ics"].count(b"BEGIN:VEVENT") == 6


def test_news_of_today_without_an_hour_gets_a_note(content: Content) -> None:
    assert said(content, date="24/11/2026") == ["KC235 tin-tuc/bai.md:3"]
    assert said(content, date="24/11/2026 08:30") == []
    assert said(content, date="23/11/2026") == []
    assert content.site()


def test_today_is_vietnams_day(content: Content) -> None:
    content.story(date="24/11/2026")
    morning_here = datetime(2026, 11, 24, 1, 0, tzinfo=VIETNAM)
    assert content.said(morning_here) == ["KC235 tin-tuc/bai.md:3"]
    assert content.said(morning_here + timedelta(days=1)) == []
