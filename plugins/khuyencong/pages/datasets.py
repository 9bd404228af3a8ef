"""The page from which the list of products is downloaded, and the files themselves."""

from collections.abc import Iterator
from functools import cache

from khuyencong.catalogue import filter_index as finder
from khuyencong.catalogue.columns import COLUMNS, Row, rows
from khuyencong.catalogue.downloads import CSV, JSON, XLSX, as_csv, as_json, as_xlsx
from khuyencong.catalogue.facets import ROOT
from khuyencong.pages.chrome import HOME, PRODUCTS, breadcrumb_list, head, json_ld
from khuyencong.pages.product_context import ProductContext
from khuyencong.pages.product_views import DatasetFile, DatasetView
from khuyencong.pages.views import Link, Page
from khuyencong.store.generated_file import GeneratedFile

DATASET = Link("Tải danh sách sản phẩm", f"{ROOT}du-lieu/")

_FILES = (
    DatasetFile("Excel (.xlsx)", f"{ROOT}{XLSX}", "Mở bằng Excel; có sẵn nút lọc ở dòng đầu."),
    DatasetFile("CSV (.csv)", f"{ROOT}{CSV}", "Mở bằng mọi phần mềm bảng tính."),
    DatasetFile("JSON (.json)", f"{ROOT}{JSON}", "Dành cho người viết phần mềm."),
)
PATHS = tuple(f"{ROOT[1:]}{name}" for name in (CSV, XLSX, JSON, finder.FILE))
"""Output paths of the files."""


def dataset_files(context: ProductContext) -> Iterator[GeneratedFile]:
    """The files that hold the list of products."""
    site = context.site
    if not site.products:
        return
    today, root = site.now.date(), context.chrome.root
    changed = max((r.changed for r in site.products if r.changed), default=None)

    @cache
    def found() -> list[Row]:
        return rows(site.products, context.makers, root, today)

    dependencies = site.products, root, today
    yield GeneratedFile(PATHS[0], dependencies, lambda: as_csv(found()))
    yield GeneratedFile(PATHS[1], dependencies, lambda: as_xlsx(found(), changed))
    yield GeneratedFile(PATHS[2], dependencies, lambda: as_json(found()))
    yield GeneratedFile(PATHS[3], dependencies, lambda: finder.finder(context.catalogue, today))


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
            for each in _FILES
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
        _FILES,
        len(context.site.products),
        tuple((column.heading, column.key, column.meaning) for column in COLUMNS),
    )
    yield Page(f"{DATASET.address[1:]}index.html", "dataset", view)
