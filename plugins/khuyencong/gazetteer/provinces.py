"""Provinces since 1/7/2025, and those that were merged into them (NQ 202/2025/QH15)."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import NamedTuple

from khuyencong.gazetteer.names import PROVINCE, levels, parted, place_key
from khuyencong.vietnamese.folding import fold

_FILE = Path(__file__).parent / "data" / "provinces.txt"
_CITIES = ("Hà Nội", "Hải Phòng", "Huế", "Đà Nẵng", "Cần Thơ", "Thành phố Hồ Chí Minh")
_OTHER_NAMES = {
    "HCM": "Hồ Chí Minh",
    "TPHCM": "Hồ Chí Minh",
    "Sài Gòn": "Hồ Chí Minh",
    "Thừa Thiên Huế": "Huế",
    "Đắc Lắc": "Đắk Lắk",
    "Đăk Lăk": "Đắk Lắk",
    "Đắc Nông": "Đắk Nông",
    "Đăk Nông": "Đắk Nông",
    "Bắc Cạn": "Bắc Kạn",
    "Kontum": "Kon Tum",
}
"""Other spellings in use, and short names."""


@cache
def provinces() -> Mapping[str, tuple[str, ...]]:
    """Name of each province → names of those that were merged into it, in Vietnamese order."""
    lines = _FILE.read_text(encoding="utf-8").splitlines()
    pairs = (line.partition(":") for line in lines if not line.startswith("#"))
    return {
        name: tuple(part.strip() for part in old.split(",") if part.strip())
        for name, _, old in pairs
    }


class NamedProvince(NamedTuple):
    """A province as it was before 1/7/2025, and the one of today that its ground is in."""

    then: str
    today: str

    @property
    def ended(self) -> bool:
        """Whether there is no province of this name any more."""
        return self.then != self.today


def named_province(text: str) -> NamedProvince | None:
    """The province that a name means, with or without "tỉnh", in any of the spellings in use.

    "tỉnh Hoà Bình" → Hòa Bình, Phú Thọ; "Phú Thọ" → Phú Thọ, Phú Thọ. "Thành phố Bắc Ninh" is
    none: a city of a province was a district.
    """
    kind, name = parted(text)
    if PROVINCE not in levels(kind):
        return None
    found = _by_key().get(place_key(name))
    return None if found and kind == "thành phố" and found.then not in _CITIES else found


def province_today(name: str) -> str:
    """The province of today that a name means; the name itself where it is in no list."""
    found = named_province(name)
    return found.today if found else name


@cache
def _by_key() -> Mapping[str, NamedProvince]:
    found = {
        place_key(parted(then)[1]): NamedProvince(then, today)
        for today, merged in provinces().items()
        for then in (today, *merged)
    }
    return found | {
        place_key(other): found[place_key(name)] for other, name in _OTHER_NAMES.items()
    }


def successor(name: str) -> str:
    """The province of today that an old one became part of; empty for any other name.

    The name may lack its marks.
    """
    return _successors().get(fold(name), "")


@cache
def _successors() -> Mapping[str, str]:
    return {fold(old): name for name, merged in provinces().items() for old in merged}


def full_province(name: str) -> str:
    """A province of today or of old with the word before its name: "thành phố Huế"."""
    return f"{'thành phố' if name in _CITIES else 'tỉnh'} {parted(name)[1]}"
