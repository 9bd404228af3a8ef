"""Which feeds there are: the sections of the paper, places, tags, products, press and TV."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from khuyencong.catalogue.facets import Choice
from khuyencong.catalogue.galleries import Catalogue, choices
from khuyencong.content.record import Record
from khuyencong.feeds.items import Edition
from khuyencong.model.broadcast import Broadcast
from khuyencong.model.entry import Entry
from khuyencong.site.groups import StoryGroups
from khuyencong.site.index import Site
from khuyencong.site.producers import PublicProduct

Records = tuple[Record[Entry], ...]
Belongs = Callable[[Record[Entry]], bool]

SITE_GROUP = "Cả trang"


@dataclass(frozen=True, slots=True)
class Channel:
    """One list of records that can be subscribed to."""

    group: str
    """Heading under which the feed is listed."""
    name: str
    folder: str
    """Where its page and its feeds live: "" for the whole site, `tin-tuc/`."""
    description: str
    records: Records
    """Newest change first; those withdrawn of late among them."""
    edition: Edition = Edition.CITIZEN


def channels(site: Site) -> Iterator[Channel]:
    """Every feed of a site that has something in it; that of the whole site always."""
    in_order = _InOrder(site)
    centre = site.centre
    news = in_order(site.stories, lambda record: record.entry.listed)
    yield Channel(SITE_GROUP, "", "", f"Tin của {centre.name}", news)
    for slug, category in site.categories.items():
        stories = site.by_category.get(slug, ())
        if not stories:
            continue
        yield Channel(
            "Chuyên mục",
            category.name,
            f"{slug}/",
            category.description or f"Chuyên mục {category.name}",
            in_order(stories, _in_category(slug)),
        )
    yield from _for_newsrooms(site, in_order, news)
    yield from _named("Địa bàn", "dia-ban/", site.by_place, in_order)
    yield from _products(site, in_order)
    yield from _named("Thẻ", "the/", site.by_tag, in_order)


def _in_category(slug: str) -> Belongs:
    return lambda record: record.entry.listed and record.category == slug


def _named_so(groups: StoryGroups, name: str) -> Belongs:
    return lambda record: record.entry.listed and groups.holds(record, name)


def _in_gallery(choice: Choice) -> Belongs:
    return lambda record: (
        isinstance(record.entry, PublicProduct) and choice in choices(record.entry)
    )


def _for_newsrooms(site: Site, in_order: "_InOrder", news: Records) -> Iterator[Channel]:
    group = "Báo chí, phát thanh, truyền hình"
    if site.stories:
        yield Channel(
            group,
            "Dành cho báo chí",
            "bao-chi/",
            "Tin kèm ảnh cỡ lớn có chú thích, nguồn ảnh và bộ tin nén để tải về.",
            news,
            Edition.PRESS,
        )
    programmes = in_order(
        (story for story in site.stories if isinstance(story.entry, Broadcast)),
        lambda record: isinstance(record.entry, Broadcast),
    )
    if any(isinstance(record.entry, Broadcast) for record in site.stories):
        yield Channel(
            group,
            "Dành cho đài",
            "bao-chi/truyen-hinh/",
            "Lời dẫn kèm thời gian đọc, video, phụ đề, cảnh quay và người xuất hiện.",
            programmes,
            Edition.TV,
        )
    corrected = in_order(
        (story for story in site.stories if story.entry.corrections), lambda record: True
    )
    if corrected:
        yield Channel(
            group,
            "Đính chính, tin rút",
            "dinh-chinh/",
            "Chỉ những bài vừa được đính chính hoặc rút khỏi trang.",
            corrected,
        )


def _named(group: str, folder: str, groups: StoryGroups, in_order: "_InOrder") -> Iterator[Channel]:
    for name, stories in groups.items():
        yield Channel(
            group,
            name,
            f"{folder}{groups.slug(name)}/",
            f"{group} {name}: tin mới",
            in_order(stories, _named_so(groups, name)),
        )


def _products(site: Site, in_order: "_InOrder") -> Iterator[Channel]:
    """All products, each level, group and province, and each commune of a province."""
    for gallery in Catalogue(site.products).galleries.values():
        facets = tuple(value.facet for value in gallery.choice)
        if facets not in ((), ("cap",), ("nhom",), ("tinh",), ("tinh", "xa")):
            continue
        dated = [record for record in gallery.products if record.entry.date]
        records = in_order(dated, _in_gallery(gallery.choice))
        if records:
            yield Channel(
                "Sản phẩm",
                gallery.heading,
                gallery.address.lstrip("/"),
                f"{gallery.heading}: sản phẩm mới và thay đổi",
                records,
            )


@dataclass(frozen=True, slots=True)
class _InOrder:
    """Puts records in order and those withdrawn of late among them."""

    site: Site

    def __call__(self, records: Iterable[Record[Entry]], belongs: Belongs) -> Records:
        gone = [record for record in self.site.lately_withdrawn if belongs(record)]
        return tuple(sorted([*records, *gone], key=lambda record: record.recency))
