"""The pages of producers, and their index."""

from collections.abc import Iterator

from khuyencong.catalogue import producers
from khuyencong.pages.chrome import HOME, breadcrumb_list, head, json_ld
from khuyencong.pages.product_context import ProductContext
from khuyencong.pages.product_views import MakerView
from khuyencong.pages.views import IndexView, Link, NoticeView, Page

MAKERS = Link("Cơ sở sản xuất", producers.ROOT)
NOWHERE = "Chưa ghi địa phương"


def maker_pages(context: ProductContext) -> Iterator[Page]:
    """A page for each producer, an index by province, and a page for every shared name."""
    makers = context.makers
    if not makers.all:
        return
    for maker in makers.all:
        yield _page(context, maker)
    for address, namesakes in makers.namesakes.items():
        name = namesakes[0].shown.name
        yield Page(
            f"{address[1:]}index.html",
            "notice",
            NoticeView(
                context.chrome,
                head(name, address, crumbs=(HOME, MAKERS), listed=False),
                name,
                "Nhiều cơ sở mang tên này. Bà con tìm cơ sở ở đâu?",
                tuple(Link(each.shown.province or NOWHERE, each.address) for each in namesakes),
            ),
            listed=False,
        )
    yield _index(context)


def _page(context: ProductContext, maker: producers.ProducerProfile) -> Page:
    chrome, name = context.chrome, maker.shown.name
    crumbs = (HOME, MAKERS)
    place = f" ở {maker.shown.province}" if maker.shown.province else ""
    stories = dict.fromkeys(
        link
        for record in maker.products
        if record.entry.story and (link := context.story_links.get(record.entry.story))
    )
    organisation = {
        "@type": "Organization",
        "name": name,
        "url": f"{chrome.root}{maker.address}",
        "sameAs": maker.shown.website,
    }
    view = MakerView(
        chrome=chrome,
        head=head(
            name,
            maker.address,
            f"{name}{place}: {len(maker.products)} sản phẩm và cách liên hệ.",
            crumbs=crumbs,
            json_ld=json_ld(
                organisation, breadcrumb_list(chrome.root, crumbs, name, maker.address)
            ),
        ),
        maker=context.maker(maker.products[0]),
        best=maker.best.label if maker.best else "",
        best_level=maker.best.value if maker.best else "",
        cards=context.cards(maker.products),
        stories=tuple(stories),
        sample=all(record.entry.sample for record in maker.products),
    )
    changes = [record.changed for record in maker.products if record.changed]
    return Page(f"{maker.address[1:]}index.html", "maker", view, max(changes, default=None))


def _index(context: ProductContext) -> Page:
    """Producers under their provinces; provinces in the order of the galleries."""
    groups: dict[str, list[Link]] = {}
    for value in context.catalogue.values["tinh"]:
        groups[value.slug] = []
    names = {value.slug: value.label for value in context.catalogue.values["tinh"]}
    for maker in context.makers.all:
        _, province = producers.producer_key(maker.products[0].entry.producer)
        link = Link(maker.shown.name, maker.address, count=len(maker.products))
        groups.setdefault(province, []).append(link)
    view = IndexView(
        context.chrome,
        head(
            "Cơ sở sản xuất",
            producers.ROOT,
            f"{len(context.makers.all)} cơ sở có sản phẩm công nghiệp nông thôn tiêu biểu.",
            crumbs=(HOME,),
        ),
        "Cơ sở sản xuất",
        tuple((names.get(slug, NOWHERE), tuple(links)) for slug, links in groups.items()),
    )
    return Page(f"{producers.ROOT[1:]}index.html", "index", view)
