"""What all pages about products share, made once: galleries, producers, peers, cards."""

from collections.abc import Iterable, Mapping
from functools import cached_property

from khuyencong.catalogue.galleries import Catalogue
from khuyencong.catalogue.peers import Peers
from khuyencong.catalogue.rounds import Round, rounds
from khuyencong.content.record import Record
from khuyencong.describing.elements import Link
from khuyencong.describing.products import ProductDescriptions
from khuyencong.pages.cards import PRODUCTS_PER_PAGE, page_size, product_card
from khuyencong.pages.page import Depends, alone
from khuyencong.pages.views import Chrome, ProductCard
from khuyencong.places.tree import place_tree
from khuyencong.site.producers import PublicProduct


class ProductContext:
    """The products of a site and what is known between them."""

    def __init__(self, descriptions: ProductDescriptions, chrome: Chrome) -> None:
        self.descriptions = descriptions
        self.site = descriptions.site
        self.chrome = chrome
        self._cards: dict[str, ProductCard] = {}

    @property
    def catalogue(self) -> Catalogue:
        """The galleries of the listed products."""
        return self.descriptions.catalogue

    @cached_property
    def rounds(self) -> tuple[Round, ...]:
        """The newest first and the highest level first within a year."""
        return tuple(rounds(self.catalogue))

    @cached_property
    def depends(self) -> Depends:
        """A page that shows products and their producers, and links to the pages of provinces."""
        known = place_tree(self.site).known
        places = [(name, known[name].address) for name in sorted(known)]
        return alone(self.site.products, places, page_size(self.site, PRODUCTS_PER_PAGE))

    @cached_property
    def peers(self) -> Peers:
        """Which products stand nearest to which."""
        return Peers(self.site.products)

    @cached_property
    def story_links(self) -> Mapping[str, Link]:
        """Slug of a story → link to it."""
        return {story.slug: Link(story.entry.title, story.address) for story in self.site.stories}

    def card(self, record: Record[PublicProduct]) -> ProductCard:
        """The card of a product; it stands in some twenty galleries and is made once."""
        if record.address not in self._cards:
            self._cards[record.address] = product_card(self.site, record)
        return self._cards[record.address]

    def cards(self, records: Iterable[Record[PublicProduct]]) -> tuple[ProductCard, ...]:
        """The cards of some products, in their order."""
        return tuple(self.card(record) for record in records)
