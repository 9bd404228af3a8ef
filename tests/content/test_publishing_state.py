"""Drafts, embargoes, withdrawals: what readers may not see is in no list."""

from datetime import date, datetime, timedelta

from khuyencong.plugin.site_generator import moment_of_build
from khuyencong.site.index import Site
from khuyencong.site.visibility import shown_body
from khuyencong.vietnamese.dates import VIETNAM
from tests.conftest import NOW, Content


def titles(site: Site) -> set[str]:
    return {record.entry.title for record in site.records}


def test_drafts_and_reviews_show_in_a_preview_only(content: Content) -> None:
    content.story("tin-tuc/a.md", title="Nháp", status="draft")
    content.story("tin-tuc/b.md", title="Chờ", status="review")
    content.story("tin-tuc/c.md", title="Đăng")
    assert titles(content.site()) == {"Đăng"}
    assert titles(content.site(drafts=True)) == {"Nháp", "Chờ", "Đăng"}


def test_an_embargo_lifts_at_its_minute(content: Content) -> None:
    content.story(embargo="24/11/2026 10:00")
    assert titles(content.site(NOW)) == set()
    assert titles(content.site(NOW + timedelta(minutes=59))) == set()
    assert titles(content.site(NOW + timedelta(hours=1))) == {"Mở lớp tập huấn khuyến công"}


def test_the_next_moment_lies_ahead_and_is_that_of_what_readers_will_get(content: Content) -> None:
    """A build that names its own moment would be due again at once, for ever."""
    content.story("tin-tuc/a.md", title="A", embargo="24/11/2026 10:00")
    content.story("tin-tuc/b.md", title="B", embargo="24/11/2026 09:30", status="draft")
    ten = NOW + timedelta(hours=1)
    assert content.site(NOW).next_lift == ten
    assert content.read(NOW + timedelta(minutes=59)).until == ten
    assert content.read(ten).until == datetime(2026, 11, 25, tzinfo=VIETNAM)
    assert content.site(ten).next_lift is None


def test_a_body_is_another_when_one_more_of_its_links_may_be_followed(content: Content) -> None:
    content.story("tin-tuc/a.md", title="A", slug="a", embargo="24/11/2026 10:00")
    content.story("tin-tuc/b.md", title="B", slug="b", embargo="24/11/2026 11:00")
    content.story("tin-tuc/c.md", title="C", slug="c", body="[A](a.md) và [B](b.md)")
    bodies = [
        shown_body(site, site.by_address["/tin-tuc/c/"])
        for site in (content.site(NOW + timedelta(hours=hour)) for hour in range(3))
    ]
    assert [str(tuple(body)).count("<a href") for body in bodies] == [0, 1, 2]
    assert len({body.digest for body in bodies}) == 3


def test_a_day_ends_at_midnight_in_vietnam() -> None:
    moment = moment_of_build({"NOW": "2026-11-22T17:30:00+00:00"})
    assert (moment.date(), moment.hour) == (date(2026, 11, 23), 0)


def test_a_hidden_story_has_a_page_but_stands_in_no_list(content: Content) -> None:
    content.story(status="hidden")
    site = content.site()
    assert titles(site) == {"Mở lớp tập huấn khuyến công"}
    assert site.stories == ()


def test_a_withdrawn_story_is_only_an_address(content: Content) -> None:
    content.story(status="withdrawn")
    site = content.site()
    assert titles(site) == set()
    assert [record.address for record in site.withdrawn] == [
        "/tin-tuc/mo-lop-tap-huan-khuyen-cong/"
    ]


def test_stories_are_newest_first(content: Content) -> None:
    content.story("tin-tuc/a.md", title="Cũ", date="2026-11-01")
    content.story("tin-tuc/b.md", title="Mới", date="2026-11-20 08:00")
    content.story("tin-tuc/c.md", title="Giữa", date="20/11/2026")
    assert [s.entry.title for s in content.site().stories] == ["Mới", "Giữa", "Cũ"]


def test_tags_that_differ_only_in_form_are_one(content: Content) -> None:
    content.story("tin-tuc/a.md", title="Một", tags="Hợp tác xã", date="1/11/2026")
    content.story("tin-tuc/b.md", title="Hai", tags="hợp tác xã, đào tạo", date="2/11/2026")
    found = {tag: len(stories) for tag, stories in content.site().by_tag.items()}
    assert found == {"đào tạo": 1, "hợp tác xã": 2}


def test_a_correction_counts_as_the_newest_change(content: Content) -> None:
    content.story(date="1/11/2026", corrections="[{date: 23/11/2026, note: Đúng là 04.}]")
    (story,) = content.site().stories
    assert story.changed is not None and story.changed.day == 23


def test_dated_rules_follow_the_day_of_the_build(content: Content) -> None:
    content.write(
        "chinh-sach/a.md",
        "---\ntitle: Mức cũ\ndate: 1/1/2026\nuid: kc-3\nsummary: A\nvalidity: con-hieu-luc\n"
        "effective: 1/1/2020\nexpires: 1/1/2027\n"
        "verified: {date: 20/11/2026, by: Phòng Khuyến công}\n---\nA\n",
    )
    assert content.said(NOW) == []
    assert content.said(NOW + timedelta(days=60)) == ["KC213 chinh-sach/a.md:6"]
