"""The pages of the product galleries."""

from collections.abc import Iterator

from khuyencong.catalogue.galleries import (
    FACETS,
    Catalogue,
    Choice,
    Gallery,
    gallery_address,
)
from khuyencong.pages.cards import PRODUCTS_PER_PAGE, paginate, product_card
from khuyencong.pages.chrome import HOME, PRODUCTS, head
from khuyencong.pages.views import Chrome, FacetChoice, GalleryView, Link, Page
from khuyencong.reading.site import Site


def gallery_pages(site: Site, chrome: Chrome) -> Iterator[Page]:
    """Every gallery, page by page."""
    catalogue = Catalogue(site.products)
    for gallery in catalogue.galleries.values():
        facets = tuple(_facets(catalogue, gallery))
        for address, items, pagination in paginate(
            gallery.address, gallery.products, PRODUCTS_PER_PAGE
        ):
            number = f" – trang {pagination.number}" if pagination.number > 1 else ""
            view = GalleryView(
                chrome=chrome,
                head=head(
                    f"{gallery.heading}{number}",
                    address,
                    f"{gallery.heading}: {len(gallery.products)} sản phẩm, có cơ sở sản xuất "
                    "và cách liên hệ.",
                    crumbs=_crumbs(gallery.choice),
                ),
                heading=gallery.heading,
                count=len(gallery.products),
                cards=tuple(product_card(site, record) for record in items),
                facets=facets,
                pagination=pagination,
            )
            changes = [record.changed for record in gallery.products if record.changed]
            path = f"{address.strip('/')}/index.html"
            yield Page(path, "gallery", view, max(changes) if changes else None)


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
        kept = tuple(
            value
            for value in gallery.choice
            if value.facet != facet and not (facet == "tinh" and value.facet == "xa")
        )
        without = catalogue.galleries.get(kept) if chosen else None
        yield FacetChoice(label, links, Link("Tất cả", without.address) if without else None)
