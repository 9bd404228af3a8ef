"""Provinces since 1/7/2025, and those that were merged into them (NQ 202/2025/QH15)."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path

from khuyencong.gazetteer.names import place_key
from khuyencong.vietnamese.folding import fold

_FILE = Path(__file__).parent / "data" / "provinces.txt"
_CENTRAL_CITIES = ("Hà Nội", "Hải Phòng", "Huế", "Đà Nẵng", "Cần Thơ", "Thành phố Hồ Chí Minh")
_OTHER_NAMES = {
    "Hồ Chí Minh": "Thành phố Hồ Chí Minh",
    "HCM": "Thành phố Hồ Chí Minh",
    "TPHCM": "Thành phố Hồ Chí Minh",
    "Sài Gòn": "Thành phố Hồ Chí Minh",
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


@cache
def _then_and_today() -> Mapping[str, tuple[str, str]]:
    found = {
        place_key(then): (then, today)
        for today, merged in provinces().items()
        for then in (today, *merged)
    }
    return found | {
        place_key(other): found[place_key(name)] for other, name in _OTHER_NAMES.items()
    }


def then_and_today(name: str) -> tuple[str, str] | None:
    """The province of a name as it was before 1/7/2025, and the one that its ground is in now.

    "Hòa Bình" → Hòa Bình, Phú Thọ; "Phú Thọ" → Phú Thọ, Phú Thọ. The name stands without the
    word before it, in any of the spellings in use.
    """
    return _then_and_today().get(place_key(name))


def successor(name: str) -> str:
    """The province of today that an old one became part of; empty for any other name.

    The name may lack its marks.
    """
    return _successors().get(fold(name), "")


@cache
def _successors() -> Mapping[str, str]:
    return {fold(old): name for name, merged in provinces().items() for old in merged}


def is_central_city(name: str) -> bool:
    """Whether a name, with or without "thành phố", is that of a city under the government."""
    found = then_and_today(name)
    return found is not None and found[0] in _CENTRAL_CITIES


def full_province(name: str) -> str:
    """A province of today or of old with the word before its name: "thành phố Huế"."""
    if name.lower().startswith("thành phố "):
        return name
    return f"{'thành phố' if is_central_city(name) else 'tỉnh'} {name}"
