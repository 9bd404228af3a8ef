"""The front page."""

from functools import partial
from typing import Any

from khuyencong.describing.support import offers
from khuyencong.model.policy import Policy
from khuyencong.model.stories import Training
from khuyencong.pages.cards import event_line, product_card, section_of, story_card
from khuyencong.pages.chrome import SEARCH, SUPPORT, head
from khuyencong.pages.de_an import de_an_figures
from khuyencong.pages.page import Page
from khuyencong.pages.schedule import airings, coming_classes
from khuyencong.pages.structured_data import json_ld
from khuyencong.pages.views import Block, CampaignView, Chrome, FrontView
from khuyencong.site.index import Site, Story
from khuyencong.vietnamese.phones import phone_numbers

FEATURED = 2
LATEST = 6
PER_BLOCK = 3
PRODUCTS = 8
POLICIES = 4
EVENTS = 4
AIRINGS = 3


def _featured(site: Site) -> list[Story]:
    """Stories marked as featured and still within their time, newest first."""
    today = site.now.date()
    return [
        story
        for story in site.stories
        if story.entry.featured
        and (story.entry.featured_until is None or story.entry.featured_until >= today)
    ]


def _campaign(site: Site) -> CampaignView | None:
    """What the centre calls readers to today; the first where there are several."""
    today = site.now.date()
    return next(
        (
            CampaignView(each.title, each.text, each.address, each.ends)
            for each in site.centre.campaigns
            if each.is_shown(today)
        ),
        None,
    )


def front_page(site: Site, chrome: Chrome) -> Page:
    """The front page: featured, newest, each category, policies, classes, products."""
    return Page("/", "front", partial(_view, site, chrome), site.changed)


def _view(site: Site, chrome: Chrome) -> FrontView:
    top = _featured(site)[: 1 + FEATURED]
    top += [story for story in site.stories if story not in top][: 1 + FEATURED - len(top)]
    shown = {story.address for story in top}
    latest = [story for story in site.stories if story.address not in shown][:LATEST]
    shown |= {story.address for story in latest}
    blocks = []
    for slug in site.categories:
        rest = [s for s in site.stories if s.category == slug and s.address not in shown]
        if rest and not isinstance(rest[0].entry, Policy | Training):
            cards = tuple(story_card(site, story) for story in rest[:PER_BLOCK])
            blocks.append(Block(section_of(site, slug), cards))
    policies = [story for story in site.stories if isinstance(story.entry, Policy)]
    newest_products = sorted(site.products, key=lambda record: record.recency)
    return FrontView(
        chrome=chrome,
        head=head(
            chrome.name,
            "/",
            f"{chrome.organisation.name}: tin khuyến công, chính sách hỗ trợ, mô hình trình diễn, "
            "lớp đào tạo và sản phẩm công nghiệp nông thôn tiêu biểu.",
            figure=top[0].photos[0] if top and top[0].photos else None,
            json_ld=json_ld(_organisation(chrome), _website(chrome)),
        ),
        campaign=_campaign(site),
        lead=story_card(site, top[0]) if top else None,
        featured=tuple(story_card(site, story) for story in top[1:]),
        latest=tuple(story_card(site, story) for story in latest),
        policies=tuple(story_card(site, story) for story in policies[:POLICIES]),
        finder=SUPPORT if offers(site) else None,
        events=tuple(event_line(record) for record in coming_classes(site)[:EVENTS]),
        airings=airings(site, AIRINGS),
        de_an=de_an_figures(site),
        blocks=tuple(blocks),
        products=tuple(product_card(site, record) for record in newest_products[:PRODUCTS]),
        product_count=len(site.products),
    )


def _organisation(chrome: Chrome) -> dict[str, Any]:
    """The centre in the words of schema.org."""
    organisation = chrome.organisation
    return {
        "@type": "GovernmentOrganization",
        "name": organisation.name,
        "url": f"{chrome.root}/",
        "address": organisation.address,
        "telephone": [phone.text for text in organisation.phones for phone in phone_numbers(text)],
        "email": organisation.email,
    }


def _website(chrome: Chrome) -> dict[str, Any]:
    """The site in the words of schema.org, and how to search it."""
    return {
        "@type": "WebSite",
        "name": chrome.name,
        "url": f"{chrome.root}/",
        "potentialAction": {
            "@type": "SearchAction",
            "target": f"{chrome.root}{SEARCH.address}?q={{words}}",
            "query-input": "required name=words",
        },
    }
