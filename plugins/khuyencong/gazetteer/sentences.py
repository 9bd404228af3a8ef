"""What an old place is now, in the words in which staff and readers are told."""

from collections.abc import Sequence

from khuyencong.gazetteer.address import PlaceReading
from khuyencong.gazetteer.provinces import full_province, provinces
from khuyencong.gazetteer.register import gazetteer
from khuyencong.gazetteer.units import Commune, FormerDistrict
from khuyencong.vietnamese.capitals import capitalized

LAW = "Nghị quyết 202/2025/QH15"
MOST_NAMED = 12
"""Communes that are named in one sentence."""


def became(place: PlaceReading) -> str:
    """ "nay thuộc xã Na Rì, tỉnh Thái Nguyên"; of several communes all are named, joined by "hoặc".

    The place must be one of before 1/7/2025 of which the province of today is known.
    """
    if not place.communes:
        return f"nay thuộc {full_province(place.province)}"
    if not place.former_communes and len(place.communes) > 1:
        return f"nay gồm {named(place.communes)}, {full_province(place.province)}"
    return f"nay thuộc {named(place.communes, ' hoặc ')}, {full_province(place.province)}"


def named(communes: Sequence[Commune], last: str = " và ") -> str:
    """Communes in a row: "xã Na Rì, xã Côn Minh và xã Trần Phú"; of many the first."""
    names = [commune.full_name for commune in communes]
    if len(names) > MOST_NAMED:
        return f"{', '.join(names[:MOST_NAMED])} và {len(names) - MOST_NAMED} xã, phường khác"
    return last.join(part for part in (", ".join(names[:-1]), names[-1]) if part)


def merged(province: str) -> str:
    """Of which provinces one of today was made; empty for one that stayed as it was."""
    parts = [full_province(name) for name in (*provinces()[province], province)]
    if len(parts) == 1:
        return ""
    whole = f"{', '.join(parts[:-1])} và {parts[-1]}"
    return f"Từ ngày 1/7/2025, {whole} sắp xếp thành {parts[-1]} ({LAW})."


def took_in(commune: Commune) -> str:
    """Which communes of old a commune of today took in, by their districts."""
    by_district: dict[FormerDistrict, list[str]] = {}
    for old in gazetteer().taken_in(commune):
        part = "một phần " if len(old.successors) > 1 else ""
        by_district.setdefault(old.district, []).append(f"{part}{old.full_name}")
    by_name = (
        f"{', '.join(names)} ({each.full_name}, {full_province(each.former_province)})"
        for each, names in by_district.items()
    )
    whole = f"{commune.full_name}, {full_province(commune.province)}"
    parts = "; ".join(by_name)
    return f"{capitalized(whole)} gồm {parts} trước ngày 1/7/2025." if parts else ""
