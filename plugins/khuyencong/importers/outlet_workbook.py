"""Excel workbooks of the places that sell: to fill in, and with all that products name."""

from collections import defaultdict
from pathlib import Path

from khuyencong.importers.columns import Column
from khuyencong.importers.existing_entries import ExistingEntries, text_at
from khuyencong.importers.outlet_import import LABEL, outlets_of
from khuyencong.importers.workbook import workbook
from khuyencong.model.product import Product

_COLUMNS = [
    Column(("name",), "Tên điểm bán", "Cửa hàng, chợ, siêu thị đang bán.", "Chợ trung tâm"),
    Column(("address",), "Địa chỉ", "Số nhà, xã hoặc phường.", "Phường Bắc Kạn"),
    Column(("phone",), "Điện thoại", "Số của điểm bán.", "0209 000 000"),
    Column(
        ("products",),
        "Sản phẩm bày bán",
        "Tên các sản phẩm đã có trên trang, ngăn bằng dấu chấm phẩy; trùng tên thì ghi cơ sở "
        "trong ngoặc.",
        "Miến dong; Mật ong (HTX Rừng)",
    ),
]
_REQUIRED = {("name",), ("products",)}


def outlet_template() -> bytes:
    """A workbook to fill in."""
    return workbook(LABEL, _COLUMNS, _REQUIRED, [])


def outlet_export(content: Path) -> bytes:
    """Every place that a product names, with all its products, to edit and import again."""
    sold: dict[str, list[str]] = defaultdict(list)
    for product in ExistingEntries(content, Product):
        maker = text_at(product.values, "producer", "name")
        name = f"{text_at(product.values, 'title')} ({maker})"
        for place in outlets_of(product):
            sold[place].append(name)
    rows = [[place, "", "", "; ".join(sorted(sold[place]))] for place in sorted(sold)]
    return workbook(LABEL, _COLUMNS, _REQUIRED, rows)
