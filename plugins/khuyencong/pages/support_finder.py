""" "Tôi được hỗ trợ gì?": one page with four questions, and a page for each pair of answers."""

from collections.abc import Iterator

import msgspec

from khuyencong.describing.elements import Link
from khuyencong.describing.support import Rows, answering, offers
from khuyencong.gazetteer.provinces import provinces
from khuyencong.model.support import Activity, Applicant, Support
from khuyencong.pages.chrome import HOME, SUPPORT, head
from khuyencong.pages.page import Page
from khuyencong.pages.product_context import ProductContext
from khuyencong.pages.search_views import (
    SupportAnswerView,
    SupportExample,
    SupportFinderView,
    SupportQuestion,
)
from khuyencong.pages.structured_data import breadcrumb_list, json_ld
from khuyencong.site.index import Site
from khuyencong.vietnamese.collation import sort_key
from khuyencong.vietnamese.numbers import dong, short_dong

_GUIDE = "/huong-dan-dang-ky-de-an/"
_MILLION = 1_000_000
_COSTS = tuple(_MILLION * cost for cost in (50, 100, 200, 400, 800, 1_500, 3_000))
"""Costs of the examples, in đồng."""


def support_pages(context: ProductContext) -> Iterator[Page]:
    """The questions and the answers; nothing on a site that names no level of support."""
    rows = offers(context.site)
    if not rows:
        return
    yield _questions(context, rows)
    for activity in Activity:
        for who in Applicant:
            if found := answering(rows, activity, who):
                yield _answer(context, rows, activity, who, found)


def _address(activity: Activity, who: Applicant) -> str:
    return f"{SUPPORT.address}{activity.value}/{who.value}/"


def _guide(site: Site) -> Link | None:
    record = site.by_address.get(_GUIDE)
    return Link(record.entry.title, record.address) if record else None


def _answers(rows: Rows, activity: Activity) -> tuple[Link, ...]:
    """Links to the answers for an activity, by applicant."""
    return tuple(
        Link(who.label, _address(activity, who))
        for who in Applicant
        if answering(rows, activity, who)
    )


def _questions(context: ProductContext, rows: Rows) -> Page:
    chrome, site = context.chrome, context.site
    wanted = {who for row, _ in rows for who in row.applies_to}
    described = tuple(offer for _, offer in rows)
    rules = msgspec.json.encode(described).decode().replace("<", "\\u003c")
    view = SupportFinderView(
        chrome=chrome,
        head=head(
            SUPPORT.text,
            SUPPORT.address,
            SUPPORT.about,
            crumbs=(HOME,),
            json_ld=json_ld(breadcrumb_list(chrome.root, (HOME,), SUPPORT.text, SUPPORT.address)),
        ),
        heading=SUPPORT.text,
        applicants=tuple(SupportQuestion(w.value, w.label) for w in Applicant if w in wanted),
        activities=tuple(
            SupportQuestion(activity.value, activity.label, found)
            for activity in Activity
            if (found := _answers(rows, activity))
        ),
        provinces=_provinces(site),
        former=_former(),
        offers=described,
        rules=rules,
        phones=chrome.organisation.phones,
        guide=_guide(site),
    )
    return Page(SUPPORT.address, "support-finder", view)


def _provinces(site: Site) -> tuple[str, ...]:
    """The provinces of today; the centre's own first where it is none of them."""
    known = provinces()
    own = site.centre.province
    return (own, *known) if own and own not in known else tuple(known)


def _former() -> tuple[tuple[str, str], ...]:
    """The old provinces in Vietnamese order, each with the one that it is part of now."""
    pairs = ((old, name) for name, merged in provinces().items() for old in merged)
    return tuple(sorted(pairs, key=lambda pair: sort_key(pair[0])))


def _answer(
    context: ProductContext, rows: Rows, activity: Activity, who: Applicant, found: Rows
) -> Page:
    title = f"{activity.label}: {who.label.lower()} được hỗ trợ gì"
    here = _address(activity, who)
    view = SupportAnswerView(
        chrome=context.chrome,
        head=head(
            title,
            here,
            "; ".join(f"{offer.title}: {offer.level}" for _, offer in found if offer.level),
            crumbs=(HOME, SUPPORT),
        ),
        heading=title,
        offers=tuple((offer, _examples(row)) for row, offer in found),
        others=tuple(link for link in _answers(rows, activity) if link.address != here),
        phones=context.chrome.organisation.phones,
        guide=_guide(context.site),
    )
    return Page(here, "support-answer", view)


def _examples(row: Support) -> tuple[SupportExample, ...]:
    """What comes of some costs; nothing where the policy names no share of a cost."""
    if row.rate_percent is None:
        return ()
    return tuple(
        SupportExample(short_dong(cost), dong(amount))
        for cost in _COSTS
        if (amount := row.amount(cost)) is not None
    )
