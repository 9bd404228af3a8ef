"""What the press and stations get: press edition, TV edition, ninjs, NewsML-G2."""

import json
import re
from pathlib import Path

import pytest
from jsonschema import Draft7Validator, FormatChecker
from lxml import etree

from khuyencong.describing.broadcasts import video_object
from khuyencong.feeds.ninjs import MOST_INDEXED
from tests.conftest import CENTRE, NOW, Content
from tests.feeds.newsroom import (
    FILM,
    HOST,
    NAMES,
    PHOTO,
    item,
    items,
    newsroom,
    text,
    two_more,
    written,
)

SCHEMA = Draft7Validator(
    json.loads((Path(__file__).parent / "schemas" / "ninjs-1.6.json").read_text("utf-8")),
    format_checker=FormatChecker(),
)
STORY = "tin-tuc/mo-lop-tap-huan-khuyen-cong"
PROGRAMME = f"""\
{FILM}video: tep/phim.mp4
transcript: tep/loi.srt
airs: [28/11/2026 19:45]
people: [{{name: Người dẫn (minh họa), role: Dẫn}}]
broll: [{{scene: Phơi miến, duration: "00:25", file: tep/canh.mp4}}]
script: |
  Thưa quý vị, bốn giờ sáng, bếp của xưởng miến đã đỏ lửa.
---
Nội dung
"""
VIDEO_ALONE = PROGRAMME.replace("transcript: tep/loi.srt\n", "").replace(", file: tep/canh.mp4", "")
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
    (photo,) = newsroom(content).maker.kits[f"/{STORY}/"].photos
    assert media.get("url") == f"{HOST}/{photo.path}"
    assert re.fullmatch(rf"{STORY}/anh/anh-[0-9a-f]{{10}}\.jpg", photo.path)
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
    lang_son = {"name": "Lạng Sơn", "code": "lang-son", "scheme": f"{HOST}/dia-ban/"}
    assert told["place"] == [lang_son]
    assert "minh họa" in told["ednote"]
    assert told["associations"]["media_1"]["renditions"]["main"]["sizeinbytes"] > 0
    index = json.loads(files["bao-chi/ninjs.json"])
    assert {entry["uri"] for entry in index["items"]} == {
        json.loads(files[path])["uri"] for path in files if path.endswith("/ninjs.json")
        and path != "bao-chi/ninjs.json"
    }  # fmt: skip


def test_every_subject_and_place_has_a_code_and_a_category_that_of_iptc(content: Content) -> None:
    """Superdesk takes `len` of each code, and rejects the whole item when one is missing."""
    content.write("site.yml", CENTRE.replace("name: Tin tức", 'media_topic: "04000000", name: Tin'))
    content.story(tags="đào tạo, Hợp tác xã", localities="Lạng Sơn, Bắc Sơn")
    content.write("mo-hinh/a.md", "---\ntitle: Nhà sấy\ndate: 1/10/2026\nuid: k\n---\nNội dung\n")
    files = written(content)
    told = json.loads(files[f"{STORY}/ninjs.json"])
    SCHEMA.validate(told)
    assert [(subject["code"], subject["scheme"]) for subject in told["subject"]] == [
        ("04000000", "http://cv.iptc.org/newscodes/mediatopic/"),
        ("tin-tuc", f"{HOST}/"),
        ("dao-tao", f"{HOST}/the/"),
        ("hop-tac-xa", f"{HOST}/the/"),
    ]
    assert [place["code"] for place in told["place"]] == ["lang-son", "bac-son"]
    (subject,) = json.loads(files["mo-hinh/nha-say/ninjs.json"])["subject"]
    assert (subject["name"], subject["code"]) == ("Mô hình trình diễn", "mo-hinh")


def test_a_topic_that_is_no_code_is_refused_at_its_line(content: Content) -> None:
    content.write("site.yml", CENTRE.replace("name: Tin tức", "media_topic: kinh tế, name: Tin"))
    content.story()
    assert "KC106 site.yml:6" in content.said()


def test_a_picture_of_ninjs_has_its_description_as_text_and_the_photo_of_the_kit(
    content: Content,
) -> None:
    content.photo(size=(2400, 1600))
    content.story(photos=PHOTO)
    room = newsroom(content)
    told = json.loads(written(content)[f"{STORY}/ninjs.json"])
    SCHEMA.validate(told)
    picture = told["associations"]["media_1"]
    assert picture["body_text"] == picture["headline"] == "Lớp học đông người"
    assert picture["renditions"]["main"]["width"] == 1600
    original = picture["renditions"]["original"]
    (photo,) = room.maker.kits[f"/{STORY}/"].photos
    assert original == {
        "href": f"{HOST}/{photo.path}",
        "mimetype": "image/jpeg",
        "width": 2400,
        "height": 1600,
        "sizeinbytes": photo.file.size,
    }


def test_a_replaced_photo_has_another_address_in_all_that_newsrooms_read(content: Content) -> None:
    """Superdesk makes a picture's id of its address and keeps the renditions that it has."""
    content.photo()
    content.story(photos=PHOTO)

    def addresses() -> set[str]:
        told = json.loads(written(content)[f"{STORY}/ninjs.json"])["associations"]["media_1"]
        media = item(content, "bao-chi/rss.xml").find("media:content", NAMES)
        assert media is not None
        hrefs = {rendition["href"] for rendition in told["renditions"].values()}
        return {str(media.get("url")), told["uri"], *hrefs}

    before = addresses()
    assert addresses() == before
    content.photo(size=(642, 480))
    assert not addresses() & before
    # A new caption stands in the file too.
    changed = addresses()
    content.story(photos=PHOTO.replace("Buổi học đầu", "Buổi thực hành"))
    assert not addresses() & changed


def test_the_index_of_documents_holds_the_newest_hundred(content: Content) -> None:
    for number in range(MOST_INDEXED + 5):
        content.story(f"tin-tuc/{number}.md", title=f"Tin {number}",
                      date=f"2026-10-01 08:{number % 60:02}", slug=f"tin-{number}")  # fmt: skip
    content.story("tin-tuc/0.md", title="Tin 0", slug="tin-0", date="1/9/2020",
                  corrections="[{date: 23/11/2026 08:00, note: A}]")  # fmt: skip
    files = written(content)
    listed = json.loads(files["bao-chi/ninjs.json"])["items"]
    assert len(listed) == MOST_INDEXED and listed[0]["headline"] == "Tin 0"
    # Every story has its document all the same.
    assert len([path for path in files if path.endswith("/ninjs.json")]) == MOST_INDEXED + 6


AWAY = [
    ("https://www.youtube.com/watch?v=dQw4w9WgXcQ", "https://www.youtube.com/embed/dQw4w9WgXcQ"),
    ("https://youtu.be/dQw4w9WgXcQ?si=abc", "https://www.youtube.com/embed/dQw4w9WgXcQ"),
    (
        "https://m.youtube.com/watch?app=m&v=dQw4w9WgXcQ",
        "https://www.youtube.com/embed/dQw4w9WgXcQ",
    ),
    ("https://www.youtube.com/shorts/dQw4w9WgXcQ", "https://www.youtube.com/embed/dQw4w9WgXcQ"),
    ("https://www.youtube.com/@daitruyenhinh", ""),
    ("https://evil.example/watch?v=dQw4w9WgXcQ", ""),
    ("https://vtv.example/video/phong-su-123.htm", ""),
]


@pytest.mark.parametrize(("address", "embedded"), AWAY)
def test_a_video_on_another_host_is_a_page_with_a_player_and_no_file(
    content: Content, address: str, embedded: str
) -> None:
    content.write("site.yml", CENTRE + "newsml: true\n")
    content.write("truyen-hinh/a.md", VIDEO_ALONE.replace("tep/phim.mp4", address))
    two_more(content, "truyen-hinh")
    files = written(content)
    for path, data in files.items():
        assert b"video/mp4" not in data, path
    found = next(i for i in items(content, "bao-chi/truyen-hinh/rss.xml")
                 if text(i, "title") == "Phóng sự nghề miến")  # fmt: skip
    (media,) = found.findall("media:content", NAMES)
    assert media.get("medium") == "video" and media.get("url") is None
    player = media.find("media:player", NAMES)
    assert player is not None and player.get("url") == address
    assert found.find("enclosure") is None
    told = json.loads(files["truyen-hinh/phong-su/ninjs.json"])
    SCHEMA.validate(told)
    assert "renditions" not in told["associations"]["media_1"]
    assert b'contenttype="text/html"' in files["truyen-hinh/phong-su/newsml-g2.xml"]
    for told in json.loads(files["feed.json"])["items"]:
        assert "attachments" not in told
    (record,) = [r for r in content.site().records if r.slug == "phong-su"]
    video = video_object(record, HOST)
    assert video is not None and "contentUrl" not in video
    assert video.get("embedUrl", "") == embedded
    assert embedded or video["url"] == address


def test_a_video_file_on_another_host_stays_a_file(content: Content) -> None:
    address = "https://a.example/b.mp4?x=1"
    content.write("truyen-hinh/a.md", VIDEO_ALONE.replace("tep/phim.mp4", address))
    media = item(content).find("media:content", NAMES)
    assert media is not None
    assert (media.get("url"), media.get("type")) == (address, "video/mp4")


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
