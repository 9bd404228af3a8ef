"""The register of đề án: a page for each, with its stages and what came of it."""

from collections.abc import Iterator, Sequence
from functools import partial
from itertools import groupby

from khuyencong.content.de_an_table import DeAnTable
from khuyencong.content.record import Figure, Record
from khuyencong.describing.elements import Fact, Link, Table
from khuyencong.gazetteer.names import full_place
from khuyencong.model.de_an import DeAn, Stage
from khuyencong.model.entry import Entry
from khuyencong.model.entry_parts import PhotoMoment
from khuyencong.model.stories import DemonstrationModel
from khuyencong.pages.chrome import DE_AN, HOME, head
from khuyencong.pages.de_an_views import DeAnEntryView, StageLine
from khuyencong.pages.page import Page
from khuyencong.pages.views import Chrome
from khuyencong.site.index import Site
from khuyencong.vietnamese.numbers import dong, grouped

_DAYS = {
    Stage.REGISTERED: "ngay_dang_ky",
    Stage.APPRAISED: "ngay_tham_dinh",
    Stage.APPROVED: "ngay_phe_duyet",
    Stage.REFUSED: "ngay_phe_duyet",
    Stage.ACCEPTED: "ngay_nghiem_thu",
}
"""Stage → the column with its day; carrying out has none."""


def entry_pages(site: Site, chrome: Chrome, table: DeAnTable) -> Iterator[Page]:
    """A page for each đề án of a year."""
    for row in table.rows:
        address = site.de_an_links.get((table.year, row.de_an.ma))
        if address:
            shows = partial(_view, site, chrome, table, row.de_an, address)
            yield Page(address, "de-an-entry", shows)


def _view(site: Site, chrome: Chrome, table: DeAnTable, de_an: DeAn, address: str) -> DeAnEntryView:
    year = Link(f"Đề án khuyến công năm {table.year}", table.address)
    records = site.by_de_an.get(de_an.ma, ())
    whose = f" ({de_an.don_vi_thu_huong})" if de_an.don_vi_thu_huong else ""
    return DeAnEntryView(
        chrome=chrome,
        head=head(
            de_an.ten,
            address,
            f"Đề án {de_an.ma}{whose}: {de_an.giai_doan.label.lower()}, "
            f"hỗ trợ {dong(de_an.kinh_phi_ho_tro)}.",
            crumbs=(HOME, DE_AN, year),
        ),
        code=de_an.ma,
        title=de_an.ten,
        year=year,
        facts=tuple(_facts(de_an)),
        stages=tuple(_stages(de_an)),
        reason=de_an.ly_do if de_an.giai_doan is Stage.REFUSED else "",
        result=_result(de_an),
        photos=tuple(_photos(records)),
        records=tuple(_by_kind(records)),
        sample=de_an.minh_hoa,
    )


def _photos(
    records: Sequence[Record[Entry]],
) -> Iterator[tuple[str, tuple[Figure, ...]]]:
    """Photos of before and after from all that tells of it, and the others of its models."""
    taken = [
        (photo.moment, figure, record)
        for record in records
        for photo, figure in zip(record.entry.photos, record.photos, strict=True)
    ]
    for moment in PhotoMoment:
        if found := tuple(figure for when, figure, _ in taken if when is moment):
            yield moment.label, found
    others = (
        figure
        for when, figure, record in taken
        if when is None and isinstance(record.entry, DemonstrationModel)
    )
    if found := tuple(others):
        yield "Ảnh của mô hình", found


def _facts(de_an: DeAn) -> Iterator[Fact]:
    place = full_place(de_an.xa, de_an.tinh)
    lines = (
        ("Đơn vị thụ hưởng", de_an.don_vi_thu_huong),
        ("Nơi thực hiện", place),
        ("Nội dung", de_an.noi_dung),
        ("Chương trình", de_an.chuong_trinh.label),
        ("Kinh phí hỗ trợ", dong(de_an.kinh_phi_ho_tro)),
        ("Tổng kinh phí", dong(de_an.tong_kinh_phi) if de_an.tong_kinh_phi else ""),
        ("Quyết định", de_an.quyet_dinh),
    )
    return (Fact(label, (value,)) for label, value in lines if value)


def _stages(de_an: DeAn) -> Iterator[StageLine]:
    """The stages on the way of a đề án, in order; a refused one ends with its refusal."""
    refused = de_an.giai_doan is Stage.REFUSED
    way = [stage for stage in Stage if (stage is Stage.REFUSED) <= refused]
    if refused:
        way = [stage for stage in way if not stage.funded]
    reached = way.index(de_an.giai_doan)
    for number, stage in enumerate(way):
        key = _DAYS.get(stage, "")
        day = getattr(de_an, key) if key else None
        yield StageLine(stage.label, day, number <= reached, number == reached)


def _result(de_an: DeAn) -> Table | None:
    """Plan beside result, line by line, as far as both are known."""
    settled = de_an.kinh_phi_quyet_toan
    rows = (
        ("Mục tiêu, kết quả", de_an.muc_tieu, de_an.ket_qua),
        (
            "Kinh phí hỗ trợ (đồng)",
            grouped(de_an.kinh_phi_ho_tro),
            grouped(settled) if settled is not None else "",
        ),
    )
    known = tuple(row for row in rows if row[2])
    return (
        Table("Kế hoạch và thực hiện", ("Chỉ tiêu", "Được duyệt", "Thực hiện"), known)
        if known
        else None
    )


def _by_kind(records: Sequence[Record[Entry]]) -> Iterator[tuple[str, tuple[Link, ...]]]:
    ordered = sorted(records, key=lambda record: (record.entry.label, record.address))
    for label, found in groupby(ordered, key=lambda record: record.entry.label):
        links = tuple(Link(record.entry.title, record.address) for record in found)
        yield label.capitalize(), links
