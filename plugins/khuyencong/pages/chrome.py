"""What stands around every page, and what a page says of itself in its head."""

from collections.abc import Iterable
from typing import Any

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


class ServicePage(Link, frozen=True):
    """A page that does something for its readers, and is no entry."""

    about: str = ""
    """What it gives: for search engines, and in a result of the site's own search."""
    asked: str = ""
    """Words by which readers ask for it; empty where it is not searched for."""


HOME = Link("Trang chủ", "/")
PRODUCTS = Link("Sản phẩm", "/san-pham/")
TAGS = Link("Thẻ", "/the/")
PLACES = Link("Địa bàn", "/dia-ban/")
AUTHORS = Link("Người viết", "/tac-gia/")
SEARCH = Link("Tìm kiếm", "/tim/")
A_TO_Z = Link("Mục lục A–Z", f"{SEARCH.address}a-z/")
SERIES = Link("Chương trình", "/chuong-trinh/")
ORGANISATION = Link("Tổ chức, người phụ trách", "/to-chuc/")
SITE_MAP = Link("Sơ đồ trang", "/so-do-trang/")
ARCHIVE = ServicePage(
    "Lưu trữ",
    "/luu-tru/",
    about="Mọi bài, theo năm và tháng.",
    asked="tin cũ; bài cũ theo năm, tháng",
)
SUBSCRIBE = ServicePage(
    "Nhận tin",
    "/nhan-tin/",
    about="Nhận tin mới, hạn đăng ký, lịch lớp qua thư điện tử, Zalo hoặc ứng dụng đọc tin.",
    asked="đăng ký nhận tin; theo dõi trang; nhận bản tin qua Zalo, email, thư điện tử; RSS",
)
DE_AN = ServicePage(
    "Đề án khuyến công",
    f"/{FOLDER}/",
    about="Số đề án và kinh phí hỗ trợ qua các năm: biểu đồ, bảng, danh sách.",
    asked="đề án qua các năm; biểu đồ đề án; kinh phí hỗ trợ các năm",
)
PRESS = ServicePage(
    "Dành cho báo chí",
    "/bao-chi/",
    about="Tài liệu báo chí, ảnh gốc, video dùng lại, lịch sự kiện, số liệu, đầu mối liên hệ.",
    asked="nhà báo, đài, tòa soạn; ảnh, video dùng lại",
)
FIGURES = ServicePage(
    "Số liệu",
    "/so-lieu/",
    about="Số liệu, biểu đồ của trung tâm; bảng tải về mở bằng Excel.",
    asked="số liệu qua các năm; thống kê; biểu đồ",
)
LAWS = ServicePage(
    "Văn bản pháp luật",
    "/van-ban/",
    about="Văn bản về khuyến công đăng trên trang: tìm theo số ký hiệu, cơ quan ban hành, lĩnh "
    "vực, năm, hiệu lực.",
    asked="tra cứu văn bản; luật, nghị định, thông tư, quyết định còn hiệu lực",
)
CALENDAR = ServicePage(
    "Lịch",
    f"/{CALENDARS}/",
    about="Lớp tập huấn, sự kiện, hạn đăng ký, lịch khảo sát và chương trình phát sóng sắp tới.",
    asked="lịch lớp; lịch học; hạn nộp; sự kiện sắp tới, hội chợ sắp tới; đưa lịch vào điện thoại",
)
TIMETABLE = ServicePage(
    "Lịch phát sóng",
    f"{CALENDAR.address}phat-song/",
    about="Chương trình khuyến công trên truyền hình, phát thanh: giờ phát, kênh, giờ phát lại.",
    asked="chương trình tivi; ti vi; TV; giờ chiếu; tối nay, hôm nay có gì; truyền hình",
)
ARTISANS = ServicePage(
    "Nghệ nhân, thợ giỏi",
    f"/{Artisan.folder}/",
    about="Nghệ nhân, thợ giỏi theo nghề và nơi làm nghề.",
    asked="danh sách nghệ nhân; thợ giỏi; người giữ nghề",
)
COLLABORATORS = ServicePage(
    "Cộng tác viên khuyến công",
    f"/{Collaborator.folder}/",
    about="Cộng tác viên ở từng xã, phường, kèm số điện thoại.",
    asked="ai là cộng tác viên ở xã; danh sách, số điện thoại cộng tác viên xã tôi; cán bộ xã",
)
OPEN_DATA = ServicePage(
    "Dữ liệu mở",
    "/du-lieu-mo/",
    about="Mọi dữ liệu của trang để tải về, dùng lại.",
    asked="tải dữ liệu; CSV, JSON, Excel",
)
ACCESSIBILITY = ServicePage(
    "Khả năng tiếp cận",
    "/tiep-can/",
    about="Trang dùng được thế nào với người mắt kém, người dùng trình đọc màn hình; chỗ nào còn "
    "hạn chế, báo cho ai.",
    asked="chữ to, cỡ chữ; độ tương phản; đọc bằng bàn phím, trình đọc màn hình",
)
SUPPORT = ServicePage(
    "Tôi được hỗ trợ gì?",
    "/toi-duoc-ho-tro-gi/",
    about="Trả lời bốn câu, xem được hỗ trợ nhiều nhất bao nhiêu, điều kiện, hạn, mẫu đăng ký, "
    "gọi cho ai.",
    asked="mức hỗ trợ; tính tiền hỗ trợ; được hỗ trợ bao nhiêu; nhà nước cho tiền; xin tiền, xin "
    "vốn, vay vốn, vay tiền mua máy; xin đi hội chợ; nhãn mác",
)
QUESTIONS = ServicePage(
    "Hỏi – đáp",
    f"/{Question.folder}/",
    about="Gửi câu hỏi, góp ý tới trung tâm, xem các câu đã trả lời. Cuối mỗi bài có mục báo lỗi "
    "trong bài viết.",
    asked="hỏi trung tâm; gửi câu hỏi; đặt câu hỏi; góp ý; phản ánh; ý kiến; nhắn Zalo; báo lỗi",
)
SAVED = ServicePage(
    "Đọc khi mất mạng",
    OFFLINE,
    about="Những trang đã mở, đọc khi không có mạng.",
    asked="không có mạng; đọc ngoại tuyến",
)


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
        (site.stories_of(Policy), LAWS),
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
