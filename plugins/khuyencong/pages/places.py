"""Pages of places: the map and the tree, each place, and the old names of a province."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from typing import Any

from msgspec.structs import asdict, replace

from khuyencong.describing.elements import Link, Table
from khuyencong.figures.province_map import PATH, TITLE, has_map, province_map
from khuyencong.gazetteer.address import PlaceReading, read_address
from khuyencong.gazetteer.provinces import full_province, named_province
from khuyencong.gazetteer.register import gazetteer
from khuyencong.gazetteer.sentences import became, merged, took_in
from khuyencong.gazetteer.units import FormerCommune, FormerDistrict
from khuyencong.pages.chrome import HOME, PLACES, head
from khuyencong.pages.lists import Listing
from khuyencong.pages.page import Page, alone
from khuyencong.pages.place_views import (
    DrawnMap,
    FormerDistrictView,
    FormerNamesView,
    PlacesView,
    PlaceView,
    ProvinceLine,
)
from khuyencong.pages.views import Chrome, View
from khuyencong.places.place import FORMER_NAMES, Place, Province
from khuyencong.places.tree import PlaceTree, place_tree
from khuyencong.site.index import Site
from khuyencong.vietnamese.capitals import capitalized
from khuyencong.vietnamese.numbers import grouped
from khuyencong.vietnamese.slugs import slugify

MOST_DE_AN = 30
"""Đề án on the page of a place; the others stand in the tables of the years."""
_DISPUTED = "; hai nguồn ghi khác nhau, đối chiếu nghị quyết"


def place_pages(site: Site, chrome: Chrome) -> Iterator[Page]:
    """The tree, a page for each place in it, and the old names of each province."""
    tree = place_tree(site)
    if not tree:
        return
    yield _tree_page(site, chrome, tree)
    for province in tree.provinces:
        yield from _place_pages(site, chrome, province, None)
        for place in (*province.communes, *province.former):
            yield from _place_pages(site, chrome, place, province)
        if province.known:
            yield _former_names_page(chrome, province)
    for place in tree.elsewhere:
        yield from _place_pages(site, chrome, place, None)


def _tree_page(site: Site, chrome: Chrome, tree: PlaceTree) -> Page:
    title = "Cơ sở, đề án và tin theo địa bàn"
    summary = "Bản đồ và danh sách theo tỉnh, xã; tên trước ngày 1/7/2025 dẫn tới tên hiện nay."
    return Page(
        PLACES.address,
        "places",
        PlacesView(
            chrome=chrome,
            head=head(title, PLACES.address, summary, crumbs=(HOME,)),
            heading=title,
            summary=summary,
            map=_map(tree) if has_map(site) else None,
            provinces=tuple(map(_line, tree.provinces)),
            elsewhere=tuple(map(_link, tree.elsewhere)),
        ),
    )


def _map(tree: PlaceTree) -> DrawnMap:
    return DrawnMap(
        TITLE, province_map(tree), f"/{PATH}", any(place.sample for place in tree.provinces)
    )


def _line(province: Province) -> ProvinceLine:
    return ProvinceLine(
        Link(province.name, province.address),
        counts=_counts(province, province.story_count),
        communes=tuple(map(_link, province.communes)),
        former=tuple(map(_link, province.former)),
    )


def _link(place: Place) -> Link:
    return Link(place.name, place.address)


def _counts(place: Place, stories: int) -> tuple[str, ...]:
    counted = ((len(place.producers), "cơ sở"), (len(place.de_an), "đề án"), (stories, "bài"))
    return tuple(f"{grouped(number)} {what}" for number, what in counted if number)


def _place_pages(
    site: Site, chrome: Chrome, place: Place, province: Province | None
) -> Iterator[Page]:
    """The stories of a place, page by page; the first page tells what else is there."""
    crumbs = (PLACES, *((_link(province),) if province else ()))
    counts = ", ".join(_counts(place, len(place.stories)))
    about = f"{PLACES.text} {place.name}: {counts}." if counts else ""
    listing = Listing(site, chrome, _link(place), place.stories, PLACES.text, crumbs, about)
    for page in listing.pages():
        told = _besides_stories(site, place, province) if page.address == place.address else None
        shows = partial(_place_view, page.shows, place, province, told)
        depends = page.depends.also((place.sample, place.commune, told))
        yield replace(page, template="place", shows=shows, depends=depends)


def _place_view(
    make: View | Callable[[], View],
    place: Place,
    province: Province | None,
    told: Mapping[str, Any] | None,
) -> PlaceView:
    """A page of a place; `told` is what its first page shows besides stories."""
    listed = make() if callable(make) else make
    view = partial(PlaceView, **asdict(listed), sample=place.sample)
    if told is None:
        return view()
    return view(about=tuple(filter(None, _about(place, province))), **told)


def _besides_stories(site: Site, place: Place, province: Province | None) -> Mapping[str, Any]:
    """What the first page of a place shows besides its stories, but for what it was or is now:
    its names alone tell that."""
    former = place.former if isinstance(place, Province) else ()
    communes = place.communes if isinstance(place, Province) else ()
    return {
        "leads_to": _link(province) if province and place in province.former else None,
        "communes": tuple(map(_link, communes)),
        "former": (*map(_link, former), *_to_former_names(place)),
        "producers": tuple(_producers(place)),
        "de_an": _de_an_table(site, place),
    }


def _producers(place: Place) -> Iterator[Link]:
    for each in place.producers:
        where = each.producer.commune if isinstance(place, Province) else ""
        name = f"{each.producer.name}, {where}" if where else each.producer.name
        yield Link(name, each.address, count=len(each.products))


def _to_former_names(place: Place) -> Iterator[Link]:
    if isinstance(place, Province) and place.known:
        yield Link("Tra tên huyện, xã cũ", f"{place.address}{FORMER_NAMES}/")


def _about(place: Place, province: Province | None) -> Iterator[str]:
    """What a place was before 1/7/2025, or is now."""
    named = named_province(place.name)
    if named and (province is None or place in province.former):
        yield merged(named.today)
        return
    if place.commune:
        yield took_in(place.commune)
    if province and (old := _district(place, province)):
        full = ", ".join(each.full_name for each in old.districts)
        yield f"{capitalized(full)} {became(old)}."


def _district(place: Place, province: Province) -> PlaceReading | None:
    """The district of old that had the name of a place."""
    found = read_address(f"{place.name}, {province.name}")
    return found if found and found.districts and found.communes else None


def _de_an_table(site: Site, place: Place) -> Table | None:
    rows = place.de_an[:MOST_DE_AN]
    if not rows:
        return None
    more = len(place.de_an) - len(rows)
    return Table(
        "Đề án được hỗ trợ" + (f" ({grouped(more)} đề án nữa ở bảng các năm)" if more else ""),
        ("Tên đề án", "Năm", "Đơn vị thụ hưởng", "Địa điểm", "Hỗ trợ (đồng)"),
        tuple(
            (
                Link(row.ten, site.de_an_links.get((year, row.ma), "")),
                str(year),
                row.don_vi_thu_huong,
                row.xa,
                grouped(row.kinh_phi_ho_tro),
            )
            for year, row in rows
        ),
        numeric=frozenset({1, 4}),
    )


def _former_names_page(chrome: Chrome, province: Province) -> Page:
    title = f"Tên cũ và tên mới ở {province.full_name}"
    address = f"{province.address}{FORMER_NAMES}/"
    shows = partial(_former_names, chrome, province, title, address)
    linked = (province, *province.former, *province.communes)
    places = [(each.name, each.address, each.commune) for each in linked]
    depends = alone((), title, len(province.former), places)
    return Page(address, "former-names", shows, depends=depends)


def _former_names(chrome: Chrome, province: Province, title: str, address: str) -> FormerNamesView:
    summary = "Từ ngày 1/7/2025 không còn cấp huyện. Tìm huyện, xã cũ để biết nay thuộc xã nào. "
    summary += merged(province.name)
    districts = tuple(
        _district_view(province, *found) for found in gazetteer().districts_of(province.name)
    )
    return FormerNamesView(
        chrome=chrome,
        head=head(title, address, summary, crumbs=(HOME, PLACES, _link(province))),
        heading=title,
        summary=summary.strip(),
        contents=tuple(Link(each.title, f"#{each.anchor}") for each in districts),
        districts=districts,
    )


def anchor(district: FormerDistrict) -> str:
    """Where a district of old stands on the page of the old names of its province."""
    return slugify(f"{district.full_name} {district.former_province}")


def _district_view(
    province: Province, district: FormerDistrict, communes: Sequence[FormerCommune]
) -> FormerDistrictView:
    reading = PlaceReading("", district.province, district.successors, districts=(district,))
    title = f"{capitalized(district.full_name)}, {full_province(district.former_province)}"
    return FormerDistrictView(
        anchor(district),
        title,
        f"{capitalized(district.full_name)} {became(reading)}.",
        Table(
            f"Xã, phường, thị trấn của {district.full_name}",
            ("Trước ngày 1/7/2025", "Nay"),
            tuple((capitalized(old.full_name), _now(old)) for old in communes),
        ),
        tuple(_link(place) for place in _places_of(province, district)),
    )


def _places_of(province: Province, district: FormerDistrict) -> Iterator[Place]:
    """The old province of a district where it has a page, else the province, then its communes."""
    former = (old for old in province.former if old.name == district.former_province)
    yield next(former, province)
    yield from (each for each in province.communes if each.commune in district.successors)


def _now(old: FormerCommune) -> str:
    part = "một phần " if len(old.successors) > 1 else ""
    names = "; ".join(f"{part}{commune.full_name}" for commune in old.successors)
    return capitalized(names + (_DISPUTED if old.disputed else ""))
