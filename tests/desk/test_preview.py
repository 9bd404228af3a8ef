"""The true page of a text that nobody saved, and what it must not show."""

import pytest

from khuyencong.describing.products import ProductDescriptions
from khuyencong.desk.workspace import Workspace
from khuyencong.search.index import SearchIndex
from khuyencong.search.words import shard_of
from tests.conftest import Content
from tests.desk.conftest import Visitor, changed

pytestmark = pytest.mark.slow

SOURCE = "tin-tuc/bai.md"


@pytest.fixture
def built(content: Content, workspace: Workspace) -> Workspace:
    content.story(SOURCE, body="Bài đã lưu.", slug="bai")
    content.story("tin-tuc/da-go.md", title="Bài nhầm", body="Số liệu sai.", status="withdrawn")
    content.photo()
    household = "{name: Hộ Thử (minh họa), kind: ho-kinh-doanh, phone: 0912 345 678}"
    content.product("san-pham/a.md", "Miến", producer=household, sample="true")
    workspace.preview.build()
    assert workspace.preview.errors == ()
    return workspace


def test_unsaved_words_stand_on_the_page_and_not_in_the_file(
    built: Workspace, visitor: Visitor, content: Content
) -> None:
    page = visitor.post("xem", changed(visitor.form(f"bai/{SOURCE}"), body="Chữ chưa lưu."))
    assert page.status_code == 200 and "<p>Chữ chưa lưu.</p>" in page.text
    assert "Bài đã lưu." in (content.folder / SOURCE).read_text()
    saved = visitor.client.get("/tin-tuc/bai/").text
    assert "Bài đã lưu." in saved and "Chữ chưa lưu." not in saved


def test_a_story_without_a_file_has_a_page_too(built: Workspace, visitor: Visitor) -> None:
    form = changed(visitor.form("viet/tin-tuc"), title="Bài mới tinh", body="Chữ đầu tiên.")
    page = visitor.post("xem", form).text
    assert "Bài mới tinh" in page and "Chữ đầu tiên." in page


def test_of_a_withdrawn_story_is_shown_what_readers_see(built: Workspace, visitor: Visitor) -> None:
    page = visitor.post("xem", visitor.form("bai/tin-tuc/da-go.md")).text
    assert "Tin đã gỡ" in page and "Số liệu sai" not in page and "Bài nhầm" not in page


def test_a_photo_of_a_draft_is_made_at_once(built: Workspace, visitor: Visitor) -> None:
    form = visitor.form("viet/tin-tuc")
    form = [*changed(form, title="Có ảnh"), ("photos.m1.@", "")]
    form += [("photos.m1.file", "anh/anh.jpg"), ("photos.m1.alt", "Máy sấy")]
    page = visitor.post("xem", form).text
    picture = page.partition('src="/anh/')[2].partition('"')[0]
    assert picture and visitor.client.get(f"/anh/{picture}").status_code == 200


def test_what_a_household_withholds_is_not_on_the_page_of_a_draft(
    built: Workspace, visitor: Visitor
) -> None:
    form = changed(visitor.form("bai/san-pham/a.md"), body="Mô tả mới.")
    page = visitor.post("xem", form).text
    assert "Mô tả mới." in page and "0912" not in page


def test_scripts_of_a_story_do_not_reach_its_page(built: Workspace, visitor: Visitor) -> None:
    body = "<script>alert(1)</script><img src=x onerror=alert(1)> [a](javascript:alert(1))"
    page = visitor.post("xem", changed(visitor.form(f"bai/{SOURCE}"), body=body)).text
    main = page.partition("<main")[2]
    assert "<script>alert" not in main
    assert "onerror" not in main and 'href="javascript' not in main


def test_a_text_with_an_error_says_so_and_keeps_the_page_before(
    built: Workspace, visitor: Visitor
) -> None:
    form = visitor.form(f"bai/{SOURCE}")
    for words, wrong in (("Còn lỗi", {"date": "32/13/2026"}), ("Viết tít", {"title": ""})):
        answer = visitor.post("xem", changed(form, **wrong))
        assert answer.status_code == 422 and words in answer.text


def test_the_living_preview_is_at_the_same_address(built: Workspace, visitor: Visitor) -> None:
    assert "Bài đã lưu." in visitor.client.get("/tin-tuc/bai/").text
    assert visitor.client.get("/tin-tuc/bai", follow_redirects=False).status_code == 301
    assert visitor.client.get("/khong-co/").status_code == 404


def test_the_words_of_a_draft_are_found_in_the_desk_and_on_no_site_of_readers(
    content: Content, workspace: Workspace, visitor: Visitor
) -> None:
    content.story("tin-tuc/nhap.md", title="Bài chưa xong", status="draft", body="Chữ thachanh.")
    content.story(SOURCE, body="Bài đã đăng.")
    workspace.preview.build()
    assert 'href="/tim/"' in visitor.get("").text
    shards = int(visitor.client.get("/tim/chi-muc/muc-luc.json").json()["shards"])
    shard = visitor.client.get(f"/tim/chi-muc/tu/{shard_of('thachanh', shards):x}.json")
    assert "thachanh" in shard.json()
    index = SearchIndex(ProductDescriptions(content.site()), content.cache / "search")
    for bundle in index.bundles():
        for file in bundle:
            assert b"thachanh" not in file.generate(), file.path
