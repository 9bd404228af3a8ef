"""An entry that is a link has no page: lists, galleries, feeds, search and calendar lead to its
source."""

import json
import re

import pytest

from khuyencong.model.rules import Rule
from khuyencong.pages.views import NoticeView
from tests.conftest import Content
from tests.pages.test_views import pages
from tests.sinks import built_files

STORY = "https://bao.example/tin/lop-moi?a=1&b=2"
CLASS = "https://tinh.example/dao-tao/lop/"
TODAY = {"date": "24/11/2026 07:00"}
LINK = {"source_name": "Báo Thử", "link_only": "true"}
PRODUCT = "https://tinh.example/san-pham/mien/"


def linked(content: Content) -> Content:
    """A site with a story, a class and a product of others."""
    content.photo()
    photo = "[{file: anh/anh.jpg, alt: Máy sấy, caption: Máy, credit: Ảnh}]"
    content.story(
        "tin-tuc/link.md", "", title="Lớp mới", photos=photo, source_url=STORY, **LINK, **TODAY
    )
    starts = "10/12/2026 08:00"
    content.story("dao-tao/lop.md", "", title="Lớp", source_url=CLASS, starts=starts, **LINK)
    content.product("san-pham/mien.md", "Miến dong", source_url=PRODUCT, **LINK)
    product = content.folder / "san-pham/mien.md"
    product.write_text(product.read_text("utf-8").replace("Mô tả.\n", ""), "utf-8")
    content.story("tin-tuc/khac.md", title="Tin của trung tâm", slug="khac", **TODAY)
    content.write("trang/xem.md", "---\ntitle: Xem\n---\nĐọc [bài kia](../tin-tuc/link.md).\n")
    return content


@pytest.mark.slow
def test_everything_leads_to_the_source_and_no_page_stands_for_it(content: Content) -> None:
    files = built_files(linked(content))
    texts = {path: data.decode() for path, data in files.items() if path.endswith(("l", "n", "s"))}
    shown = STORY.replace("&", "&amp;")
    for path in ("index.html", "tin-tuc/index.html", "xem/index.html", "tim/a-z/index.html"):
        assert f'href="{shown}"' in texts[path], path
    assert f'href="{CLASS}"' in texts["lich/index.html"]
    assert CLASS in texts["lich/tat-ca.ics"].replace("\r\n ", "")
    assert f'<a href="{PRODUCT}">Miến dong</a>' in texts["san-pham/index.html"]
    assert json.loads(texts["san-pham/tim.json"])["products"][0][0] == PRODUCT
    assert json.loads(texts["san-pham/products.json"])["products"][0]["url"] == PRODUCT
    assert "https://thu.example/anh/" in texts["feed.json"], "a photo lies here"
    assert "bao.example/anh" not in texts["feed.json"] + texts["rss.xml"] + texts["atom.xml"]
    urls = {item["title"]: item["url"] for item in json.loads(texts["feed.json"])["items"]}
    assert (
        urls["Lớp mới"] == STORY
        and urls["Tin của trung tâm"] == "https://thu.example/tin-tuc/khac/"
    )
    assert any(STORY in text for path, text in texts.items() if path.startswith("tim/chi-muc"))
    own = [path for path in files if re.match("tin-tuc/(?!trang)[^/]+/", path)]
    assert own and {path.split("/")[1] for path in own} == {"khac"}
    assert not [path for path in files if re.search("dao-tao/lop|mien", path)]
    assert "bao.example" not in texts["sitemap-news.xml"]
    assert "<span>Báo Thử</span>" in texts["tin-tuc/index.html"], "a card names the source"

    assert not [path for path, data in files.items() if b"thu.examplehttps" in data]


def test_what_had_a_page_before_is_led_on_from_its_old_address(content: Content) -> None:
    content.story(body="", aliases="/tin-tuc/cu/", source_url=STORY, **LINK)
    notice = pages(content)["/tin-tuc/cu/"].view
    assert isinstance(notice, NoticeView)
    assert notice.moved_to == STORY and notice.head.address == "/tin-tuc/cu/"


def test_a_link_that_was_withdrawn_says_so_here(content: Content) -> None:
    withdrawn = {"status": "withdrawn", "modified": "23/11/2026 08:00"}
    content.story(body="", slug="b", source_url=STORY, **LINK, **withdrawn)
    assert "/tin-tuc/b/" in pages(content)


def test_every_page_is_one_of_ours(content: Content) -> None:
    assert {address[0] for address in pages(linked(content))} == {"/"}


def test_a_link_needs_a_source_and_has_no_words_of_its_own(content: Content) -> None:
    content.story("tin-tuc/a.md", "", link_only="true")
    content.story("tin-tuc/b.md", "Chữ.", source_url=STORY, **LINK)
    found = {(p.file, p.rule) for p in content.read().problems}
    assert ("tin-tuc/a.md", Rule.MISSING) in found
    assert ("tin-tuc/b.md", Rule.WORDS_MISSING) in found
