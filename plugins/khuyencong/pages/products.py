"""The page of a product."""

from collections.abc import Mapping
from functools import cached_property

from khuyencong.catalogue.galleries import (
    Value,
    gallery_address,
    group_value,
    level_value,
    place_values,
    year_value,
)
from khuyencong.model.product import Product
from khuyencong.pages.cards import (
    draft_label,
    first_photo,
    product_card,
    tag_link,
)
from khuyencong.pages.chrome import HOME, PRODUCTS, head, json_ld
from khuyencong.pages.stories import shown_body
from khuyencong.pages.views import AwardLine, Chrome, Fact, Head, Link, Page, ProductView
from khuyencong.reading.markdown_body import plain_text
from khuyencong.reading.record import Record
from khuyencong.reading.site import Site
from khuyencong.vietnamese.numbers import dong
from khuyencong.vietnamese.slugs import slugify

MOST_SIBLINGS = 4


def value_link(value: Value) -> Link:
    """Link to the gallery of one value."""
    return Link(value.label, gallery_address((value,)))


class ProductPages:
    """Makes the pages of all products; holds what they share."""

    def __init__(self, site: Site, chrome: Chrome) -> None:
        self.site = site
        self.chrome = chrome

    @cached_property
    def _by_slug(self) -> Mapping[str, Record[Product]]:
        return {record.slug: record for record in self.site.products}

    @cached_property
    def _by_producer(self) -> Mapping[str, list[Record[Product]]]:
        found: dict[str, list[Record[Product]]] = {}
        for record in self.site.products:
            found.setdefault(slugify(record.entry.producer.name), []).append(record)
        return found

    @cached_property
    def _sets(self) -> Mapping[str, list[Record[Product]]]:
        found: dict[str, list[Record[Product]]] = {}
        for record in self.site.products:
            for member in record.entry.members:
                found.setdefault(member, []).append(record)
        return found

    @cached_property
    def _tags(self) -> frozenset[str]:
        """Slugs of the tags that have a page."""
        return frozenset(slugify(tag) for tag in self.site.by_tag)

    @cached_property
    def _story_links(self) -> Mapping[str, Link]:
        return {story.slug: Link(story.entry.title, story.address) for story in self.site.stories}

    def page(self, record: Record[Product]) -> Page:
        """The page of one product."""
        site, entry = self.site, record.entry
        today = site.now.date()
        badge = entry.badge(today)
        shown = entry.producer.published()
        siblings = [
            other
            for other in self._by_producer.get(slugify(entry.producer.name), ())
            if other.slug != record.slug
        ]
        members = [self._by_slug[slug] for slug in entry.members if slug in self._by_slug]
        view = ProductView(
            chrome=self.chrome,
            head=self._head(record),
            title=entry.title,
            summary=record.summary,
            group=value_link(group_value(entry.group)),
            badge=badge.level.label if badge else "",
            badge_level=badge.level.value if badge else "",
            ocop_stars=entry.ocop_stars,
            photos=record.photos,
            body=shown_body(site, record),
            price=_price(entry),
            facts=self._facts(entry),
            producer=entry.producer.name,
            producer_kind=entry.producer.kind.label if entry.producer.kind else "",
            contacts=_contacts(entry),
            consent_missing=shown != entry.producer.model_copy(update={"consent": None}),
            awards=tuple(
                AwardLine(
                    level=f"{award.level.label} {award.region.label}"
                    if award.region
                    else award.level.label,
                    level_slug=award.level.value,
                    year=value_link(year_value(award.year)),
                    decision=award.decision,
                    date=award.date,
                    expires=award.expires,
                    expired=award.expired(today),
                )
                for award in entry.awards_by_rank
            ),
            members=tuple(product_card(site, member) for member in members),
            sets=tuple(product_card(site, whole) for whole in self._sets.get(record.slug, ())),
            siblings=tuple(product_card(site, other) for other in siblings[:MOST_SIBLINGS]),
            story=self._story_links.get(entry.story) if entry.story else None,
            tags=tuple(tag_link(tag) for tag in entry.tags if slugify(tag) in self._tags),
            sample=entry.sample,
            draft=draft_label(entry, site),
        )
        path = f"{record.address.strip('/')}/index.html"
        return Page(path, "product", view, record.changed, record.source)

    def _facts(self, entry: Product) -> tuple[Fact, ...]:
        levels = dict.fromkeys(award.level for award in entry.awards_by_rank)
        lines: list[tuple[str, tuple[str | Link, ...]]] = [
            ("Nhóm", (value_link(group_value(entry.group)),)),
            ("Được công nhận", tuple(value_link(level_value(level)) for level in levels)),
            ("Tiêu chuẩn", entry.standards),
            ("Quy cách", (entry.packaging,)),
            ("Hạn dùng", (entry.shelf_life,)),
            ("Nơi bán", entry.outlets),
        ]
        return tuple(Fact(label, values) for label, values in lines if any(values))

    def _head(self, record: Record[Product]) -> Head:
        entry, chrome = record.entry, self.chrome
        offer = {
            "@type": "Offer",
            "price": str(entry.price),
            "priceCurrency": "VND",
            "availability": "https://schema.org/InStock",
        }
        product = {
            "@context": "https://schema.org",
            "@type": "Product",
            "name": entry.title,
            "description": plain_text(record.summary),
            "url": f"{chrome.root}{record.address}",
            "image": [f"{chrome.root}/{f.picture.largest.path}" for f in record.photos],
            "category": entry.group.label,
            "manufacturer": {"@type": "Organization", "name": entry.producer.name},
            "award": [f"{award.level.label} {award.year}" for award in entry.awards_by_rank],
            "offers": offer if entry.price else None,
        }
        return head(
            entry.title,
            record.address,
            record.summary,
            figure=first_photo(record),
            kind="product",
            crumbs=(HOME, PRODUCTS, value_link(group_value(entry.group))),
            json_ld=json_ld(product),
        )


def _price(entry: Product) -> str:
    if entry.price is None:
        return entry.price_note
    unit = f"/{entry.price_unit}" if entry.price_unit else ""
    note = f" ({entry.price_note})" if entry.price_note else ""
    return f"{dong(entry.price)}{unit}{note}"


def _contacts(entry: Product) -> tuple[Fact, ...]:
    """How to reach the producer: only what may be published, each as something to tap."""
    producer = entry.producer.published()
    places = place_values(entry)
    lines: list[tuple[str, tuple[str | Link, ...]]] = [
        ("Địa chỉ", (producer.address,)),
        ("Địa phương", tuple(_place_links(places))),
        ("Địa chỉ cũ", (producer.former_address,)),
        ("Điện thoại", (_phone(producer.phone),) if producer.phone else ()),
        (
            "Zalo",
            (Link(producer.zalo, f"https://zalo.me/{_digits(producer.zalo)}"),)
            if producer.zalo
            else (),
        ),
        ("Thư", (Link(producer.email, f"mailto:{producer.email}"),) if producer.email else ()),
        ("Trang web", (Link(producer.website, producer.website),) if producer.website else ()),
    ]
    return tuple(Fact(label, values) for label, values in lines if any(values))


def _place_links(places: tuple[Value, ...]) -> list[Link]:
    """Commune (within its province) and province, smallest first."""
    return [
        Link(place.label, gallery_address(places[: number + 1]))
        for number, place in reversed(list(enumerate(places)))
    ]


def _digits(number: str) -> str:
    return "".join(sign for sign in number if sign.isdigit())


def _phone(number: str) -> Link:
    return Link(number, f"tel:{_digits(number)}")
