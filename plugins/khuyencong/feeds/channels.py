"""Which feeds there are: the sections of the paper, places, tags, products, press and TV."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from khuyencong.catalogue.facets import Choice
from khuyencong.catalogue.galleries import Catalogue, choices
from khuyencong.content.record import Record
from khuyencong.feeds.items import Edition
from khuyencong.model.entry import Entry
from khuyencong.model.product import Product
from khuyencong.model.stories import Broadcast
from khuyencong.site.index import Site, places
from khuyencong.vietnamese.slugs import address_slug, slugify

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
    told = _Told(site)
    centre = site.centre
    news = told(site.stories, lambda record: record.entry.listed)
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
            told(stories, _in_category(slug)),
        )
    yield from _for_newsrooms(site, told, news)
    yield from _named("Địa bàn", "dia-ban/", site.by_place, told, lambda r: places(r.entry))
    yield from _products(site, told)
    yield from _named("Thẻ", "the/", site.by_tag, told, lambda record: record.entry.tags)


def _in_category(slug: str) -> Belongs:
    return lambda record: record.entry.listed and record.category == slug


def _named_so(slug: str, names: Callable[[Record[Entry]], Iterable[str]]) -> Belongs:
    return lambda record: record.entry.listed and slug in {slugify(name) for name in names(record)}


def _in_gallery(choice: Choice) -> Belongs:
    return lambda record: isinstance(record.entry, Product) and choice in choices(record.entry)


def _for_newsrooms(site: Site, told: "_Told", news: Records) -> Iterator[Channel]:
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
    programmes = told(
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
    corrected = told(
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


def _named(
    group: str,
    folder: str,
    lists: Mapping[str, Records],
    told: "_Told",
    names: Callable[[Record[Entry]], Iterable[str]],
) -> Iterator[Channel]:
    for name, stories in lists.items():
        slug = slugify(name)
        yield Channel(
            group,
            name,
            f"{folder}{address_slug(name)}/",
            f"{group} {name}: tin mới",
            told(stories, _named_so(slug, names)),
        )


def _products(site: Site, told: "_Told") -> Iterator[Channel]:
    """All products, each level, group and province, and each commune of a province."""
    for gallery in Catalogue(site.products).galleries.values():
        facets = tuple(value.facet for value in gallery.choice)
        if facets not in ((), ("cap",), ("nhom",), ("tinh",), ("tinh", "xa")):
            continue
        dated = [record for record in gallery.products if record.entry.date]
        records = told(dated, _in_gallery(gallery.choice))
        if records:
            yield Channel(
                "Sản phẩm",
                gallery.heading,
                gallery.address.lstrip("/"),
                f"{gallery.heading}: sản phẩm mới và thay đổi",
                records,
            )


@dataclass(frozen=True, slots=True)
class _Told:
    """Puts records in order and those withdrawn of late among them."""

    site: Site

    def __call__(self, records: Iterable[Record[Entry]], belongs: Belongs) -> Records:
        gone = [record for record in self.site.lately_withdrawn if belongs(record)]
        return tuple(sorted([*records, *gone], key=lambda record: record.recency))
