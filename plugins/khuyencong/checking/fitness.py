"""Whether the pages of a site fit together: no address twice, no link that leads nowhere."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from msgspec import Struct, field

from khuyencong.addresses import alias_address, file_path, without_anchor
from khuyencong.checking.addresses import SiteAddresses, parent_folders
from khuyencong.checking.published import PublishedEntries
from khuyencong.content.folder import CENTRE_FILE
from khuyencong.content.record import Record
from khuyencong.content.root_files import FOLDER as ROOT_FILES
from khuyencong.model.centre import Centre
from khuyencong.model.entry import Entry
from khuyencong.model.rules import Problem, Rule, Where
from khuyencong.nearest_name import NearestName
from khuyencong.pages.page import Page
from khuyencong.site.index import Site


def misfits(
    site: Site, pages: Iterable[Page], addresses: SiteAddresses, before: PublishedEntries
) -> Iterator[Problem]:
    """Addresses that two claim, links of entries and of the menu that lead nowhere, and what was
    published `before` and is there no more."""
    yield from _claimed_twice(site, pages, addresses)
    yield from _root_files_in_the_way(site, addresses)
    yield from before.vanished(site, addresses.pages)
    links = _Links(site, addresses, before)
    yield from links.of_the_centre()
    for record in site.records:
        for href, line in record.links:
            if href.startswith("/") and not href.startswith("//"):
                if without_anchor(href) not in addresses:
                    yield links.dead(record.source, href, line)
            elif not href.startswith("#") and ":" not in href.partition("/")[0]:
                yield Problem(
                    record.source,
                    line,
                    Rule.BROKEN_LINK,
                    f"Liên kết `{href}` không phải địa chỉ.",
                    "Viết `/tin-tuc/ten-bai/` cho bài trên trang, `https://…` cho trang khác.",
                )


def _root_files_in_the_way(site: Site, addresses: SiteAddresses) -> Iterator[Problem]:
    """Files of `goc/` at the place of one that the site makes: readers' feeds and search would be
    what somebody else wrote."""
    for path, file in site.root_files.items():
        name = path.casefold()
        if name in addresses.own_files or name in addresses.own_folders:
            yield Problem(
                f"{ROOT_FILES}/{file.name}",
                1,
                Rule.FILE_REFUSED,
                f"“{file.name}” là tệp do chương trình tạo.",
                f"Xóa tệp này khỏi `{ROOT_FILES}/`.",
            )


def _claimed_twice(
    site: Site, pages: Iterable[Page], addresses: SiteAddresses
) -> Iterator[Problem]:
    owners: dict[str, Page] = {}
    clashes: list[tuple[Page, Page | str]] = []
    for page in pages:
        path = file_path(page.address).casefold()
        first = owners.setdefault(path, page)
        if first is not page:
            clashes.append((page, first))
        elif page.source and (blocker := _blocker(page, path, addresses)):
            clashes.append((page, blocker))
    known = (*site.records, *site.withdrawn) if clashes else ()
    records = {record.source: record for record in known}
    for page, other in clashes:
        if isinstance(other, str):
            yield _taken(page, records, f"`{other}`")
        elif other.source == page.source or not (_own(other, records) and _own(page, records)):
            # Of two entries the rules between files have told.
            owner, other = (page, other) if page.source else (other, page)
            yield _taken(owner, records, f"trang “{other.view.head.title}”")


def _blocker(page: Page, path: str, addresses: SiteAddresses) -> str | None:
    """What stands where a page wants its file, or a file where it wants a folder."""
    for wanted in (path, *parent_folders(path)):
        owner = addresses.taken_files.get(wanted, page.address)
        if wanted == path and owner in addresses.pages:
            continue  # the later of two pages of one path is told
        if owner != page.address:
            return owner
    inside = addresses.taken_folders.get(path)
    deeper = addresses.pages.get(inside or "")
    return None if deeper and deeper.source else inside  # an entry is told of what is above it


def _taken(page: Page, records: Mapping[str, Record[Entry]], by: str) -> Problem:
    """A page whose address is another's; one without a file of its own is a list of site.yml."""
    return Problem(
        page.source or CENTRE_FILE,
        _line(page, records),
        Rule.ADDRESS_TAKEN,
        f"Địa chỉ `{page.address}` đã dùng cho {by}.",
        "Đặt `slug` khác, hoặc bỏ địa chỉ này khỏi `aliases`."
        if page.source
        else "Đặt tên khác cho mục này trong `categories`, và cho thư mục của nó.",
    )


def _own(page: Page, records: Mapping[str, Record[Entry]]) -> bool:
    """Whether the address is that of the entry itself, and no old one or a list's."""
    record = records.get(page.source)
    return record is not None and record.address == page.address and not _old(page, record)


def _old(page: Page, record: Record[Entry]) -> bool:
    return page.address in map(alias_address, record.entry.aliases)


def _line(page: Page, records: Mapping[str, Record[Entry]]) -> int:
    """Line on which the file of a page gives it its address."""
    record = records.get(page.source)
    if record is None:
        return 1
    keys = ("aliases",) if _old(page, record) else ("slug", "title")
    return next((line for key in keys if (line := record.lines.get(key))), 1)


def _links_of(centre: Centre) -> Iterator[tuple[Where, str]]:
    """Places in site.yml that lead readers somewhere, each with its address."""
    for number, item in enumerate(centre.menu):
        here: Where = ("menu", number)
        parts = [((*here, "items", place), part) for place, part in enumerate(item.items)]
        yield from [(where, part.address) for where, part in parts] or [(here, item.address)]
    for number, campaign in enumerate(centre.campaigns):
        yield ("campaigns", number), campaign.address


class _Links(Struct, frozen=True):
    """Says what is wrong with links that lead nowhere."""

    site: Site
    addresses: SiteAddresses
    before: PublishedEntries
    nearest: NearestName = field(default_factory=NearestName)

    def of_the_centre(self) -> Iterator[Problem]:
        """Entries of the main menu, and calls at the front page, that lead nowhere or not yet."""
        centre = self.site.centre
        for where, address in _links_of(centre):
            if "://" not in address and without_anchor(address) not in self.addresses:
                dead = self.dead(CENTRE_FILE, address, centre.line((*where, "address")))
                yield replace(dead, rule=Rule.BROKEN_LINK)

    def dead(self, source: str, href: str, line: int) -> Problem:
        """A link to an address at which nothing is, or nothing yet."""
        address = without_anchor(href)
        if address in self.site.unpublished:
            return Problem(
                source,
                line,
                Rule.LINK_TO_UNPUBLISHED,
                f"Liên kết `{href}` tới bài chưa đăng; tạm in thành chữ thường.",
                "Liên kết tự hiện khi bài kia được đăng.",
            )
        return Problem(
            source,
            line,
            Rule.BROKEN_LINK,
            f"Liên kết `{href}` tới trang không có.",
            self._advice(source, address),
        )

    def _advice(self, source: str, address: str) -> str:
        if deleted := self.before.source(address):
            return (
                f"Bài đã đăng ở đó không còn: lấy lại tệp `{deleted}` rồi ghi `status: withdrawn`, "
                "hoặc bỏ liên kết."
            )
        nearest = self.nearest.find(source, address, self.addresses.pages, 0.75)
        return f"Có phải là `{nearest}`?" if nearest else "Kiểm tra lại địa chỉ."
