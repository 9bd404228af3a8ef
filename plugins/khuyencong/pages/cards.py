"""Small views that stand in many pages: cards, sections, links to lists, pagination."""

from collections.abc import Iterator, Sequence
from typing import TypeVar

from msgspec import Struct

from khuyencong.content.record import Record
from khuyencong.describing.elements import Link
from khuyencong.model.entry import Entry, Status
from khuyencong.model.stories import Training
from khuyencong.pages.schedule import when
from khuyencong.pages.views import EventLine, Pagination, ProductCard, Section, StoryCard
from khuyencong.site.groups import StoryGroups
from khuyencong.site.index import Site, default_category
from khuyencong.site.producers import PublicProduct

PER_PAGE = 12
PRODUCTS_PER_PAGE = 24
PER_LARGE_PAGE = 48
LARGE_SITE = 20_000
"""Entries of a site from which a page of a list holds more: where a country's centres meet, a tag
has thousands."""

T = TypeVar("T")


def name_link(groups: StoryGroups, folder: str, name: str) -> Link:
    """Link to the list of a name: `/the/mien-dong/`; without an address when it has none."""
    slug = groups.slug(name)
    return Link(name, f"/{folder}/{slug}/" if slug else "")


def tag_link(site: Site, name: str) -> Link:
    """The link to the stories of a tag."""
    return name_link(site.by_tag, "the", name)


def place_link(site: Site, name: str) -> Link:
    """The link to the stories of a place."""
    return name_link(site.by_place, "dia-ban", name)


def author_link(site: Site, name: str) -> Link:
    """The link to the stories of an author."""
    return name_link(site.by_author, "tac-gia", name)


def unit_link(site: Site, name: str) -> Link:
    """The link to the stories of a unit."""
    return name_link(site.by_unit, "don-vi", name)


def series_link(site: Site, name: str) -> Link:
    """The link to the numbers of a programme."""
    return name_link(site.by_series, "chuong-trinh", name)


def month_address(year: int, month: int) -> str:
    """Root-relative address of the stories of a month."""
    return f"/luu-tru/{year}/{month:02d}/"


def section_of(site: Site, slug: str) -> Section:
    """The category of a record as its cards and page show it.

    Without an address where no listed story makes a list of it.
    """
    category = site.categories.get(slug) or default_category(slug)
    address = f"/{slug}/" if slug in site.by_category else ""
    return Section(category.name, address, category.colour, slug)


def draft_label(entry: Entry, site: Site) -> str:
    """What a preview prints over something that readers cannot see yet."""
    if entry.status in (Status.DRAFT, Status.REVIEW):
        return entry.status.label
    return "Chờ đến giờ đăng" if entry.is_embargoed(site.now) else ""


def story_card(site: Site, record: Record[Entry]) -> StoryCard:
    """The card of a story, made once for all lists in which it stands."""
    return site.memoized("story card", record, lambda: _story_card(site, record))


def _story_card(site: Site, record: Record[Entry]) -> StoryCard:
    entry = record.entry
    return StoryCard(
        title=entry.title,
        address=record.address,
        summary=record.summary,
        date=entry.date,
        section=section_of(site, record.category),
        photo=record.lead_figure,
        sample=entry.sample,
        draft=draft_label(entry, site),
        when=when(entry, site.now),
        source=entry.source_name if entry.republished or record.is_link else "",
    )


def product_card(site: Site, record: Record[PublicProduct]) -> ProductCard:
    """The card of a product, made once for all galleries in which it stands."""
    return site.memoized("product card", record, lambda: _product_card(site, record))


def _product_card(site: Site, record: Record[PublicProduct]) -> ProductCard:
    entry = record.entry
    badge = entry.badge(site.now.date())
    return ProductCard(
        title=entry.title,
        address=record.address,
        producer=entry.producer.name,
        place=entry.producer.province,
        group=entry.group.value,
        badge=badge.level.label if badge else "",
        badge_level=badge.level.value if badge else "",
        ocop_stars=entry.ocop_stars,
        photo=record.lead_figure,
        sample=entry.sample,
    )


def event_line(record: Record[Training]) -> EventLine:
    """A class as a line of a list: when, where, until when one applies."""
    entry = record.entry
    line = entry.title, record.address, entry.starts, entry.deadline, entry.place
    return EventLine(*line, entry.cancelled)


def page_size(site: Site, usual: int) -> int:
    """How many entries a page of a list holds."""
    return usual if len(site.records) < LARGE_SITE else PER_LARGE_PAGE


class ListPage(Struct, frozen=True):
    """A page of a list that is cut into pages: which, not what stands on it. There are thousands.

    Page 2 of `/the/a/` is `/the/a/trang/2/`, which no slug can collide with because
    `trang` is refused as a slug.
    """

    list_address: str
    number: int
    """From 1."""
    total: int
    size: int
    """How many items a page holds."""

    @property
    def address(self) -> str:
        """Root-relative address of the page."""
        return self._address(self.number)

    def _address(self, number: int) -> str:
        return f"{self.list_address}trang/{number}/" if number > 1 else self.list_address

    @property
    def first(self) -> int:
        """Place of its first item in the whole list."""
        return (self.number - 1) * self.size

    def of(self, items: Sequence[T]) -> Sequence[T]:
        """Those of all items that stand on the page."""
        return items[self.first : self.first + self.size]

    @property
    def pagination(self) -> Pagination:
        """The ways from it to other pages of the list."""
        number, total = self.number, self.total
        near = range(max(1, number - 2), min(total, number + 2) + 1)
        return Pagination(
            number=number,
            total=total,
            newer=Link("Mới hơn", self._address(number - 1)) if number > 1 else None,
            older=Link("Cũ hơn", self._address(number + 1)) if number < total else None,
            pages=tuple(
                Link(str(each), self._address(each), each == number)
                for each in sorted({1, total, *near})
            ),
        )


def pages_of_list(address: str, count: int, size: int) -> Iterator[ListPage]:
    """The pages of a list of so many items; never none."""
    total = max(1, -(-count // size))
    return (ListPage(address, number, total, size) for number in range(1, total + 1))
