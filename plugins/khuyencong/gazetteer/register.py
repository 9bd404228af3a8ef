"""The register of all communes: those of today, and those of before 1/7/2025 that became them.

Its file is made by `tools/gazetteer.py`, which names the sources. It has a section for each
district of old, headed by the province of today, that of then, and the district. A line is a
commune of today with the communes of the district that it took in, whole or in part: a commune
of old that stands in several lines was split.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from pathlib import Path

from khuyencong.gazetteer.names import COMMUNE_KINDS, parted, place_key
from khuyencong.gazetteer.units import Commune, FormerCommune, FormerDistrict

FILE = Path(__file__).parent / "data" / "communes.txt"
HEAD, BETWEEN = "= ", " < "
"""What a section begins with, and what stands between its provinces and its district."""

DISPUTED = "?"
"""Behind a commune of old: another source names other successors (see `tools/gazetteer.py`)."""

Row = tuple[str, tuple[str, ...]]
"""A commune of today and communes of old, by their full names."""


class Gazetteer:
    """Communes and districts by their names; of one name there may be many in the country."""

    def __init__(self, lines: Iterable[str]) -> None:
        self.communes: dict[str, list[Commune]] = defaultdict(list)
        """Those of today."""
        self.former_communes: dict[str, list[FormerCommune]] = defaultdict(list)
        self.districts: dict[str, list[FormerDistrict]] = defaultdict(list)
        self.taken_in: dict[Commune, list[FormerCommune]] = defaultdict(list)
        """Commune of today → those of old that it took in, whole or in part."""
        self.by_province: dict[str, list[tuple[FormerDistrict, list[FormerCommune]]]] = defaultdict(
            list
        )
        """Province of today → the districts on its ground with their communes."""
        for province, former_province, district, rows in _sections(lines):
            self._add(province, former_province, district, rows)

    def _add(self, province: str, former: str, district: str, rows: Sequence[Row]) -> None:
        communes = [self._commune(name, province) for name, _ in rows]
        found = FormerDistrict(*parted(district), former, province, tuple(communes))
        self.districts[place_key(found.name)].append(found)
        old_communes: list[FormerCommune] = []
        self.by_province[province].append((found, old_communes))
        successors: dict[str, list[Commune]] = {}
        for commune, (_, parts) in zip(communes, rows, strict=True):
            for part in parts:
                successors.setdefault(part, []).append(commune)
        for part, became in successors.items():
            name = part.removesuffix(DISPUTED)
            old = FormerCommune(*_with_kind(name), found, tuple(became), name != part)
            old_communes.append(old)
            self.former_communes[place_key(old.name)].append(old)
            for commune in became:
                self.taken_in[commune].append(old)

    def _commune(self, full_name: str, province: str) -> Commune:
        commune = Commune(*parted(full_name), province)
        known = self.communes[place_key(commune.name)]
        if commune not in known:
            known.append(commune)
        return commune


@cache
def gazetteer() -> Gazetteer:
    """The register of the country, read at the first call (about 30 ms)."""
    return Gazetteer(FILE.read_text(encoding="utf-8").splitlines())


def _with_kind(name: str) -> tuple[str, str]:
    """Kind and name of a commune of old; one that has no kind in the file was a xã."""
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
            rows.append((commune, tuple(part.strip() for part in parts.split(",") if part.strip())))
    if rows:
        yield (*head, rows)
