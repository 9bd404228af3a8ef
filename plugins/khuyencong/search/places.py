"""Places as they are found: by the names of today and by those of before 1/7/2025."""

from collections.abc import Iterable, Iterator
from functools import lru_cache, partial

from khuyencong.describing.elements import Link
from khuyencong.gazetteer.address import PlaceReading, communes_of_today, read_address
from khuyencong.gazetteer.provinces import full_province, named_province, provinces, successor
from khuyencong.gazetteer.register import gazetteer
from khuyencong.gazetteer.sentences import became, merged, named
from khuyencong.gazetteer.units import FormerCommune, FormerDistrict
from khuyencong.pages.chrome import PLACES
from khuyencong.pages.places import anchor
from khuyencong.places.place import FORMER_NAMES, Province
from khuyencong.places.tree import place_tree
from khuyencong.search.document import PAGE, Document, ServiceDocument, digest_of_values
from khuyencong.search.results import Result
from khuyencong.site.index import Site
from khuyencong.vietnamese.capitals import capitalized


class FormerPlaceDocument(Document):
    """A place of before 1/7/2025: found by its own name alone, so that whoever asks for a province
    does not get all its districts; its result says what it is now."""

    kind = PAGE

    def __init__(self, link: Link, name: str, parts: str, summary: str) -> None:
        self.address = link.address
        self._link, self._name, self._parts, self._summary = link, name, parts, summary
        self.digest = digest_of_values(name, parts)
        self.result_key = (link.text, link.address, summary)

    def fields(self) -> tuple[str, str, str]:
        return self._name, self._parts, ""

    def result(self) -> Result:
        return Result(self._link.text, self.address, self.kind, text=self._summary)


def place_documents(site: Site) -> Iterator[Document]:
    """The map, and of each province that has a page its old provinces and districts."""
    tree = place_tree(site)
    if tree:
        names = (
            "bản đồ cơ sở sản xuất; bản đồ sản phẩm; bản đồ đề án; theo tỉnh; theo xã; địa bàn; "
            "xã tôi nay thuộc xã nào; tên cũ, tên mới; sáp nhập, sắp xếp xã, tỉnh"
        )
        text = "Bản đồ và danh sách cơ sở, đề án, tin theo tỉnh, xã."
        yield ServiceDocument(Link("Bản đồ cơ sở và đề án", PLACES.address), names, text)
    for province in tree.known.values():
        yield from map(partial(_former_province, province), provinces()[province.name])
        for district, communes in gazetteer().districts_of(province.name):
            yield _former_district(province, district, communes)


def _former_province(province: Province, name: str) -> Document:
    pages = {place.name: place.address for place in province.former}
    full = full_province(name)
    link = Link(f"{capitalized(full)} (cũ)", pages.get(name, province.address))
    return FormerPlaceDocument(link, full, "", merged(province.name))


def _former_district(
    province: Province, district: FormerDistrict, communes: Iterable[FormerCommune]
) -> Document:
    """A district; its communes are found by their names too, with what each became."""
    today = became(PlaceReading("", district.province, district.successors, districts=(district,)))
    full = capitalized(district.full_name)
    link = Link(
        f"{full}, {full_province(district.former_province)} (cũ)",
        f"{province.address}{FORMER_NAMES}/#{anchor(district)}",
    )
    parts = "; ".join(old.full_name for old in communes)
    now = (f"{capitalized(old.full_name)} {_became(old)}." for old in communes)
    return FormerPlaceDocument(link, full, parts, " ".join((f"{full} {today}.", *now)))


def _became(old: FormerCommune) -> str:
    return f"nay thuộc {named(old.successors, ' hoặc ')}"


def other_names(names: Iterable[str], commune: str = "", province: str = "") -> Iterator[str]:
    """The names of today of old places, and the old districts of a commune of today, each once.

    Whoever asks for Phú Thọ finds Hòa Bình, and whoever asks for huyện Na Rì what is in one of the
    communes that were in it.
    """
    yield from dict.fromkeys(filter(None, map(_today, names)))
    yield from _former_districts(commune, province)


@lru_cache(maxsize=4096)
def _today(name: str) -> str:
    """The province of today of an old place; empty for any other name."""
    if named_province(name):
        return successor(name)
    place = read_address(name)
    return place.province if place and place.former else ""


@lru_cache(maxsize=4096)
def _former_districts(commune: str, province: str) -> tuple[str, ...]:
    if not (commune and province):
        return ()
    found = (
        f"{old.district.full_name} {full_province(old.district.former_province)}"
        for each in communes_of_today(commune, province)
        for old in gazetteer().taken_in(each)
    )
    return tuple(dict.fromkeys(found))
