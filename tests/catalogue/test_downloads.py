"""The list of products as CSV, XLSX and JSON: whole, safe to open, the same every time."""

import csv
import io
import json
from datetime import date

import openpyxl
import pytest
from bs4 import BeautifulSoup

from khuyencong.assets.theme_assets import AssetLinks
from khuyencong.catalogue.columns import COLUMNS, Row, rows
from khuyencong.catalogue.downloads import as_csv, as_json, as_xlsx
from khuyencong.catalogue.filter_index import finder
from khuyencong.catalogue.galleries import Catalogue
from khuyencong.csv_file import csv_bytes
from khuyencong.describing.products import ProductDescriptions
from khuyencong.pages.chrome import chrome
from khuyencong.pages.datasets import dataset_page
from khuyencong.pages.product_context import ProductContext
from khuyencong.pages.product_views import DatasetView
from tests.conftest import Content

TODAY = date(2026, 11, 24)
AWARDS = """\
awards:
  - {level: tinh, year: 2024, decision: 17/QĐ-UBND, date: 26/7/2024, expires: 26/7/2027}
  - {level: khu-vuc, year: 2020, region: bac, expires: 1/1/2023}
ocop_stars: 4
price: 85000
price_unit: gói 500 g
standards: [HACCP, ISO 22000]
outlets: [Chợ trung tâm]"""


def table(content: Content) -> list[Row]:
    products = content.site().products
    return rows(products, "https://thu.example", TODAY)


def csv_rows(data: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline="")))


def test_csv_has_vietnamese_headings_and_one_line_a_product(content: Content) -> None:
    content.product("san-pham/a.md", "Miến dong", AWARDS)
    data = as_csv(table(content))
    assert data.startswith(b"\xef\xbb\xbf"), "Excel takes a file without the mark for Latin-1"
    (row,) = csv_rows(data)
    assert row["Tên sản phẩm"] == "Miến dong"
    assert row["Cấp công nhận cao nhất còn giá trị"] == "Cấp tỉnh"
    assert row["Mọi lần được công nhận"] == ("cấp khu vực 2020, hết hạn; cấp tỉnh 2024, 17/QĐ-UBND")
    assert row["Giá (đồng)"] == "85000"
    assert row["Tiêu chuẩn"] == "HACCP; ISO 22000"
    assert row["Địa chỉ trang"] == "https://thu.example/san-pham/mien-dong/"


def test_a_name_that_looks_like_a_formula_stays_a_name(content: Content) -> None:
    for number, evil in enumerate(("=HYPERLINK(1)", "@SUM(A1)", "-2+3", "+cmd|x")):
        content.product(f"san-pham/{number}.md", f"'{evil}'", f"slug: sp-{number}")
    content.product(
        "san-pham/dt.md", "Giỏ", producer="{name: HTX, phone: +84 000 000 000, kind: hop-tac-xa}"
    )
    found = table(content)
    names = {row["Tên sản phẩm"] for row in csv_rows(as_csv(found))}
    assert {"'=HYPERLINK(1)", "'@SUM(A1)", "'-2+3", "'+cmd|x"} <= names
    assert "+84 000 000 000" in {row["Điện thoại"] for row in csv_rows(as_csv(found))}
    sheet = openpyxl.load_workbook(io.BytesIO(as_xlsx(found, None))).active
    assert sheet is not None
    cells = {cell.value: cell.data_type for row in sheet.iter_rows() for cell in row}
    assert cells["=HYPERLINK(1)"] == "s"


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t=", "\r=", "\n=", "＝", "＋", "－", "＠"])
def test_no_cell_of_a_csv_file_begins_as_a_formula_does(start: str) -> None:
    data = csv_bytes([[f"{start}SUM(1+1)", "+84 912 345 678", -5, None]])
    (cells,) = csv.reader(io.StringIO(data.decode("utf-8-sig"), newline=""))
    assert cells == [f"'{start}SUM(1+1)", "+84 912 345 678", "-5", ""]


def test_excel_opens_the_sheet(content: Content) -> None:
    content.product("san-pham/a.md", "Miến dong", AWARDS)
    book = openpyxl.load_workbook(io.BytesIO(as_xlsx(table(content), None)))
    sheet = book["Sản phẩm"]
    head, row = sheet.iter_rows(values_only=True)
    assert head == tuple(column.heading for column in COLUMNS)
    values = dict(zip(head, row, strict=True))
    assert values["Giá (đồng)"] == 85000
    assert values["Tên sản phẩm"] == "Miến dong"
    assert sheet.freeze_panes == "C2"
    assert sheet.auto_filter.ref.startswith("A1:")


def test_json_has_the_documented_keys(content: Content) -> None:
    content.product("san-pham/a.md", "Miến dong", AWARDS)
    (product,) = json.loads(as_json(table(content)))["products"]
    assert list(product) == [column.key for column in COLUMNS]
    assert product["awards"][1] == {
        "level": "tinh",
        "year": 2024,
        "region": None,
        "decision": "17/QĐ-UBND",
        "date": "2024-07-26",
        "expires": "2027-07-26",
        "expired": False,
    }
    assert product["awards"][0]["expired"] is True
    assert product["ocop_stars"] == 4


def test_every_key_is_explained_where_the_files_are_offered(content: Content) -> None:
    content.product("san-pham/a.md", "Miến dong")
    site = content.site()
    (page,) = dataset_page(
        ProductContext(ProductDescriptions(site), chrome(site, AssetLinks(), "https://thu.example"))
    )
    assert isinstance(page.view, DatasetView)
    assert {key for _, key, _ in page.view.columns} == {column.key for column in COLUMNS}
    data = json.loads(page.view.head.json_ld)["@graph"][0]
    assert data["@type"] == "Dataset"
    assert not BeautifulSoup(page.view.head.json_ld, "lxml").find("script")


def test_no_file_tells_what_a_household_keeps_to_itself(content: Content) -> None:
    content.product(
        "san-pham/a.md",
        "Giỏ",
        producer="{name: Hộ Mẫu, kind: ho-kinh-doanh, phone: 0000 000 111, zalo: 0000 000 112, "
        "email: ho@mau.example, address: Ngõ Kín, province: Lạng Sơn}",
    )
    found = table(content)
    sheet = openpyxl.load_workbook(io.BytesIO(as_xlsx(found, None))).active
    assert sheet is not None
    told = str([[cell.value for cell in row] for row in sheet.iter_rows()])
    told += as_csv(found).decode() + as_json(found).decode()
    told += finder(Catalogue(content.site().products), TODAY).decode()
    assert "Lạng Sơn" in told
    for secret in ("0000 000 111", "0000 000 112", "ho@mau.example", "Ngõ Kín"):
        assert secret not in told


def test_the_same_products_give_the_same_bytes(content: Content) -> None:
    content.product("san-pham/a.md", "Miến dong", AWARDS)
    for write in (as_csv, as_json, lambda found: as_xlsx(found, None)):
        assert write(table(content)) == write(table(content))
