"""The centre's figures, counted from the records."""

from collections import Counter
from collections.abc import Iterator

from khuyencong.describing.elements import Link
from khuyencong.figures.data_table import Column, DataTable, Value
from khuyencong.figures.de_an_tables import every_de_an, sums_by_year
from khuyencong.figures.place_table import by_province
from khuyencong.model.policy import Policy
from khuyencong.model.product import Group, Level
from khuyencong.site.index import Site
from khuyencong.site.visits import PublicNotice
from khuyencong.store.generated_file import GeneratedFile
from khuyencong.vietnamese.dates import moment_or_day


def data_tables(site: Site) -> tuple[DataTable, ...]:
    """Every table that has a row."""
    return site.memoized(
        "tables", None, lambda: tuple(table for table in _tables(site) if table.rows)
    )


def table_files(site: Site) -> Iterator[GeneratedFile]:
    """Each table as CSV and as JSON."""
    for table in data_tables(site):
        yield GeneratedFile(table.path("csv"), (table,), table.csv)
        yield GeneratedFile(table.path("json"), (table,), table.json)


def _tables(site: Site) -> Iterator[DataTable]:
    yield _rounds(site)
    yield _support(site)
    yield sums_by_year(site)
    yield every_de_an(site)
    yield by_province(site)
    yield _visits(site)


def _rounds(site: Site) -> DataTable:
    counts: Counter[tuple[int, Level, Group]] = Counter()
    for record in site.products:
        for year, level in {(award.year, award.level) for award in record.entry.awards}:
            counts[year, level, record.entry.group] += 1
    ordered = sorted(counts, key=lambda key: (-key[0], -key[1].rank, list(Group).index(key[2])))
    return DataTable(
        "san-pham-theo-dot",
        "Sản phẩm công nghiệp nông thôn tiêu biểu theo kỳ bình chọn",
        "Đếm từ các sản phẩm có trên trang; một sản phẩm được công nhận nhiều kỳ thì tính ở "
        "mỗi kỳ.",
        (
            Column("nam", "Năm"),
            Column("cap", "Cấp"),
            Column("nhom", "Nhóm sản phẩm"),
            Column("so_san_pham", "Số sản phẩm", "Số sản phẩm được công nhận trong kỳ"),
        ),
        tuple(
            (year, level.label, group.label, counts[year, level, group])
            for year, level, group in ordered
        ),
        sample=any(record.entry.sample for record in site.products),
    )


def _visits(site: Site) -> DataTable:
    """Visits of surveys that were announced, the newest first."""
    found = [
        (visit, record) for record in site.stories_of(PublicNotice) for visit in record.entry.visits
    ]
    found.sort(key=lambda pair: pair[0].starts, reverse=True)
    return DataTable(
        "lich-khao-sat",
        "Lịch khảo sát tại xã, phường",
        "Các buổi khảo sát nhu cầu, hiện trạng cơ sở đã thông báo trên trang.",
        (
            Column("ngay_gio", "Ngày, giờ", "Giờ Việt Nam (ISO 8601)"),
            Column("xa_phuong", "Xã, phường"),
            Column("tinh", "Tỉnh"),
            Column("noi_gap", "Nơi gặp"),
            Column("gap_ai", "Gặp ai"),
            Column("chuan_bi", "Chuẩn bị"),
            Column("huy", "Lý do hủy", "Trống khi buổi khảo sát diễn ra"),
            Column("thong_bao", "Thông báo", "Địa chỉ trong trang"),
        ),
        tuple(
            (
                moment_or_day(visit.starts),
                visit.commune,
                visit.province,
                visit.where,
                visit.host,
                "; ".join(visit.prepare),
                visit.cancelled,
                Link(record.entry.title, record.address),
            )
            for visit, record in found
        ),
        sample=any(record.entry.sample for _, record in found),
    )


def _whole(number: float | None) -> int | float | None:
    """A number without needless zeros, as a table has it."""
    return int(number) if number is not None and number.is_integer() else number


def _support(site: Site) -> DataTable:
    today = site.now.date()
    rows: list[tuple[Value, ...]] = []
    policies = site.stories_of(Policy)
    for entry in (record.entry for record in policies):
        validity = entry.validity_label(today)
        rows += [
            (
                entry.document_number,
                item.activity,
                _whole(item.rate_percent),
                item.ceiling,
                item.per,
                "; ".join(item.eligible),
                item.basis,
                validity,
            )
            for item in entry.support
        ]
    return DataTable(
        "muc-ho-tro",
        "Mức hỗ trợ khuyến công theo văn bản",
        "Chép từ các văn bản trên trang; xem cột hiệu lực trước khi dùng.",
        (
            Column("van_ban", "Văn bản", "Số ký hiệu"),
            Column("noi_dung", "Nội dung hỗ trợ"),
            Column("ty_le_phan_tram", "Tỷ lệ (%)", "Phần trăm, nhiều nhất"),
            Column("muc_tran_dong", "Mức trần (đồng)", "Đồng, nhiều nhất"),
            Column("tinh_tren", "Tính trên"),
            Column("doi_tuong", "Ai được hưởng"),
            Column("can_cu", "Căn cứ", "Điều, khoản"),
            Column("hieu_luc", "Hiệu lực", "Vào ngày dựng trang"),
        ),
        tuple(rows),
        sample=any(record.entry.sample for record in policies),
    )
