"""What pages show: views are made from the index alone, and hold what readers ask for."""

from datetime import datetime, timedelta

import pytest
from bs4 import BeautifulSoup
from jinja2 import UndefinedError

from khuyencong.assets.theme_assets import AssetLinks
from khuyencong.checking.addresses import site_addresses
from khuyencong.checking.fitness import misfits
from khuyencong.checking.published import PublishedEntries
from khuyencong.describing.products import ProductDescriptions
from khuyencong.model.rules import Problem
from khuyencong.pages import cards
from khuyencong.pages.cards import pages_of_list
from khuyencong.pages.chrome import chrome
from khuyencong.pages.list_views import ListView
from khuyencong.pages.page import Page
from khuyencong.pages.product_context import ProductContext
from khuyencong.pages.product_views import ProductView
from khuyencong.pages.site_pages import SitePages
from khuyencong.pages.views import FrontView, NoticeView, StoryView
from khuyencong.rendering.relocation import prefix, relocate
from khuyencong.rendering.renderer import Renderer
from tests.conftest import NOW, Content, theme_renderer

ASSETS = AssetLinks("/trang.css", "/som.js", "/trang.js", "/icon.svg")


def pages_of(content: Content, now: datetime = NOW) -> list[Page]:
    site = content.site(now)
    return list(
        SitePages(
            ProductContext(ProductDescriptions(site), chrome(site, ASSETS, "https://thu.example"))
        )
    )


def pages(content: Content, now: datetime = NOW) -> dict[str, Page]:
    return {page.address: page for page in pages_of(content, now)}


def misfits_of(content: Content) -> list[Problem]:
    site, found = content.site(), pages_of(content)
    return list(misfits(site, found, site_addresses(site, found), PublishedEntries()))


@pytest.fixture(scope="module")
def renderer() -> Renderer:
    return theme_renderer()


def rendered(renderer: Renderer, page: Page) -> str:
    return renderer.render(page, page.view)


def shown(renderer: Renderer, page: Page) -> BeautifulSoup:
    return BeautifulSoup(rendered(renderer, page), "lxml")


def story_view(content: Content, address: str) -> StoryView:
    view = pages(content)[address].view
    assert isinstance(view, StoryView)
    return view


def test_the_front_page_leads_with_what_is_featured(content: Content) -> None:
    content.story("tin-tuc/a.md", title="Nổi bật", featured="true", date="1/11/2026")
    content.story("tin-tuc/b.md", title="Mới nhất", date="20/11/2026")
    front = pages(content)["/"].view
    assert isinstance(front, FrontView) and front.lead
    assert front.lead.title == "Nổi bật"


def test_a_featured_story_goes_back_after_its_day(content: Content) -> None:
    content.story(
        "tin-tuc/a.md",
        title="Nổi bật",
        featured="true",
        featured_until="24/11/2026",
        date="1/11/2026",
    )
    content.story("tin-tuc/b.md", title="Mới nhất", date="20/11/2026")
    front = pages(content, NOW + timedelta(days=1))["/"].view
    assert isinstance(front, FrontView) and front.lead
    assert front.lead.title == "Mới nhất"


def test_the_front_page_shows_classes_to_come_and_not_past_ones(content: Content) -> None:
    for name, starts in (
        ("Đã qua", "1/11/2026"),
        ("Đang mở", "24/11/2026 09:00"),
        ("Sau", "1/1/2027"),
        ("Trước", "1/12/2026"),
    ):
        content.write(
            f"dao-tao/{name}.md",
            f"---\ntitle: {name}\ndate: 1/10/2026\nstarts: {starts}\n---\nA\n",
        )
    front = pages(content)["/"].view
    assert isinstance(front, FrontView)
    assert [event.title for event in front.events] == ["Trước", "Sau"]


def test_a_story_knows_its_neighbours_and_its_kin(content: Content) -> None:
    for day, tag in ((1, "mây tre"), (2, "gốm"), (3, "mây tre"), (4, "gốm"), (5, ""), (6, "")):
        content.story(
            f"tin-tuc/{day}.md",
            title=f"Tin {day}",
            slug=f"tin-{day}",
            date=f"{day}/11/2026",
            tags=tag,
        )
    view = story_view(content, "/tin-tuc/tin-2/")
    assert [link.text for link in view.newer] == ["Tin 3", "Tin 4", "Tin 5"]
    assert [link.text for link in view.older] == ["Tin 1"]
    assert [card.title for card in story_view(content, "/tin-tuc/tin-1/").related] == ["Tin 3"]


def test_a_policy_says_what_one_is_entitled_to(content: Content, renderer: Renderer) -> None:
    content.write(
        "chinh-sach/a.md",
        "---\ntitle: Mức hỗ trợ\ndate: 1/1/2026\ndocument_number: 28/2018/TT-BTC\n"
        "effective: 11/5/2018\nsupport:\n  - activity: Máy móc tiên tiến\n    rate_percent: 50\n"
        "    ceiling: 300.000.000\n    per: cơ sở\n"
        "    eligible: hợp tác xã, hộ kinh doanh\n---\nA\n",
    )
    page = pages(content)["/chinh-sach/muc-ho-tro/"]
    text = shown(renderer, page).get_text().replace("\u00a0", " ")
    for words in ("Chưa đối chiếu", "50%", "300.000.000 đồng/cơ sở", "hợp tác xã, hộ kinh doanh"):
        assert words in text


def test_a_product_shows_its_highest_award_in_force_and_all_of_them(content: Content) -> None:
    content.product(
        "san-pham/a.md",
        "Tiêu",
        "awards:\n  - {level: tinh, year: 2026}\n"
        "  - {level: quoc-gia, year: 2021, expires: 1/1/2024}\n"
        "  - {level: khu-vuc, year: 2024, region: nam}",
    )
    view = pages(content)["/san-pham/tieu/"].view
    assert isinstance(view, ProductView)
    assert view.badge == "Cấp khu vực"
    assert [(award.level, award.year, award.expired) for award in view.awards] == [
        ("Cấp tỉnh", 2026, False),
        ("Cấp khu vực phía Nam", 2024, False),
        ("Cấp quốc gia", 2021, True),
    ]


HOUSEHOLD = (
    "{{name: Hộ Mẫu, kind: ho-kinh-doanh, phone: 0000 000 111, email: ho@mau.example,"
    " address: Thôn Một, province: Lạng Sơn{consent}}}"
)


@pytest.mark.parametrize(
    ("consent", "published"),
    [
        ("", set()),
        (", consent: {date: 1/3/2026, scope: phone}", {"0000 000 111"}),
        (
            ", consent: {date: 1/3/2026, scope: 'phone, email, address'}",
            {"0000 000 111", "ho@mau.example", "Thôn Một"},
        ),
    ],
)
def test_a_household_shows_only_what_it_agreed_to(
    content: Content, renderer: Renderer, consent: str, published: set[str]
) -> None:
    content.product("san-pham/a.md", "Giỏ", producer=HOUSEHOLD.format(consent=consent))
    html = "".join(rendered(renderer, page) for page in pages(content).values())
    for secret in ("0000 000 111", "ho@mau.example", "Thôn Một"):
        assert (secret in html) == (secret in published)
    assert "Lạng Sơn" in html


def test_sample_data_is_marked_on_its_page_and_its_cards(
    content: Content, renderer: Renderer
) -> None:
    content.story(sample="true")
    content.product("san-pham/a.md", "Giỏ", sample="true")
    made = pages(content)
    for address in ("/", "/tin-tuc/", "/tin-tuc/mo-lop-tap-huan-khuyen-cong/", "/san-pham/gio/"):
        assert "Dữ liệu minh họa" in shown(renderer, made[address]).get_text(), address


def test_a_withdrawn_story_leaves_a_stub_and_nothing_else(
    content: Content, renderer: Renderer
) -> None:
    content.photo()
    content.story(
        "tin-tuc/a.md",
        title="Chuyện kín",
        slug="chuyen",
        body="Lời kín",
        status="withdrawn",
        photos="[{file: anh/anh.jpg, alt: Ảnh kín, caption: C, credit: Ảnh}]",
    )
    content.story("tin-tuc/b.md")
    made = pages(content)
    assert isinstance(made["/tin-tuc/chuyen/"].view, NoticeView)
    html = "".join(rendered(renderer, page) for page in made.values())
    assert "Tin đã gỡ" in html
    assert "kín" not in html


def test_an_old_address_leads_to_the_new_one(content: Content, renderer: Renderer) -> None:
    content.story(aliases="/tin-cu/bai.html, /cu/")
    made = pages(content)
    for address in ("/tin-cu/bai.html", "/cu/"):
        html = rendered(renderer, made[address])
        assert "url=/tin-tuc/mo-lop-tap-huan-khuyen-cong/" in html


def test_a_link_to_a_story_not_yet_published_is_plain_words(content: Content) -> None:
    content.story("tin-tuc/a.md", title="Mật", embargo="25/11/2026")
    content.story("tin-tuc/b.md", title="Thường", body="Xem [bài kia](/tin-tuc/mat/).")
    view = story_view(content, "/tin-tuc/thuong/")
    assert tuple(view.body) == ("<p>Xem <a>bài kia</a>.</p>",)
    found = misfits_of(content)
    assert [problem.rule.code for problem in found] == ["KC404"]


def test_dead_links_are_named_with_the_nearest_address(content: Content) -> None:
    content.story(body="[x](/tin-tuc/mo-lop-tap-huan/)")
    (problem,) = misfits_of(content)
    assert (problem.rule.code, problem.line) == ("KC403", 7)
    assert "`/tin-tuc/mo-lop-tap-huan-khuyen-cong/`" in problem.advice


def test_a_page_that_takes_the_place_of_a_list_is_refused(content: Content) -> None:
    content.story(tags="gốm")
    content.write("trang/the.md", "---\ntitle: Thẻ\nslug: the\n---\nA\n")
    (problem,) = misfits_of(content)
    assert (problem.rule.code, problem.file) == ("KC401", "trang/the.md")


def test_lists_are_cut_into_pages_that_lead_to_each_other(content: Content) -> None:
    for number in range(30):
        content.story(f"tin-tuc/{number}.md", title=f"Tin {number}", date=f"{number + 1}/10/2026")
    made = pages(content)
    second = made["/tin-tuc/trang/2/"].view
    assert isinstance(second, ListView)
    assert second.pagination.newer and second.pagination.newer.address == "/tin-tuc/"
    assert second.pagination.older and second.pagination.older.address == "/tin-tuc/trang/3/"
    titles: list[str] = []
    for address in ("/tin-tuc/", "/tin-tuc/trang/2/", "/tin-tuc/trang/3/"):
        view = made[address].view
        assert isinstance(view, ListView)
        titles += [card.title for card in view.cards]
    assert titles == [f"Tin {number}" for number in reversed(range(30))]


def test_a_page_of_a_large_site_holds_48(content: Content, monkeypatch: pytest.MonkeyPatch) -> None:
    for number in range(30):
        content.story(f"tin-tuc/{number}.md", title=f"Tin {number}", date=f"{number + 1}/10/2026")
        content.product(f"san-pham/{number}.md", title=f"Sản phẩm {number}")
    small = pages(content)
    monkeypatch.setattr(cards, "LARGE_SITE", 60)
    large = pages(content)
    second = {"/tin-tuc/trang/2/", "/san-pham/trang/2/"}
    assert second <= small.keys() and not second & large.keys()
    view = large["/tin-tuc/"].view
    assert isinstance(view, ListView) and len(view.cards) == 30
    # The same products make other galleries, so what is known of them must not be reused.
    assert small["/san-pham/"].depends != large["/san-pham/"].depends


def test_addresses_of_lists_cannot_collide() -> None:
    """Page 2 of tag `a` and tag `a2` are different files, which Pelican's default mixes up."""
    first = {page.address for page in pages_of_list("/the/a/", 100, 10)}
    second = {page.address for page in pages_of_list("/the/a2/", 100, 10)}
    assert not first & second


def test_a_long_list_does_not_link_every_page() -> None:
    ways = [page.pagination for page in pages_of_list("/the/a/", 10_000, 10)]
    assert max(len(pagination.pages) for pagination in ways) <= 7


def test_a_template_sees_its_view_and_nothing_else(content: Content, renderer: Renderer) -> None:
    content.story()
    template = renderer.environment.from_string("{{ SITENAME }}")
    with pytest.raises(UndefinedError):
        template.render()


def test_hostile_titles_stay_text_on_every_page(content: Content, renderer: Renderer) -> None:
    evil = "<script>alert(1)</script> \" onmouseover=alert(1) x='"
    quoted = "'" + evil.replace("'", "''") + "'"
    content.photo()
    content.story(
        title=quoted,
        slug="bai",
        tags=f"[{quoted}]",
        author=quoted,
        unit=quoted,
        source_name=quoted,
        summary=quoted,
        photos=f"[{{file: anh/anh.jpg, alt: {quoted[:-1]} ảnh', "
        f"caption: {quoted}, credit: {quoted}}}]",
    )
    content.product("san-pham/a.md", quoted, f"slug: sp\nawards: []\nprice_note: {quoted}")
    for page in pages(content).values():
        html = rendered(renderer, page)
        assert "<script>alert" not in html.replace('<script type="application/ld+json">', ""), page
        soup = BeautifulSoup(html, "lxml")
        assert not [tag for tag in soup.find_all(True) if "onmouseover" in tag.attrs], page.path


def test_the_json_for_search_engines_is_json(content: Content, renderer: Renderer) -> None:
    import json

    content.product("san-pham/a.md", '"Miến </script><b>"', "price: 85000\nprice_unit: gói")
    soup = shown(renderer, pages(content)["/san-pham/mien-script-b/"])
    script = soup.find("script", type="application/ld+json")
    assert script is not None
    data, crumbs = json.loads(script.get_text())["@graph"]
    assert data["@type"] == "Product"
    assert crumbs["itemListElement"][-1]["name"] == data["name"]
    assert "aggregateRating" not in script.get_text()
    assert data["name"] == "Miến </script><b>"
    assert data["offers"]["price"] == "85000"


def test_a_site_below_a_folder_moves_its_addresses() -> None:
    html = (
        '<a href="/tin/">x</a> <a href="//h/">y</a> <img src="/a.jpg" '
        'srcset="/a.jpg 400w, /b.jpg 800w"> <p title="/giu/">/giữ/</p>'
    )
    assert prefix("tin/a/index.html", "https://h.example/kc", relative=False) == "/kc/"
    assert relocate(html, "/kc/") == (
        '<a href="/kc/tin/">x</a> <a href="//h/">y</a> <img src="/kc/a.jpg" '
        'srcset="/kc/a.jpg 400w, /kc/b.jpg 800w"> <p title="/giu/">/giữ/</p>'
    )
    assert prefix("tin/a/index.html", "", relative=True) == "../../"
    assert prefix("index.html", "", relative=True) == "./"
    assert relocate(html, "/") == html
