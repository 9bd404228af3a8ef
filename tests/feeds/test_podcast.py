"""Programmes to hear: podcasts of all and of each series, as directories and players want them."""

import json
import re
from datetime import timedelta
from io import BytesIO

import pytest
from lxml import etree
from PIL import Image

from khuyencong.assets.podcast_cover import SIDE, cover_files
from khuyencong.feeds.feed_set import feed_paths
from tests.conftest import NOW, ROOT, Content
from tests.feeds.newsroom import HOST, NAMES, newsroom, text, written

ITUNES = {**NAMES, "itunes": "http://www.itunes.com/dtds/podcast-1.0.dtd"}
MP3 = b"ID3\x04\x00\x00" + b"loa" * 100
ALL = "truyen-hinh/podcast.xml"
SERIES = "chuong-trinh/ban-tin-truyen-thanh/podcast.xml"
EPISODE = {
    "title": "Bản tin số 1",
    "uid": "kc-1",
    "slug": "so-1",
    "date": "12/11/2026 16:00",
    "series": "Bản tin truyền thanh",
    "duration": '"14:30"',
    "audio": "tep/so-1.mp3",
    "transcript": "tep/loi.vtt",
    "chapters": '[{start: "00:00", name: Lời chào}, {start: "01:10", name: "Hai nguồn <vốn>"}]',
}


@pytest.fixture
def station(content: Content) -> Content:
    content.write("tep/so-1.mp3", MP3)
    content.write("tep/loi.vtt", "WEBVTT\n\n00:00.000 --> 00:04.000\nThưa quý vị\n")
    content.story("truyen-hinh/a.md", **EPISODE)
    return content


def channel(content: Content, path: str = ALL) -> etree._Element:
    found = etree.fromstring(written(content)[path]).find("channel")
    assert found is not None
    return found


def guids(content: Content, path: str = ALL) -> list[str]:
    return [item.findtext("guid") for item in channel(content, path).findall("item")]


def test_a_podcast_says_what_directories_ask(station: Content) -> None:
    head = channel(station)
    assert head.findtext("itunes:explicit", namespaces=ITUNES) == "false"
    assert "@" in str(head.findtext("itunes:owner/itunes:email", namespaces=ITUNES))
    assert head.findtext("language") == "vi"
    (category,) = head.findall("itunes:category", ITUNES)
    assert category.get("text") == "Government"
    image = head.find("itunes:image", ITUNES)
    assert image is not None and image.get("href") == f"{HOST}/truyen-hinh/bia-podcast.jpg"
    guid = head.findtext("podcast:guid", namespaces=ITUNES)
    assert guid and re.fullmatch(r"[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f-]{21}", guid)


def test_an_episode_has_its_file_with_length_and_type_its_parts_and_words(station: Content) -> None:
    (item,) = channel(station).findall("item")
    (enclosure,) = item.findall("enclosure")
    expected = {"url": f"{HOST}/tep/so-1.mp3", "length": str(len(MP3)), "type": "audio/mpeg"}
    assert dict(enclosure.attrib) == expected
    assert not item.findall("media:content", NAMES), "players take it for a second episode"
    assert item.findtext("itunes:duration", namespaces=ITUNES) == "870"
    words, parts = item.find("podcast:transcript", NAMES), item.find("podcast:chapters", NAMES)
    assert words is not None and parts is not None
    files = written(station)
    assert str(words.get("url")).removeprefix(f"{HOST}/") in files
    told = json.loads(files[str(parts.get("url")).removeprefix(f"{HOST}/")])
    assert told["chapters"][1] == {"startTime": 70, "title": "Hai nguồn <vốn>"}
    track = files["truyen-hinh/so-1/cac-phan.vtt"].decode()
    assert "00:01:10.000 --> 00:14:30.000\nHai nguồn &lt;vốn&gt;" in track
    assert files[SERIES].count(b"<item") == 1


def test_the_identity_of_an_episode_stays_when_title_and_address_change(station: Content) -> None:
    station.story("truyen-hinh/a.md", **EPISODE | {"title": "Tên khác", "slug": "khac"})
    assert guids(station) == ["kc-1"]


def test_drafts_and_what_waits_are_in_no_podcast(station: Content) -> None:
    station.write("tep/so-2.mp3", MP3)
    other = EPISODE | {"title": "Số 2", "uid": "kc-2", "slug": "so-2", "audio": "tep/so-2.mp3"}
    later = (NOW + timedelta(days=1)).strftime("%d/%m/%Y %H:%M")
    for hidden in ({"status": "draft"}, {"status": "review"}, {"embargo": later}):
        station.story("truyen-hinh/b.md", **other | hidden)
        assert guids(station) == guids(station, SERIES) == ["kc-1"]
        assert not any("so-2" in path for path in newsroom(station).maker.files)


def test_a_withdrawn_episode_is_told_without_its_sound(station: Content) -> None:
    station.story("truyen-hinh/a.md", **EPISODE, status="withdrawn", modified="21/11/2026 08:00")
    for path in (ALL, SERIES):
        (item,) = channel(station, path).findall("item")
        assert text(item, "title") == "Tin đã gỡ"
        assert (item.findtext("guid"), item.find("enclosure")) == ("kc-1", None)


def test_a_corrected_episode_is_new_again_and_says_what_was_wrong(station: Content) -> None:
    note = '[{date: "21/11/2026 08:00", note: "Số đúng là 300 triệu đồng."}]'
    station.story("truyen-hinh/a.md", **EPISODE, corrections=note)
    (item,) = channel(station).findall("item")
    assert "300 triệu đồng" in text(item, "content:encoded")
    assert text(item, "atom:updated").startswith("2026-11-21T08:00")


def test_a_film_or_sound_elsewhere_is_no_episode(station: Content) -> None:
    for video in ("tep/phim.mp4", "https://dai.example/so-1.mp3"):
        station.write("tep/phim.mp4", b"phim")
        station.story("truyen-hinh/a.md", **EPISODE | {"audio": "", "video": video})
        assert ALL not in written(station)
    station.story("truyen-hinh/a.md", **EPISODE | {"audio": "", "video": "tep/so-1.mp3"})
    assert guids(station) == ["kc-1"]


def test_podcasts_are_listed_announced_and_have_addresses_of_their_own(station: Content) -> None:
    files = written(station)
    assert set(feed_paths(station.site())) >= {ALL, SERIES, "truyen-hinh/bia-podcast.jpg"}
    assert f"{HOST}/{SERIES}" in files["feeds.opml"].decode()
    found = {feed.page: feed.rss for feed in newsroom(station).links if feed.rss.endswith("t.xml")}
    assert found["/truyen-hinh/"] == f"/{ALL}"


def test_a_cover_is_a_square_that_directories_take_however_long_the_name() -> None:
    long = "Chương trình phát thanh công nghiệp nông thôn của các xã, phường vùng cao " * 2
    for file in cover_files(
        [("a.jpg", "Bản tin", "Trung tâm"), ("b.jpg", long, long)], ROOT / "theme"
    ):
        with Image.open(BytesIO(file.generate())) as image:
            assert (image.size, image.mode, image.format) == ((SIDE, SIDE), "RGB", "JPEG")
