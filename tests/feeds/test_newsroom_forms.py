"""What the press and stations get: press edition, TV edition, ninjs, NewsML-G2."""

import json
from pathlib import Path

import pytest
from jsonschema import Draft7Validator, FormatChecker
from lxml import etree

from tests.conftest import CENTRE, NOW, Content
from tests.feeds.newsroom import HOST, NAMES, PHOTO, item, items, newsroom, text, two_more, written

SCHEMA = Draft7Validator(
    json.loads((Path(__file__).parent / "schemas" / "ninjs-1.6.json").read_text("utf-8")),
    format_checker=FormatChecker(),
)
STORY = "tin-tuc/mo-lop-tap-huan-khuyen-cong"
PROGRAMME = """\
---
title: Phóng sự nghề miến
slug: phong-su
date: 2/10/2026 08:00
uid: kc-t
summary: A
duration: "00:16"
video: tep/phim.mp4
transcript: tep/loi.srt
airs: [28/11/2026 19:45]
people: [{name: Người dẫn (minh họa), role: Dẫn}]
broll: [{scene: Phơi miến, duration: "00:25", file: tep/canh.mp4}]
script: |
  Thưa quý vị, bốn giờ sáng, bếp của xưởng miến đã đỏ lửa.
---
Nội dung
"""
SUBTITLES = "1\r\n00:00:00,500 --> 00:00:04,000\r\nThưa <i>quý vị</i>\r\n"


def programme(content: Content) -> None:
    content.write("tep/phim.mp4", b"phim" * 100)
    content.write("tep/canh.mp4", b"canh" * 50)
    content.write("tep/loi.srt", SUBTITLES)
    content.write("truyen-hinh/a.md", PROGRAMME)


def test_the_press_gets_one_picture_a_photo_at_full_size_and_the_kit(content: Content) -> None:
    content.photo(size=(2400, 1600))
    content.story(photos=PHOTO)
    found = item(content, "bao-chi/rss.xml")
    (media,) = found.findall("media:content", NAMES)
    enclosure = found.find("enclosure")
    assert enclosure is not None and enclosure.get("url") == media.get("url")
    assert (media.get("width"), media.get("height")) == ("2400", "1600")
    assert media.get("url") == f"{HOST}/{STORY}/anh/01-anh.jpg"
    (photo,) = newsroom(content).maker.kits[f"/{STORY}/"].photos
    assert enclosure.get("length") == str(photo.file.place.stat().st_size)
    citizens = item(content).find("media:content", NAMES)
    assert citizens is not None and citizens.get("width") == "1600"
    assert found.find(".//media:thumbnail", NAMES) is None
    kit = found.find("atom:link[@rel='related']", NAMES)
    assert kit is not None
    path = f"{STORY}/mo-lop-tap-huan-khuyen-cong.zip"
    assert kit.get("href") == f"{HOST}/{path}"
    made = newsroom(content).maker.kits[f"/{STORY}/"]
    assert kit.get("length") == str(made.file.place.stat().st_size)
    assert item(content).find("atom:link[@rel='related']", NAMES) is None


def test_a_station_gets_video_script_transcript_people_and_footage(content: Content) -> None:
    programme(content)
    two_more(content, "truyen-hinh")
    found = items(content, "bao-chi/truyen-hinh/rss.xml")[0]
    enclosure = found.find("enclosure")
    assert enclosure is not None
    assert dict(enclosure.attrib) == {
        "url": f"{HOST}/tep/phim.mp4",
        "length": "400",
        "type": "video/mp4",
    }
    film, shot = found.findall("media:content", NAMES)
    assert (film.get("medium"), film.get("duration")) == ("video", "16")
    assert text(shot, "media:title") == "Phơi miến"
    assert text(found, "media:text").startswith("Thưa quý vị")
    transcript = found.find("podcast:transcript", NAMES)
    assert transcript is not None
    assert transcript.get("url") == f"{HOST}/truyen-hinh/phong-su/phu-de.vtt"
    assert transcript.get("type") == "text/vtt"
    encoded = text(found, "content:encoded")
    assert "Lời dẫn (đọc khoảng 5 giây)" in encoded
    assert "Người dẫn (minh họa)" in encoded and "Phơi miến" in encoded


def test_subtitles_are_published_as_webvtt_without_markup(content: Content) -> None:
    programme(content)
    data = written(content)["truyen-hinh/phong-su/phu-de.vtt"].decode()
    assert data == "WEBVTT\n\n00:00:00.500 --> 00:00:04.000\nThưa quý vị\n"


def test_every_story_has_a_valid_ninjs_document(content: Content) -> None:
    content.photo()
    content.story(photos=PHOTO, localities="Lạng Sơn", sample="true")
    programme(content)
    files = written(content)
    for path in (f"{STORY}/ninjs.json", "truyen-hinh/phong-su/ninjs.json"):
        SCHEMA.validate(json.loads(files[path]))
    told = json.loads(files[f"{STORY}/ninjs.json"])
    assert told["pubstatus"] == "usable"
    assert told["firstcreated"] == "2026-11-22T01:30:00Z"
    assert told["place"] == [{"name": "Lạng Sơn"}]
    assert "minh họa" in told["ednote"]
    assert told["associations"]["media_1"]["renditions"]["main"]["sizeinbytes"] > 0
    index = json.loads(files["bao-chi/ninjs.json"])
    assert {entry["uri"] for entry in index["items"]} == {
        json.loads(files[path])["uri"] for path in files if path.endswith("/ninjs.json")
        and path != "bao-chi/ninjs.json"
    }  # fmt: skip


@pytest.mark.parametrize("change", [{"uri": 1}, {"pubstatus": "gone"}, {"extra": "x"}])
def test_the_ninjs_schema_refuses_what_is_not_ninjs(
    content: Content, change: dict[str, object]
) -> None:
    content.story()
    told = json.loads(written(content)[f"{STORY}/ninjs.json"])
    assert SCHEMA.is_valid(told) and not SCHEMA.is_valid(told | change)


def test_a_withdrawn_story_is_cancelled(content: Content) -> None:
    content.story(status="withdrawn", modified="23/11/2026 10:00", body="Bí mật")
    files = written(content, NOW)
    told = json.loads(files[f"{STORY}/ninjs.json"])
    SCHEMA.validate(told)
    assert told["pubstatus"] == "canceled"
    assert "Mở lớp" not in json.dumps(told, ensure_ascii=False)


def test_newsml_is_written_where_the_centre_wants_it(content: Content) -> None:
    content.photo()
    content.story(photos=PHOTO, body="Một **đoạn**.\n\n- mục")
    assert not any(path.endswith("newsml-g2.xml") for path in written(content))
    content.write("site.yml", CENTRE + "newsml: true\n")
    root = etree.fromstring(written(content)[f"{STORY}/newsml-g2.xml"])
    nar = {"n": "http://iptc.org/std/nar/2006-10-01/", "x": "http://www.w3.org/1999/xhtml"}
    assert (root.get("standard"), root.get("standardversion")) == ("NewsML-G2", "2.35")
    assert root.get("guid", "").startswith("urn:uuid:")
    assert root.findtext(".//n:headline", namespaces=nar) == "Mở lớp tập huấn khuyến công"
    assert root.find(".//n:pubStatus[@qcode='stat:usable']", nar) is not None
    assert root.findtext(".//x:body//x:li", namespaces=nar) == "mục"
    assert root.find(".//n:link[@contenttype='image/jpeg']", nar) is not None
