"""The map: every province once, numbers that are right, readable without colours and eyes."""

from lxml import etree

from khuyencong.figures.province_map import map_file, province_map, summary
from khuyencong.gazetteer.provinces import provinces
from khuyencong.places.tree import place_tree
from khuyencong.site.index import Site
from tests.conftest import Content

SVG = "{http://www.w3.org/2000/svg}"


def drawn(site: Site, *, links: bool = True) -> etree._Element:
    return etree.fromstring(province_map(place_tree(site), links=links).encode())


def texts(picture: etree._Element) -> list[str]:
    return [" ".join(part.itertext()) for part in picture.iter(f"{SVG}text")]


def test_every_province_has_a_tile_and_the_islands_too(sample_site: Site) -> None:
    picture = drawn(sample_site)
    said = " ".join(" ".join(texts(picture)).split())
    wanted = {name.replace("Thành phố", "TP.") for name in provinces()}
    assert not [name for name in wanted if name not in said]
    assert "Hoàng Sa Đà Nẵng" in said and "Trường Sa Khánh Hòa" in said
    tiles = [box for box in picture.iter(f"{SVG}rect") if box.get("class") == "map__tile"]
    places = {(box.get("x"), box.get("y")) for box in tiles}
    assert len(tiles) == len(places) == 36


def test_a_tile_says_how_many_and_leads_to_its_province(content: Content) -> None:
    content.product("san-pham/a.md", "Miến")
    link, *others = drawn(content.site()).iter(f"{SVG}a")
    assert not others and link.get("href") == "/dia-ban/lang-son/"
    assert " ".join("".join(link.itertext()).split()) == "Lạng Sơn 1 cơ sở sản xuất"


def test_who_does_not_see_it_hears_it(sample_site: Site) -> None:
    """WCAG 2.2, 1.1.1 and 1.4.1: a name, the same content in words; signs differ in form."""
    picture = drawn(sample_site)
    assert "Lạng Sơn: 3 cơ sở, 8 đề án" in summary(place_tree(sample_site))
    assert picture.get("role") == "group" and len(str(picture.get("aria-labelledby")).split()) == 2
    signs = {part.tag for part in picture.iter() if part.get("class") == "map__sign"}
    assert signs == {f"{SVG}circle", f"{SVG}path"}


def test_the_file_stands_by_itself(sample_site: Site) -> None:
    (file,) = map_file(sample_site)
    picture = etree.fromstring(file.generate())
    assert file.path == "so-lieu/ban-do.svg" and picture.get("role") == "img"
    assert not list(picture.iter(f"{SVG}a"))


def test_nothing_leaves_the_paper_and_little_is_sent(sample_site: Site) -> None:
    picture = drawn(sample_site)
    _, _, width, height = map(float, str(picture.get("viewBox")).split())
    for box in picture.iter(f"{SVG}rect"):
        assert float(box.get("x", 0)) + float(box.get("width", 0)) <= width
        assert float(box.get("y", 0)) + float(box.get("height", 0)) <= height
    assert len(etree.tostring(picture)) < 15_000


def test_a_site_without_producers_and_de_an_has_no_map(content: Content) -> None:
    content.story(localities="Lạng Sơn")
    assert list(map_file(content.site())) == []
