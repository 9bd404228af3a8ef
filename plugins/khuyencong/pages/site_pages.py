"""Every page of a site, and whether they fit together."""

import difflib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, cast

from msgspec.structs import replace

from khuyencong.content.record import Record
from khuyencong.model.entry import Entry
from khuyencong.model.product import Product
from khuyencong.model.rules import Problem, Rule
from khuyencong.model.stories import Page as StaticPage
from khuyencong.pages.datasets import dataset_page
from khuyencong.pages.de_an import de_an_pages
from khuyencong.pages.front import front_page
from khuyencong.pages.galleries import gallery_pages
from khuyencong.pages.lists import list_pages
from khuyencong.pages.newsroom import newsroom_pages
from khuyencong.pages.press_views import Kit
from khuyencong.pages.producers import maker_pages
from khuyencong.pages.product_context import ProductContext
from khuyencong.pages.products import ProductPages
from khuyencong.pages.rounds import round_pages
from khuyencong.pages.static_pages import notices, offline_page, static_page
from khuyencong.pages.stories import StoryPages
from khuyencong.pages.subscriptions import Announced, subscribe_page
from khuyencong.pages.views import FeedLinks, Page
from khuyencong.site.index import Site
from khuyencong.site.visibility import plain_address

FIXED_FILES = ("robots.txt", "sitemap.xml", "sitemap-news.xml", "feeds.opml")
NO_KITS: Mapping[str, Kit] = {}
NO_TEXT = b""


class SitePages:
    """Every page of a site, each with the feeds of what it shows.

    The shelf holds the site and what its pages share; `feeds` are all feeds, that of the
    whole site first; `kits` are the press kits of stories' addresses. A page without a date
    of its own changed when the site did.
    """

    def __init__(
        self,
        context: ProductContext,
        feeds: Sequence[FeedLinks] = (),
        kits: Mapping[str, Kit] = NO_KITS,
    ) -> None:
        self.context = context
        self.feeds = feeds
        self.kits = kits
        self._announced = Announced(feeds)
        self._stories = StoryPages(context.site, context.chrome)
        self._products = ProductPages(context)

    @property
    def dependency_key(self) -> tuple[Any, ...] | None:
        """Stands for all that a page with a mark may show besides the text behind that.

        None when nothing can stand for it.
        """
        dependency_key = self.context.site.dependency_key
        return (dependency_key, self.context.chrome, self.feeds) if dependency_key else None

    def __iter__(self) -> Iterator[Page]:
        for body_digest, pages in self._pages():
            for page in pages:
                yield self._finished(page, body_digest)

    def of(self, record: Record[Entry]) -> Iterator[Page]:
        """The pages of one entry; it may be newer than the site."""
        for page in self._entry(record):
            yield self._finished(page, None)

    def _finished(self, page: Page, body_digest: bytes | None) -> Page:
        modified = page.modified or self.context.site.changed
        return replace(
            page, shows=self._announced.on(page), modified=modified, body_digest=body_digest
        )

    def _entry(self, record: Record[Entry]) -> Iterator[Page]:
        if isinstance(record.entry, Product):
            yield from self._products.pages(cast(Record[Product], record))
        elif isinstance(record.entry, StaticPage):
            yield static_page(self.context.site, self.context.chrome, record)
        else:
            yield self._stories.page(record)

    def _pages(self) -> Iterator[tuple[bytes | None, Iterable[Page]]]:
        """Pages, and the mark of the text that they show."""
        context, site, frame = self.context, self.context.site, self.context.chrome
        yield NO_TEXT, (front_page(site, frame),)
        for record in site.records:
            yield record.body_digest, self._entry(record)
        yield NO_TEXT, list_pages(site, frame)
        for made in (gallery_pages, round_pages, maker_pages, dataset_page):
            yield NO_TEXT, made(context)
        yield NO_TEXT, de_an_pages(site, frame)
        # Press kits are made of the texts of many.
        yield None, newsroom_pages(site, frame, self.kits)
        yield NO_TEXT, (subscribe_page(frame, self.feeds), offline_page(frame))
        yield NO_TEXT, notices(site, frame)


def misfits(site: Site, pages: Iterable[Page], files: Iterable[str]) -> Iterator[Problem]:
    """What can only be seen when all pages are known: addresses taken twice, dead links.

    `files` are the output paths of everything else.
    """
    known: dict[str, Page] = {}
    for page in pages:
        first = known.setdefault(page.path, page)
        if first is not page:
            owner, other = (page, first) if page.source else (first, page)
            yield Problem(
                owner.source,
                1,
                Rule.ADDRESS_TAKEN,
                f"Địa chỉ `{owner.address}` đã dùng cho trang “{other.view.head.title}”.",
                "Thêm dòng `slug: …` với tên khác.",
            )
    addresses = {page.address for page in known.values()}
    others = {f"/{path}" for path in files}
    for record in site.records:
        for href, line in record.links:
            if href.startswith("/") and not href.startswith("//"):
                address = plain_address(href)
                if address not in addresses and address not in others:
                    yield _dead_link(site, record.source, href, line, addresses)
            elif not href.startswith("#") and ":" not in href.partition("/")[0]:
                yield Problem(
                    record.source,
                    line,
                    Rule.BROKEN_LINK,
                    f"Liên kết `{href}` không phải địa chỉ.",
                    "Viết `/tin-tuc/ten-bai/` cho bài trên trang, `https://…` cho trang khác.",
                )


def _dead_link(site: Site, source: str, href: str, line: int, addresses: set[str]) -> Problem:
    address = plain_address(href)
    if address in site.unpublished:
        return Problem(
            source,
            line,
            Rule.LINK_TO_UNPUBLISHED,
            f"Liên kết `{href}` tới bài chưa đăng; tạm in thành chữ thường.",
            "Liên kết tự hiện khi bài kia được đăng.",
        )
    nearest = difflib.get_close_matches(address, addresses, n=1)
    return Problem(
        source,
        line,
        Rule.BROKEN_LINK,
        f"Liên kết `{href}` tới trang không có.",
        f"Có phải là `{nearest[0]}`?" if nearest else "Kiểm tra lại địa chỉ.",
    )
