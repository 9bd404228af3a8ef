"""The pages of the product galleries; that of a level and a year is a selection round's."""

from collections.abc import Iterator, Sequence

from khuyencong.catalogue.facets import FACETS, Choice, gallery_address
from khuyencong.catalogue.finder import FILE as FINDER
from khuyencong.catalogue.galleries import Catalogue, Gallery, without
from khuyencong.catalogue.rounds import rounds
from khuyencong.pages.cards import PRODUCTS_PER_PAGE, paginate
from khuyencong.pages.chrome import (
    HOME,
    PRODUCTS,
    breadcrumb_list,
    head,
    item_list,
    json_ld,
)
from khuyencong.pages.datasets import DATASET
from khuyencong.pages.makers import MAKERS
from khuyencong.pages.product_views import FacetChoice, GalleryView
from khuyencong.pages.rounds import ROUNDS, round_summary
from khuyencong.pages.shelf import Shelf
from khuyencong.pages.views import Link, Page, ProductCard


def gallery_pages(shelf: Shelf) -> Iterator[Page]:
    """Every gallery, page by page."""
    catalogue, chrome = shelf.catalogue, shelf.chrome
    summaries = {each.address: round_summary(each) for each in rounds(catalogue)}
    for gallery in catalogue.galleries.values():
        facets = tuple(_facets(catalogue, gallery))
        changes = [record.changed for record in gallery.products if record.changed]
        crumbs = _crumbs(gallery.choice)
        for address, items, pagination in paginate(
            gallery.address, gallery.products, PRODUCTS_PER_PAGE
        ):
            first = pagination.number == 1
            cards = shelf.cards(tuple(items))
            title = gallery.heading if first else f"{gallery.heading} – trang {pagination.number}"
            view = GalleryView(
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
                facets=facets,
                pagination=pagination,
                finder=FINDER if first and not gallery.choice else "",
                round=summaries.get(gallery.address) if first else None,
                ways=() if gallery.choice else (ROUNDS, MAKERS, DATASET),
            )
            path = f"{address[1:]}index.html"
            yield Page(path, "gallery", view, max(changes, default=None))


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
