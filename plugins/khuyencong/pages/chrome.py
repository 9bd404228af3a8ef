"""What stands around every page, and what a page says of itself in its head."""

import json
from collections.abc import Iterable, Sequence
from typing import Any

from khuyencong.addresses import absolute
from khuyencong.assets.emblem import CARD_SIZE
from khuyencong.assets.theme_assets import OFFLINE, AssetLinks
from khuyencong.calendar.calendar_files import FOLDER as CALENDARS
from khuyencong.calendar.events import calendar_events
from khuyencong.content.record import Figure, Record
from khuyencong.describing.elements import Link
from khuyencong.describing.support import offers
from khuyencong.figures.site_tables import data_tables
from khuyencong.html_tags import plain_text
from khuyencong.model.centre import Centre
from khuyencong.model.de_an import FOLDER
from khuyencong.model.entry import Entry
from khuyencong.model.people import Artisan, Collaborator
from khuyencong.model.policy import Policy
from khuyencong.model.question import Question
from khuyencong.pages.views import Chrome, Head, MenuLink, Organisation, ReaderForms
from khuyencong.places.tree import place_tree
from khuyencong.site.index import Site

HOME = Link("Trang chủ", "/")
PRODUCTS = Link("Sản phẩm", "/san-pham/")
ARCHIVE = Link("Lưu trữ", "/luu-tru/")
TAGS = Link("Thẻ", "/the/")
PLACES = Link("Địa bàn", "/dia-ban/")
SUBSCRIBE = Link("Nhận tin", "/nhan-tin/")
DE_AN = Link("Đề án khuyến công", f"/{FOLDER}/")
PRESS = Link("Dành cho báo chí", "/bao-chi/")
FIGURES = Link("Số liệu", "/so-lieu/")
AUTHORS = Link("Người viết", "/tac-gia/")
SEARCH = Link("Tìm kiếm", "/tim/")
A_TO_Z = Link("Mục lục A–Z", f"{SEARCH.address}a-z/")
LAWS = Link("Văn bản pháp luật", "/van-ban/")
CALENDAR = Link("Lịch", f"/{CALENDARS}/")
TIMETABLE = Link("Lịch phát sóng", f"{CALENDAR.address}phat-song/")
SERIES = Link("Chương trình", "/chuong-trinh/")
ORGANISATION = Link("Tổ chức, người phụ trách", "/to-chuc/")
ARTISANS = Link("Nghệ nhân, thợ giỏi", f"/{Artisan.folder}/")
COLLABORATORS = Link("Cộng tác viên khuyến công", f"/{Collaborator.folder}/")
OPEN_DATA = Link("Dữ liệu mở", "/du-lieu-mo/")
ACCESSIBILITY = Link("Khả năng tiếp cận", "/tiep-can/")
SITE_MAP = Link("Sơ đồ trang", "/so-do-trang/")
SUPPORT = Link("Tôi được hỗ trợ gì?", "/toi-duoc-ho-tro-gi/")
QUESTIONS = Link("Hỏi – đáp", f"/{Question.folder}/")
SAVED = Link("Đọc khi mất mạng", OFFLINE)


def menu(site: Site) -> tuple[MenuLink, ...]:
    """The main menu: what site.yml lists, or every category in use, the products and the finder of
    support."""
    if site.centre.menu:
        return tuple(
            MenuLink(
                item.name,
                item.address,
                tuple(
                    Link(part.name, part.address, lang=_lang(site, part.address))
                    for part in item.items
                ),
            )
            for item in site.centre.menu
        )
    found = [
        MenuLink(category.name, f"/{slug}/")
        for slug, category in site.categories.items()
        if slug in site.by_category
    ]
    if site.products:
        name = site.centre.categories.get(PRODUCTS.address.strip("/"))
        found.append(MenuLink(name.name if name else PRODUCTS.text, PRODUCTS.address))
    if offers(site):
        found.append(MenuLink(SUPPORT.text, SUPPORT.address))
    return tuple(found)


def chrome(site: Site, assets: AssetLinks, root: str) -> Chrome:
    """The frame of all pages of a site; `root` is its absolute address."""
    centre = site.centre
    english = centre.english
    return Chrome(
        name=centre.short_name,
        organisation=Organisation(
            name=centre.name,
            agency=centre.agency,
            address=centre.address,
            phones=centre.phones,
            email=centre.email,
            press_contact=centre.press_contact,
            english_name=english.name if english else "",
            english_address=english.address if english else "",
        ),
        root=root,
        menu=menu(site),
        directory=directory(site),
        links=centre.links,
        badges=centre.badges,
        zalo=centre.zalo,
        facebook=centre.facebook,
        services=services(site),
        assets=assets,
        forms=_forms(centre),
    )


def _forms(centre: Centre) -> ReaderForms:
    given = centre.forms
    if given is None:
        return ReaderForms()
    return ReaderForms(given.question or "", given.report or "", given.subscription or "")


def services(site: Site) -> tuple[Link, ...]:
    """What the centre does for those who follow it."""
    return SUBSCRIBE, *((PRESS,) if site.stories else ())


def directory(site: Site) -> tuple[tuple[str, tuple[Link, ...]], ...]:
    """What the foot of every page leads to: the centre, its lists, ways to follow it."""
    titles = (Link(r.entry.title, r.address, lang=_lang(site, r.address)) for r in site.pages)
    pages = sorted(titles, key=lambda link: link.lang)
    lists = (
        (any(isinstance(story.entry, Policy) for story in site.stories), LAWS),
        (calendar_events(site), CALENDAR),
        (site.broadcasts, TIMETABLE),
        (site.de_an, DE_AN),
        (data_tables(site), FIGURES),
        (site.stories, ARCHIVE),
        (place_tree(site), PLACES),
        (site.by_tag, TAGS),
        (site.by_author or site.by_unit, AUTHORS),
    )
    kinds = {record.entry.folder for record in site.people}
    people = (
        (site.centre.organisation, ORGANISATION),
        (Artisan.folder in kinds, ARTISANS),
        (Collaborator.folder in kinds, COLLABORATORS),
    )
    asked = (*((SUPPORT,) if offers(site) else ()), QUESTIONS)
    groups = (
        ("Trung tâm", (*pages, *(link for found, link in people if found), ACCESSIBILITY)),
        ("Tra cứu", (A_TO_Z, SITE_MAP, *(link for found, link in lists if found), OPEN_DATA)),
        ("Hỏi, theo dõi", (*asked, *services(site), SAVED)),
    )
    return tuple((heading, links) for heading, links in groups if links)


def _lang(site: Site, address: str) -> str:
    """Language of the page at an address, where it is not Vietnamese."""
    record = site.by_address.get(address)
    lang = record.entry.lang.value if record else "vi"
    return "" if lang == "vi" else lang


def head(
    title: str,
    address: str,
    description: str = "",
    *,
    figure: Figure | None = None,
    crumbs: Iterable[Link] = (),
    **more: Any,
) -> Head:
    """Head of a page; `description` may hold markup, which is taken off.

    Of the way to the page (`crumbs`) only steps that exist are shown.
    """
    return Head(
        title=title,
        description=plain_text(description),
        address=address,
        image=f"/{figure.picture.social.path}" if figure else None,
        image_size=(figure.picture.social.width, figure.picture.social.height)
        if figure
        else CARD_SIZE,
        image_alt=figure.alt if figure else "",
        crumbs=tuple(link for link in crumbs if link.address),
        **more,
    )


_IN_LANGUAGE = {"vi": "Bản tiếng Việt", "en": "Read this in English"}
"""What leads to a text in a language, said in it."""


def languages(site: Site, record: Record[Entry]) -> tuple[Link, ...]:
    """An entry in all its languages (Google, "Tell Google about localized versions")."""
    return tuple(
        Link(
            _IN_LANGUAGE[each.entry.lang], each.address, each is record, lang=each.entry.lang.value
        )
        for each in site.translations.get(record.source, ())
    )


def breadcrumb_list(root: str, crumbs: Sequence[Link], title: str, address: str) -> dict[str, Any]:
    """schema.org BreadcrumbList: the way down to a page, the page itself last."""
    steps = [link for link in crumbs if link.address]
    return item_list("BreadcrumbList", root, [*steps, Link(title, address)])


def item_list(kind: str, root: str, links: Iterable[Link]) -> dict[str, Any]:
    """A schema.org list (ItemList, BreadcrumbList) of pages, in order."""
    # A step of a breadcrumb names its page `item`, an entry of a list `url`.
    key = "item" if kind == "BreadcrumbList" else "url"
    pages = ((link.text, absolute(root, link.address)) for link in links)
    items = [
        {"@type": "ListItem", "position": place, "name": name, key: url}
        for place, (name, url) in enumerate(pages, 1)
    ]
    return {"@type": kind, "itemListElement": items}


def json_ld(*things: dict[str, Any]) -> str:
    """JSON for a `<script type="application/ld+json">`, with nothing that could close it.

    Keys without a value are left out; several things make a graph.
    """
    kept = [
        {key: value for key, value in thing.items() if value not in (None, "", [], {})}
        for thing in things
    ]
    graph = {"@context": "https://schema.org", **(kept[0] if len(kept) == 1 else {"@graph": kept})}
    text = json.dumps(graph, ensure_ascii=False, separators=(",", ":"))
    return text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")
