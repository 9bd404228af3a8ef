"""Figures as pictures: stacked bars by year or stage, drawn as SVG when the site is built.

A chart is readable without colours (its parts differ in lightness and pattern), at the width of a
phone, and printed; what it shows stands beside it as a table.
"""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from functools import partial

from markupsafe import escape

from khuyencong.figures.data_table import FOLDER
from khuyencong.model.de_an import DeAn, Stage
from khuyencong.model.product import Level
from khuyencong.site.index import Site
from khuyencong.store.generated_file import GeneratedFile
from khuyencong.vietnamese.numbers import grouped, short_dong

WIDTH, MARGIN = 360, 8
"""Units of the drawing: pixels on a narrow phone."""
_VALUE = 118
"""Room for the sum behind the longest bar."""
_BAR, _STEP, _LEGEND = 24, 36, 24
"""Height of a bar, from bar to bar, of a line of the legend."""
_INK, _PAPER = "#1b2733", "#ffffff"
_FILLS = ("#9b2a22", "#c98f2b", "#2f5d73", "#7d8f69", "#8c6d8a")
"""Neighbours differ in lightness; every second part is hatched besides."""


@dataclass(frozen=True, slots=True)
class BarChart:
    """Stacked bars: one for each year or stage, a part for each series."""

    name: str
    """File name without its suffix."""
    table: str
    """Name of the data table that holds its figures."""
    title: str
    labels: tuple[str, ...]
    """What stands before each bar: years, or stages."""
    series: tuple[tuple[str, tuple[int, ...]], ...]
    """Name and values, as many as labels."""
    money: bool = False
    """Whether the values are đồng."""
    sample: bool = False
    unit: str = "năm"
    """What a label is, said before it in words; empty for one that says so itself."""

    @property
    def label_room(self) -> int:
        """Units of the drawing before the bars."""
        return 50 if max(map(len, self.labels)) <= 4 else 112

    @property
    def path(self) -> str:
        """Output path of the picture."""
        return f"{FOLDER}/{self.name}.svg"

    @property
    def sums(self) -> tuple[int, ...]:
        """What the series come to in each bar."""
        return tuple(map(sum, zip(*(values for _, values in self.series), strict=True)))

    def shown(self, value: int) -> str:
        """A value as the chart prints it."""
        return short_dong(value) if self.money else grouped(value)


def charts(site: Site) -> tuple[BarChart, ...]:
    """The charts of figures of two years or more; one year is no development."""
    return site.memoized("charts", None, lambda: _charts(site))


def _charts(site: Site) -> tuple[BarChart, ...]:
    found = (*_de_an(site), _products(site), *_funnels(site))
    return tuple(chart for chart in found if len(chart.labels) > 1)


def _funnels(site: Site) -> Iterator[BarChart]:
    """How many đề án of each year got how far, where not all got as far."""
    for table in site.de_an:
        rows = [row.de_an for row in table.rows]
        if not rows:
            continue
        names = sorted({de_an.chuong_trinh.label for de_an in rows})
        series = tuple(
            (name, tuple(_count(rows, name, stages) for stages in _REACHED.values()))
            for name in names
        )
        chart = BarChart(
            f"de-an-{table.year}-qua-cac-buoc",
            f"de-an-{table.year}",
            f"Đề án năm {table.year} qua các bước",
            tuple(_REACHED),
            series,
            sample=any(de_an.minh_hoa for de_an in rows),
            unit="",
        )
        if len(set(chart.sums)) > 1:
            yield chart


def chart_files(site: Site) -> Iterator[GeneratedFile]:
    """Each chart as a file for whoever prints it."""
    for chart in charts(site):
        yield GeneratedFile(chart.path, (chart,), partial(_file, chart))


def _file(chart: BarChart) -> bytes:
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{svg(chart)}\n'.encode()


def _de_an(site: Site) -> Iterator[BarChart]:
    funded = [
        (str(table.year), row.de_an.chuong_trinh.label, row.de_an)
        for table in site.de_an
        for row in table.rows
        if row.de_an.giai_doan.funded
    ]
    sample = any(row.minh_hoa for *_, row in funded)
    table = "de-an-theo-nam"
    money = _stacked([(year, name, row.kinh_phi_ho_tro) for year, name, row in funded])
    title = "Kinh phí hỗ trợ đề án qua các năm"
    yield BarChart("kinh-phi-de-an", table, title, *money, money=True, sample=sample)
    number = _stacked([(year, name, 1) for year, name, _ in funded])
    yield BarChart("so-de-an", table, "Số đề án được hỗ trợ qua các năm", *number, sample=sample)


def _count(rows: Sequence[DeAn], programme: str, stages: Collection[Stage]) -> int:
    """How many đề án of a programme are at one of the stages."""
    return sum(row.chuong_trinh.label == programme and row.giai_doan in stages for row in rows)


_REACHED = {
    "Đăng ký": frozenset(Stage),
    "Thẩm định": frozenset(Stage) - {Stage.REGISTERED},
    "Được duyệt": frozenset(stage for stage in Stage if stage.funded),
    "Nghiệm thu": frozenset({Stage.ACCEPTED}),
}
"""Step of the procedure → stages of those đề án that got so far."""


def _products(site: Site) -> BarChart:
    counted = [
        (str(year), level.label, 1)
        for record in site.products
        for year, level in {(award.year, award.level) for award in record.entry.awards}
    ]
    order = [level.label for level in sorted(Level, key=lambda level: -level.rank)]
    years, series = _stacked(counted, order)
    return BarChart(
        "san-pham-qua-cac-nam",
        "san-pham-theo-dot",
        "Sản phẩm được công nhận qua các kỳ bình chọn",
        years,
        series,
        sample=any(record.entry.sample for record in site.products),
    )


def _stacked(
    counted: Sequence[tuple[str, str, int]], order: Sequence[str] = ()
) -> tuple[tuple[str, ...], tuple[tuple[str, tuple[int, ...]], ...]]:
    """Years, oldest first, and series of (year, series, value) added up."""
    sums: dict[tuple[str, str], int] = {}
    for year, name, value in counted:
        sums[year, name] = sums.get((year, name), 0) + value
    years = tuple(sorted({year for year, _ in sums}))
    found = {name for _, name in sums}
    names = [name for name in order if name in found] or sorted(found)
    return years, tuple(
        (name, tuple(sums.get((year, name), 0) for year in years)) for name in names
    )


def summary(chart: BarChart) -> str:
    """What the chart shows, in words: for who does not see it (WCAG 2.2, 1.1.1)."""
    sums = (
        f"{chart.unit} {label}: {chart.shown(total)}".strip()
        for label, total in zip(chart.labels, chart.sums, strict=True)
    )
    return f"{chart.title}. {'; '.join(sums)}.".replace("\u00a0", " ")


def svg(chart: BarChart) -> str:
    """The chart as a picture that stands by itself; a page gives it its own colours by class."""
    top = _LEGEND * len(chart.series) + 14
    height = top + _STEP * len(chart.labels) + MARGIN
    return "".join(
        (
            f'<svg xmlns="http://www.w3.org/2000/svg" class="chart" viewBox="0 0 {WIDTH} {height}"'
            f' role="img" aria-labelledby="{chart.name}-ten {chart.name}-ta" font-size="15"'
            f' font-family="Noto Sans, Segoe UI, Roboto, sans-serif" fill="{_INK}">',
            f'<title id="{chart.name}-ten">{escape(chart.title)}</title>',
            f'<desc id="{chart.name}-ta">{escape(summary(chart))}</desc>',
            f'<rect class="chart__paper" width="{WIDTH}" height="{height}" fill="{_PAPER}"/>',
            _pattern(chart),
            *_legend(chart),
            *_bars(chart, top),
            "</svg>",
        )
    )


def _pattern(chart: BarChart) -> str:
    """Hatching that is put over every second part."""
    return (
        f'<pattern id="{chart.name}-vach" width="6" height="6" patternUnits="userSpaceOnUse"'
        f' patternTransform="rotate(45)"><rect width="2" height="6" fill="{_PAPER}"'
        ' fill-opacity=".55"/></pattern>'
    )


def _part(chart: BarChart, number: int, box: str) -> Iterator[str]:
    """A rectangle in the colour and pattern of a series."""
    fill = _FILLS[number % len(_FILLS)]
    yield f'<rect class="chart__part-{number + 1}" {box} fill="{fill}"/>'
    if number % 2:
        yield f'<rect {box} fill="url(#{chart.name}-vach)"/>'


def _legend(chart: BarChart) -> Iterator[str]:
    for number, (name, _) in enumerate(chart.series):
        top = MARGIN + number * _LEGEND
        yield from _part(chart, number, f'x="{MARGIN}" y="{top}" width="14" height="14"')
        yield f'<text x="{MARGIN + 22}" y="{top + 13}">{escape(name)}</text>'


def _bars(chart: BarChart, top: int) -> Iterator[str]:
    room = WIDTH - 2 * MARGIN - chart.label_room - _VALUE
    most = max(chart.sums) or 1
    for row, (label, total) in enumerate(zip(chart.labels, chart.sums, strict=True)):
        y, x = top + row * _STEP, float(MARGIN + chart.label_room)
        yield f'<text x="{MARGIN}" y="{y + 18}" font-weight="700">{escape(label)}</text>'
        for number, (_, values) in enumerate(chart.series):
            width = room * values[row] / most
            box = f'x="{x:.1f}" y="{y}" width="{width:.1f}" height="{_BAR}"'
            if width:
                yield from _part(chart, number, box)
            x += width
        yield f'<text x="{x + 6:.1f}" y="{y + 18}">{escape(chart.shown(total))}</text>'
