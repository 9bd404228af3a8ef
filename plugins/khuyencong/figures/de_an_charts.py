"""Charts of đề án: over the years, by content and commune, plan and result, step by step."""

from collections.abc import Iterator, Sequence

from khuyencong.content.chart import DONG, ChartKind
from khuyencong.content.de_an_table import DeAnTable
from khuyencong.figures.site_chart import SiteChart, site_chart
from khuyencong.figures.tally import Counted, largest, tally
from khuyencong.gazetteer.names import full_place
from khuyencong.model.de_an import DeAn, Programme, Stage
from khuyencong.site.index import Site

UNIT = "đề án"
MOST = 12
"""Contents and communes that a chart shows: those with the most money."""
_PROGRAMMES = [programme.label for programme in Programme]
_PLANNED, _SETTLED = "Được duyệt", "Đã quyết toán"
_REACHED = {
    "Đăng ký": frozenset(Stage),
    "Thẩm định": frozenset(Stage) - {Stage.REGISTERED},
    "Được duyệt": frozenset(stage for stage in Stage if stage.funded),
    "Nghiệm thu": frozenset({Stage.ACCEPTED}),
}
"""Step of the procedure → stages of those đề án that got so far."""


def de_an_charts(site: Site) -> Iterator[SiteChart]:
    """Those of all years, then those of each."""
    funded = [
        (table.year, row.de_an)
        for table in site.de_an
        for row in table.rows
        if row.de_an.giai_doan.funded
    ]
    source = f"Bảng đề án của {site.centre.short_name}"
    sample = any(row.minh_hoa for _, row in funded)
    yield from _over_years(funded, source=source, sample=sample)
    rows = [row for _, row in funded]
    yield from _by_content(rows, "de-an", "de-an-theo-noi-dung", "", source=source)
    yield from _by_commune(rows, "de-an", "de-an-theo-xa", "", source=source)
    for table in site.de_an:
        yield from _of_year(table, source)


def _over_years(
    funded: Sequence[tuple[int, DeAn]], *, source: str, sample: bool
) -> Iterator[SiteChart]:
    table = "de-an-theo-nam"
    yield site_chart(
        table,
        "kinh-phi-de-an",
        "Kinh phí hỗ trợ đề án qua các năm",
        tally(
            ((str(year), row.chuong_trinh.label, row.kinh_phi_ho_tro) for year, row in funded),
            series=_PROGRAMMES,
        ),
        heading="Năm",
        unit=DONG,
        sample=sample,
        source=source,
    )
    yield site_chart(
        table,
        "so-de-an",
        "Số đề án được hỗ trợ qua các năm",
        tally(((str(year), row.chuong_trinh.label, 1) for year, row in funded), series=_PROGRAMMES),
        heading="Năm",
        unit=UNIT,
        sample=sample,
        source=source,
    )
    settled = {year for year, row in funded if row.kinh_phi_quyet_toan is not None}
    yield site_chart(
        table,
        "ke-hoach-quyet-toan",
        "Kinh phí được duyệt và quyết toán qua các năm",
        tally(
            _plan_and_result([each for each in funded if each[0] in settled]),
            series=(_PLANNED, _SETTLED),
        ),
        heading="Năm",
        unit=DONG,
        kind=ChartKind.BAR,
        sample=sample,
        source=source,
    )


def _plan_and_result(funded: Sequence[tuple[int, DeAn]]) -> Iterator[Counted]:
    for year, row in funded:
        yield str(year), _PLANNED, row.kinh_phi_ho_tro
        yield str(year), _SETTLED, row.kinh_phi_quyet_toan or 0


def _of_year(table: DeAnTable, source: str) -> Iterator[SiteChart]:
    rows = [row.de_an for row in table.rows]
    funded = [row for row in rows if row.giai_doan.funded]
    name, year = f"de-an-{table.year}", f" năm {table.year}"
    yield from _by_content(funded, name, f"{name}-theo-noi-dung", year, source=source)
    yield from _by_commune(funded, name, f"{name}-theo-xa", year, source=source)
    steps = site_chart(
        name,
        f"{name}-qua-cac-buoc",
        f"Đề án{year} qua các bước",
        tally(
            (
                (step, row.chuong_trinh.label, 1)
                for row in rows
                for step, stages in _REACHED.items()
                if row.giai_doan in stages
            ),
            list(_REACHED),
            _PROGRAMMES,
        ),
        heading="Bước",
        unit=UNIT,
        sample=any(row.minh_hoa for row in rows),
        source=source,
    )
    if len(set(steps.chart.sums)) > 1:
        yield steps


def _by_content(
    rows: Sequence[DeAn], table: str, name: str, year: str, *, source: str
) -> Iterator[SiteChart]:
    counted = [
        (row.noi_dung or "Nội dung khác", row.chuong_trinh.label, row.kinh_phi_ho_tro)
        for row in rows
    ]
    yield site_chart(
        table,
        name,
        f"Kinh phí hỗ trợ đề án{year} theo nội dung",
        tally(counted, largest(counted, MOST), _PROGRAMMES),
        heading="Nội dung",
        unit=DONG,
        sample=any(row.minh_hoa for row in rows),
        source=source,
    )


def _by_commune(
    rows: Sequence[DeAn], table: str, name: str, year: str, *, source: str
) -> Iterator[SiteChart]:
    counted = [
        (full_place(row.xa, row.tinh), row.chuong_trinh.label, row.kinh_phi_ho_tro)
        for row in rows
        if row.xa
    ]
    shown = largest(counted, MOST)
    cut = f" ({MOST} nơi nhiều nhất)" if len({label for label, *_ in counted}) > MOST else ""
    yield site_chart(
        table,
        name,
        f"Kinh phí hỗ trợ đề án{year} theo xã, phường{cut}",
        tally(counted, shown, _PROGRAMMES),
        heading="Xã, phường",
        unit=DONG,
        sample=any(row.minh_hoa for row in rows),
        source=source,
    )
