"""Pages about the site itself tell what is there, and what is missing."""

from khuyencong.pages.information_views import AccessibilityView, OpenDataView
from khuyencong.pages.list_views import IndexView, ListView
from khuyencong.rendering.renderer import Renderer
from tests.conftest import Content
from tests.pages.test_views import misfits_of, pages, renderer, shown, story_view

__all__ = ["renderer"]


def test_open_data_offers_what_the_site_has(content: Content) -> None:
    content.product("san-pham/a.md", "Tiêu", "awards: [{level: tinh, year: 2026}]")
    view = pages(content)["/du-lieu-mo/"].view
    assert isinstance(view, OpenDataView)
    assert [source.name for source in view.sources][:2] == [
        "Danh sách sản phẩm",
        "Sản phẩm công nghiệp nông thôn tiêu biểu theo kỳ bình chọn",
    ]
    assert not misfits_of(content)


def test_a_video_without_subtitles_is_counted_among_the_limits(content: Content) -> None:
    content.write("tep/phim.mp4", b"film")
    content.story("truyen-hinh/a.md", video="tep/phim.mp4")
    view = pages(content)["/tiep-can/"].view
    assert isinstance(view, AccessibilityView)
    assert view.limits == ("1 trong 1 video chưa có phụ đề và lời bằng chữ.",)


def test_who_cannot_use_the_site_is_told_whom_to_write(
    content: Content, renderer: Renderer
) -> None:
    page = shown(renderer, pages(content)["/tiep-can/"])
    (link,) = page.select('main a[href^="mailto:tin@thu.example"]')
    assert link.get_text() == "tin@thu.example"


def test_the_map_of_the_site_leads_to_every_list(content: Content) -> None:
    content.story(tags="hợp tác xã")
    view = pages(content)["/so-do-trang/"].view
    assert isinstance(view, IndexView)
    addresses = {link.address for _, links in view.groups for link in links}
    assert {"/", "/tin-tuc/", "/the/", "/luu-tru/", "/tim/a-z/", "/tiep-can/"} <= addresses
    assert addresses <= pages(content).keys()


def test_notices_stand_under_their_types(content: Content) -> None:
    for name, kind in (("Dự toán quý III", "tai-chinh"), ("Mời báo giá", "Mua sắm, đấu thầu")):
        content.story(f"thong-bao/{kind[:3]}.md", title=name, notice_type=kind)
    view = pages(content)["/thong-bao/"].view
    assert isinstance(view, ListView)
    assert [heading for heading, _ in view.parts] == ["Mua sắm, đấu thầu", "Công khai tài chính"]


def test_a_notice_says_until_when_and_how_much(content: Content) -> None:
    content.story("thong-bao/a.md", slug="a", amount="180.000.000", deadline="15/12/2026 16:30")
    facts = {fact.label: fact.values for fact in story_view(content, "/thong-bao/a/").facts}
    assert facts["Giá trị"] == ("180.000.000\u00a0đồng",)
    assert "15/12/2026" in str(facts["Hạn nhận hồ sơ"][0])
    assert "/lich/" in pages(content)
