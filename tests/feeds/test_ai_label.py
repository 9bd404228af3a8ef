"""A picture that a model made is called so wherever somebody meets it."""

import csv
import io
import json
import zipfile

import pytest
from lxml import etree

from khuyencong.pictures.source_types import EDITED, GENERATED, SCHEME, stated_in
from tests.conftest import CENTRE, Content, theme_renderer
from tests.feeds.newsroom import NAMES, PHOTO, items, newsroom, text, two_more, written
from tests.feeds.test_newsroom_forms import SCHEMA, STORY
from tests.pages.test_views import pages
from tests.pictures.test_pictures_origin import with_manifest

LABEL = "Ảnh tạo bằng AI"
BY_PHOTO = {"photos": PHOTO.replace("alt:", "ai: true, alt:")}
BY_STORY = {"photos": PHOTO, "ai": "có"}
IN_BODY = {"ai": "true", "body": '![Lớp học](anh/anh.jpg "Buổi học đầu. Ảnh: Tên Mẫu")'}


@pytest.mark.parametrize("keys", [BY_PHOTO, BY_STORY, IN_BODY])
def test_the_field_reaches_page_feeds_ninjs_files_and_kit(
    content: Content, keys: dict[str, str]
) -> None:
    content.photo()
    content.story(**keys)
    two_more(content)
    page = pages(content)[f"/{STORY}/"]
    assert LABEL in theme_renderer().render(page, page.view)

    files = written(content)
    first = items(content)[0]
    assert LABEL in text(first, "content:encoded")
    assert LABEL in text(first, "media:content/media:description")
    attachment = json.loads(files["feed.json"])["items"][0]["attachments"][0]["_khuyencong"]
    assert attachment["digital_source_type"] == GENERATED and LABEL in attachment["caption"]

    told = json.loads(files[f"{STORY}/ninjs.json"])
    SCHEMA.validate(told)
    picture = told["associations"]["media_1"]
    assert picture["subject"] == [{"name": LABEL, "code": GENERATED, "scheme": SCHEME}]
    assert picture["ednote"] == LABEL and LABEL in picture["description_text"]

    room = newsroom(content)
    kit = room.maker.kits[f"/{STORY}/"]
    with zipfile.ZipFile(kit.file.place) as archive:
        inside = {name.partition("/")[2]: archive.read(name) for name in archive.namelist()}
    head, row = csv.reader(io.StringIO(inside["captions.csv"].decode("utf-8-sig")))
    assert dict(zip(head, row, strict=True))["Lưu ý"] == LABEL
    assert stated_in(inside["01-anh.jpg"]) == GENERATED
    (record,) = [r for r in room.maker.site.records if r.address == f"/{STORY}/"]
    largest = room.maker.files[record.figures[0].picture.largest.path]
    assert stated_in(largest.read_bytes()) == GENERATED


def test_a_photo_among_pictures_of_a_model_stays_a_photo(content: Content) -> None:
    content.photo()
    content.photo("anh/that.jpg", (650, 480))
    made, real = PHOTO.strip("[]").replace("alt:", "ai: true, alt:"), PHOTO.strip("[]")
    content.story(photos=f"[{made}, {real.replace('anh.jpg', 'that.jpg')}]")
    (record,) = content.site().records
    assert [figure.label for figure in record.figures] == [LABEL, ""]


def test_what_the_file_itself_says_is_printed_too(content: Content) -> None:
    with_manifest(content.folder / "anh" / "anh.jpg", EDITED)
    content.story(photos=PHOTO)
    assert "Ảnh chỉnh sửa bằng AI" in text(items(content)[0], "content:encoded")


def test_an_answer_that_is_neither_yes_nor_no_is_refused(content: Content) -> None:
    content.photo()
    content.story(photos=PHOTO.replace("alt:", "ai: midjourney, alt:"))
    assert [line.split()[0] for line in content.said()] == ["KC106"]


def test_a_photo_says_nothing(content: Content) -> None:
    content.write("site.yml", CENTRE + "newsml: true\n")
    content.photo()
    content.story(photos=PHOTO)
    for path, data in written(content).items():
        assert b"digital" not in data and LABEL.encode() not in data, path
    picture = etree.fromstring(written(content)["rss.xml"]).find(".//media:content", NAMES)
    assert picture is not None
    assert picture.findtext("media:description", namespaces=NAMES) == "Buổi học đầu"
