"""The page of a product, and the card that is printed for its stall."""

from collections.abc import Iterator, Mapping
from functools import cached_property, partial
from typing import Any

from khuyencong.content.record import Record
from khuyencong.describing.elements import Link
from khuyencong.describing.products import ProductDescription
from khuyencong.html_tags import plain_text
from khuyencong.pages.cards import draft_label, tag_link
from khuyencong.pages.chrome import HOME, PRODUCTS, head, languages
from khuyencong.pages.page import Page
from khuyencong.pages.product_context import ProductContext
from khuyencong.pages.product_views import ProductView, StallCardView
from khuyencong.pages.structured_data import breadcrumb_list, json_ld
from khuyencong.pages.views import Head
from khuyencong.site.producers import PublicProduct
from khuyencong.site.visibility import shown_body

MOST_NEIGHBOURS = 4


class ProductPages:
    """Makes the pages of all products."""

    def __init__(self, context: ProductContext) -> None:
        self.context = context
        self.site = context.site
        self.chrome = context.chrome
        # A hidden product alone makes no gallery.
        self._gallery = PRODUCTS if context.site.products else Link(PRODUCTS.text, "")

    @cached_property
    def _by_slug(self) -> Mapping[str, Record[PublicProduct]]:
        return {record.slug: record for record in self.site.products}

    @cached_property
    def _sets(self) -> Mapping[str, list[Record[PublicProduct]]]:
        found: dict[str, list[Record[PublicProduct]]] = {}
        for record in self.site.products:
            for member in record.entry.members:
                found.setdefault(member, []).append(record)
        return found

    def pages(self, record: Record[PublicProduct]) -> Iterator[Page]:
        """The page of one product and its stall card."""
        yield self._page(record)
        yield self._stall_card(record)

    def _page(self, record: Record[PublicProduct]) -> Page:
        return Page(
            record.address, "product", partial(self._view, record), record.feed_date, record.source
        )

    def _view(self, record: Record[PublicProduct]) -> ProductView:
        context, entry = self.context, record.entry
        described = context.descriptions.of(record)
        known = context.descriptions.producers.of(entry)
        members = [self._by_slug[slug] for slug in entry.members if slug in self._by_slug]
        sets = self._sets.get(record.slug, [])
        shown = {r.slug for r in (record, *members, *sets)}
        siblings = [r for r in (known.products if known else ()) if r.slug not in shown]
        siblings = siblings[:MOST_NEIGHBOURS]
        shown |= {r.slug for r in siblings}
        peers = [r for r in context.peers.of(record, MOST_NEIGHBOURS) if r.slug not in shown]
        return ProductView(
            chrome=self.chrome,
            head=self._head(record, described),
            title=described.title,
            url=f"{self.chrome.root}{record.address}",
            summary=record.summary,
            group=described.group,
            group_slug=described.group_slug,
            badge=described.badge,
            badge_level=described.badge_level,
            ocop_stars=entry.ocop_stars,
            photos=record.photos,
            body=shown_body(self.site, record),
            price=described.price,
            facts=described.facts,
            producer=described.producer,
            awards=described.awards,
            members=context.cards(members),
            sets=context.cards(sets),
            siblings=context.cards(siblings),
            peers=context.cards(peers),
            stall_card=_stall_card_address(record),
            story=context.story_links.get(entry.story) if entry.story else None,
            tags=tuple(link for tag in entry.tags if (link := tag_link(self.site, tag)).address),
            sample=entry.sample,
            draft=draft_label(entry, self.site),
        )

    def _stall_card(self, record: Record[PublicProduct]) -> Page:
        return Page(
            _stall_card_address(record),
            "stall-card",
            partial(self._stall_card_view, record),
            listed=False,
        )

    def _stall_card_view(self, record: Record[PublicProduct]) -> StallCardView:
        described = self.context.descriptions.of(record)
        product = Link(described.title, record.address)
        return StallCardView(
            chrome=self.chrome,
            head=head(
                f"Thẻ trưng bày: {described.title}",
                _stall_card_address(record),
                record.summary,
                crumbs=(HOME, self._gallery, product),
                listed=False,
            ),
            title=described.title,
            url=f"{self.chrome.root}{record.address}",
            summary=record.summary,
            photo=record.lead_figure,
            badge=described.badge,
            badge_level=described.badge_level,
            ocop_stars=record.entry.ocop_stars,
            price=described.price,
            producer=described.producer,
            awards=tuple(award for award in described.awards if not award.expired),
            product=product,
            sample=record.entry.sample,
        )

    def _head(self, record: Record[PublicProduct], described: ProductDescription) -> Head:
        entry, chrome = record.entry, self.chrome
        crumbs = (HOME, self._gallery, described.group)
        return head(
            entry.title,
            record.address,
            record.summary,
            figure=record.lead_figure,
            kind="product",
            language=entry.lang.value,
            languages=languages(self.site, record),
            crumbs=crumbs,
            json_ld=json_ld(
                self._structured_data(record, described),
                breadcrumb_list(chrome.root, crumbs, entry.title, record.address),
            ),
        )

    def _structured_data(
        self, record: Record[PublicProduct], described: ProductDescription
    ) -> dict[str, Any]:
        """schema.org Product. OCOP stars are a programme's grade and no customer's rating."""
        entry, root, producer = record.entry, self.chrome.root, described.producer
        offer = {"@type": "Offer", "price": str(entry.price), "priceCurrency": "VND"}
        return {
            "@type": "Product",
            "name": described.title,
            "description": plain_text(record.summary),
            "url": f"{root}{record.address}",
            "image": [f"{root}/{figure.picture.largest.path}" for figure in record.photos],
            "category": described.group.text,
            "manufacturer": {
                "@type": "Organization",
                "name": producer.name,
                **({"url": f"{root}{producer.address}"} if producer.address else {}),
            },
            "award": [
                f"Sản phẩm công nghiệp nông thôn tiêu biểu: {award.level}, năm {award.year}"
                for award in described.awards_by_rank
            ],
            "offers": offer if entry.price else None,
        }


def _stall_card_address(record: Record[PublicProduct]) -> str:
    return f"{record.address}the-quay/"
