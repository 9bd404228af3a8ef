"""What a year comes to: đề án, money, classes, recognised products, stories."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from khuyencong.figures.site_tables import data_tables
from khuyencong.model.broadcast import Broadcast
from khuyencong.model.de_an import DeAn, Programme, Stage
from khuyencong.model.entry import Entry
from khuyencong.model.product import Level
from khuyencong.model.stories import DemonstrationModel, News, Training
from khuyencong.site.index import Site


@dataclass(slots=True)
class AnnualFigures:
    """The figures of one year, counted from the records."""

    year: int
    de_an: list[DeAn] = field(default_factory=list)
    classes: list[Training] = field(default_factory=list)
    """Those that begin in the year and were not called off."""
    cancelled: int = 0
    recognised: Counter[Level] = field(default_factory=Counter)
    """Products by the level of their award of the year."""
    products: int = 0
    """Products with an award of the year, each once."""
    published: Counter[type[Entry]] = field(default_factory=Counter)
    """News, models and broadcasts by kind."""
    sample: bool = False

    @property
    def funded(self) -> list[DeAn]:
        """The đề án of the year that money was granted to."""
        return [row for row in self.de_an if row.giai_doan.funded]

    @property
    def support(self) -> int:
        """Đồng that were approved."""
        return support_of(self.funded)

    @property
    def settled(self) -> int:
        """Đồng that were settled."""
        return sum(row.kinh_phi_quyet_toan or 0 for row in self.funded)

    @property
    def by_programme(self) -> Mapping[Programme, list[DeAn]]:
        """The funded đề án of each budget that pays any."""
        found = {
            each: [row for row in self.funded if row.chuong_trinh is each] for each in Programme
        }
        return {programme: rows for programme, rows in found.items() if rows}

    def at(self, *stages: Stage) -> int:
        """How many đề án are at one of some stages."""
        return sum(row.giai_doan in stages for row in self.de_an)


def support_of(rows: Iterable[DeAn]) -> int:
    """What đề án get, in đồng."""
    return sum(row.kinh_phi_ho_tro for row in rows)


def annual_figures(site: Site) -> Mapping[int, AnnualFigures]:
    """Every year that has begun of which there are đề án, awards or classes; the newest first.

    There are none without tables of figures, whose page leads to them.
    """
    return site.memoized("annual figures", None, lambda: _annual_figures(site))


def _annual_figures(site: Site) -> Mapping[int, AnnualFigures]:
    found: dict[int, AnnualFigures] = {}
    if not data_tables(site):
        return found

    def of(year: int) -> AnnualFigures:
        if year not in found:
            found[year] = AnnualFigures(year)
        return found[year]

    for table in site.de_an:
        if table.rows:
            year = of(table.year)
            year.de_an += [row.de_an for row in table.rows]
            year.sample |= any(row.de_an.minh_hoa for row in table.rows)
    for record in site.products:
        awards = {(award.year, award.level) for award in record.entry.awards}
        for number, level in awards:
            of(number).recognised[level] += 1
        for number in {number for number, _ in awards}:
            of(number).products += 1
            of(number).sample |= record.entry.sample
    for training in site.stories_of(Training):
        _add_class(of(training.entry.starts.year), training.entry)
    for kind in (News, DemonstrationModel, Broadcast):
        dates = (story.entry.date for story in site.stories_of(kind))
        for number, count in Counter(date.year for date in dates if date).items():
            if number in found:
                found[number].published[kind] += count
    begun = site.now.year
    return {number: found[number] for number in sorted(found, reverse=True) if number <= begun}


def _add_class(year: AnnualFigures, entry: Training) -> None:
    year.sample |= entry.sample
    if entry.cancelled:
        year.cancelled += 1
    else:
        year.classes.append(entry)
