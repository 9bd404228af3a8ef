"""Static pages, and pages that carry one message."""

from collections.abc import Iterator
from functools import partial
from itertools import chain, filterfalse

from khuyencong.addresses import alias_address, is_query
from khuyencong.assets.theme_assets import OFFLINE
from khuyencong.content.record import Record
from khuyencong.describing.elements import Link
from khuyencong.model.entry import Entry, Status
from khuyencong.pages.abbreviations import explained
from khuyencong.pages.cards import draft_label
from khuyencong.pages.chrome import HOME, head, languages
from khuyencong.pages.page import Page, alone
from khuyencong.pages.views import Chrome, NoticeView, OfflineView, PageView
from khuyencong.site.index import Site
from khuyencong.site.visibility import shown_body

WITHDRAWN = "Tin đã gỡ"
"""Title of what stands in the place of a story that was withdrawn."""


def static_page(site: Site, chrome: Chrome, record: Record[Entry]) -> Page:
    """Giới thiệu, Liên hệ, Hướng dẫn, English."""
    shows = partial(_view, site, chrome, record)
    return Page(record.address, "page", shows, record.feed_date, record.source)


def _view(site: Site, chrome: Chrome, record: Record[Entry]) -> PageView:
    entry = record.entry
    return PageView(
        chrome=chrome,
        head=head(
            entry.title,
            record.address,
            record.summary,
            language=entry.lang.value,
            languages=languages(site, record),
            crumbs=(HOME,),
        ),
        title=entry.title,
        summary=record.summary,
        photos=record.photos,
        body=explained(shown_body(site, record), site.centre.abbreviations),
        modified=record.changed,
        sample=entry.sample,
        draft=draft_label(entry, site),
    )


def offline_page(chrome: Chrome) -> Page:
    """What a reader without a network gets in the place of a page that was not kept."""
    view = OfflineView(
        chrome=chrome,
        head=head("Đọc khi mất mạng", OFFLINE, crumbs=(HOME,), listed=False),
        title="Đọc khi mất mạng",
        text="Máy lưu trang đầu và những trang đã mở. Khi mất mạng, đọc lại ở đây; "
        "có mạng, trang luôn là bản mới nhất.",
    )
    return Page(OFFLINE, "offline", view, listed=False, depends=alone(()))


def withdrawn_page(record: Record[Entry], chrome: Chrome) -> Page:
    """What stands in the place of an entry that was withdrawn: nothing of it."""
    return Page(
        record.address,
        "notice",
        NoticeView(
            chrome=chrome,
            head=head(WITHDRAWN, record.address, crumbs=(HOME,), listed=False),
            title=WITHDRAWN,
            text="Ban biên tập đã gỡ nội dung này khỏi trang.",
            links=(HOME,),
        ),
        source=record.source,
        listed=False,
        depends=alone((record,)),
    )


def notices(site: Site, chrome: Chrome) -> Iterator[Page]:
    """The page for addresses that do not exist, stubs of withdrawn stories, moved addresses."""
    yield Page(
        "/404.html",
        "notice",
        NoticeView(
            chrome=chrome,
            head=head("Không tìm thấy trang", "/404.html", listed=False),
            title="Không tìm thấy trang",
            text="Địa chỉ này không có, hoặc bài đã chuyển đi. Có thể tìm ở các mục sau:",
            links=(HOME, *(link for item in chrome.menu for link in item.links)),
        ),
        listed=False,
        depends=alone(()),
    )
    for record in site.withdrawn:
        yield withdrawn_page(record, chrome)
    for record in chain(site.records, site.withdrawn):
        if record.entry.aliases:
            old = filterfalse(is_query, record.entry.aliases)
            for address in dict.fromkeys(map(alias_address, old)):
                yield _moved_page(record, address, chrome)


def _moved_page(record: Record[Entry], address: str, chrome: Chrome) -> Page:
    """What stands at an old address."""
    withdrawn = record.entry.status is Status.WITHDRAWN
    title = WITHDRAWN if withdrawn else record.entry.title
    canonical = address if record.is_link else record.address
    return Page(
        address,
        "notice",
        NoticeView(
            chrome=chrome,
            head=head(title, canonical, crumbs=(HOME,), listed=False),
            title="Bài đã chuyển địa chỉ",
            text="Nội dung này nay ở địa chỉ mới:",
            links=(Link(title, record.address),),
            moved_to=record.address,
        ),
        source=record.source,
        listed=False,
        depends=alone((record,)),
    )
