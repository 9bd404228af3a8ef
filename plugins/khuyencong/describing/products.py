"""A product and its producer as readers are told of them."""

import datetime
from collections.abc import Iterator
from functools import cached_property

from msgspec import Struct

from khuyencong.catalogue.facets import (
    Choice,
    Value,
    gallery_address,
    group_value,
    level_value,
    place_values,
    year_value,
)
from khuyencong.catalogue.galleries import Catalogue
from khuyencong.catalogue.producers import ProducerDirectory, producer_directory
from khuyencong.content.record import Record
from khuyencong.describing.elements import Fact, Link
from khuyencong.gazetteer.names import full_place
from khuyencong.model.product import Award
from khuyencong.places.tree import place_tree
from khuyencong.site.index import Site
from khuyencong.site.producers import PublicProducer, PublicProduct
from khuyencong.vietnamese.numbers import dong
from khuyencong.vietnamese.phones import phone_numbers


class AwardLine(Struct, frozen=True):
    """One award of a product."""

    level: str
    """ "Cấp tỉnh", "Cấp khu vực phía Bắc"."""
    level_slug: str
    year: int
    round: str
    """Address of the page of its round; empty where that has none."""
    decision: str
    date: datetime.date | None
    expires: datetime.date | None
    expired: bool


class ProducerDescription(Struct, frozen=True):
    """A producer: only what may be published."""

    name: str
    address: str
    """Address of its page, empty for one that has none."""
    kind: str
    ways: tuple[Link, ...]
    """Telephone, Zalo, e-mail: to tap."""
    facts: tuple[Fact, ...]
    withheld: bool
    """Whether something is left out because a household did not agree to it."""
    place: str = ""
    """Commune and province."""
    phone: str = ""


class ProductDescription(Struct, frozen=True):
    """A product: what its page, feeds, press kit and structured data say."""

    title: str
    group: Link
    group_slug: str
    badge: str
    """The highest level at which it is recognised now."""
    badge_level: str
    price: str
    """ "85.000 đồng/gói 500 g (giá tại xưởng)"."""
    producer: ProducerDescription
    awards: tuple[AwardLine, ...]
    """The newest first, the highest first within a year."""
    awards_by_rank: tuple[AwardLine, ...]
    """The highest first, the newest first within a level."""
    facts: tuple[Fact, ...]


def price_text(entry: PublicProduct) -> str:
    """The price as it is printed: "85.000 đồng/gói 500 g (giá tại xưởng)"."""
    if entry.price is None:
        return entry.price_note
    unit = f"/{entry.price_unit}" if entry.price_unit else ""
    note = f" ({entry.price_note})" if entry.price_note else ""
    return f"{dong(entry.price)}{unit}{note}"


def ocop_text(entry: PublicProduct) -> str:
    """What is known of its OCOP rating beyond the badge; "" when nothing is."""
    if not (entry.ocop_group or entry.ocop_year or entry.ocop_decision or entry.ocop_code):
        return ""
    parts = (
        f"{entry.ocop_stars} sao" if entry.ocop_stars else "",
        f"nhóm {entry.ocop_group}" if entry.ocop_group else "",
        f"năm {entry.ocop_year}" if entry.ocop_year else "",
        f"Quyết định {entry.ocop_decision}" if entry.ocop_decision else "",
        f"mã {entry.ocop_code}" if entry.ocop_code else "",
    )
    return ", ".join(filter(None, parts))


class ProductDescriptions:
    """Describes the products of a site; a producer is described once for all its products."""

    def __init__(self, site: Site) -> None:
        self.site = site
        self._producers: dict[str, ProducerDescription] = {}

    @cached_property
    def catalogue(self) -> Catalogue:
        """The galleries of the listed products."""
        return Catalogue(self.site.products)

    @cached_property
    def producers(self) -> ProducerDirectory:
        """The producers of the listed products."""
        return producer_directory(self.site)

    def of(self, record: Record[PublicProduct]) -> ProductDescription:
        """The description of a product."""
        entry = record.entry
        badge = entry.badge(self.site.now.date())
        awards = sorted(entry.awards, key=lambda award: (-award.year, -award.level.rank))
        return ProductDescription(
            title=entry.title,
            group=self._gallery_link(group_value(entry.group)),
            group_slug=entry.group.value,
            badge=badge.level.label if badge else "",
            badge_level=badge.level.value if badge else "",
            price=price_text(entry),
            producer=self.producer(record),
            awards=tuple(map(self._award, awards)),
            awards_by_rank=tuple(map(self._award, entry.awards_by_rank)),
            facts=self._facts(entry),
        )

    def producer(self, record: Record[PublicProduct]) -> ProducerDescription:
        """Who makes a product. The producer of a hidden product may have no page."""
        known = self.producers.of(record.entry)
        if known is None:
            return self._producer("", record.entry.producer, record.entry)
        if known.address not in self._producers:
            described = self._producer(known.address, known.producer, known.products[0].entry)
            self._producers[known.address] = described
        return self._producers[known.address]

    def _award(self, award: Award) -> AwardLine:
        region = f" {award.region.label}" if award.region else ""
        return AwardLine(
            level=f"{award.level.label}{region}",
            level_slug=award.level.value,
            year=award.year,
            round=self._address(level_value(award.level), year_value(award.year)),
            decision=award.decision,
            date=award.date,
            expires=award.expires,
            expired=award.expired(self.site.now.date()),
        )

    @cached_property
    def _galleries(self) -> frozenset[str]:
        return frozenset(gallery.address for gallery in self.catalogue.galleries.values())

    def _address(self, *choice: Value) -> str:
        """Address of a gallery; that of a hidden product may not exist."""
        address = gallery_address(choice)
        return address if address in self._galleries else ""

    def _gallery_link(self, value: Value) -> Link:
        return Link(value.label, self._address(value))

    def _facts(self, entry: PublicProduct) -> tuple[Fact, ...]:
        levels = dict.fromkeys(award.level for award in entry.awards_by_rank)
        lines: list[tuple[str, tuple[str | Link, ...]]] = [
            ("Nhóm", (self._gallery_link(group_value(entry.group)),)),
            ("Được công nhận", tuple(self._gallery_link(level_value(level)) for level in levels)),
            ("Tiêu chuẩn", entry.standards),
            ("OCOP", (ocop_text(entry),)),
            ("Giải thưởng khác", entry.prizes),
            ("Quy cách", (entry.packaging,)),
            ("Hạn dùng", (entry.shelf_life,)),
            ("Thành phần", (entry.ingredients,)),
            ("Cách dùng", (entry.usage,)),
            ("Bảo quản", (entry.storage,)),
            ("Lưu ý an toàn", (entry.warning,)),
            ("Số công bố, chứng nhận", (entry.registration,)),
            ("Mã vạch", (entry.barcode,)),
            ("Nơi bán", entry.outlets),
        ]
        return tuple(Fact(label, values) for label, values in lines if any(values))

    def _producer(
        self, address: str, producer: PublicProducer, product: PublicProduct
    ) -> ProducerDescription:
        website = (Link(producer.website, producer.website),) if producer.website else ()
        lines: list[tuple[str, tuple[str | Link, ...]]] = [
            ("Địa chỉ", (producer.address,)),
            ("Địa phương", self._place_links(place_values(product))),
            ("Địa chỉ cũ", (producer.former_address,)),
            ("Trên bản đồ", self._surroundings(producer.province)),
            ("Trang web", website),
        ]
        return ProducerDescription(
            name=producer.name,
            address=address,
            kind=producer.kind.label if producer.kind else "",
            place=full_place(producer.commune, producer.province),
            phone=producer.phone,
            ways=tuple(_ways(producer)),
            facts=tuple(Fact(label, values) for label, values in lines if any(values)),
            withheld=producer.withheld,
        )

    def _surroundings(self, province: str) -> tuple[Link, ...]:
        """What else there is in a province, from where the map is one step away."""
        place = place_tree(self.site).known.get(province)
        return (Link(f"Cơ sở, đề án ở {province}", place.address),) if place else ()

    def _place_links(self, places: Choice) -> tuple[Link, ...]:
        """Commune (within its province) and province, smallest first."""
        return tuple(
            Link(place.label, self._address(*places[: number + 1]))
            for number, place in reversed(list(enumerate(places)))
        )


def _ways(producer: PublicProducer) -> Iterator[Link]:
    """How to reach a producer."""
    for phone in phone_numbers(producer.phone):
        yield Link(f"Gọi {phone.text}", phone.address)
    for phone in phone_numbers(producer.zalo):
        yield Link(f"Zalo {phone.text}", f"https://zalo.me/{phone.number}")
    if producer.email:
        yield Link(f"Email {producer.email}", f"mailto:{producer.email}")
