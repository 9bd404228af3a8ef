"""The tree of places: names of texts, producers and đề án come together, old names under new."""

from khuyencong.places.place import Place
from khuyencong.places.tree import PlaceTree, place_tree
from tests.conftest import Content

DE_AN = (
    "Mã đề án;Tên đề án;Chương trình;Xã, phường;Tỉnh;Kinh phí hỗ trợ;Giai đoạn\n"
    "QG-1;Máy thái;Khuyến công quốc gia;xã Na Rì;Bắc Kạn;100.000.000;Nghiệm thu\n"
    "QG-2;Máy sấy;Khuyến công quốc gia;Na Rì;Thái Nguyên;100.000.000;Không phê duyệt\n"
)


def tree(content: Content) -> PlaceTree:
    return place_tree(content.site())


def told(places: tuple[Place, ...]) -> list[tuple[str, str]]:
    return [(place.name, place.address) for place in places]


def maker(content: Content, name: str, commune: str, province: str) -> None:
    content.product(
        f"san-pham/{name}.md",
        f"Sản phẩm {name}",
        producer=f"{{name: HTX {name}, commune: {commune}, province: {province}}}",
    )


def test_all_spellings_of_a_commune_are_one_place(content: Content) -> None:
    content.story(localities="Thái Nguyên, Na Rì")
    maker(content, "A", "Xã Na Rì", "Thái Nguyên")
    maker(content, "B", "Na Rì", "tỉnh Thái Nguyên")
    content.write("de-an/2026.csv", DE_AN)
    (province,) = tree(content).provinces
    assert told(province.communes) == [("Na Rì", "/dia-ban/na-ri/")]
    commune = province.communes[0]
    assert (len(commune.producers), len(commune.de_an), len(commune.stories)) == (2, 1, 1)
    assert commune.commune and commune.commune.full_name == "xã Na Rì"
    assert (len(province.producers), len(province.de_an)) == (2, 1)


def test_an_old_province_stands_under_the_new_one_and_keeps_its_address(content: Content) -> None:
    content.story("tin-tuc/a.md", title="A", localities="Hòa Bình")
    content.story("tin-tuc/b.md", title="B", localities="Vĩnh Phúc, Hòa Bình")
    (province,) = tree(content).provinces
    assert (province.name, province.address) == ("Phú Thọ", "/dia-ban/phu-tho/")
    assert sorted(told(province.former)) == [
        ("Hòa Bình", "/dia-ban/hoa-binh/"),
        ("Vĩnh Phúc", "/dia-ban/vinh-phuc/"),
    ]
    assert (province.stories, province.story_count) == ((), 2)


def test_a_commune_that_no_text_names_lies_below_its_province(content: Content) -> None:
    maker(content, "A", "Phường Bắc Kạn", "Thái Nguyên")
    maker(content, "B", "Trang", "Gia Lai")
    maker(content, "C", "Tên Cũ", "Gia Lai")
    first, second = tree(content).provinces
    assert told(first.communes) == [
        ("Tên Cũ", "/dia-ban/gia-lai/ten-cu-2/"),
        ("Trang", "/dia-ban/gia-lai/trang-2/"),
    ]
    assert told(second.communes) == [("Phường Bắc Kạn", "/dia-ban/thai-nguyen/phuong-bac-kan/")]


def test_communes_of_one_name_in_two_provinces_are_two_places(content: Content) -> None:
    maker(content, "A", "Tân Thành", "Cà Mau")
    maker(content, "B", "Tân Thành", "Thái Nguyên")
    assert [told(province.communes) for province in tree(content).provinces] == [
        [("Tân Thành", "/dia-ban/ca-mau/tan-thanh/")],
        [("Tân Thành", "/dia-ban/thai-nguyen/tan-thanh/")],
    ]


def test_what_stands_beside_a_name_tells_where_it_lies(content: Content) -> None:
    """Cẩm Mỹ, a commune and an old district of Đồng Nai; Tân Thành, communes of many provinces."""
    content.story("tin-tuc/a.md", title="A", localities="Cẩm Mỹ")
    content.story("tin-tuc/b.md", title="B", localities="Tân Thành, Thái Nguyên")
    content.story("tin-tuc/c.md", title="C", localities="Xã Mẫu, Lạng Sơn")
    content.story("tin-tuc/d.md", title="D", localities="Bản Không Rõ")
    found = tree(content)
    assert [(p.name, told(p.communes)) for p in found.provinces] == [
        ("Đồng Nai", [("Cẩm Mỹ", "/dia-ban/cam-my/")]),
        ("Lạng Sơn", [("Xã Mẫu", "/dia-ban/xa-mau/")]),
        ("Thái Nguyên", [("Tân Thành", "/dia-ban/tan-thanh/")]),
    ]
    assert told(found.elsewhere) == [("Bản Không Rõ", "/dia-ban/ban-khong-ro/")]


def test_two_names_of_one_place_keep_two_pages(content: Content) -> None:
    content.story("tin-tuc/a.md", title="A", localities="Na Rì, Thái Nguyên")
    content.story("tin-tuc/b.md", title="B", localities="xã Na Rì, tỉnh Thái Nguyên")
    (province,) = tree(content).provinces
    addresses = {province.address, *(place.address for place in province.communes)}
    assert addresses == {
        *("/dia-ban/thai-nguyen/", "/dia-ban/tinh-thai-nguyen/"),
        *("/dia-ban/na-ri/", "/dia-ban/xa-na-ri/"),
    }


def test_a_province_that_nobody_knows_is_told_apart(content: Content) -> None:
    maker(content, "A", "Xã Mẫu", "Tỉnh Minh Họa")
    (province,) = tree(content).provinces
    assert not province.known and province.full_name == "Tỉnh Minh Họa"


def test_a_site_without_places_has_no_tree(content: Content) -> None:
    content.story()
    content.product("san-pham/a.md", "A", producer="{name: HTX}")
    assert not tree(content)
