"""Galleries are made from metadata: a page for every facet and pair that has products."""

from types import SimpleNamespace
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from khuyencong.catalogue.galleries import Catalogue, choices
from khuyencong.model.producer import Producer
from khuyencong.model.product import Award, Group, Level, Product
from khuyencong.site.producers import PublicProduct, headers_of, merge_producers, withheld_contacts
from tests.conftest import Content


def addresses(catalogue: Catalogue) -> dict[str, list[str]]:
    return {
        gallery.address: [record.entry.title for record in gallery.products]
        for gallery in catalogue.galleries.values()
    }


def test_a_product_stands_under_each_of_its_facets_and_their_pairs(content: Content) -> None:
    content.product(
        "san-pham/a.md",
        "Miến",
        "awards:\n  - {level: tinh, year: 2024}\n  - {level: xa, year: 2026}",
        producer="{name: HTX, province: Lạng Sơn, commune: Bắc Sơn}",
    )
    found = addresses(Catalogue(content.site().products))
    assert set(found) == {
        "/san-pham/",
        "/san-pham/cap/tinh/",
        "/san-pham/cap/tinh/nam/2024/",
        "/san-pham/cap/tinh/nhom/che-bien/",
        "/san-pham/cap/tinh/tinh/lang-son/",
        "/san-pham/cap/xa/",
        "/san-pham/cap/xa/nam/2026/",
        "/san-pham/cap/xa/nhom/che-bien/",
        "/san-pham/cap/xa/tinh/lang-son/",
        "/san-pham/nam/2024/",
        "/san-pham/nam/2026/",
        "/san-pham/nhom/che-bien/",
        "/san-pham/nhom/che-bien/nam/2024/",
        "/san-pham/nhom/che-bien/nam/2026/",
        "/san-pham/nhom/che-bien/tinh/lang-son/",
        "/san-pham/tinh/lang-son/",
        "/san-pham/tinh/lang-son/nam/2024/",
        "/san-pham/tinh/lang-son/nam/2026/",
        "/san-pham/tinh/lang-son/xa/bac-son/",
    }


def test_level_and_year_are_those_of_one_award(content: Content) -> None:
    content.product(
        "san-pham/a.md",
        "Miến",
        "awards:\n  - {level: tinh, year: 2024}\n  - {level: xa, year: 2026}",
    )
    found = addresses(Catalogue(content.site().products))
    assert "/san-pham/cap/tinh/nam/2026/" not in found


def test_names_stand_in_vietnamese_order(content: Content) -> None:
    for number, title in enumerate(["Yến sào", "Đũa tre", "Dầu lạc", "Ấm chén", "Bánh khảo"]):
        content.product(f"san-pham/{number}.md", title)
    (everything, *_) = Catalogue(content.site().products).galleries.values()
    titles = [record.entry.title for record in everything.products]
    assert titles == ["Ấm chén", "Bánh khảo", "Dầu lạc", "Đũa tre", "Yến sào"]


def test_provinces_stand_in_vietnamese_order_and_levels_from_the_top(content: Content) -> None:
    for number, province in enumerate(["Yên Bái", "Đồng Nai", "Cà Mau", "Bắc Kạn"]):
        level = ["xa", "quoc-gia", "tinh", "khu-vuc"][number]
        content.product(
            f"san-pham/{number}.md",
            f"Sản phẩm {number}",
            f"awards: [{{level: {level}, year: 2026}}]",
            producer=f"{{name: HTX, province: {province}}}",
        )
    values = Catalogue(content.site().products).values
    assert [v.label for v in values["tinh"]] == ["Bắc Kạn", "Cà Mau", "Đồng Nai", "Yên Bái"]
    assert [v.slug for v in values["cap"]] == ["quoc-gia", "khu-vuc", "tinh", "xa"]


def test_a_heading_says_what_the_page_shows(content: Content) -> None:
    content.product("san-pham/a.md", "Miến", "awards: [{level: tinh, year: 2024}]")
    headings = {g.address: g.heading for g in Catalogue(content.site().products).galleries.values()}
    assert headings["/san-pham/cap/tinh/nam/2024/"] == (
        "Sản phẩm cấp tỉnh, được công nhận năm 2024"
    )
    assert headings["/san-pham/cap/tinh/tinh/lang-son/"] == "Sản phẩm cấp tỉnh, ở Lạng Sơn"


def test_every_way_from_a_gallery_leads_to_products(content: Content) -> None:
    for number in range(8):
        content.product(
            f"san-pham/{number}.md",
            f"Sản phẩm {number}",
            f"awards: [{{level: {['tinh', 'xa'][number % 2]}, year: {2023 + number % 3}}}]",
            producer=f"{{name: HTX, province: {['Lạng Sơn', 'Phú Thọ'][number // 4]}}}",
        )
    catalogue = Catalogue(content.site().products)
    for gallery in catalogue.galleries.values():
        for facet in catalogue.values:
            for _, target in catalogue.reachable(gallery.choice, facet):
                assert target.products


def test_no_product_no_gallery() -> None:
    assert Catalogue(()).galleries == {}


AWARDS = st.lists(
    st.builds(Award, level=st.sampled_from(Level), year=st.integers(2015, 2026)), max_size=6
)


@given(AWARDS, st.sampled_from(Group), st.sampled_from(["", "Lạng Sơn"]))
def test_a_choice_is_at_most_a_pair(awards: list[Award], group: Group, province: str) -> None:
    product = Product(
        title="Miến",
        producer=Producer(name="HTX", province=province),
        group=group,
        awards=tuple(awards),
    )
    record = SimpleNamespace(entry=product, recency=(0.0, ""), source="san-pham/mien.md")
    products: list[Any] = [record]
    headers = headers_of(products)
    (producer,) = merge_producers(products, headers, withheld_contacts(products)).values()
    found = choices(PublicProduct.model_construct(**{**dict(product), "producer": producer}))
    assert () in found
    assert all(len(choice) <= 2 for choice in found)
    levels = {award.level.value for award in awards}
    assert {v.slug for choice in found for v in choice if v.facet == "cap"} == levels
