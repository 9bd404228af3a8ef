"""Pages about the site itself: open data, accessibility, the map of the site."""

from collections.abc import Iterator

from khuyencong.addresses import address_of
from khuyencong.calendar.calendar_files import EVERYTHING
from khuyencong.calendar.events import calendar_events
from khuyencong.describing.elements import Link
from khuyencong.figures.site_tables import data_tables
from khuyencong.model.broadcast import Broadcast
from khuyencong.pages.chrome import (
    ACCESSIBILITY,
    CALENDAR,
    FIGURES,
    HOME,
    OPEN_DATA,
    SITE_MAP,
    SUBSCRIBE,
    head,
)
from khuyencong.pages.datasets import DATASET, FILES
from khuyencong.pages.information_views import AccessibilityView, DataSource, OpenDataView
from khuyencong.pages.list_views import IndexView
from khuyencong.pages.page import Page
from khuyencong.pages.structured_data import json_ld
from khuyencong.pages.views import Chrome
from khuyencong.site.index import Site
from khuyencong.vietnamese.numbers import grouped


def information_pages(site: Site, chrome: Chrome) -> Iterator[Page]:
    """The three pages."""
    yield _open_data(site, chrome)
    yield _accessibility(site, chrome)
    yield _site_map(site, chrome)


def _open_data(site: Site, chrome: Chrome) -> Page:
    sources = tuple(_sources(site))
    catalog = {
        "@type": "DataCatalog",
        "name": OPEN_DATA.text,
        "url": f"{chrome.root}{OPEN_DATA.address}",
        "dataset": [
            {
                "@type": "Dataset",
                "name": source.name,
                "description": source.about,
                "distribution": [
                    {"@type": "DataDownload", "contentUrl": f"{chrome.root}{file.address}"}
                    for file in source.files
                ],
            }
            for source in sources
        ],
    }
    view = OpenDataView(
        chrome=chrome,
        head=head(
            OPEN_DATA.text,
            OPEN_DATA.address,
            OPEN_DATA.about,
            crumbs=(HOME,),
            json_ld=json_ld(catalog),
        ),
        terms=site.centre.terms,
        sources=sources,
    )
    return Page(OPEN_DATA.address, "open-data", view)


def _sources(site: Site) -> Iterator[DataSource]:
    if site.products:
        about = f"{grouped(len(site.products))} sản phẩm, cơ sở, danh hiệu, giá."
        files = tuple(Link(file.name, file.address) for file in FILES)
        sample = any(record.entry.sample for record in site.products)
        yield DataSource("Danh sách sản phẩm", about, DATASET.address, files, sample)
    for table in data_tables(site):
        files = tuple(Link(form.upper(), address_of(table.path(form))) for form in ("csv", "json"))
        yield DataSource(table.title, table.about, FIGURES.address, files, table.sample)
    if calendar_events(site):
        about = "Lớp, sự kiện, hạn đăng ký, chương trình phát sóng."
        files = (Link("iCalendar", address_of(EVERYTHING)),)
        yield DataSource("Lịch khuyến công", about, CALENDAR.address, files)
    if site.stories:
        about = "Tin mới của từng chuyên mục, địa bàn, thẻ."
        forms = (("RSS", "/rss.xml"), ("Atom", "/atom.xml"), ("JSON Feed", "/feed.json"))
        files = tuple(Link(name, address) for name, address in (*forms, ("OPML", "/feeds.opml")))
        yield DataSource("Tin, bài", about, SUBSCRIBE.address, files)


def _accessibility(site: Site, chrome: Chrome) -> Page:
    view = AccessibilityView(
        chrome=chrome,
        head=head(
            ACCESSIBILITY.text,
            ACCESSIBILITY.address,
            ACCESSIBILITY.about,
            crumbs=(HOME,),
        ),
        limits=tuple(_limits(site)),
    )
    return Page(ACCESSIBILITY.address, "accessibility", view)


def _limits(site: Site) -> Iterator[str]:
    """What is known not to be accessible (WCAG 2.2, 1.2.1 and 1.2.2 for films)."""
    films = [
        record
        for record in site.records
        if isinstance(record.entry, Broadcast) and record.entry.video
    ]
    silent = [record for record in films if not record.transcript]
    if silent:
        yield f"{len(silent)} trong {len(films)} video chưa có phụ đề và lời bằng chữ."
    files = {path for record in site.records for path in record.files}
    if documents := [path for path in files if path.lower().endswith(".pdf")]:
        yield (
            f"{len(documents)} tệp PDF do nơi khác ban hành hoặc chưa kiểm tra; phần mềm "
            "đọc màn hình có thể không đọc được. Nội dung chính được tóm tắt ở bài kèm theo."
        )


def _site_map(site: Site, chrome: Chrome) -> Page:
    menu = tuple((item.text, item.links) for item in chrome.menu if item.parts)
    pages = tuple(link for item in chrome.menu if not item.parts for link in item.links)
    categories = tuple(
        Link(site.categories[slug].name, f"/{slug}/", count=len(stories))
        for slug, stories in site.by_category.items()
    )
    groups = (("Menu", (HOME, *pages)), *menu, ("Chuyên mục", categories), *chrome.directory)
    view = IndexView(
        chrome=chrome,
        head=head(
            SITE_MAP.text,
            SITE_MAP.address,
            f"Mọi phần của {chrome.name} trên một trang.",
            crumbs=(HOME,),
        ),
        heading=SITE_MAP.text,
        groups=tuple((heading, links) for heading, links in groups if links),
    )
    return Page(SITE_MAP.address, "index", view)
