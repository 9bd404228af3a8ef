"""Rounds and producers are counted from products; a household shows what all its files allow."""

from khuyencong.catalogue.galleries import Catalogue
from khuyencong.catalogue.peers import Peers
from khuyencong.catalogue.producers import producer_directory
from khuyencong.catalogue.rounds import Round, rounds
from khuyencong.describing.elements import Link
from khuyencong.describing.products import ProductDescriptions
from khuyencong.model.product import Group, Level
from tests.conftest import Content


def product(content: Content, name: str, awards: str, **keys: str) -> None:
    content.product(f"san-pham/{name}.md", name, f"slug: {name}\nawards: [{awards}]", **keys)


def found_rounds(content: Content) -> list[Round]:
    return list(rounds(Catalogue(content.site().products)))


def test_a_round_is_a_level_in_a_year(content: Content) -> None:
    product(content, "a", "{level: tinh, year: 2024}, {level: quoc-gia, year: 2025}")
    product(content, "b", "{level: tinh, year: 2024}, {level: tinh, year: 2022}")
    assert [(r.level, r.year, len(r.products)) for r in found_rounds(content)] == [
        (Level.NATION, 2025, 1),
        (Level.PROVINCE, 2024, 2),
        (Level.PROVINCE, 2022, 1),
    ]
    assert found_rounds(content)[1].address == "/san-pham/cap/tinh/nam/2024/"
    assert found_rounds(content)[1].name == "Bình chọn cấp tỉnh năm 2024"


def test_a_round_counts_groups_sets_producers_provinces_and_regions(content: Content) -> None:
    for name, group, producer, province, region in (
        ("a", "che-bien", "HTX Một", "Lạng Sơn", "bac"),
        ("b", "che-bien", "HTX Một", "Lạng Sơn", "bac"),
        ("c", "khac", "HTX Một", "Cà Mau", "nam"),
    ):
        product(
            content,
            name,
            f"{{level: khu-vuc, year: 2024, region: {region}, decision: 9/QĐ}}",
            group=group,
            producer=f"{{name: {producer}, province: {province}}}",
            members="[a, b]" if name == "c" else "",
        )
    (each,) = found_rounds(content)
    assert {group: len(found) for group, found in each.by_group.items()} == {
        Group.FOOD: 2,
        Group.OTHER: 1,
    }
    assert each.sets == 1
    assert each.producers == 2
    assert each.provinces == {"Cà Mau": 1, "Lạng Sơn": 2}
    assert each.regions == {"phía Bắc": 2, "phía Nam": 1}
    assert each.decisions == ("9/QĐ",)


def test_a_producer_has_one_page_with_all_its_products(content: Content) -> None:
    for name in ("b", "a"):
        product(content, name, "", producer="{name: 'HTX Miến  dong', province: Lạng Sơn}")
    (maker,) = producer_directory(content.site()).all
    assert maker.address == "/co-so/htx-mien-dong/"
    assert [record.slug for record in maker.products] == ["a", "b"]


def test_the_address_of_a_producer_stays_when_a_newer_file_writes_its_legal_form_out(
    content: Content,
) -> None:
    product(content, "a", "", producer="{name: HTX Miến, province: Lạng Sơn}", date="1/10/2026")
    newer = "{name: Hợp tác xã Miến, province: Lạng Sơn}"
    product(content, "b", "", producer=newer, date="2/11/2026")
    (maker,) = producer_directory(content.site()).all
    assert maker.address == "/co-so/htx-mien/"


def test_producers_of_one_name_in_two_provinces_are_two(content: Content) -> None:
    for name, province in (("a", "Lạng Sơn"), ("b", "Cà Mau"), ("c", "")):
        product(content, name, "", producer=f"{{name: HTX Miến, province: {province}}}")
    found = producer_directory(content.site())
    assert {maker.address for maker in found.all} == {
        "/co-so/htx-mien-lang-son/",
        "/co-so/htx-mien-ca-mau/",
        "/co-so/htx-mien-khac/",
    }
    assert len(found.namesakes["/co-so/htx-mien/"]) == 3


def household(content: Content, name: str, more: str) -> None:
    producer = f"{{name: Hộ Mẫu, kind: ho-kinh-doanh, province: Lạng Sơn{more}}}"
    product(content, name, "", producer=producer)


YES = ", consent: {date: 1/3/2026, scope: 'phone, email, address'}"


def test_consent_taken_back_in_one_file_is_taken_back(content: Content) -> None:
    household(content, "a", f", phone: 0000 000 111, email: ho@mau.example{YES}")
    household(content, "b", ", phone: 0000 000 111")
    (maker,) = producer_directory(content.site()).all
    assert maker.producer.phone == ""
    assert maker.producer.email == "ho@mau.example"
    assert maker.producer.consent is None


def test_another_number_without_consent_takes_back_the_consent_to_the_first(
    content: Content,
) -> None:
    household(content, "a", f", phone: 0000 000 111{YES}")
    household(content, "b", ", phone: 0000 000 222")
    (maker,) = producer_directory(content.site()).all
    assert maker.producer.phone == "" and maker.producer.withheld


def test_a_file_that_names_no_contact_takes_nothing_back(content: Content) -> None:
    household(content, "a", f", phone: 0000 000 111{YES}")
    household(content, "b", "")
    (maker,) = producer_directory(content.site()).all
    assert maker.producer.phone == "0000 000 111"


def test_a_company_in_one_file_and_a_household_in_another_is_a_household(content: Content) -> None:
    product(content, "a", "", producer="{name: Hộ Mẫu, province: Lạng Sơn, phone: 0000 000 111}")
    household(content, "b", "")
    (maker,) = producer_directory(content.site()).all
    assert maker.producer.phone == ""


def test_peers_were_recognised_at_the_same_level_and_are_of_others(content: Content) -> None:
    for name, level, year, group, producer in (
        ("self", "tinh", 2024, "khac", "HTX Một"),
        ("same-year", "tinh", 2024, "khac", "HTX Hai"),
        ("own", "tinh", 2024, "khac", "HTX Một"),
        ("year-before", "tinh", 2023, "khac", "HTX Ba"),
        ("other-group", "tinh", 2024, "che-bien", "HTX Bốn"),
        ("long-ago", "tinh", 2015, "khac", "HTX Năm"),
        ("nation", "quoc-gia", 2024, "khac", "HTX Sáu"),
    ):
        product(
            content,
            name,
            f"{{level: {level}, year: {year}}}",
            group=group,
            producer=f"{{name: {producer}}}",
        )
    products = content.site().products
    record = next(each for each in products if each.slug == "self")
    peers = [peer.slug for peer in Peers(products).of(record, 4)]
    assert peers == ["same-year", "year-before", "other-group"]


def test_every_product_of_a_round_is_somebodys_peer(content: Content) -> None:
    for number in range(9):
        product(
            content,
            f"sp-{number}",
            "{level: tinh, year: 2024}",
            producer=f"{{name: HTX {number}}}",
        )
    products = content.site().products
    peers = Peers(products)
    shown = {peer.slug for record in products for peer in peers.of(record, 4)}
    assert shown == {record.slug for record in products}


def test_a_producer_leads_to_what_else_there_is_around_it(content: Content) -> None:
    maker = "{name: HTX Côn Minh, commune: Côn Minh, province: Thái Nguyên}"
    content.product("san-pham/a.md", "Miến dong", producer=maker)
    content.product("san-pham/b.md", "Giỏ mây", producer="{name: HTX Mây}")
    described = ProductDescriptions(content.site())
    around = {
        record.entry.title: fact.values
        for record in described.site.products
        for fact in described.producer(record).facts
        if fact.label == "Trên bản đồ"
    }
    link = Link("Cơ sở, đề án ở Thái Nguyên", "/dia-ban/thai-nguyen/")
    assert around == {"Miến dong": (link,)}
