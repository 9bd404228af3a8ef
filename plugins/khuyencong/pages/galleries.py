"""The pages of the product galleries; that of a level and a year is a selection round's."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, partial

from msgspec.structs import replace

from khuyencong.catalogue.facets import FACETS, Choice, gallery_address
from khuyencong.catalogue.filter_index import FILE as FINDER
from khuyencong.catalogue.galleries import Catalogue, Gallery, without
from khuyencong.catalogue.rounds import Round
from khuyencong.content.record import Record
from khuyencong.describing.elements import Link
from khuyencong.pages.cards import PRODUCTS_PER_PAGE, ListPage, page_size, pages_of_list
from khuyencong.pages.chrome import HOME, PRODUCTS, head
from khuyencong.pages.datasets import DATASET
from khuyencong.pages.page import Page
from khuyencong.pages.producers import PRODUCERS
from khuyencong.pages.product_context import ProductContext
from khuyencong.pages.product_views import FacetChoice, GalleryView
from khuyencong.pages.rounds import ROUNDS, round_summary
from khuyencong.pages.structured_data import breadcrumb_list, item_list, json_ld
from khuyencong.pages.views import ProductCard
from khuyencong.site.index import last_change
from khuyencong.site.producers import PublicProduct


def gallery_pages(context: ProductContext) -> Iterator[Page]:
    """Every gallery, page by page."""
    rounds = {each.address: each for each in context.rounds}
    size = page_size(context.site, PRODUCTS_PER_PAGE)
    for gallery in context.catalogue.galleries.values():
        newest = last_change(gallery.products)
        shown = _Shown(context, gallery, rounds.get(gallery.address))
        view = shown.view
        for page in pages_of_list(gallery.address, len(gallery.products), size):
            shows = partial(view, page)
            yield Page(page.address, "gallery", shows, newest, depends=context.depends)


@dataclass(frozen=True)
class _Shown:
    """A gallery as its pages show it."""

    context: ProductContext
    gallery: Gallery
    round: Round | None

    def _ways(self) -> Iterator[Link]:
        """Other ways through the catalogue, those that there are."""
        if self.context.rounds:
            yield ROUNDS
        if self.context.descriptions.producers.all:
            yield PRODUCERS
        yield DATASET

    @cached_property
    def _facets(self) -> tuple[FacetChoice, ...]:
        return tuple(_facets(self.context.catalogue, self.gallery))

    def _card(self, record: Record[PublicProduct]) -> ProductCard:
        """A product with the award for which it stands in this gallery."""
        (card,) = self.context.cards((record,))
        chosen = {value.facet: value.slug for value in self.gallery.choice}
        level, year = chosen.get("cap"), chosen.get("nam")
        if not level and not year:
            return card
        award = next(
            each
            for each in record.entry.awards_by_rank
            if level in (None, each.level.value) and year in (None, str(each.year))
        )
        label = f"{award.level.label}, {award.year}" if year else award.level.label
        return replace(card, badge=label, badge_level=award.level.value)

    def view(self, page: ListPage) -> GalleryView:
        """One page of it."""
        gallery, chrome, address = self.gallery, self.context.chrome, page.address
        first = page.number == 1
        cards = tuple(map(self._card, page.of(gallery.products)))
        crumbs = _crumbs(gallery.choice)
        title = gallery.heading if first else f"{gallery.heading} – trang {page.number}"
        return GalleryView(
            chrome=chrome,
            head=head(
                title,
                address,
                f"{gallery.heading}: {len(gallery.products)} sản phẩm, có cơ sở sản xuất "
                "và cách liên hệ.",
                crumbs=crumbs,
                json_ld=json_ld(
                    item_list("ItemList", chrome.root, _links(cards)),
                    breadcrumb_list(chrome.root, crumbs, title, address),
                ),
            ),
            heading=gallery.heading,
            count=len(gallery.products),
            cards=cards,
            facets=self._facets,
            pagination=page.pagination,
            finder=FINDER if first and not gallery.choice else "",
            round=round_summary(self.round) if first and self.round else None,
            ways=() if gallery.choice else tuple(self._ways()),
        )


def _links(cards: Sequence[ProductCard]) -> list[Link]:
    return [Link(card.title, card.address) for card in cards]


def _crumbs(choice: Choice) -> tuple[Link, ...]:
    if not choice:
        return (HOME,)
    steps = [
        Link(choice[size - 1].label, gallery_address(choice[:size]))
        for size in range(1, len(choice))
    ]
    return (HOME, PRODUCTS, *steps)


def _facets(catalogue: Catalogue, gallery: Gallery) -> Iterator[FacetChoice]:
    """The choices beside a gallery, each leading to a page that exists."""
    for facet, label in FACETS.items():
        chosen = next((value for value in gallery.choice if value.facet == facet), None)
        links = tuple(
            Link(value.label, target.address, value == chosen, len(target.products))
            for value, target in catalogue.reachable(gallery.choice, facet)
        )
        if not links:
            continue
        all_of_it = catalogue.galleries.get(without(gallery.choice, facet)) if chosen else None
        way_out = Link("Tất cả", all_of_it.address) if all_of_it else None
        yield FacetChoice(facet, label, links, way_out)
