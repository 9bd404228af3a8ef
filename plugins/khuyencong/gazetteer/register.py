"""The register of all communes: those of today, and those of before 1/7/2025 that became them.

Its file is made by `tools/gazetteer.py`, which names the sources. It has a section for each
district of old, headed by the province of today, that of then, and the district. A line is a
commune of today with the communes of the district that it took in, whole or in part: a commune
of old that stands in several lines was split.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache, cached_property
from itertools import chain
from pathlib import Path
from typing import TypeVar

from khuyencong.gazetteer.names import COMMUNE_KINDS, parted, place_keys
from khuyencong.gazetteer.units import Commune, FormerCommune, FormerDistrict

FILE = Path(__file__).parent / "data" / "communes.txt"
HEAD, BETWEEN = "= ", " < "
"""What a section begins with, and what stands between its provinces and its district."""

DISPUTED = "?"
"""Behind a commune of old: another source names other successors (see `tools/gazetteer.py`)."""

Row = tuple[str, str]
"""A commune of today, and communes of old with commas between them, by their full names."""
Section = tuple[str, str, list[Row]]
"""Province of then, district, and what became of its communes."""
District = tuple[FormerDistrict, Sequence[FormerCommune]]
Districts = Sequence[District]
Unit = TypeVar("Unit", Commune, FormerCommune, FormerDistrict)


class Gazetteer:
    """Communes and districts by their names; of one name there may be many in the country.

    A build asks for some provinces and for names of today, so only what is asked for is made.
    """

    def __init__(self, lines: Iterable[str]) -> None:
        self._sections: dict[str, list[Section]] = defaultdict(list)
        """Province of today → the districts on its ground, as the file has them."""
        for province, former_province, district, rows in _sections(lines):
            self._sections[province].append((former_province, district, rows))
        self._districts: dict[str, Districts] = {}
        self._taken_in: dict[str, dict[Commune, list[FormerCommune]]] = {}

    @cached_property
    def communes(self) -> Mapping[str, Sequence[Commune]]:
        """Key of a name → communes of today."""
        named = [
            Commune(*parted(name), province)
            for province, sections in self._sections.items()
            for name in dict.fromkeys(name for *_, rows in sections for name, _ in rows)
        ]
        return _by_key(named)

    @cached_property
    def former_communes(self) -> Mapping[str, Sequence[FormerCommune]]:
        """Key of a name → communes of before 1/7/2025."""
        return _by_key([old for _, communes in self._all for old in communes])

    @cached_property
    def districts(self) -> Mapping[str, Sequence[FormerDistrict]]:
        """Key of a name → districts."""
        return _by_key([district for district, _ in self._all])

    @property
    def _all(self) -> Iterator[District]:
        return chain.from_iterable(map(self.districts_of, self._sections))

    def districts_of(self, province: str) -> Districts:
        """The districts on the ground of a province of today, with their communes."""
        if province not in self._districts:
            sections = self._sections.get(province, ())
            self._districts[province] = tuple(_district(province, *each) for each in sections)
        return self._districts[province]

    def taken_in(self, commune: Commune) -> Sequence[FormerCommune]:
        """The communes of old that one of today took in, whole or in part."""
        province = commune.province
        if province not in self._taken_in:
            found = self._taken_in[province] = defaultdict(list)
            for _, communes in self.districts_of(province):
                for old in communes:
                    for became in old.successors:
                        found[became].append(old)
        return self._taken_in[province].get(commune, ())


def _district(province: str, former: str, name: str, rows: Sequence[Row]) -> District:
    """A district on the ground of a province of today, with the communes that it had."""
    communes = [Commune(*parted(commune), province) for commune, _ in rows]
    found = FormerDistrict(*parted(name), former, province, tuple(communes))
    successors: dict[str, list[Commune]] = {}
    for commune, (_, parts) in zip(communes, rows, strict=True):
        for part in filter(None, map(str.strip, parts.split(","))):
            successors.setdefault(part, []).append(commune)
    return found, tuple(
        FormerCommune(
            *_with_kind(part.removesuffix(DISPUTED)), found, tuple(became), part.endswith(DISPUTED)
        )
        for part, became in successors.items()
    )


def _by_key(units: Sequence[Unit]) -> dict[str, list[Unit]]:
    found: dict[str, list[Unit]] = defaultdict(list)
    for key, unit in zip(place_keys(unit.name for unit in units), units, strict=True):
        found[key].append(unit)
    return dict(found)


@cache
def gazetteer() -> Gazetteer:
    """The register of the country, read at the first call."""
    return Gazetteer(FILE.read_text(encoding="utf-8").splitlines())


def _with_kind(name: str) -> tuple[str, str]:
    """Kind and name of a commune of old; one that has no kind in the file was a xã."""
    if name[0].isupper():
        return "xã", name
    kind, bare = parted(name)
    return (kind, bare) if kind in COMMUNE_KINDS else ("xã", name)


def _sections(lines: Iterable[str]) -> Iterator[tuple[str, str, str, list[Row]]]:
    head, rows = ("", "", ""), list[Row]()
    for line in lines:
        if line.startswith(HEAD):
            if rows:
                yield (*head, rows)
            province, former, district = line.removeprefix(HEAD).split(BETWEEN)
            head, rows = (province, former, district), []
        elif line and not line.startswith("#"):
            commune, _, parts = line.partition(":")
            rows.append((commune, parts))
    if rows:
        yield (*head, rows)
