"""Pages of places: the tree with its map, each place, and old names that lead to new ones."""

from bs4 import BeautifulSoup

from khuyencong.describing.elements import Link
from khuyencong.pages.page import Page
from khuyencong.pages.place_views import FormerNamesView, PlacesView, PlaceView
from khuyencong.rendering.renderer import Renderer
from tests.conftest import Content
from tests.pages.test_views import misfits_of, pages, renderer, shown

__all__ = ["renderer"]


def place(found: dict[str, Page], address: str) -> PlaceView:
    view = found[address].view
    assert isinstance(view, PlaceView)
    return view


def words(page: BeautifulSoup) -> str:
    return " ".join(page.get_text(" ").split())


def test_the_tree_has_every_province_with_what_is_there(
    content: Content, renderer: Renderer
) -> None:
    content.story(localities="Lạng Sơn, Bắc Sơn, Hòa Bình")
    content.product("san-pham/a.md", "Miến")
    page = pages(content)["/dia-ban/"]
    assert isinstance(page.view, PlacesView)
    assert [(line.link.text, line.counts) for line in page.view.provinces] == [
        ("Lạng Sơn", ("1 cơ sở", "1 bài")),
        ("Phú Thọ", ("1 bài",)),
    ]
    html = shown(renderer, page)
    links = {str(link["href"]) for link in html.select("main a")}
    assert {"/dia-ban/lang-son/", "/dia-ban/bac-son/", "/dia-ban/hoa-binh/"} <= links
    assert "không thể hiện địa giới" in words(html) and len(html.select("svg.map")) == 1


def test_an_old_province_leads_to_the_new_one_with_a_sentence(
    content: Content, renderer: Renderer
) -> None:
    content.story(localities="Hòa Bình")
    found = pages(content)
    view = place(found, "/dia-ban/hoa-binh/")
    assert view.about == (
        "Từ ngày 1/7/2025, tỉnh Vĩnh Phúc, tỉnh Hòa Bình và tỉnh Phú Thọ sắp xếp thành tỉnh "
        "Phú Thọ (Nghị quyết 202/2025/QH15).",
    )
    assert view.leads_to and view.leads_to.address == "/dia-ban/phu-tho/"
    assert place(found, "/dia-ban/phu-tho/").former[0].address == "/dia-ban/hoa-binh/"
    assert "Cơ sở, đề án và tin hiện nay: Phú Thọ" in words(
        shown(renderer, found["/dia-ban/hoa-binh/"])
    )


def test_a_commune_says_of_what_it_was_made_and_what_is_there(content: Content) -> None:
    maker = "{name: HTX Miến, commune: Xã Na Rì, province: Thái Nguyên}"
    content.product("san-pham/a.md", "Miến", producer=maker)
    content.write(
        "de-an/2026.csv",
        "Mã đề án;Tên đề án;Chương trình;Đơn vị thụ hưởng;Xã;Tỉnh;Kinh phí hỗ trợ;Giai đoạn\n"
        "QG-1;Máy thái;Khuyến công quốc gia;HTX Miến;Na Rì;Thái Nguyên;100.000.000;Nghiệm thu\n",
    )
    view = place(pages(content), "/dia-ban/thai-nguyen/xa-na-ri/")
    assert view.about[0].startswith("Xã Na Rì, tỉnh Thái Nguyên gồm ")
    assert "(huyện Na Rì, tỉnh Bắc Kạn) trước ngày 1/7/2025." in view.about[0]
    assert [link.text for link in view.producers] == ["HTX Miến"]
    assert view.de_an and view.de_an.rows[0][0] == Link("Máy thái", "/de-an/2026/qg-1/")
    assert view.de_an.rows[0][2] == "HTX Miến"
    assert [link.text for link in view.head.crumbs] == ["Trang chủ", "Địa bàn", "Thái Nguyên"]


def test_an_old_district_says_what_it_is_now(content: Content) -> None:
    content.story(localities="Đồng Nai, Vĩnh Cửu", date="1/6/2025")
    (told,) = place(pages(content), "/dia-ban/vinh-cuu/").about
    assert told.startswith("Huyện Vĩnh Cửu nay gồm xã Trị An, ")


def test_every_old_name_of_a_province_stands_on_one_page(
    content: Content, renderer: Renderer
) -> None:
    content.story(localities="Thái Nguyên")
    page = pages(content)["/dia-ban/thai-nguyen/ten-cu/"]
    assert isinstance(page.view, FormerNamesView)
    html = shown(renderer, page)
    section = html.select_one("section:has(#huyen-na-ri-bac-kan)")
    assert section and "Xã Kim Lư Xã Na Rì" in words(section)
    assert "nay gồm xã" in words(section)
    assert {str(link["href"]) for link in html.select("main nav a")} == {
        f"#{heading['id']}" for heading in html.select("main h2")
    }


def test_an_old_district_leads_to_what_there_is_to_read_of_it(content: Content) -> None:
    content.story(localities="Bắc Kạn")
    content.story("tin-tuc/b.md", localities="Thái Nguyên, Na Rì", title="Bài ở xã")
    view = pages(content)["/dia-ban/thai-nguyen/ten-cu/"].view
    assert isinstance(view, FormerNamesView)
    leads = {each.anchor: [link.address for link in each.leads_to] for each in view.districts}
    assert leads["huyen-na-ri-bac-kan"] == ["/dia-ban/bac-kan/", "/dia-ban/na-ri/"]
    assert leads["huyen-phu-binh-thai-nguyen"] == ["/dia-ban/thai-nguyen/"]


def test_a_split_commune_names_every_part_and_a_disputed_one_says_so(content: Content) -> None:
    content.story(localities="Thành phố Hồ Chí Minh, Tuyên Quang")
    found = pages(content)
    rows = {
        (district.title, str(row[0])): str(row[1])
        for address in ("thanh-pho-ho-chi-minh", "tuyen-quang")
        for district in found[f"/dia-ban/{address}/ten-cu/"].view.districts  # type: ignore[attr-defined]
        for row in district.table.rows
    }
    assert rows["Quận Tân Bình, thành phố Hồ Chí Minh", "Phường 15"] == (
        "Một phần phường Tân Bình; một phần phường Tân Sơn"
    )
    assert "hai nguồn" in rows["Huyện Yên Sơn, tỉnh Tuyên Quang", "Xã Công Đa"]


def test_stories_of_a_place_go_on_over_pages_and_the_rest_stands_on_the_first(
    content: Content,
) -> None:
    for number in range(14):
        content.story(f"tin-tuc/{number}.md", title=f"Tin {number}", localities="Hòa Bình")
    found = pages(content)
    second = place(found, "/dia-ban/hoa-binh/trang/2/")
    assert len(second.cards) == 2 and second.about == () and second.leads_to is None


def test_links_between_places_lead_somewhere(content: Content) -> None:
    content.story(localities="Hòa Bình, Na Rì, Vĩnh Cửu, Bản Không Rõ", body="[Nơi](/dia-ban/)")
    content.product("san-pham/a.md", "Miến", producer="{name: A, commune: Xã B, province: C}")
    assert misfits_of(content) == []
    found = pages(content)
    for address, page in found.items():
        if address.startswith("/dia-ban/") and isinstance(page.view, PlaceView):
            view = page.view
            links = (*view.communes, *view.former, *view.producers, *view.head.crumbs)
            assert all(link.address in found for link in links), address


def test_hostile_names_stay_text(content: Content, renderer: Renderer) -> None:
    content.story(localities='"<script>alert(1)</script>"')
    content.product("san-pham/a.md", "A", producer="{name: A, commune: '<b>x', province: '<i>y'}")
    found = {a: page for a, page in pages(content).items() if a.startswith("/dia-ban/")}
    assert len(found) > 3, "a place for each of the three names"
    for address, page in found.items():
        html = shown(renderer, page)
        assert not html.select("main script, main b, main i"), address
