"""Moments of feeds: a newsroom that passes over what is not newer must miss nothing."""

import json
from datetime import datetime

import pytest
from lxml import etree

from khuyencong.vietnamese.dates import VIETNAM
from tests.conftest import Content
from tests.feeds.newsroom import items, text, written


def at(moment: str) -> datetime:
    return datetime.strptime(moment, "%d/%m/%Y %H:%M").replace(tzinfo=VIETNAM)


class Poll:
    """A newsroom's system as Superdesk's RSSFeedingService polls: it keeps the newest `updated`
    that it took and passes over every entry that is not newer."""

    def __init__(self) -> None:
        self.newest = datetime.min.replace(tzinfo=VIETNAM)

    def __call__(self, content: Content, now: str, path: str = "bao-chi/rss.xml") -> list[str]:
        """Titles of what is taken of a content folder at a moment."""
        return self.take(written(content, at(now))[path])

    def take(self, data: bytes) -> list[str]:
        """Titles of what is taken of an RSS feed."""
        feed = etree.fromstring(data).findall("channel/item")
        moments = [datetime.fromisoformat(text(entry, "atom:updated")) for entry in feed]
        taken = [
            text(entry, "title")
            for entry, moment in zip(feed, moments, strict=True)
            if moment > self.newest
        ]
        self.newest = max([self.newest, *moments])
        return taken


def test_a_story_under_embargo_is_published_when_it_ends(content: Content) -> None:
    content.story("tin-tuc/a.md", title="Bài sớm", date="22/11/2026 07:00")
    held = {"title": "Bài hẹn giờ", "date": "21/11/2026 09:00", "embargo": "23/11/2026 06:00"}
    content.story("tin-tuc/b.md", **held)
    poll = Poll()
    assert poll(content, "23/11/2026 05:59") == ["Bài sớm"]
    assert poll(content, "23/11/2026 06:00") == ["Bài hẹn giờ"]

    found = written(content, at("23/11/2026 06:00"))
    first = etree.fromstring(found["rss.xml"]).find("channel/item")
    assert first is not None and text(first, "title") == "Bài hẹn giờ"
    assert text(first, "pubDate") == "Mon, 23 Nov 2026 06:00:00 +0700"
    assert text(first, "atom:updated") == "2026-11-23T06:00:00+07:00"
    told = json.loads(found["feed.json"])["items"][0]
    assert told["date_published"] == told["date_modified"] == "2026-11-23T06:00:00+07:00"
    ninjs = json.loads(found["tin-tuc/bai-hen-gio/ninjs.json"])
    assert ninjs["firstcreated"] == ninjs["versioncreated"] == "2026-11-22T23:00:00Z"
    news = etree.fromstring(found["sitemap-news.xml"])
    assert [t.text for t in news.iterfind(".//{*}title")] == ["Bài hẹn giờ", "Bài sớm"]


def test_an_entry_that_was_changed_while_it_waited_is_sound(content: Content) -> None:
    """`modified` lies after the date that staff gave, though before the end of the embargo."""
    content.story(date="20/11/2026", modified="21/11/2026 10:00", embargo="23/11/2026 06:00")
    assert content.said(at("23/11/2026 07:00")) == []


@pytest.mark.parametrize("path", ["rss.xml", "bao-chi/rss.xml"])
def test_a_correction_dated_by_the_day_alone_is_newer_than_that_mornings_story(
    content: Content, path: str
) -> None:
    content.story("tin-tuc/a.md", title="Bài cũ", date="20/11/2026 08:00")
    content.story("tin-tuc/b.md", title="Bài sáng", date="24/11/2026 07:00")
    poll = Poll()
    assert poll(content, "24/11/2026 09:00", path) == ["Bài sáng", "Bài cũ"]
    corrected = {"title": "Bài cũ", "date": "20/11/2026 08:00"}
    content.story(
        "tin-tuc/a.md", corrections="[{date: 24/11/2026, note: Đúng là 04.}]", **corrected
    )
    assert poll(content, "24/11/2026 15:00", path) == ["Bài cũ"]
    assert poll(content, "24/11/2026 15:05", path) == []


def test_a_story_a_change_and_a_withdrawal_of_the_day_alone_are_told(content: Content) -> None:
    content.story("tin-tuc/a.md", title="Bài cũ", date="20/11/2026 08:00")
    content.story("tin-tuc/b.md", title="Bài sáng", date="24/11/2026 07:00")
    poll = Poll()
    poll(content, "24/11/2026 09:00")
    content.story("tin-tuc/c.md", title="Bài không giờ", date="24/11/2026")
    assert poll(content, "24/11/2026 10:00") == ["Bài không giờ"]
    content.story("tin-tuc/b.md", title="Bài sáng", date="24/11/2026 07:00", modified="24/11/2026")
    assert "Bài sáng" in poll(content, "24/11/2026 11:00")
    content.story("tin-tuc/a.md", title="Bài cũ", date="20/11/2026 08:00", status="withdrawn",
                  modified="24/11/2026")  # fmt: skip
    assert "Tin đã gỡ" in poll(content, "24/11/2026 12:00")


def test_two_corrections_of_one_day_without_an_hour_are_both_told(content: Content) -> None:
    for name in "ab":
        content.story(f"tin-tuc/{name}.md", title=f"Bài {name}", date="20/11/2026 08:00")
    poll = Poll()
    poll(content, "24/11/2026 09:00")
    for name in "ab":
        content.story(f"tin-tuc/{name}.md", title=f"Bài {name}", date="20/11/2026 08:00",
                      corrections="[{date: 24/11/2026, note: Đúng là 04.}]")  # fmt: skip
        assert f"Bài {name}" in poll(content, "24/11/2026 10:00")


def test_a_page_still_gives_the_day_that_staff_wrote(content: Content) -> None:
    content.story("tin-tuc/a.md", title="A", date="24/11/2026 07:00")
    content.story("tin-tuc/b.md", title="B", date="24/11/2026")
    (day,) = [r for r in content.site().records if r.entry.title == "B"]
    assert day.changed == at("24/11/2026 00:00")
    assert day.feed_date is not None and day.feed_date > at("24/11/2026 07:00")


def test_no_moment_of_a_feed_lies_after_the_build(content: Content) -> None:
    now = at("22/11/2026 08:30")
    content.story("tin-tuc/x.md", title="X", date="20/11/2026 08:10",
                  corrections="[{date: 30/11/2026 08:00, note: A}]")  # fmt: skip
    content.story("tin-tuc/y.md", title="Y", date="20/11/2026", modified="30/11/2026 08:00")
    content.story("tin-tuc/z.md", title="Z", date="30/11/2026 08:00")
    assert {line.split()[0] for line in content.said(now)} == {"KC233"}
    found = written(content, now)
    assert "dinh-chinh/rss.xml" not in found, "the list of corrections is empty yet"
    for path in ("rss.xml", "bao-chi/rss.xml"):
        for entry in etree.fromstring(found[path]).iterfind("channel/item"):
            assert datetime.fromisoformat(text(entry, "atom:updated")) <= now
    for told in json.loads(found["feed.json"])["items"]:
        moments = [told["date_published"], told["date_modified"]]
        assert all(datetime.fromisoformat(moment) <= now for moment in moments)
    ninjs = json.loads(found["tin-tuc/z/ninjs.json"])
    assert ninjs["firstcreated"] <= ninjs["versioncreated"] <= "2026-11-22T01:30:00Z"


def test_a_slip_of_later_today_moves_no_change_of_today_behind_the_build(content: Content) -> None:
    content.story("tin-tuc/x.md", title="X", date="22/11/2026 20:00")
    content.story("tin-tuc/y.md", title="Y", date="20/11/2026", modified="22/11/2026")
    now = at("22/11/2026 08:30")
    changed = {r.entry.title: r.feed_date for r in content.site(now).records}
    assert changed == {"X": at("22/11/2026 00:00"), "Y": at("22/11/2026 00:00").replace(second=1)}


LAW = "Điều khoản quy định hỗ trợ khuyến công cho các cơ sở công nghiệp nông thôn. " * 8


def test_one_long_story_leaves_the_others_in_the_feed(content: Content) -> None:
    """What is counted is bytes: a Vietnamese letter takes up to three."""
    content.story("tin-tuc/a.md", title="Bài A", date="22/11/2026 07:00")
    content.story("tin-tuc/b.md", title="Bài B", date="22/11/2026 07:40")
    content.story("tin-tuc/dai.md", title="Toàn văn", date="22/11/2026 08:29",
                  summary="Văn bản & sa-pô", body="\n\n".join([LAW] * 330))  # fmt: skip
    for path in ("rss.xml", "bao-chi/rss.xml", "tin-tuc/rss.xml"):
        found = items(content, path)
        assert [text(entry, "title") for entry in found] == ["Toàn văn", "Bài B", "Bài A"]
        encoded = text(found[0], "content:encoded")
        assert "Văn bản &amp; sa-pô" in encoded and "Điều khoản" not in encoded
        assert 'href="https://thu.example/tin-tuc/toan-van/"' in encoded
    files = written(content)
    assert len(files["rss.xml"]) < 20_000
    # The document for newsrooms is whole.
    assert "Điều khoản" in json.loads(files["tin-tuc/toan-van/ninjs.json"])["body_text"]


def test_a_story_that_does_not_fit_any_more_is_passed_over_for_a_shorter_one(
    content: Content,
) -> None:
    for number in range(4):
        content.story(f"tin-tuc/dai-{number}.md", title=f"Dài {number}",
                      date=f"22/11/2026 1{number}:00", body="\n\n".join([LAW] * 115))  # fmt: skip
    content.story("tin-tuc/ngan.md", title="Ngắn", date="22/11/2026 08:00")
    titles = [text(entry, "title") for entry in items(content)]
    assert titles[0] == "Dài 3" and titles[-1] == "Ngắn" and len(titles) < 5
