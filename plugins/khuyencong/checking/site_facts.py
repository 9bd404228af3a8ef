"""What the site's own data come to, for stories to be held against."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from khuyencong.catalogue.galleries import Catalogue
from khuyencong.catalogue.rounds import Round, rounds
from khuyencong.content.de_an_table import DeAnTable
from khuyencong.model.de_an import Programme
from khuyencong.site.index import Site
from khuyencong.vietnamese.folding import fold


@dataclass(frozen=True, slots=True)
class Fact:
    """What is counted under one name, and where a person finds it."""

    place: str
    counts: Mapping[str, int]
    """Folded unit → how many there are; "" for every other unit."""

    def count(self, unit: str) -> int:
        """How many there are of a unit, as a story writes it ("đồng", "cơ sở")."""
        return self.counts.get(fold(unit), self.counts[""])


def facts(site: Site) -> dict[str, Fact]:
    """What the key `data` of a story's figures can name → what the site has there."""
    return {**dict(_of_tables(site.de_an)), **dict(_of_rounds(rounds(Catalogue(site.products))))}


def _of_tables(tables: Iterable[DeAnTable]) -> Iterator[tuple[str, Fact]]:
    """ "2024", "2024 kcqg": the đề án that were funded, and their money."""
    for table in tables:
        funded = [row.de_an for row in table.rows if row.de_an.giai_doan.funded]
        for programme in (None, *Programme):
            rows = [de_an for de_an in funded if programme in (None, de_an.chuong_trinh)]
            money = sum(de_an.kinh_phi_ho_tro for de_an in rows)
            name = f"{table.year} {programme.value}" if programme else str(table.year)
            yield name, Fact(f"bảng {table.source}", {"": len(rows), "dong": money})


def _of_rounds(found: Iterable[Round]) -> Iterator[tuple[str, Fact]]:
    """ "binh-chon 2024 tinh": the products, sets and producers of a selection round."""
    for each in found:
        counts = {
            "": len(each.products),
            "bo": each.sets,
            "bo san pham": each.sets,
            "co so": each.producers,
            "don vi": each.producers,
        }
        place = f"trang {each.name} ({each.address})"
        yield f"binh-chon {each.year} {each.level.value}", Fact(place, counts)
