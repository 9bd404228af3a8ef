"""Pages about products: what leads where, rounds, producers, what machines are told."""

import json
from typing import Any
from urllib.parse import unquote

import pytest

from khuyencong.describing.products import price_text
from khuyencong.pages.page import Page
from khuyencong.pages.product_views import (
    CatalogueView,
    GalleryView,
    ProducerView,
    ProductView,
    StallCardView,
)
from khuyencong.pages.views import NoticeView
from khuyencong.rendering.qr_code import qr_code
from khuyencong.rendering.renderer import Renderer
from khuyencong.rendering.templates import initials
from tests.conftest import Content
from tests.pages.test_views import pages, rendered, renderer, shown

__all__ = ["renderer"]

MAKER = "{name: HTX Miến, kind: hop-tac-xa, province: Lạng Sơn, phone: 0000 000 111}"


@pytest.fixture
def found(content: Content) -> dict[str, Page]:
    """Three products of two producers, a set among them, a story about one."""
    content.story("tin-tuc/nghe.md", title="Nghề làm miến", slug="nghe")
    award = "awards: [{level: tinh, year: 2024, decision: 9/QĐ, expires: 1/6/2026}]"
    content.product("san-pham/a.md", "Miến dong", f"{award}\nstory: nghe", producer=MAKER)
    content.product("san-pham/b.md", "Bún khô", award, producer=MAKER)
    content.product("san-pham/c.md", "Bộ quà quê", f"{award}\nmembers: [mien-dong, bun-kho]")
    return pages(content)


def view(found: dict[str, Page], address: str, kind: type) -> Any:
    page = found[address].view
    assert isinstance(page, kind)
    return page


def graph(page: Page) -> dict[str, dict[str, Any]]:
    """Things in the page's JSON-LD by type."""
    data = json.loads(page.view.head.json_ld)
    return {thing["@type"]: thing for thing in data.get("@graph", [data])}


def test_a_product_leads_to_everything_around_it(found: dict[str, Page]) -> None:
    product = view(found, "/san-pham/mien-dong/", ProductView)
    assert [card.title for card in product.siblings] == ["Bún khô"]
    assert [card.title for card in product.sets] == ["Bộ quà quê"]
    assert product.peers == ()
    assert product.story and product.story.address == "/tin-tuc/nghe/"
    assert product.producer.address == "/co-so/htx-mien/"
    assert product.awards[0].round in found
    assert product.stall_card in found
    whole = view(found, "/san-pham/bo-qua-que/", ProductView)
    assert [card.title for card in whole.members] == ["Miến dong", "Bún khô"]


def test_an_expired_award_is_said_to_be_and_is_no_badge(
    found: dict[str, Page], renderer: Renderer
) -> None:
    text = shown(renderer, found["/san-pham/mien-dong/"]).get_text()
    assert "Hết hạn" in text
    assert view(found, "/san-pham/mien-dong/", ProductView).badge == ""
    assert view(found, "/san-pham/mien-dong/the-quay/", StallCardView).awards == ()


def test_a_phone_can_be_tapped(found: dict[str, Page], renderer: Renderer) -> None:
    soup = shown(renderer, found["/san-pham/mien-dong/"])
    link = soup.find("a", href="tel:+84000000111")
    assert link and link.get_text() == "Gọi 0000 000 111"


def test_a_producers_page_has_its_products_stories_and_contacts(found: dict[str, Page]) -> None:
    maker = view(found, "/co-so/htx-mien/", ProducerView)
    assert [card.title for card in maker.cards] == ["Bún khô", "Miến dong"]
    assert [link.address for link in maker.stories] == ["/tin-tuc/nghe/"]
    assert (maker.badge, maker.badge_lapsed) == ("Cấp tỉnh", True)
    assert "/co-so/" in found


def test_a_producer_bears_the_highest_award_in_force(content: Content, renderer: Renderer) -> None:
    lapsed = "{level: huyen, year: 2022, expires: 1/1/2025}"
    awards = f"awards: [{lapsed}, {{level: xa, year: 2026}}]"
    content.product("san-pham/a.md", "Miến dong", awards, producer=MAKER)
    content.product("san-pham/b.md", "Bún khô", f"awards: [{lapsed}]", producer="{name: Tổ Bún}")
    found = pages(content)
    maker = view(found, "/co-so/htx-mien/", ProducerView)
    assert (maker.badge, maker.badge_lapsed) == ("Cấp xã", False)
    assert view(found, "/co-so/to-bun/", ProducerView).badge_lapsed
    marks = [
        shown(renderer, found[f"/co-so/{name}/"]).select_one(".product__marks")
        for name in ("htx-mien", "to-bun")
    ]
    assert [mark.get_text(strip=True) for mark in marks if mark] == [
        "Cấp xã",
        "Từng được công nhận cấp huyện",
    ]


def test_a_shared_name_leads_to_all_who_bear_it(content: Content) -> None:
    for name, province in (("a", "Lạng Sơn"), ("b", "Cà Mau")):
        content.product(
            f"san-pham/{name}.md", name, producer=f"{{name: HTX Miến, province: {province}}}"
        )
    notice = view(pages(content), "/co-so/htx-mien/", NoticeView)
    assert [link.text for link in notice.links] == ["Cà Mau", "Lạng Sơn"]


def test_a_round_is_counted_on_its_page(found: dict[str, Page]) -> None:
    gallery = view(found, "/san-pham/cap/tinh/nam/2024/", GalleryView)
    assert gallery.round
    assert dict(gallery.round.figures) == {
        "sản phẩm": 3,
        "bộ sản phẩm": 1,
        "cơ sở": 2,
        "tỉnh, thành phố": 1,
    }
    assert gallery.round.decisions == ("9/QĐ",)
    catalogue = view(found, gallery.round.catalogue, CatalogueView)
    entries = [entry.title for _, group in catalogue.groups for entry in group]
    assert sorted(entries) == ["Bún khô", "Bộ quà quê", "Miến dong"]


def test_search_engines_are_told_what_stands_where(found: dict[str, Page]) -> None:
    product = graph(found["/san-pham/mien-dong/"])
    assert product["Product"]["manufacturer"]["url"] == "https://thu.example/co-so/htx-mien/"
    assert product["Product"]["award"] == [
        "Sản phẩm công nghiệp nông thôn tiêu biểu: Cấp tỉnh, năm 2024"
    ]
    gallery = graph(found["/san-pham/"])
    urls = [item["url"] for item in gallery["ItemList"]["itemListElement"]]
    assert urls[0] == "https://thu.example/san-pham/bo-qua-que/"
    assert [item["position"] for item in gallery["ItemList"]["itemListElement"]] == [1, 2, 3]
    crumbs = graph(found["/san-pham/cap/tinh/nam/2024/"])["BreadcrumbList"]["itemListElement"]
    assert [crumb["name"] for crumb in crumbs[:3]] == ["Trang chủ", "Sản phẩm", "Cấp tỉnh"]


@pytest.mark.parametrize(
    ("keys", "shown"),
    [
        ("price: 85.000\nprice_unit: gói 500 g", "85.000\u00a0đồng/gói 500 g"),
        (
            "price: 85.000\nprice_unit: gói\nprice_note: giá tại xưởng",
            "85.000\u00a0đồng/gói (giá tại xưởng)",
        ),
        ("price_note: Liên hệ", "Liên hệ"),
    ],
)
def test_a_price_is_printed_with_its_unit_and_what_was_noted(
    content: Content, keys: str, shown: str
) -> None:
    content.product("san-pham/a.md", "Chè", keys)
    (record,) = content.site().products
    assert price_text(record.entry) == shown


def test_stars_of_a_programme_are_never_a_rating(content: Content, renderer: Renderer) -> None:
    content.product("san-pham/a.md", "Chè", "ocop_stars: 5")
    for page in pages(content).values():
        html = rendered(renderer, page)
        assert "aggregateRating" not in html and "ratingValue" not in html


def test_a_product_without_a_photo_shows_its_groups_pattern(
    found: dict[str, Page], renderer: Renderer
) -> None:
    soup = shown(renderer, found["/san-pham/mien-dong/"])
    drawn = soup.select_one(".product__photos .placeholder--che-bien")
    assert drawn and drawn.get("aria-label") == "Miến dong: chưa có ảnh"
    assert drawn.get_text(strip=True) == "MD"
    assert not soup.select(".product__photos img")


@pytest.mark.parametrize(
    ("name", "letters"),
    [("Miến dong sợi nhỏ", "MD"), ("Đũa", "Đ"), ("“Nến” thơm", "NT"), ("3 miền", "3M"), ("–", "")],
)
def test_initials(name: str, letters: str) -> None:
    assert initials(name) == letters


def test_a_code_is_read_by_a_phone() -> None:
    """Drawn from its path, as a browser would."""
    import zxingcpp
    from PIL import Image, ImageDraw

    address = "https://khuyencong.example/san-pham/bo-am-chen-gom-men-lam-ve-tay-lang-nghe/"
    code = qr_code(address)
    picture = Image.new("L", (code.size * 4, code.size * 4), "white")
    for run in code.path.split("M")[1:]:
        place, _, rest = run.partition("h")
        x, y = map(int, place.split())
        length = int(rest.partition("v")[0])
        box = (x * 4, y * 4, (x + length) * 4 - 1, (y + 1) * 4 - 1)
        ImageDraw.Draw(picture).rectangle(box, fill="black")
    assert [found.text for found in zxingcpp.read_barcodes(picture)] == [address]


def test_a_hidden_product_has_a_page_and_no_place_in_lists(content: Content) -> None:
    content.product("san-pham/a.md", "Miến", status="hidden")
    content.product("san-pham/b.md", "Bún")
    found = pages(content)
    assert view(found, "/san-pham/mien/", ProductView).producer.address in found
    assert "Miến" not in [c.title for c in view(found, "/san-pham/", GalleryView).cards]


def test_a_gallery_shows_the_award_for_which_a_product_stands_in_it(content: Content) -> None:
    awards = "awards: [{level: xa, year: 2025}, {level: tinh, year: 2026}]"
    content.product("san-pham/a.md", "Miến dong", awards)
    found = pages(content)

    def badge(address: str) -> str:
        return str(view(found, address, GalleryView).cards[0].badge)

    assert badge("/san-pham/") == "Cấp tỉnh"
    assert badge("/san-pham/cap/xa/") == "Cấp xã"
    assert badge("/san-pham/nam/2025/") == "Cấp xã, 2025"


def test_no_product_stands_twice_below_another(content: Content) -> None:
    award = "awards: [{level: tinh, year: 2024}]"
    content.product("san-pham/a.md", "Miến dong", award, producer=MAKER)
    content.product("san-pham/b.md", "Bún khô", award, producer=MAKER)
    members = f"{award}\nmembers: [mien-dong, bun-kho]"
    content.product("san-pham/c.md", "Bộ quà", members, producer=MAKER)
    product = view(pages(content), "/san-pham/mien-dong/", ProductView)
    rows = (product.members, product.sets, product.siblings, product.peers)
    titles = [card.title for row in rows for card in row]
    assert sorted(titles) == ["Bún khô", "Bộ quà"]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("HTX Mật ong Mẫu", "Hợp tác xã Mật ong Mẫu"),
        ("Cty TNHH Gốm Mẫu", "Công ty TNHH Gốm Mẫu"),
        ("THT Mây tre", "Tổ hợp tác mây tre"),
    ],
)
def test_a_legal_form_written_out_or_shortened_is_one_producer(
    content: Content, one: str, other: str
) -> None:
    for name, maker in (("a", one), ("b", other)):
        producer = f"{{name: {maker}, province: Lạng Sơn}}"
        content.product(f"san-pham/{name}.md", f"Mật ong {name}", producer=producer)
    makers = [page.view for page in pages(content).values() if page.template == "producer"]
    assert [len(maker.cards) for maker in makers if isinstance(maker, ProducerView)] == [2]
    assert [said for said in content.said() if "KC262" in said] == ["KC262 san-pham/b.md:6"]


@pytest.mark.parametrize("address", ["/san-pham/mien-dong/", "/co-so/htx-mien/"])
def test_who_finds_a_wrong_price_or_number_can_tell_the_centre(
    found: dict[str, Page], renderer: Renderer, address: str
) -> None:
    link = shown(renderer, found[address]).select_one(".respond__wrong a")
    assert link
    assert str(link["href"]).startswith("mailto:")
    assert address in unquote(str(link["href"]))
