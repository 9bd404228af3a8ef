"""What pages tell search engines: schema.org, robots, pictures of previews, sitemaps."""

import json
from typing import Any

import pytest
from bs4 import BeautifulSoup

from khuyencong.addresses import file_path
from tests.conftest import CENTRE, Content
from tests.feeds.newsroom import PHOTO, written
from tests.sinks import built_files

STORY = "/tin-tuc/mo-lop-tap-huan-khuyen-cong/"
HOST = "https://thu.example"
TRAINING = """\
---
title: Tập huấn lập hồ sơ
slug: lop
date: 20/11/2026 08:00
uid: kc-lop
summary: Một **lớp** ở xã.
starts: 10/12/2026 08:00
ends: 12/12/2026 17:00
place: Nhà văn hóa xã Bắc Sơn
capacity: 50
---
Nội dung.
"""


def page(content: Content, address: str = STORY) -> BeautifulSoup:
    return BeautifulSoup(built_files(content)[file_path(address)], "lxml")


def things(content: Content, address: str = STORY) -> list[dict[str, Any]]:
    """What the page says in JSON-LD."""
    script = page(content, address).find("script", type="application/ld+json")
    assert script is not None
    told = json.loads(str(script.string))
    found: list[dict[str, Any]] = told.get("@graph", [told])
    return found


def test_a_writer_is_a_person_with_a_page_who_works_for_a_unit(content: Content) -> None:
    content.story(author="Nguyễn Văn Mẫu", unit="Phòng Thông tin")
    assert things(content)[0]["author"] == {
        "@type": "Person",
        "name": "Nguyễn Văn Mẫu",
        "url": f"{HOST}/tac-gia/nguyen-van-mau/",
        "worksFor": {
            "@type": "Organization",
            "name": "Phòng Thông tin",
            "url": f"{HOST}/don-vi/phong-thong-tin/",
        },
    }


@pytest.mark.parametrize(
    ("keys", "name", "path"),
    [
        ({"unit": "Phòng Thông tin"}, "Phòng Thông tin", "/don-vi/phong-thong-tin/"),
        ({"author": "Ban biên tập"}, "Ban biên tập", "/tac-gia/ban-bien-tap/"),
        ({"author": "Trung tâm A"}, "Trung tâm A", "/tac-gia/trung-tam-a/"),
        ({}, "Trung tâm Khuyến công Thử Nghiệm", "/"),
    ],
)  # fmt: skip
def test_an_office_is_an_organisation(
    content: Content, keys: dict[str, str], name: str, path: str
) -> None:
    content.story(**keys)
    author = things(content)[0]["author"]
    assert author == {"@type": "Organization", "name": name, "url": f"{HOST}{path}"}


@pytest.mark.parametrize("name", ["Phóng viên Kiểm Thử", "Bàn Thị Hoa", "Tô Văn Ban", "Hội An"])
def test_a_name_that_only_sounds_like_an_office_is_a_person(content: Content, name: str) -> None:
    content.story(author=name)
    assert things(content)[0]["author"]["@type"] == (
        "Person" if name != "Hội An" else "Organization"
    )


def test_the_publisher_has_a_logo_that_is_there(content: Content) -> None:
    content.story()
    publisher = things(content)[0]["publisher"]
    assert publisher["name"] == "Trung tâm Khuyến công Thử Nghiệm"
    assert publisher["url"] == f"{HOST}/"
    assert publisher["logo"]["url"].removeprefix(f"{HOST}/") in built_files(content)


def test_corrections_are_told_the_newest_first(content: Content) -> None:
    content.story(
        corrections="\n  - {date: 22/11/2026 16:00, note: Số lớp đúng là 04 </script>.}\n"
        "  - {date: 23/11/2026 08:00, note: Đúng là 05.}"
    )
    assert things(content)[0]["correction"] == [
        {
            "@type": "CorrectionComment",
            "text": "Đúng là 05.",
            "datePublished": "2026-11-23T08:00:00+07:00",
        },
        {
            "@type": "CorrectionComment",
            "text": "Số lớp đúng là 04 </script>.",
            "datePublished": "2026-11-22T16:00:00+07:00",
        },
    ]


def test_a_class_is_an_event_too(content: Content) -> None:
    content.write("dao-tao/lop.md", TRAINING)
    article, event = things(content, "/dao-tao/lop/")
    assert article["@type"] == "NewsArticle"
    assert event == {
        "@type": "Event",
        "name": "Tập huấn lập hồ sơ",
        "description": "Một lớp ở xã.",
        "url": f"{HOST}/dao-tao/lop/",
        "startDate": "2026-12-10T08:00:00+07:00",
        "endDate": "2026-12-12T17:00:00+07:00",
        "eventStatus": "https://schema.org/EventScheduled",
        "eventAttendanceMode": "https://schema.org/OfflineEventAttendanceMode",
        "location": {
            "@type": "Place",
            "name": "Nhà văn hóa xã Bắc Sơn",
            "address": "Nhà văn hóa xã Bắc Sơn",
        },
        "maximumAttendeeCapacity": 50,
        "organizer": {
            "@type": "Organization",
            "name": "Trung tâm Khuyến công Thử Nghiệm",
            "url": f"{HOST}/",
        },
        "inLanguage": "vi",
    }


def test_previews_know_the_size_of_their_picture_and_may_be_large(content: Content) -> None:
    content.photo(size=(1600, 1200))
    content.story(photos=PHOTO)
    for address in (STORY, "/"):
        soup = page(content, address)
        size = [
            str(soup.find("meta", property=f"og:image:{side}")["content"])  # type: ignore[index]
            for side in ("width", "height")
        ]
        assert size == ["1200", "630"]
        robots = soup.find("meta", attrs={"name": "robots"})
        assert robots is not None and robots["content"] == "max-image-preview:large"


def test_a_small_photo_says_its_own_size(content: Content) -> None:
    content.photo(size=(640, 480))
    content.story(photos=PHOTO)
    width = page(content).find("meta", property="og:image:width")
    assert width is not None and width["content"] == "640"


def test_what_search_engines_are_to_leave_alone_says_only_that(content: Content) -> None:
    content.story()
    robots = page(content, "/404.html").find("meta", attrs={"name": "robots"})
    assert robots is not None and robots["content"] == "noindex"


def test_an_empty_news_sitemap_is_not_written_and_not_named(content: Content) -> None:
    content.story(date="1/11/2026")
    assert "sitemap-news.xml" not in written(content)
    assert b"sitemap-news.xml" not in built_files(content)["robots.txt"]
    content.story(date="24/11/2026 08:00")
    assert "sitemap-news.xml" in written(content)
    assert b"sitemap-news.xml" in built_files(content)["robots.txt"]


def test_hidden_entries_are_in_no_sitemap(content: Content) -> None:
    from tests.pages.test_views import pages

    content.write("site.yml", CENTRE)
    content.story(status="hidden", author="Người Viết")
    content.product("san-pham/an.md", "Miến ẩn", status="hidden")
    content.write("trang/an.md", "---\ntitle: Trang ẩn\nuid: kc-t\nstatus: hidden\n---\nChữ.\n")
    content.story("tin-tuc/hien.md", title="Bài hiện", slug="hien")
    listed = {page.address for page in pages(content).values() if page.listed}
    assert "/tin-tuc/hien/" in listed
    assert not {STORY, "/san-pham/mien-an/", "/trang-an/"} & listed
    assert "/trang-an/" in pages(content)
