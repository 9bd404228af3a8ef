"""Lists of stories: categories, tags, authors, units, months; and the indexes of lists."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, partial
from itertools import chain, groupby

from khuyencong.describing.elements import Link
from khuyencong.model.broadcast import Broadcast
from khuyencong.model.document import Document
from khuyencong.model.notice import Notice
from khuyencong.model.question import Question
from khuyencong.model.stories import Training
from khuyencong.pages.cards import (
    PER_PAGE,
    ListPage,
    author_link,
    month_address,
    page_size,
    pages_of_list,
    section_of,
    series_link,
    story_card,
    tag_link,
    unit_link,
)
from khuyencong.pages.chrome import ARCHIVE, AUTHORS, HOME, SERIES, TAGS, head
from khuyencong.pages.forms import form_groups, is_form
from khuyencong.pages.list_views import IndexView, ListView, SeriesView
from khuyencong.pages.page import Depends, Page, alone
from khuyencong.pages.schedule import airings, by_class_day, by_notice_type
from khuyencong.pages.views import AiringLine, Chrome
from khuyencong.site.index import Site, Story, last_change
from khuyencong.vietnamese.dates import month_name

AIRINGS = 6
READING = "Sổ tay, ấn phẩm"
"""What the list of documents holds below the forms."""
INK = "#1f3a5f"
"""Colour of lists that have no category of their own."""


def list_pages(site: Site, chrome: Chrome) -> Iterator[Page]:
    """Every list of stories, page by page, and the indexes."""
    for slug, stories in site.by_category.items():
        if slug == Question.folder:
            continue  # has a page of its own, `pages/questions.py`
        section = section_of(site, slug)
        category = site.categories[slug]
        yield from Listing(
            site,
            chrome,
            Link(category.name, section.address),
            stories,
            kicker="Chuyên mục",
            description=category.description,
            colour=category.colour,
            slug=slug,
        ).pages()
    for kicker, parent, link, groups in (
        ("Thẻ", TAGS, tag_link, site.by_tag),
        ("Chương trình", SERIES, series_link, site.by_series),
        ("Người viết", AUTHORS, author_link, site.by_author),
        ("Đơn vị", AUTHORS, unit_link, site.by_unit),
    ):
        for name, stories in groups.items():
            yield from Listing(site, chrome, link(site, name), stories, kicker, (parent,)).pages()
    for (year, month), stories in site.by_month.items():
        place = Link(month_name(year, month), month_address(year, month))
        yield from Listing(site, chrome, place, stories, "Lưu trữ", (ARCHIVE,)).pages()
    yield from _indexes(site, chrome)


@dataclass(frozen=True)
class Listing:
    """A list of stories under one heading."""

    site: Site
    chrome: Chrome
    place: Link
    stories: Sequence[Story]
    kicker: str
    above: tuple[Link, ...] = ()
    """The steps between the front page and the list."""
    description: str = ""
    colour: str = INK
    slug: str = ""
    """Of a category."""

    def pages(self) -> Iterator[Page]:
        """The list, page by page."""
        show, count = self._view, sum(map(len, self._parts.values()))
        for page in pages_of_list(self.place.address, count, page_size(self.site, PER_PAGE)):
            parts = tuple(self._parts_of(page))
            stories = tuple(chain.from_iterable(found for _, found in parts))
            depends = self._depends(page, stories, [(name, len(found)) for name, found in parts])
            newest = last_change(stories)
            yield Page(page.address, "list", partial(show, page), newest, depends=depends)

    def _depends(self, page: ListPage, stories: Sequence[Story], parts: object) -> Depends:
        """A correction makes no other page stale than those on which its story stands."""
        return alone(
            (*stories, *self._forms(page)),
            *(self.place, self.kicker, self.above, self.description, self.colour, self.slug),
            *(len(self.stories), page.number, page.total, parts, self._airings),
        )

    @cached_property
    def _parts(self) -> Mapping[str, Sequence[Story]]:
        """Heading → stories: classes go by their own days."""
        if self.slug and any(isinstance(story.entry, Training) for story in self.stories):
            return by_class_day(self.stories, self.site.now)
        if self.slug == Document.folder:
            heading = READING if any(map(is_form, self.stories)) else ""
            return {heading: [story for story in self.stories if not is_form(story)]}
        if self.slug == Notice.folder:
            return by_notice_type(self.stories)
        return {"": self.stories}

    def _parts_of(self, page: ListPage) -> Iterator[tuple[str, Sequence[Story]]]:
        """The headings that stand on a page, with their stories there."""
        begun = 0
        for heading, stories in self._parts.items():
            first, end = page.first - begun, page.first + page.size - begun
            if shown := stories[max(first, 0) : max(end, 0)]:
                yield heading, shown
            begun += len(stories)

    @property
    def _airings(self) -> Sequence[AiringLine]:
        return airings(self.site, AIRINGS) if self.slug == Broadcast.folder else ()

    def _forms(self, page: ListPage) -> Sequence[Story]:
        """The forms, where the page lists them."""
        listed = self.slug == Document.folder and page.number == 1
        return tuple(filter(is_form, self.stories)) if listed else ()

    def _view(self, page: ListPage) -> ListView:
        number = f" – trang {page.number}" if page.number > 1 else ""
        count = len(self.stories)
        return ListView(
            chrome=self.chrome,
            head=head(
                f"{self.place.text}{number}",
                page.address,
                self.description or f"{self.kicker} {self.place.text}: {count} bài.",
                crumbs=(HOME, *self.above),
            ),
            kicker=self.kicker,
            heading=self.place.text,
            description=self.description,
            colour=self.colour,
            count=count,
            airings=tuple(self._airings),
            forms=form_groups(self._forms(page)),
            parts=tuple(
                (heading, tuple(story_card(self.site, story) for story in stories))
                for heading, stories in self._parts_of(page)
            ),
            pagination=page.pagination,
        )


def _indexes(site: Site, chrome: Chrome) -> Iterator[Page]:
    tags = [
        Link(name, tag_link(site, name).address, count=len(stories))
        for name, stories in site.by_tag.items()
    ]
    by_letter = groupby(tags, key=lambda link: link.text[:1].upper())
    letters = tuple((letter, tuple(links)) for letter, links in by_letter)
    yield from _index(site, chrome, TAGS, "Các thẻ", letters)
    if site.by_series:
        yield _series_index(site, chrome)
    people = tuple(
        Link(name, author_link(site, name).address, count=len(stories))
        for name, stories in site.by_author.items()
    )
    units = tuple(
        Link(name, unit_link(site, name).address, count=len(stories))
        for name, stories in site.by_unit.items()
    )
    writers = tuple(group for group in (("Bút danh", people), ("Đơn vị", units)) if group[1])
    yield from _index(site, chrome, AUTHORS, "Người viết và đơn vị", writers)
    months = [
        Link(month_name(*month), month_address(*month), count=len(stories))
        for month, stories in site.by_month.items()
    ]
    by_year = groupby(months, key=lambda link: link.text.rpartition("/")[2])
    years = tuple((f"Năm {year}", tuple(links)) for year, links in by_year)
    yield from _index(site, chrome, ARCHIVE, "Lưu trữ theo tháng", years)


def _index(
    site: Site,
    chrome: Chrome,
    place: Link,
    heading: str,
    groups: tuple[tuple[str, tuple[Link, ...]], ...],
) -> Iterator[Page]:
    if not groups:
        return
    view = IndexView(
        chrome=chrome,
        head=head(heading, place.address, f"{heading} của {chrome.name}.", crumbs=(HOME,)),
        heading=heading,
        groups=groups,
    )
    newest = site.stories[0].changed if site.stories else None
    yield Page(place.address, "index", view, newest)


def _series_index(site: Site, chrome: Chrome) -> Page:
    """Every series with its newest number."""
    heading = "Các chương trình"
    view = SeriesView(
        chrome=chrome,
        head=head(heading, SERIES.address, f"{heading} của {chrome.name}.", crumbs=(HOME,)),
        heading=heading,
        series=tuple(
            (
                Link(name, series_link(site, name).address, count=len(stories)),
                story_card(site, stories[0]),
            )
            for name, stories in site.by_series.items()
        ),
    )
    return Page(SERIES.address, "series", view, site.stories[0].changed)
