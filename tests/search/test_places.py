"""Places are found by the names of today and by those of before 1/7/2025."""

from tests.conftest import Content
from tests.search.test_index import titles


def test_an_old_province_and_district_are_found_with_what_they_are_now(content: Content) -> None:
    content.story(localities="Phú Thọ, Thái Nguyên")
    assert "Tỉnh Hòa Bình (cũ)" in titles(content, "tỉnh hoà bình")
    assert "Tỉnh Vĩnh Phúc (cũ)" in titles(content, "vĩnh phúc")
    assert titles(content, "huyen na ri") == ["Huyện Na Rì, tỉnh Bắc Kạn (cũ)"]
    assert titles(content, "kim lư") == ["Huyện Na Rì, tỉnh Bắc Kạn (cũ)"]


def test_what_is_in_a_commune_of_today_is_found_by_its_old_district(content: Content) -> None:
    maker = "{name: HTX Côn Minh, commune: Côn Minh, province: Thái Nguyên}"
    content.product("san-pham/a.md", "Miến dong", producer=maker)
    assert {"Miến dong", "HTX Côn Minh"} <= set(titles(content, "huyện na rì"))
    assert {"Miến dong", "HTX Côn Minh"} <= set(titles(content, "tỉnh bắc kạn"))


def test_a_story_of_an_old_place_is_found_by_the_province_of_today(content: Content) -> None:
    content.story(title="Lớp ở Mai Châu", localities="huyện Mai Châu", date="1/6/2025")
    assert "Lớp ở Mai Châu" in titles(content, "phú thọ")


def test_the_map_is_found(content: Content) -> None:
    content.product("san-pham/a.md", "Miến")
    assert "Bản đồ cơ sở và đề án" in titles(content, "bản đồ cơ sở sản xuất")
