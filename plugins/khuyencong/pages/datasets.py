"""The page from which the list of products is downloaded, and the files themselves."""

from collections.abc import Iterator
from functools import cached_property

from khuyencong.catalogue import filter_index
from khuyencong.catalogue.columns import COLUMNS, Row, rows
from khuyencong.catalogue.downloads import CSV, JSON, XLSX, as_csv, as_json, as_xlsx
from khuyencong.catalogue.facets import ROOT
from khuyencong.describing.elements import Link
from khuyencong.pages.chrome import HOME, PRODUCTS, head
from khuyencong.pages.page import Page
from khuyencong.pages.product_context import ProductContext
from khuyencong.pages.product_views import DatasetFile, DatasetView
from khuyencong.pages.structured_data import breadcrumb_list, json_ld
from khuyencong.site.index import last_change
from khuyencong.store.generated_file import GeneratedFile

DATASET = Link("Tải danh sách sản phẩm", f"{ROOT}du-lieu/")

FILES = (
    DatasetFile("Excel (.xlsx)", f"{ROOT}{XLSX}", "Mở bằng Excel; có sẵn nút lọc ở dòng đầu."),
    DatasetFile("CSV (.csv)", f"{ROOT}{CSV}", "Mở bằng mọi phần mềm bảng tính."),
    DatasetFile("JSON (.json)", f"{ROOT}{JSON}", "Dành cho người viết phần mềm."),
)
"""The list of products in each format, as the page offers it."""
PATHS = tuple(f"{ROOT[1:]}{name}" for name in (CSV, XLSX, JSON, filter_index.FILE))
"""Output paths of the files."""


def dataset_files(context: ProductContext) -> Iterator[GeneratedFile]:
    """The files that hold the list of products."""
    site = context.site
    if not site.products:
        return
    data = _Data(context)
    products = [record.body_digest or record for record in site.products]
    dependencies = products, context.chrome.root, site.now.date()
    for path, generate in zip(PATHS, (data.csv, data.xlsx, data.json, data.filter), strict=True):
        yield GeneratedFile(path, dependencies, generate)


class _Data:
    """The list of products in each format; what they share is made once."""

    def __init__(self, context: ProductContext) -> None:
        self.context = context
        self.today = context.site.now.date()

    @cached_property
    def _rows(self) -> list[Row]:
        return rows(self.context.site.products, self.context.chrome.root, self.today)

    def csv(self) -> bytes:
        return as_csv(self._rows)

    def xlsx(self) -> bytes:
        return as_xlsx(self._rows, last_change(self.context.site.products))

    def json(self) -> bytes:
        return as_json(self._rows)

    def filter(self) -> bytes:
        return filter_index.finder(self.context.catalogue, self.today)


def dataset_page(context: ProductContext) -> Iterator[Page]:
    """The page that offers the files and says what their columns mean."""
    if not context.site.products:
        return
    chrome, crumbs = context.chrome, (HOME, PRODUCTS)
    title = "Danh sách sản phẩm để tải về"
    description = "Toàn bộ sản phẩm trên trang này dưới dạng bảng Excel, CSV và JSON."
    data = {
        "@type": "Dataset",
        "name": title,
        "description": description,
        "inLanguage": "vi",
        "creator": {"@type": "Organization", "name": chrome.organisation.name},
        "distribution": [
            {"@type": "DataDownload", "name": each.name, "contentUrl": chrome.root + each.address}
            for each in FILES
        ],
    }
    view = DatasetView(
        chrome,
        head(
            title,
            DATASET.address,
            description,
            crumbs=crumbs,
            json_ld=json_ld(data, breadcrumb_list(chrome.root, crumbs, title, DATASET.address)),
        ),
        title,
        FILES,
        len(context.site.products),
        tuple((column.heading, column.key, column.meaning) for column in COLUMNS),
    )
    yield Page(DATASET.address, "dataset", view)
