"""Every page of a site, and which bodies each shows."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import cast

from msgspec.structs import replace

from khuyencong.content.record import Record
from khuyencong.law.amendments import changes_in
from khuyencong.model.entry import Entry, Status
from khuyencong.model.stories import Page as StaticPage
from khuyencong.pages.annual_figures import annual_pages
from khuyencong.pages.calendar import calendar_pages
from khuyencong.pages.cards import section_of
from khuyencong.pages.datasets import dataset_page
from khuyencong.pages.de_an import de_an_pages
from khuyencong.pages.front import front_page
from khuyencong.pages.galleries import gallery_pages
from khuyencong.pages.information import information_pages
from khuyencong.pages.law import law_pages
from khuyencong.pages.law_list import law_list_pages
from khuyencong.pages.lists import list_pages
from khuyencong.pages.newsroom import newsroom_pages
from khuyencong.pages.organisation import organisation_pages
from khuyencong.pages.page import NO_BODY, UNKNOWN, DependencyKeys, Depends, Page, body_of
from khuyencong.pages.people import people_pages, person_page
from khuyencong.pages.places import place_pages
from khuyencong.pages.press_views import Kit
from khuyencong.pages.producers import producer_pages
from khuyencong.pages.product_context import ProductContext
from khuyencong.pages.products import ProductPages
from khuyencong.pages.questions import question_pages
from khuyencong.pages.rounds import round_pages
from khuyencong.pages.search import search_pages
from khuyencong.pages.static_pages import notices, offline_page, static_page, withdrawn_page
from khuyencong.pages.stories import StoryPages
from khuyencong.pages.subscriptions import Announced, subscribe_page
from khuyencong.pages.support_finder import support_pages
from khuyencong.pages.timetable import timetable_page
from khuyencong.pages.views import FeedLinks
from khuyencong.site.people import PublicPerson
from khuyencong.site.producers import PublicProduct

NO_KITS: Mapping[str, Kit] = {}
NOT_FOLLOWED: Mapping[str, str] = {}


class SitePages:
    """Every page of a site, each with the feeds of what it shows.

    The context holds the products and what their pages share; `feeds` are all feeds, that of the
    whole site first; `kits` are the press kits of stories' addresses; `followed_in` leads from the
    page of a list without a feed to that of a larger one. A page without a date of its own
    changed when the site did.
    """

    def __init__(
        self,
        context: ProductContext,
        feeds: Sequence[FeedLinks] = (),
        kits: Mapping[str, Kit] = NO_KITS,
        followed_in: Mapping[str, str] = NOT_FOLLOWED,
    ) -> None:
        self.context = context
        self.feeds = feeds
        self.kits = kits
        self.followed_in = followed_in
        self._announce = Announced(feeds, followed_in).on
        self._stories = StoryPages(context.site, context.chrome)
        self._products = ProductPages(context)

    @property
    def dependency_keys(self) -> DependencyKeys | None:
        """Stand for what a page may show besides that on which it alone depends.

        None when nothing can stand for it.
        """
        site = self.context.site
        key = site.dependency_key
        if key is None:
            return None
        frame = self.context.chrome, self.feeds, sorted(self.followed_in.items())
        sections = [section_of(site, slug) for slug in site.categories]
        return DependencyKeys((key, *frame), (site.next_moment, site.centre, sections, *frame))

    def __iter__(self) -> Iterator[Page]:
        for depends, pages in self._pages():
            for page in pages:
                yield self._finished(page, depends)

    def of(self, record: Record[Entry]) -> Iterator[Page]:
        """The pages of one entry, none of a link; it may be newer than the site."""
        for page in self._entry(record):
            yield self._finished(page, UNKNOWN)

    def _finished(self, page: Page, depends: Depends) -> Page:
        modified = page.modified or self.context.site.changed
        depends = page.depends if page.depends.alone else depends
        return replace(page, modified=modified, depends=depends, finish=self._announce)

    def _entry(self, record: Record[Entry]) -> Iterator[Page]:
        if record.is_link:
            return
        if record.entry.status is Status.WITHDRAWN:
            yield withdrawn_page(record, self.context.chrome)
            return
        hidden = record.entry.status is Status.HIDDEN
        for page in self._shown(record):
            yield replace(page, listed=False) if hidden else page

    def _shown(self, record: Record[Entry]) -> Iterator[Page]:
        if isinstance(record.entry, PublicProduct):
            yield from self._products.pages(cast(Record[PublicProduct], record))
        elif isinstance(record.entry, PublicPerson):
            yield person_page(self.context, cast(Record[PublicPerson], record))
        elif isinstance(record.entry, StaticPage):
            yield static_page(self.context.site, self.context.chrome, record)
        else:
            yield self._stories.page(record)
            yield from law_pages(self.context.site, self.context.chrome, record)

    def _pages(self) -> Iterator[tuple[Depends, Iterable[Page]]]:
        """Pages, and the bodies that they show."""
        context, site, frame = self.context, self.context.site, self.context.chrome
        yield NO_BODY, (front_page(site, frame),)
        for record in site.records:
            if record.is_link:
                continue
            amending = {change.by.source: change.by for change in changes_in(site, record)}
            yield body_of(record, *amending.values()), self._entry(record)
        yield NO_BODY, list_pages(site, frame)
        yield NO_BODY, place_pages(site, frame)
        for pages_of in (
            gallery_pages,
            round_pages,
            producer_pages,
            dataset_page,
            search_pages,
            support_pages,
            people_pages,
        ):
            yield NO_BODY, pages_of(context)
        yield NO_BODY, de_an_pages(site, frame)
        yield NO_BODY, annual_pages(site, frame)
        yield NO_BODY, calendar_pages(site, frame)
        yield NO_BODY, timetable_page(site, frame)
        yield NO_BODY, law_list_pages(site, frame)
        yield NO_BODY, organisation_pages(site, frame)
        yield NO_BODY, information_pages(site, frame)
        yield NO_BODY, question_pages(site, frame)
        # Press kits are made of the texts of many.
        yield UNKNOWN, newsroom_pages(site, frame, self.kits)
        yield NO_BODY, (subscribe_page(frame, self.feeds), offline_page(frame))
        yield NO_BODY, notices(site, frame)
