"""The page of a product, and the card that is printed for its stall."""

from collections.abc import Iterator, Mapping
from functools import cached_property, partial
from typing import Any

from khuyencong.catalogue.facets import (
    gallery_address,
    group_value,
    level_value,
    year_value,
)
from khuyencong.content.markdown_body import plain_text
from khuyencong.content.record import Record
from khuyencong.model.product import Award, Product
from khuyencong.pages.cards import draft_label, first_photo, tag_link
from khuyencong.pages.chrome import HOME, PRODUCTS, breadcrumb_list, head, json_ld
from khuyencong.pages.product_context import ProductContext, price, value_link
from khuyencong.pages.product_views import AwardLine, ProductView, StallCardView
from khuyencong.pages.views import Fact, Head, Link, Page
from khuyencong.site.visibility import shown_body
from khuyencong.vietnamese.slugs import slugify

MOST_NEIGHBOURS = 4


class ProductPages:
    """Makes the pages of all products."""

    def __init__(self, context: ProductContext) -> None:
        self.context = context
        self.site = context.site
        self.chrome = context.chrome

    @cached_property
    def _by_slug(self) -> Mapping[str, Record[Product]]:
        return {record.slug: record for record in self.site.products}

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

    def pages(self, record: Record[Product]) -> Iterator[Page]:
        """The page of one product and its stall card."""
        yield self._page(record)
        yield self._stall_card(record)

    def _page(self, record: Record[Product]) -> Page:
        path = f"{record.address[1:]}index.html"
        return Page(path, "product", partial(self._view, record), record.changed, record.source)

    def _view(self, record: Record[Product]) -> ProductView:
        context, entry = self.context, record.entry
        badge = entry.badge(self.site.now.date())
        known = context.makers.of(entry)
        siblings = [r for r in (known.products if known else ()) if r.slug != record.slug]
        members = [self._by_slug[slug] for slug in entry.members if slug in self._by_slug]
        return ProductView(
            chrome=self.chrome,
            head=self._head(record),
            title=entry.title,
            url=f"{self.chrome.root}{record.address}",
            summary=record.summary,
            group=value_link(group_value(entry.group)),
            group_slug=entry.group.value,
            badge=badge.level.label if badge else "",
            badge_level=badge.level.value if badge else "",
            ocop_stars=entry.ocop_stars,
            photos=record.photos,
            body=shown_body(self.site, record),
            price=price(entry),
            facts=_facts(entry),
            maker=context.maker(record),
            awards=self._awards(entry),
            members=context.cards(members),
            sets=context.cards(self._sets.get(record.slug, ())),
            siblings=context.cards(siblings[:MOST_NEIGHBOURS]),
            peers=context.cards(context.peers.of(record, MOST_NEIGHBOURS)),
            stall_card=_stall_card_address(record),
            story=context.story_links.get(entry.story) if entry.story else None,
            tags=tuple(tag_link(tag) for tag in entry.tags if slugify(tag) in self._tags),
            sample=entry.sample,
            draft=draft_label(entry, self.site),
        )

    def _stall_card(self, record: Record[Product]) -> Page:
        path = f"{_stall_card_address(record)[1:]}index.html"
        return Page(path, "stall-card", partial(self._stall_card_view, record), listed=False)

    def _stall_card_view(self, record: Record[Product]) -> StallCardView:
        entry = record.entry
        badge = entry.badge(self.site.now.date())
        product = Link(entry.title, record.address)
        return StallCardView(
            chrome=self.chrome,
            head=head(
                f"Thẻ quầy: {entry.title}",
                _stall_card_address(record),
                record.summary,
                crumbs=(HOME, PRODUCTS, product),
                listed=False,
            ),
            title=entry.title,
            url=f"{self.chrome.root}{record.address}",
            summary=record.summary,
            badge=badge.level.label if badge else "",
            badge_level=badge.level.value if badge else "",
            ocop_stars=entry.ocop_stars,
            price=price(entry),
            maker=self.context.maker(record),
            awards=tuple(award for award in self._awards(entry) if not award.expired),
            product=product,
            sample=entry.sample,
        )

    def _awards(self, entry: Product) -> tuple[AwardLine, ...]:
        """All awards as a timeline: the newest first, the highest first within a year."""
        today = self.site.now.date()
        ordered = sorted(entry.awards, key=lambda award: (-award.year, -award.level.rank))
        return tuple(
            AwardLine(
                level=_level_words(award),
                level_slug=award.level.value,
                year=award.year,
                round=gallery_address((level_value(award.level), year_value(award.year))),
                decision=award.decision,
                date=award.date,
                expires=award.expires,
                expired=award.expired(today),
            )
            for award in ordered
        )

    def _head(self, record: Record[Product]) -> Head:
        entry, chrome = record.entry, self.chrome
        crumbs = (HOME, PRODUCTS, value_link(group_value(entry.group)))
        return head(
            entry.title,
            record.address,
            record.summary,
            figure=first_photo(record),
            kind="product",
            crumbs=crumbs,
            json_ld=json_ld(
                self._described(record),
                breadcrumb_list(chrome.root, crumbs, entry.title, record.address),
            ),
        )

    def _described(self, record: Record[Product]) -> dict[str, Any]:
        """schema.org Product. OCOP stars are a programme's grade and no customer's rating."""
        entry, root = record.entry, self.chrome.root
        maker = self.context.maker(record)
        offer = {"@type": "Offer", "price": str(entry.price), "priceCurrency": "VND"}
        return {
            "@type": "Product",
            "name": entry.title,
            "description": plain_text(record.summary),
            "url": f"{root}{record.address}",
            "image": [f"{root}/{figure.picture.largest.path}" for figure in record.photos],
            "category": entry.group.label,
            "manufacturer": {
                "@type": "Organization",
                "name": maker.name,
                **({"url": f"{root}{maker.address}"} if maker.address else {}),
            },
            "award": [
                f"Sản phẩm công nghiệp nông thôn tiêu biểu: {_level_words(award)}, năm {award.year}"
                for award in entry.awards_by_rank
            ],
            "offers": offer if entry.price else None,
        }


def _stall_card_address(record: Record[Product]) -> str:
    return f"{record.address}the-quay/"


def _level_words(award: Award) -> str:
    """ "Cấp tỉnh", "Cấp khu vực phía Bắc"."""
    return f"{award.level.label} {award.region.label}" if award.region else award.level.label


def _facts(entry: Product) -> tuple[Fact, ...]:
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
