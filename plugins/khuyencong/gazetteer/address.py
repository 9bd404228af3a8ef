"""Addresses of before and after 1/7/2025, taken apart by the places that they name."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple, TypeVar

from khuyencong.gazetteer.names import COMMUNE, DISTRICT, levels, parted, place_key
from khuyencong.gazetteer.provinces import NamedProvince, named_province
from khuyencong.gazetteer.register import gazetteer
from khuyencong.gazetteer.units import Commune, FormerCommune, FormerDistrict

_REMARK = re.compile(r" ?\([^()]*\)$| cũ$| ?, ?Việt Nam$")
_LIST = re.compile(r" ?[,;] ?")
_DASH = re.compile(r" [-–] ")
_BEFORE_KIND = re.compile(
    r"(?<!\b[Tt]hị)(?<!\b[Pp]hường) "  # "phường Phường Đúc"
    r"(?=(?:[Tt]ỉnh|[Tt]hành phố|[Hh]uyện|[Qq]uận|[Tt]hị xã|[Xx]ã|[Pp]hường|[Tt]hị trấn|[Đđ]ặc khu)"
    r" [A-ZĐÀ-Ỹ\d])"
)


class PlaceReading(NamedTuple):
    """What an address says of its place."""

    street: str
    """What stands before the names of places: house, street, hamlet."""
    province: str
    """The province of today; empty when several may be meant."""
    communes: tuple[Commune, ...]
    """The communes of today that may be meant: one, or several to choose from."""
    former_communes: tuple[FormerCommune, ...] = ()
    districts: tuple[FormerDistrict, ...] = ()
    former_province: str = ""
    """The province that ended on 1/7/2025, where one is named."""

    @property
    def former(self) -> bool:
        """Whether the address is one of before 1/7/2025."""
        return bool(self.former_communes or self.districts or self.former_province)

    @property
    def certain(self) -> bool:
        """Whether the commune of today is known: there is one, and no source says otherwise."""
        return len(self.communes) == 1 and not any(old.disputed for old in self.former_communes)


def communes_of_today(commune: str, province: str) -> tuple[Commune, ...]:
    """The communes of today of a name, with or without its kind, in a province or the country."""
    kind, name = parted(commune)
    found = gazetteer().communes.get(place_key(name), ()) if COMMUNE in levels(kind) else ()
    named = named_province(province)
    return _of_kind(
        [each for each in found if not province or (named and each.province == named.today)], kind
    )


def communes_in(province: str) -> tuple[Commune, ...]:
    """The communes of today of a province, by any of its names; none for one that nobody knows."""
    named = named_province(province)
    districts = gazetteer().districts_of(named.today) if named else ()
    return _successors([district for district, _ in districts])


def read_address(text: str) -> PlaceReading | None:
    """The places at the end of an address, the smallest first; None where none is known.

    "Thôn 2, xã Kim Lư, huyện Na Rì, tỉnh Bắc Kạn", with or without the words before the names,
    commas and short forms (TP., H., P.15). Of several places that may be meant none is chosen.
    """
    parts = list(_parts(text))
    named = named_province(parts[-1]) if parts else None
    if named:
        parts.pop()
    districts = _districts(parts[-1], named) if parts else ()
    if districts:
        parts.pop()
    old, new = _communes(parts[-1], districts, named) if parts else ((), ())
    if old or new:
        parts.pop()
    if not (named or districts or old or new):
        return None
    communes = new or _successors(old or districts)
    provinces = {named.today} if named else {commune.province for commune in communes}
    return PlaceReading(
        ", ".join(parts),
        provinces.pop() if len(provinces) == 1 else "",
        communes,
        old,
        districts,
        named.then if named and named.ended else "",
    )


def _holds(named: NamedProvince, district: FormerDistrict) -> bool:
    """Whether a district may be meant with a province, be it that of then or of today."""
    return named.then == district.former_province or (
        not named.ended and named.today == district.province
    )


def _parts(text: str) -> Iterator[str]:
    text = _REMARK.sub("", " ".join(text.split()).rstrip(" ."))
    for part in _LIST.split(text):
        if not named_province(part):
            yield from (
                half.strip(" .-–")
                for piece in _BEFORE_KIND.split(part)
                for half in _between_dashes(piece)
                if half.strip(" .-–")
            )
        else:
            yield part


def _between_dashes(text: str) -> Iterator[str]:
    """What dashes part, but for names that have one: "Phan Rang - Tháp Chàm"."""
    halves = _DASH.split(text)
    while halves:
        count = 2 if len(halves) > 1 and _is_known(" - ".join(halves[:2])) else 1
        yield " - ".join(halves[:count])
        del halves[:count]


def _is_known(text: str) -> bool:
    book, key = gazetteer(), place_key(parted(text)[1])
    known = (book.communes, book.former_communes, book.districts)
    return bool(named_province(text)) or any(key in names for names in known)


def _districts(part: str, named: NamedProvince | None) -> tuple[FormerDistrict, ...]:
    kind, name = parted(part)
    if DISTRICT not in levels(kind) or (name.isdigit() and not kind):
        return ()
    known = gazetteer().districts.get(place_key(name), ())
    return _of_kind([each for each in known if not named or _holds(named, each)], kind)


def _communes(
    part: str, districts: Sequence[FormerDistrict], named: NamedProvince | None
) -> tuple[tuple[FormerCommune, ...], tuple[Commune, ...]]:
    """The communes of old that may be meant, or those of today; never both."""
    kind, name = parted(part)
    if COMMUNE not in levels(kind) or (name.isdigit() and not kind):
        return (), ()
    old, new = _named_so(name, named)
    if districts:
        old = [each for each in old if each.district in districts]
        within = _successors(districts)
        new = [] if old else [each for each in new if each in within]
    elif (named and named.ended) or kind == "thị trấn":
        new = []
    return ((), _of_kind(new, kind)) if new else (_of_kind(old, kind), ())


def _named_so(name: str, named: NamedProvince | None) -> tuple[list[FormerCommune], list[Commune]]:
    """The communes of a name in a province, or in the country, of old and of today."""
    old = gazetteer().former_communes.get(place_key(name), ())
    new = gazetteer().communes.get(place_key(name), ())
    return (
        [each for each in old if not named or _holds(named, each.district)],
        [each for each in new if not named or named.today == each.province],
    )


def _successors(units: Sequence[FormerCommune | FormerDistrict]) -> tuple[Commune, ...]:
    return tuple(dict.fromkeys(commune for unit in units for commune in unit.successors))


Unit = TypeVar("Unit", Commune, FormerCommune, FormerDistrict)


def _of_kind(found: Sequence[Unit], kind: str) -> tuple[Unit, ...]:
    """Those that are what the word before the name says; all of them where none is."""
    return tuple(each for each in found if each.kind == kind) or tuple(found)
