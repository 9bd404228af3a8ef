"""What all pages about products share, made once: galleries, producers, peers, cards."""

from collections.abc import Iterable, Mapping
from functools import cached_property

from khuyencong.catalogue.facets import Choice, Value, gallery_address, place_values
from khuyencong.catalogue.galleries import Catalogue
from khuyencong.catalogue.peers import Peers
from khuyencong.catalogue.producers import ProducerDirectory, merged, producer_directory
from khuyencong.content.record import Record
from khuyencong.model.product import Producer, Product
from khuyencong.pages.cards import product_card
from khuyencong.pages.product_views import Maker
from khuyencong.pages.views import Chrome, Fact, Link, ProductCard
from khuyencong.site.index import Site
from khuyencong.vietnamese.numbers import dong

_CONTACTS = ("phone", "zalo", "email", "address", "former_address")


def value_link(value: Value) -> Link:
    """Link to the gallery of one value."""
    return Link(value.label, gallery_address((value,)))


def place_links(places: Choice) -> tuple[Link, ...]:
    """Commune (within its province) and province, smallest first."""
    return tuple(
        Link(place.label, gallery_address(places[: number + 1]))
        for number, place in reversed(list(enumerate(places)))
    )


def price(entry: Product) -> str:
    """The price as a page prints it: "85.000 đồng/gói 500 g (giá tại xưởng)"."""
    if entry.price is None:
        return entry.price_note
    unit = f"/{entry.price_unit}" if entry.price_unit else ""
    note = f" ({entry.price_note})" if entry.price_note else ""
    return f"{dong(entry.price)}{unit}{note}"


class ProductContext:
    """The products of a site and what is known between them."""

    def __init__(self, site: Site, chrome: Chrome) -> None:
        self.site = site
        self.chrome = chrome
        self._cards: dict[str, ProductCard] = {}
        self._makers: dict[str, Maker] = {}

    @cached_property
    def catalogue(self) -> Catalogue:
        return Catalogue(self.site.products)

    @cached_property
    def makers(self) -> ProducerDirectory:
        return producer_directory(self.site.products)

    @cached_property
    def peers(self) -> Peers:
        return Peers(self.site.products)

    @cached_property
    def story_links(self) -> Mapping[str, Link]:
        """Slug of a story → link to it."""
        return {story.slug: Link(story.entry.title, story.address) for story in self.site.stories}

    def card(self, record: Record[Product]) -> ProductCard:
        """The card of a product; it stands in some twenty galleries and is made once."""
        if record.address not in self._cards:
            self._cards[record.address] = product_card(self.site, record)
        return self._cards[record.address]

    def cards(self, records: Iterable[Record[Product]]) -> tuple[ProductCard, ...]:
        return tuple(self.card(record) for record in records)

    def maker(self, record: Record[Product]) -> Maker:
        """Who makes a product. The producer of a hidden product may have no page."""
        known = self.makers.of(record.entry)
        if known is None:
            return _maker("", merged([record]), (record,))
        if known.address not in self._makers:
            self._makers[known.address] = _maker(known.address, known.shown, known.products)
        return self._makers[known.address]


def _maker(address: str, shown: Producer, products: tuple[Record[Product], ...]) -> Maker:
    """The view of a producer; `shown` holds only what may be published."""
    given = [record.entry.producer for record in products]
    ways = []
    if shown.phone:
        ways.append(Link(f"Gọi {shown.phone}", f"tel:{_digits(shown.phone)}"))
    if shown.zalo:
        ways.append(Link(f"Zalo {shown.zalo}", f"https://zalo.me/{_digits(shown.zalo)}"))
    if shown.email:
        ways.append(Link(f"Thư {shown.email}", f"mailto:{shown.email}"))
    places = place_links(place_values(products[0].entry))
    lines: list[tuple[str, tuple[str | Link, ...]]] = [
        ("Địa chỉ", (shown.address,)),
        ("Địa phương", places),
        ("Địa chỉ cũ", (shown.former_address,)),
        ("Trang web", (Link(shown.website, shown.website),) if shown.website else ()),
    ]
    return Maker(
        name=shown.name,
        address=address,
        kind=shown.kind.label if shown.kind else "",
        ways=tuple(ways),
        facts=tuple(Fact(label, values) for label, values in lines if any(values)),
        withheld=any(
            any(getattr(producer, name) for producer in given) and not getattr(shown, name)
            for name in _CONTACTS
        ),
    )


def _digits(number: str) -> str:
    return "".join(sign for sign in number if sign.isdigit())
