"""What an old place is now, in the words in which staff and readers are told."""

from collections.abc import Sequence

from khuyencong.gazetteer.address import PlaceReading
from khuyencong.gazetteer.provinces import full_province
from khuyencong.gazetteer.units import Commune

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
