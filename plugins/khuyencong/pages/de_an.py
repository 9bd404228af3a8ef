"""Đề án khuyến công: one page a year and one over all years. Every total is computed here."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from khuyencong.content.chart import Chart
from khuyencong.content.de_an_table import DeAnTable
from khuyencong.describing.elements import Link, Table
from khuyencong.figures.charts import charts_of_table
from khuyencong.gazetteer.names import full_place
from khuyencong.model.de_an import DeAn, Programme, Stage
from khuyencong.pages.chrome import DE_AN, HOME, PLACES, head
from khuyencong.pages.de_an_register import entry_pages
from khuyencong.pages.de_an_views import DeAnView
from khuyencong.pages.page import Page
from khuyencong.pages.views import Chrome, DeAnFigures
from khuyencong.places.tree import place_tree
from khuyencong.site.index import Site
from khuyencong.site.names import identity
from khuyencong.vietnamese.collation import sort_key
from khuyencong.vietnamese.numbers import grouped, short_dong

_MONEY = ("Số đề án", "Kinh phí hỗ trợ (đồng)")
_APPROVED = "Chỉ tính đề án đã được phê duyệt, đang thực hiện hoặc đã nghiệm thu."


def de_an_pages(site: Site, chrome: Chrome) -> Iterator[Page]:
    """The page of all years and one for each; nothing where there are no tables."""
    if not site.de_an:
        return
    years = tuple(Link(f"Năm {table.year}", table.address) for table in site.de_an)
    on_map = (Link("Theo địa bàn", PLACES.address),) if place_tree(site) else ()
    rows = [(table, row.de_an) for table in site.de_an for row in table.rows]
    funded = [row for _, row in rows if row.giai_doan.funded]
    year_of = {id(row): table for table, row in rows}
    yield _page(
        chrome,
        DE_AN,
        f"Đề án đã hỗ trợ qua các năm. {_APPROVED}",
        (*years, *on_map),
        (
            _sums(
                "Theo năm",
                "Năm",
                funded,
                lambda row: str(year_of[id(row)].year),
                order=[str(table.year) for table in site.de_an],
                links={str(table.year): table.address for table in site.de_an},
            ),
            *_breakdown(funded),
        ),
        [row for _, row in rows],
        drawn=(*charts_of_table(site, "de-an-theo-nam"), *charts_of_table(site, "de-an")),
    )
    for table in site.de_an:
        yield _year_page(site, chrome, table, years)
        yield from entry_pages(site, chrome, table)


def de_an_figures(site: Site) -> DeAnFigures | None:
    """What the newest year with funded đề án comes to."""
    for table in site.de_an:
        funded = [row.de_an for row in table.rows if row.de_an.giai_doan.funded]
        if funded:
            producers = {identity(row.don_vi_thu_huong) for row in funded if row.don_vi_thu_huong}
            return DeAnFigures(
                year=table.year,
                address=table.address,
                figures=(
                    ("đề án được hỗ trợ", grouped(len(funded))),
                    ("kinh phí hỗ trợ", short_dong(sum(row.kinh_phi_ho_tro for row in funded))),
                    ("đơn vị thụ hưởng", grouped(len(producers))),
                ),
                sample=any(row.minh_hoa for row in funded),
            )
    return None


def _year_page(site: Site, chrome: Chrome, table: DeAnTable, years: tuple[Link, ...]) -> Page:
    rows = [row.de_an for row in table.rows]
    funded = [row for row in rows if row.giai_doan.funded]
    return _page(
        chrome,
        Link(f"Đề án khuyến công năm {table.year}", table.address),
        table.summary,
        tuple(Link(y.text, y.address, current=y.address == table.address) for y in years),
        (
            *_breakdown(funded),
            _result(funded),
            _sums(
                "Theo giai đoạn (mọi đề án)",
                "Giai đoạn",
                rows,
                lambda row: row.giai_doan.label,
                order=[stage.label for stage in Stage],
            ),
        ),
        rows,
        listing=_listing(site, table) if rows else None,
        drawn=charts_of_table(site, f"de-an-{table.year}"),
        parents=(HOME, DE_AN),
    )


def _breakdown(rows: Sequence[DeAn]) -> Iterator[Table]:
    """Totals of funded đề án by programme, content and province."""
    yield _sums(
        "Theo chương trình",
        "Chương trình",
        rows,
        lambda row: row.chuong_trinh.label,
        order=[programme.label for programme in Programme],
    )
    yield _sums("Theo nội dung", "Nội dung", rows, lambda row: row.noi_dung or "Nội dung khác")
    yield _sums("Theo tỉnh", "Tỉnh", rows, lambda row: row.tinh or "Không ghi tỉnh")


def _sums(
    caption: str,
    heading: str,
    rows: Sequence[DeAn],
    name: Callable[[DeAn], str],
    *,
    order: Sequence[str] = (),
    links: Mapping[str, str] | None = None,
) -> Table:
    """A table of totals by name, in a given order or the Vietnamese one, with a last line."""
    groups: dict[str, list[DeAn]] = {}
    for row in rows:
        groups.setdefault(name(row), []).append(row)
    names = [known for known in order if known in groups] or sorted(groups, key=sort_key)
    addresses = links or {}
    return Table(
        caption,
        (heading, *_MONEY),
        tuple(
            (
                Link(known, addresses[known]) if known in addresses else known,
                *_totals(groups[known]),
            )
            for known in names
        ),
        numeric=frozenset({1, 2}),
        foot=("Cộng", *_totals(rows)) if len(names) > 1 else (),
    )


def _totals(rows: Sequence[DeAn]) -> tuple[str, str]:
    """How many, and their support. Costs are not added: two programmes may share one model."""
    return grouped(len(rows)), grouped(sum(row.kinh_phi_ho_tro for row in rows))


def _result(funded: Sequence[DeAn]) -> Table:
    """What was planned and what came of it, by programme; nothing before money is settled."""
    settled = any(row.kinh_phi_quyet_toan is not None for row in funded)
    accepted = [row for row in funded if row.giai_doan is Stage.ACCEPTED]
    programmes = [each for each in Programme if any(r.chuong_trinh is each for r in funded)]
    return Table(
        "Kế hoạch và thực hiện",
        ("Chương trình", "Được duyệt", "Đã nghiệm thu", "Hỗ trợ được duyệt", "Đã quyết toán"),
        tuple(
            (
                each.label,
                grouped(sum(row.chuong_trinh is each for row in funded)),
                grouped(sum(row.chuong_trinh is each for row in accepted)),
                grouped(sum(r.kinh_phi_ho_tro for r in funded if r.chuong_trinh is each)),
                grouped(sum(r.kinh_phi_quyet_toan or 0 for r in funded if r.chuong_trinh is each)),
            )
            for each in programmes
            if settled
        ),
        numeric=frozenset({1, 2, 3, 4}),
    )


def _listing(site: Site, table: DeAnTable) -> Table:
    """Every đề án of a year; a name leads to its page."""
    return Table(
        f"Danh sách đề án năm {table.year}",
        (
            *("Tên đề án", "Mã", "Chương trình", "Đơn vị thụ hưởng", "Địa điểm"),
            *("Hỗ trợ (đồng)", "Tổng kinh phí (đồng)", "Giai đoạn"),
        ),
        tuple(
            (
                Link(row.ten, site.de_an_links.get((table.year, row.ma), "")),
                row.ma,
                row.chuong_trinh.label,
                row.don_vi_thu_huong,
                full_place(row.xa, row.tinh),
                grouped(row.kinh_phi_ho_tro),
                grouped(row.tong_kinh_phi) if row.tong_kinh_phi is not None else "",
                row.giai_doan.label,
            )
            for row in (found.de_an for found in table.rows)
        ),
        numeric=frozenset({5, 6}),
    )


def _page(
    chrome: Chrome,
    place: Link,
    description: str,
    years: tuple[Link, ...],
    totals: Iterable[Table],
    rows: Iterable[DeAn],
    *,
    listing: Table | None = None,
    drawn: tuple[Chart, ...] = (),
    parents: tuple[Link, ...] = (HOME,),
) -> Page:
    view = DeAnView(
        chrome=chrome,
        head=head(place.text, place.address, description, crumbs=parents),
        heading=place.text,
        description=description,
        years=years,
        charts=drawn,
        totals=tuple(table for table in totals if table.rows),
        listing=listing,
        sample=any(row.minh_hoa for row in rows),
    )
    return Page(place.address, "de-an", view)
