"""Selection rounds: their index, their summaries, their printable catalogues."""

from collections.abc import Iterator
from functools import partial
from itertools import groupby

from khuyencong.catalogue.rounds import Round
from khuyencong.describing.elements import Link
from khuyencong.describing.products import price_text
from khuyencong.pages.chrome import HOME, PRODUCTS, head
from khuyencong.pages.page import Page
from khuyencong.pages.product_context import ProductContext
from khuyencong.pages.product_views import (
    CatalogueEntry,
    CatalogueView,
    RoundSummary,
    RoundsView,
)
from khuyencong.pages.structured_data import breadcrumb_list, json_ld

ROUNDS = Link("Các kỳ bình chọn", "/binh-chon/")


def round_pages(context: ProductContext) -> Iterator[Page]:
    """The index of rounds, and the printable catalogue of each round."""
    found = context.rounds
    if not found:
        return
    chrome = context.chrome
    years = tuple(
        (year, tuple(Link(r.level.label, r.address, count=len(r.products)) for r in group))
        for year, group in groupby(found, key=lambda each: each.year)
    )
    title = "Các kỳ bình chọn sản phẩm công nghiệp nông thôn tiêu biểu"
    yield Page(
        ROUNDS.address,
        "rounds",
        RoundsView(
            chrome,
            head(
                title,
                ROUNDS.address,
                f"{len(found)} kỳ bình chọn; số sản phẩm đếm từ danh mục trên trang này.",
                crumbs=(HOME,),
                json_ld=json_ld(breadcrumb_list(chrome.root, (HOME,), title, ROUNDS.address)),
            ),
            title,
            years,
            sample=any(each.sample for each in found),
        ),
    )
    for each in found:
        yield _catalogue(context, each)


def round_summary(each: Round) -> RoundSummary:
    """What a round comes to, counted from its products."""
    catalogue = _catalogue_address(each)
    groups = tuple(
        Link(group.label, f"{catalogue}#{group.value}", count=len(found))
        for group, found in each.by_group.items()
    )
    return RoundSummary(
        figures=_figures(each),
        sample=each.sample,
        groups=groups,
        places=tuple(
            (heading, tuple(counted.items()))
            for heading, counted in (("Theo vùng", each.regions), ("Theo tỉnh", each.provinces))
            if len(counted) > 1
        ),
        decisions=each.decisions,
        catalogue=catalogue,
    )


def _figures(each: Round) -> tuple[tuple[str, int], ...]:
    counted = (
        ("sản phẩm", len(each.products)),
        ("bộ sản phẩm", each.sets),
        ("cơ sở", each.producers),
        ("tỉnh, thành phố", len(each.provinces)),
    )
    return tuple((name, number) for name, number in counted if number)


def _catalogue_address(each: Round) -> str:
    return f"{each.address}in/"


def _catalogue(context: ProductContext, each: Round) -> Page:
    shows = partial(_catalogue_view, context, each)
    address = _catalogue_address(each)
    return Page(address, "catalogue", shows, listed=False, depends=context.depends)


def _catalogue_view(context: ProductContext, each: Round) -> CatalogueView:
    address, title = _catalogue_address(each), f"{each.name}: danh mục sản phẩm"
    groups = tuple(
        (
            Link(group.label, f"#{group.value}", count=len(products)),
            tuple(
                CatalogueEntry(
                    title=record.entry.title,
                    address=record.address,
                    summary=record.summary,
                    photo=record.lead_figure,
                    group=group.value,
                    award=each.award(record.entry).decision,
                    price=price_text(record.entry),
                    producer=context.descriptions.producer(record),
                    sample=record.entry.sample,
                )
                for record in products
            ),
        )
        for group, products in each.by_group.items()
    )
    return CatalogueView(
        chrome=context.chrome,
        head=head(
            title,
            address,
            f"{len(each.products)} sản phẩm, in được thành sách.",
            crumbs=(HOME, PRODUCTS, ROUNDS, Link(each.name, each.address)),
            listed=False,
        ),
        heading=each.name,
        sample=each.sample,
        figures=_figures(each),
        decisions=each.decisions,
        groups=groups,
    )
