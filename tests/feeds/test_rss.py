"""RSS as newsrooms need it: full text, permanent ids, captions, corrections, no clock."""

import locale
from datetime import datetime
from email.utils import parsedate_to_datetime

import feedparser
import pytest
from lxml import etree

from khuyencong.feeds.feed_plan import MOST_BYTES, MOST_ITEMS
from khuyencong.feeds.items import Edition
from khuyencong.feeds.rss import rss_item
from tests.conftest import CENTRE, Content
from tests.feeds.newsroom import HOST, NAMES, PHOTO, item, newsroom, text, two_more, written


def test_a_feed_reader_finds_nothing_to_complain_about(content: Content) -> None:
    content.photo()
    content.story(photos=PHOTO, body="Chữ [liên kết](/san-pham/) & ký hiệu < >.")
    content.product("san-pham/mien.md", "Miến dong")
    two_more(content)
    feeds = {path: data for path, data in written(content).items() if path.endswith("rss.xml")}
    assert {"rss.xml", "tin-tuc/rss.xml", "bao-chi/rss.xml"} <= set(feeds)
    for path, data in feeds.items():
        parsed = feedparser.parse(data)
        assert parsed.bozo == 0, (path, parsed.get("bozo_exception"))
        assert parsed.feed.language == "vi"
        assert parsed.feed.title.startswith("Bản tin Thử")


def test_an_item_carries_the_whole_story_with_absolute_addresses(content: Content) -> None:
    content.photo()
    content.product("san-pham/mien.md", "Miến dong")
    content.story(photos=PHOTO, body="Xem [miến](/san-pham/mien-dong/) và [mục](#muc-a).\n\n## A\n")
    encoded = item(content).findtext("content:encoded", namespaces=NAMES)
    assert encoded is not None
    page = f"{HOST}/tin-tuc/mo-lop-tap-huan-khuyen-cong/"
    assert f'href="{HOST}/san-pham/mien-dong/"' in encoded
    assert f'href="{page}#muc-a"' in encoded
    assert f'src="{HOST}/anh/' in encoded
    assert "Buổi học đầu" in encoded
    assert 'src="/' not in encoded and 'href="/' not in encoded


def test_the_summary_is_plain_text_without_the_closing_mark(content: Content) -> None:
    content.story(summary="Bốn **lớp** tập huấn./.")
    assert item(content).findtext("description") == "Bốn lớp tập huấn"


def test_the_guid_outlives_date_title_and_category(content: Content) -> None:
    content.story(uid="kc-99")
    first = item(content)
    content.write("site.yml", CENTRE.replace("tin-tuc:", "tin-tuc: {name: Tin}\n  nghe:"))
    content.story(
        uid="kc-99", title="Tít khác", date="1/11/2026", slug="dia-chi-khac", category="nghe"
    )
    second = item(content)
    for found in (first, second):
        guid = found.find("guid")
        assert guid is not None
        assert (guid.text, guid.get("isPermaLink")) == ("kc-99", "false")
    assert first.findtext("link") != second.findtext("link")


def test_dates_are_in_vietnamese_time(content: Content) -> None:
    content.story(date="22/11/2026 08:30")
    date = item(content).findtext("pubDate")
    assert date == "Sun, 22 Nov 2026 08:30:00 +0700"


def test_a_correction_comes_first_and_makes_the_item_newer(content: Content) -> None:
    content.story(date="1/11/2026", corrections="[{date: 23/11/2026 10:00, note: Đúng là 04 lớp.}]")
    found = item(content)
    encoded = found.findtext("content:encoded", namespaces=NAMES) or ""
    assert encoded.index("Đính chính") < encoded.index("Nội dung")
    assert "Đúng là 04 lớp." in encoded
    updated = datetime.fromisoformat(found.findtext("atom:updated", namespaces=NAMES) or "")
    published = parsedate_to_datetime(found.findtext("pubDate") or "")
    assert updated > published


def test_each_photo_comes_with_caption_and_credit_and_its_exact_length(content: Content) -> None:
    content.photo()
    content.story(photos=PHOTO)
    found = item(content)
    media = found.findall("media:content", NAMES)
    assert len(media) == 1
    assert media[0].findtext("media:title", namespaces=NAMES) == "Lớp học đông người"
    assert media[0].findtext("media:description", namespaces=NAMES) == "Buổi học đầu"
    assert media[0].findtext("media:credit", namespaces=NAMES) == "Ảnh: Tên Mẫu (minh họa)"
    enclosures = found.findall("enclosure")
    assert len(enclosures) == 1
    assert enclosures[0].get("url") == media[0].get("url")
    assert enclosures[0].get("length") == media[0].get("fileSize")
    name, _, suffix = str(media[0].get("url")).rpartition("/")[2].rpartition(".")
    file = next(content.cache.rglob(f"{name}.*.{suffix}"))
    assert enclosures[0].get("length") == str(file.stat().st_size)


def test_a_link_to_a_story_that_is_held_back_gives_nothing_away(content: Content) -> None:
    content.story("tin-tuc/a.md", title="Bài mật", slug="bai-mat", embargo="25/11/2026 06:00")
    content.story("tin-tuc/b.md", body="Xem [bài sau](/tin-tuc/bai-mat/).")
    encoded = text(item(content), "content:encoded")
    assert "bài sau" in encoded and "bai-mat" not in encoded


def test_what_stands_in_the_fact_box_is_in_the_feed_too(content: Content) -> None:
    content.write(
        "chinh-sach/a.md",
        "---\ntitle: Mức hỗ trợ\ndate: 1/11/2026\nuid: kc-2\nsummary: A\nissuer: Bộ <Tài> chính\n"
        "support: [{activity: Mua máy, ceiling: 300000000, per: cơ sở}]\n---\nNội dung\n",
    )
    encoded = text(item(content), "content:encoded")
    assert "Bộ &lt;Tài&gt; chính" in encoded
    assert "<td>Mua máy</td>" in encoded and "300.000.000" in encoded


def test_nothing_in_an_item_serves_only_the_page(content: Content) -> None:
    """The W3C validator takes role and aria attributes for a risk."""
    content.story(body="| A | B |\n|---|---|\n| 1 | 2 |\n\n[x](#muc-a)\n")
    encoded = text(item(content), "content:encoded")
    assert "<table>" in encoded
    assert not any(name in encoded for name in ("role=", "aria-", "tabindex", "style="))


def test_a_story_longer_than_a_feed_comes_as_a_summary_with_a_link(content: Content) -> None:
    content.story(body="Chữ và chữ. " * 30_000)
    encoded = text(item(content), "content:encoded")
    assert "Bốn lớp tập huấn." in encoded and "đề nghị đọc trên trang" in encoded
    assert len(written(content)["rss.xml"]) < MOST_BYTES[Edition.CITIZEN]


def test_the_creator_and_the_tags_are_named(content: Content) -> None:
    content.story(author="Hồng Mẫu", tags="đào tạo, hợp tác xã")
    found = item(content)
    assert found.findtext("dc:creator", namespaces=NAMES) == "Hồng Mẫu"
    assert [tag.text for tag in found.findall("category")] == ["Tin tức", "đào tạo", "hợp tác xã"]


def test_sample_data_says_so_in_the_feed(content: Content) -> None:
    content.story(sample="true")
    encoded = item(content).findtext("content:encoded", namespaces=NAMES)
    assert encoded and "Dữ liệu minh họa" in encoded


def test_hostile_text_leaves_the_feed_whole(content: Content) -> None:
    content.story(
        title='"]]> <b>&amp; 🌾 \\x0b"',
        body="]]> <script>alert(1)</script> <iframe src=https://x.example></iframe>\x01 🌾",
    )
    data = written(content)["rss.xml"]
    assert feedparser.parse(data).bozo == 0
    encoded = item(content).findtext("content:encoded", namespaces=NAMES) or ""
    assert "alert" not in encoded and "iframe" not in encoded
    assert "]]" in encoded and "🌾" in encoded


def test_the_same_stories_give_the_same_bytes(content: Content) -> None:
    content.story()
    assert written(content) == written(content)


def test_a_feed_stays_small_and_holds_whole_items(content: Content) -> None:
    for number in range(40):
        content.story(
            f"tin-tuc/{number}.md",
            title=f"Tin số {number}",
            date=f"2026-10-{number % 28 + 1:02d}",
            body="Một đoạn văn dài về nghề của bà con. " * 600,
        )
    data = written(content)["rss.xml"]
    parsed = feedparser.parse(data)
    assert parsed.bozo == 0
    assert 1 <= len(parsed.entries) < MOST_ITEMS
    assert len(data) <= MOST_BYTES[Edition.CITIZEN]
    dates = [entry.published_parsed for entry in parsed.entries]
    assert dates == sorted(dates, reverse=True)


def test_embargoed_drafts_and_withdrawn_stories_are_in_no_feed(content: Content) -> None:
    content.story("tin-tuc/a.md", title="Bài mật", embargo="25/11/2026 06:00")
    content.story("tin-tuc/b.md", title="Bài nháp", status="draft")
    content.story("tin-tuc/c.md", title="Bài rút", status="withdrawn")
    content.story("tin-tuc/d.md", title="Bài thường")
    found = written(content)
    assert "Bài thường" in found["rss.xml"].decode()
    for data in found.values():
        words = data.decode()
        assert not any(title in words for title in ("Bài mật", "Bài nháp", "Bài rút"))


def test_the_hub_is_named_only_when_the_centre_has_one(content: Content) -> None:
    content.story()
    assert b'rel="hub"' not in written(content)["rss.xml"]
    content.write("site.yml", CENTRE + "hub: https://hub.example.org/\n")
    found = written(content)
    assert b'href="https://hub.example.org/" rel="hub"' in _sorted(found["rss.xml"])
    assert b"https://hub.example.org/" in found["atom.xml"]
    assert b'"hubs":[{"type":"WebSub"' in found["feed.json"]


def _sorted(data: bytes) -> bytes:
    """The document with the attributes of every element in order of their names."""
    root = etree.fromstring(data)
    for element in root.iter(etree.Element):
        attributes = sorted(element.attrib.items())
        element.attrib.clear()
        element.attrib.update(attributes)
    return bytes(etree.tostring(root))


def test_a_browser_shows_the_feed_by_a_stylesheet(content: Content) -> None:
    content.story()
    start = b'<?xml-stylesheet type="text/css" href="/giao-dien/feed.css"?>'
    found = written(content)
    assert start in found["rss.xml"][:200] and start in found["atom.xml"][:200]


def test_an_item_is_written_without_changing_the_locale_of_the_process(
    content: Content, monkeypatch: pytest.MonkeyPatch
) -> None:
    content.story(date="23/11/2026 06:00")
    changed: list[object] = []
    monkeypatch.setattr(locale, "setlocale", lambda *given: changed.append(given) or "C")
    one = newsroom(content)
    (record,) = one.maker.site.stories
    data = rss_item(one.maker.item(record), "Trung tâm")
    assert changed == []
    assert b"<pubDate>Mon, 23 Nov 2026 06:00:00 +0700</pubDate><dc:creator>" in data
