"""The pages of producers, and their index."""

from collections.abc import Iterator
from functools import partial

from khuyencong.catalogue import producers
from khuyencong.describing.elements import Link
from khuyencong.pages.chrome import HOME, PLACES, head
from khuyencong.pages.list_views import IndexView
from khuyencong.pages.page import NO_BODY, Page
from khuyencong.pages.product_context import ProductContext
from khuyencong.pages.product_views import ProducerView
from khuyencong.pages.structured_data import breadcrumb_list, json_ld
from khuyencong.pages.views import NoticeView
from khuyencong.places.tree import place_tree
from khuyencong.site.index import last_change

PRODUCERS = Link("Cơ sở sản xuất", producers.ROOT)
NOWHERE = "Chưa ghi địa phương"
_MAP = ("Bản đồ", (Link("Cơ sở và đề án theo địa bàn", PLACES.address),))


def producer_pages(context: ProductContext) -> Iterator[Page]:
    """A page for each producer, an index by province, and a page for every shared name."""
    directory = context.descriptions.producers
    if not directory.all:
        return
    for profile in directory.all:
        yield _page(context, profile)
    for address, namesakes in directory.namesakes.items():
        name = namesakes[0].producer.name
        yield Page(
            address,
            "notice",
            NoticeView(
                context.chrome,
                head(name, address, crumbs=(HOME, PRODUCERS), listed=False),
                name,
                "Nhiều cơ sở mang tên này. Chọn địa phương của cơ sở cần tìm:",
                tuple(Link(each.producer.province or NOWHERE, each.address) for each in namesakes),
            ),
            listed=False,
        )
    yield _index(context)


def _page(context: ProductContext, profile: producers.ProducerProfile) -> Page:
    shows = partial(_view, context, profile)
    # The titles of stories are no product's.
    told = any(record.entry.story for record in profile.products)
    depends = NO_BODY if told else context.depends
    newest = last_change(profile.products)
    return Page(profile.address, "producer", shows, newest, depends=depends)


def _view(context: ProductContext, profile: producers.ProducerProfile) -> ProducerView:
    chrome, name = context.chrome, profile.producer.name
    crumbs = (HOME, PRODUCERS)
    place = f" ở {profile.producer.province}" if profile.producer.province else ""
    stories = dict.fromkeys(
        link
        for record in profile.products
        if record.entry.story and (link := context.story_links.get(record.entry.story))
    )
    today = context.site.now.date()
    badge = profile.badge(today)
    organisation = {
        "@type": "Organization",
        "name": name,
        "url": f"{chrome.root}{profile.address}",
        "sameAs": profile.producer.website,
    }
    return ProducerView(
        chrome=chrome,
        head=head(
            name,
            profile.address,
            f"{name}{place}: {len(profile.products)} sản phẩm và cách liên hệ.",
            crumbs=crumbs,
            json_ld=json_ld(
                organisation, breadcrumb_list(chrome.root, crumbs, name, profile.address)
            ),
        ),
        producer=context.descriptions.producer(profile.products[0]),
        badge=badge.level.label if badge else "",
        badge_level=badge.level.value if badge else "",
        badge_lapsed=badge is not None and badge.expired(today),
        cards=context.cards(profile.products),
        stories=tuple(stories),
        sample=all(record.entry.sample for record in profile.products),
    )


def _index(context: ProductContext) -> Page:
    """Producers under their provinces; provinces in the order of the galleries."""
    groups: dict[str, list[Link]] = {}
    for value in context.catalogue.values["tinh"]:
        groups[value.slug] = []
    names = {value.slug: value.label for value in context.catalogue.values["tinh"]}
    profiles = context.descriptions.producers.all
    for profile in profiles:
        province = profile.producer.province_slug
        link = Link(profile.producer.name, profile.address, count=len(profile.products))
        groups.setdefault(province, []).append(link)
    view = IndexView(
        context.chrome,
        head(
            "Cơ sở sản xuất",
            producers.ROOT,
            f"{len(profiles)} cơ sở có sản phẩm công nghiệp nông thôn tiêu biểu.",
            crumbs=(HOME,),
        ),
        "Cơ sở sản xuất",
        (
            *((_MAP,) if place_tree(context.site) else ()),
            *((names.get(slug, NOWHERE), tuple(links)) for slug, links in groups.items()),
        ),
    )
    return Page(producers.ROOT, "index", view)
