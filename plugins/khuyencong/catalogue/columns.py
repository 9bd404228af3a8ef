"""The list of products as a table: which columns, under which headings and keys.

One declaration for the CSV, the XLSX, the JSON and the page that explains them. Keys and the
form of their values are a promise to those who read the files with programs: new keys may
come, none changes its meaning.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from msgspec import Struct

from khuyencong.addresses import absolute
from khuyencong.content.record import Record
from khuyencong.html_tags import plain_text
from khuyencong.model.product import Award
from khuyencong.site.producers import PublicProducer, PublicProduct

Cell = str | int | bool | None | list[str] | list[dict[str, object]]


@dataclass(frozen=True, slots=True)
class Row:
    """A product with what its columns need."""

    record: Record[PublicProduct]
    root: str
    today: date

    @property
    def entry(self) -> PublicProduct:
        """The product of the row."""
        return self.record.entry

    @property
    def producer(self) -> PublicProducer:
        """Who makes the product, as far as it may be told."""
        return self.record.entry.producer


class Column(Struct, frozen=True):
    """A column: key in JSON, heading in CSV and XLSX, meaning, and its value."""

    key: str
    heading: str
    meaning: str
    value: Callable[[Row], Cell]


def _badge(row: Row) -> str:
    badge = row.entry.badge(row.today)
    return badge.level.label if badge else ""


def _award(award: Award, today: date) -> dict[str, object]:
    return {
        "level": award.level.value,
        "year": award.year,
        "region": award.region.value if award.region else None,
        "decision": award.decision,
        "date": award.date.isoformat() if award.date else None,
        "expires": award.expires.isoformat() if award.expires else None,
        "expired": award.expired(today),
    }


COLUMNS = (
    Column("id", "Mã", "Mã cố định của sản phẩm, không đổi khi đổi tên.", lambda r: r.record.uid),
    Column("name", "Tên sản phẩm", "", lambda r: r.entry.title),
    Column(
        "group",
        "Nhóm",
        "Một trong bốn nhóm của bình chọn.",
        lambda r: r.entry.group.label,
    ),
    Column("producer", "Cơ sở sản xuất", "", lambda r: r.producer.name),
    Column(
        "producer_kind",
        "Loại hình",
        "Công ty, hợp tác xã, tổ hợp tác hoặc hộ kinh doanh.",
        lambda r: r.producer.kind.label if r.producer.kind else "",
    ),
    Column("address", "Địa chỉ", "Để trống khi hộ chưa đồng ý đăng.", lambda r: r.producer.address),
    Column("commune", "Xã, phường", "Tên hiện nay.", lambda r: r.producer.commune),
    Column("province", "Tỉnh, thành phố", "Tên hiện nay.", lambda r: r.producer.province),
    Column("phone", "Điện thoại", "Để trống khi hộ chưa đồng ý đăng.", lambda r: r.producer.phone),
    Column("zalo", "Zalo", "Để trống khi hộ chưa đồng ý đăng.", lambda r: r.producer.zalo),
    Column(
        "email",
        "Thư điện tử",
        "Để trống khi hộ chưa đồng ý đăng.",
        lambda r: r.producer.email or "",
    ),
    Column("website", "Trang web của cơ sở", "", lambda r: r.producer.website or ""),
    Column(
        "level",
        "Cấp công nhận cao nhất còn giá trị",
        "Để trống khi mọi danh hiệu đã hết hạn.",
        _badge,
    ),
    Column(
        "awards",
        "Mọi lần được công nhận",
        "Trong JSON: danh sách gồm level (xa, huyen, tinh, khu-vuc, quoc-gia), year, region "
        "(bac, trung-tay-nguyen, nam hoặc null), decision, date, expires (năm-tháng-ngày hoặc "
        "null), expired (true khi đã hết hạn lúc dựng trang).",
        lambda r: [_award(award, r.today) for award in r.entry.awards_by_rank],
    ),
    Column(
        "ocop_stars",
        "Sao OCOP",
        "1 đến 5, của chương trình Mỗi xã một sản phẩm; không phải điểm khách chấm.",
        lambda r: r.entry.ocop_stars,
    ),
    Column("price", "Giá (đồng)", "Số nguyên, đồng Việt Nam.", lambda r: r.entry.price),
    Column("price_unit", "Giá tính trên", "", lambda r: r.entry.price_unit),
    Column("price_note", "Ghi chú giá", "", lambda r: r.entry.price_note),
    Column("standards", "Tiêu chuẩn", "Danh sách.", lambda r: list(r.entry.standards)),
    Column("packaging", "Quy cách", "", lambda r: r.entry.packaging),
    Column("shelf_life", "Hạn dùng", "", lambda r: r.entry.shelf_life),
    Column("outlets", "Nơi bán", "Danh sách.", lambda r: list(r.entry.outlets)),
    Column("summary", "Giới thiệu", "", lambda r: plain_text(r.record.summary)),
    Column("url", "Địa chỉ trang", "", lambda r: absolute(r.root, r.record.address)),
    Column(
        "photo",
        "Ảnh",
        "Ảnh JPEG lớn nhất trên trang; để trống khi chưa có ảnh.",
        lambda r: (
            f"{r.root}/{r.record.figures[0].picture.largest.path}" if r.record.figures else ""
        ),
    ),
    Column(
        "sample",
        "Dữ liệu mẫu",
        "true: không phải sản phẩm có thật.",
        lambda r: r.entry.sample,
    ),
)


def rows(products: Iterable[Record[PublicProduct]], root: str, today: date) -> list[Row]:
    """The products as rows. `root` is the absolute address of the site."""
    return [Row(record, root, today) for record in products]
