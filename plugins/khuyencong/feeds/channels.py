"""Which feeds there are: the sections of the paper, places, tags, products, press and TV."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cached_property
from operator import attrgetter
from typing import NamedTuple, cast

from khuyencong.catalogue.facets import Choice
from khuyencong.catalogue.galleries import Catalogue, choices
from khuyencong.content.record import Record
from khuyencong.describing.broadcasts import sound
from khuyencong.feeds.items import Edition
from khuyencong.model.broadcast import Broadcast
from khuyencong.model.entry import Entry, Status
from khuyencong.site.groups import StoryGroups
from khuyencong.site.index import Site, places, series_of
from khuyencong.site.producers import PublicProduct

Records = tuple[Record[Entry], ...]
Products = tuple[Record[PublicProduct], ...]
Belongs = Callable[[Record[Entry]], bool]
NamesOf = Callable[[Record[Entry]], tuple[str, ...]]

SITE_GROUP = "Cả trang"
NEWSROOMS = "Báo chí, phát thanh, truyền hình"
LISTENING = "Nghe chương trình (podcast)"
FORMATS = ("rss.xml", "atom.xml", "feed.json")
PODCAST_FORMATS = ("podcast.xml",)
FEWEST = 3
"""Entries from which a list has a feed; one that never had them is followed in a larger list."""
GONE = "Tin đã gỡ"
"""Name of a list of which all was withdrawn."""
LOG = "dinh-chinh/"
"""Where everything that was withdrawn of late is told."""


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
    ever: int
    """How many records were ever published in the list, those withdrawn or hidden since too."""
    gone: Records
    """Those of `records` that were withdrawn of late."""
    edition: Edition = Edition.CITIZEN
    page: str = ""
    """Where it can be read when its own page is gone, for all that it held was withdrawn of late;
    root-relative without the first slash."""
    promised: bool = False
    """Whether it is a feed whatever it holds."""

    @property
    def formats(self) -> tuple[str, ...]:
        """The forms in which its feed is written; players of podcasts read RSS alone."""
        return PODCAST_FORMATS if self.edition is Edition.PODCAST else FORMATS

    @property
    def has_feed(self) -> bool:
        """Whether there was ever enough in it to follow: a list that got a feed keeps it."""
        return self.promised or (bool(self.records) and self.ever >= FEWEST)


def channels(site: Site) -> tuple[Channel, ...]:
    """Every list of a site that has something in it; that of the whole site always."""
    return site.memoized("channels", None, lambda: tuple(map(_without_gone_name, _channels(site))))


def _without_gone_name(channel: Channel) -> Channel:
    """A list of which all was withdrawn tells so to who follows it, under no name: that may be
    somebody's, and why the story was withdrawn."""
    if not channel.page:
        return channel
    return replace(channel, name=GONE, description="Tin, bài của mục này đã gỡ.")


def _channels(site: Site) -> Iterator[Channel]:
    lists = _Lists(site)
    news = lists(site.stories, lambda record: record.entry.listed)
    yield Channel(SITE_GROUP, "", "", f"Tin của {site.centre.name}", *news, promised=True)
    yield from _sections(site, lists)
    yield from _for_newsrooms(site, lists, news)
    yield from _named("Địa bàn", "dia-ban/", site.by_place, _places, lists)
    yield from _products(site, lists)
    yield from _named("Chương trình", "chuong-trinh/", site.by_series, series_of, lists)
    yield from _named("Thẻ", "the/", site.by_tag, _tags, lists)
    yield from _podcasts(site, lists)


def _sections(site: Site, lists: "_Lists") -> Iterator[Channel]:
    gone = {record.category for record in site.lately_withdrawn if record.entry.listed}
    emptied = sorted(gone - site.by_category.keys())
    for slug in (*site.categories, *(slug for slug in emptied if slug not in site.categories)):
        stories = site.by_category.get(slug, ())
        if not stories and slug not in gone:
            continue
        category = site.category(slug)
        yield Channel(
            "Chuyên mục",
            category.name,
            f"{slug}/",
            category.description or f"Chuyên mục {category.name}",
            *lists(stories, _in_category(slug)),
            page="" if stories else LOG,
        )


def _in_category(slug: str) -> Belongs:
    return lambda record: record.entry.listed and record.category == slug


def _named_so(groups: StoryGroups, name: str) -> Belongs:
    return lambda record: record.entry.listed and groups.holds(record, name)


def _in_gallery(choice: Choice) -> Belongs:
    return lambda record: (
        isinstance(record.entry, PublicProduct) and choice in choices(record.entry)
    )


def _for_newsrooms(site: Site, lists: "_Lists", news: "_Listed") -> Iterator[Channel]:
    group = NEWSROOMS
    if site.stories:
        yield Channel(
            group,
            "Dành cho báo chí",
            "bao-chi/",
            "Tin kèm ảnh cỡ lớn có chú thích, nguồn ảnh và tài liệu báo chí (tệp nén) để tải về.",
            *news,
            Edition.PRESS,
            promised=True,
        )
    if site.broadcasts:
        yield Channel(
            group,
            "Dành cho đài",
            "bao-chi/truyen-hinh/",
            "Lời dẫn kèm thời gian đọc, video, phụ đề, cảnh quay và người xuất hiện.",
            *lists(site.broadcasts, lambda record: isinstance(record.entry, Broadcast)),
            Edition.TV,
        )
    corrected = lists(
        (s for s in site.stories if _is_corrected(s, site.now)),
        lambda record: True,
    )
    if corrected.records:
        yield Channel(
            group,
            "Đính chính, tin đã gỡ",
            LOG,
            "Chỉ những bài vừa được đính chính hoặc rút khỏi trang.",
            *corrected,
            promised=True,
        )


def _is_corrected(story: Record[Entry], now: datetime) -> bool:
    found = story.entry.corrections
    return bool(found) and any(each.date <= now for each in found)


def _podcasts(site: Site, lists: "_Lists") -> Iterator[Channel]:
    """Programmes that can be heard: all of them, and those of each series."""
    spoken = (record for record in site.broadcasts if sound(record))
    heard = lists(spoken, lambda record: bool(sound(record))).records
    if not heard:
        return
    about = f"Chương trình khuyến công của {site.centre.name}, nghe trên điện thoại."
    folder = f"{Broadcast.folder}/"
    page = "" if site.by_category.get(Broadcast.folder) else LOG
    yield _podcast("Chương trình khuyến công", folder, about, heard, page)
    series = StoryGroups(heard, series_of)
    for name in series:
        slug = site.by_series.slug(name)
        folder = f"chuong-trinh/{slug or series.slug(name)}/"
        yield _podcast(name, folder, f"{name}: {about}", series[name], "" if slug else LOG)


def _podcast(name: str, folder: str, about: str, heard: Records, page: str) -> Channel:
    """It is a feed from its first episode on: nobody waits for the third to subscribe."""
    gone = tuple(record for record in heard if record.entry.status is Status.WITHDRAWN)
    listed = _Listed(heard, len(heard), gone)
    return Channel(LISTENING, name, folder, about, *listed, Edition.PODCAST, page, promised=True)


def _named(
    group: str, folder: str, groups: StoryGroups, names: NamesOf, lists: "_Lists"
) -> Iterator[Channel]:
    """A list for each name, and for those whose last story was withdrawn of late."""
    gone = [record for record in lists.site.lately_withdrawn if record.entry.listed]
    emptied = StoryGroups(gone, names)
    for found in (groups, emptied):
        for name in found:
            if found is emptied and (groups.slug(name) or groups.has_slug(emptied.slug(name))):
                continue
            yield Channel(
                group,
                name,
                f"{folder}{found.slug(name)}/",
                f"{group} {name}: tin mới",
                *lists(groups.get(name, ()), _named_so(found, name)),
                page="" if found is groups else LOG,
            )


def _tags(record: Record[Entry]) -> tuple[str, ...]:
    return record.entry.tags


def _places(record: Record[Entry]) -> tuple[str, ...]:
    return places(record.entry)


def _products(site: Site, lists: "_Lists") -> Iterator[Channel]:
    """All products, each level, group and province, and each commune of a province."""
    gone = [r for r in site.lately_withdrawn if isinstance(r.entry, PublicProduct)]
    if not gone and not any(record.entry.date for record in site.products):
        return
    listed = {record.address for record in site.products}
    for gallery in Catalogue((*site.products, *cast(Products, tuple(gone)))).galleries.values():
        facets = tuple(value.facet for value in gallery.choice)
        if facets not in ((), ("cap",), ("nhom",), ("tinh",), ("tinh", "xa")):
            continue
        shown = [record for record in gallery.products if record.address in listed]
        dated = [record for record in shown if record.entry.date]
        found = lists(dated, _in_gallery(gallery.choice))
        if found.records:
            yield Channel(
                "Sản phẩm",
                gallery.heading,
                gallery.address.lstrip("/"),
                f"{gallery.heading}: sản phẩm mới và thay đổi",
                *found,
                page="" if shown else LOG,
            )


class _Listed(NamedTuple):
    """What a channel says of its records."""

    records: Records
    ever: int
    gone: Records


@dataclass(frozen=True)
class _Lists:
    """Puts records in order, those withdrawn of late among them, and counts all there ever were."""

    site: Site

    @cached_property
    def _unlisted(self) -> Records:
        hidden = (r for r in self.site.records if r.entry.status is Status.HIDDEN)
        return tuple(r for r in (*self.site.withdrawn, *hidden) if not r.entry.translation_of)

    def __call__(self, records: Iterable[Record[Entry]], belongs: Belongs) -> _Listed:
        listed = [*records]
        gone = tuple(record for record in self.site.lately_withdrawn if belongs(record))
        members = tuple(sorted([*listed, *gone], key=attrgetter("recency")))
        ever = len(listed) + sum(1 for record in self._unlisted if belongs(record))
        return _Listed(members, ever, gone)
