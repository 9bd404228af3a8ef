"""Rules that only all files together can break: names taken twice, things that do not agree."""

import difflib
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import datetime
from operator import attrgetter

from khuyencong.content.de_an_table import DeAnTable
from khuyencong.content.folder import CENTRE_FILE
from khuyencong.content.record import Record
from khuyencong.model.centre import Centre
from khuyencong.model.de_an import FOLDER as DE_AN
from khuyencong.model.de_an import DeAn, Programme
from khuyencong.model.entry import Entry, Status
from khuyencong.model.kinds import KINDS
from khuyencong.model.policy import Policy
from khuyencong.model.product import Product
from khuyencong.model.rules import Problem, Rule
from khuyencong.model.stories import DemonstrationModel
from khuyencong.nearest_name import NearestName
from khuyencong.site.amendment_checks import amendment_checks
from khuyencong.site.by_kind import RecordsByKind
from khuyencong.site.document_checks import document_problems
from khuyencong.site.names import identity, producer_identity
from khuyencong.site.problem_list import problem_at
from khuyencong.site.producers import ProducerKey, producer_key
from khuyencong.site.support_checks import support_checks
from khuyencong.site.translations import folder_of
from khuyencong.vietnamese.numbers import dong
from khuyencong.vietnamese.slugs import slugify

RESERVED_SLUGS = frozenset({"trang", "cap", "nhom", "tinh", "nam", "rss.xml"})
"""Second parts of addresses that lists use: /tin-tuc/trang/2/, /san-pham/cap/tinh/."""


_LISTS = frozenset(f"/{folder}/" for folder in (*KINDS, DE_AN))
"""Addresses of lists."""
_NO_LISTS = frozenset(folder for folder, kind in KINDS.items() if not kind.listed)
"""Folders of entries that are no stories: products, pages."""


def cross_check(
    records: Sequence[Record[Entry]],
    tables: Sequence[DeAnTable],
    centre: Centre | None,
    now: datetime,
    unread: Collection[str] = (),
) -> Iterator[Problem]:
    """Every rule between the files of a content folder that is broken at a moment.

    `unread` are slugs of files that gave no record: they may be spoken of all the same.
    """
    by_kind = RecordsByKind(records)
    products, policies = by_kind.of(Product), by_kind.of(Policy)
    yield from _shared_names(records)
    yield from _references(records, products, unread)
    if centre:
        yield from _categories(records, centre)
    yield from _names_alike(records, products)
    yield from _producers_spelt_twice(products)
    yield from _dated(records, now)
    yield from document_problems(policies)
    yield from amendment_checks(policies, now.date())
    yield from support_checks(policies, now.date())
    yield from _de_an(by_kind.having("de_an"), tables)


def _shared_names(records: Sequence[Record[Entry]]) -> Iterator[Problem]:
    """Addresses, aliases and uids that two entries claim."""
    addresses: dict[str, Record[Entry]] = {}
    uids: dict[str, Record[Entry]] = {}
    for record in records:
        if record.slug in RESERVED_SLUGS or record.address in _LISTS:
            yield Problem(
                record.source,
                record.lines.get("slug", record.lines.get("title", 1)),
                Rule.RESERVED_SLUG,
                f"Địa chỉ `{record.address}` dành riêng cho trang danh sách.",
                f"Thêm dòng `slug: {record.slug}-1`, hoặc đặt tên khác.",
            )
        first = addresses.setdefault(record.address, record)
        if first is not record:
            yield Problem(
                record.source,
                record.lines.get("slug", record.lines.get("title", 1)),
                Rule.ADDRESS_TAKEN,
                f"Địa chỉ `{record.address}` đã dùng ở {first.source}.",
                f"Thêm dòng `slug: {record.slug}-2` vào một trong hai tệp.",
            )
        if record.entry.uid and (owner := uids.setdefault(record.uid, record)) is not record:
            yield Problem(
                record.source,
                record.lines.get("uid", 1),
                Rule.UID_TAKEN,
                f"Mã `{record.uid}` đã dùng ở {owner.source}.",
                "Bài chép từ bài khác: xóa dòng `uid` ở bài mới.",
            )
    for record in (record for record in records if record.entry.aliases):
        for alias in record.entry.aliases:
            owner = addresses.setdefault(f"{alias.rstrip('/')}/", record)
            if owner is not record:
                yield Problem(
                    record.source,
                    record.lines.get("aliases", 1),
                    Rule.ADDRESS_TAKEN,
                    f"Địa chỉ cũ `{alias}` đã dùng ở {owner.source}.",
                    "Bỏ địa chỉ này khỏi `aliases`.",
                )


_NAMES = {
    "author": "Người viết",
    "unit": "Đơn vị",
    "tags": "Thẻ",
    "localities": "Địa bàn",
    "producer": "Cơ sở",
}
"""Key of a header that holds names → what it is called."""


def _names_alike(
    records: Sequence[Record[Entry]], products: Sequence[Record[Product]]
) -> Iterator[Problem]:
    """Names that are written alike but for their marks: two people, or a slip of the keyboard."""
    for key, label in _NAMES.items():
        bearers = products if key == "producer" else records
        held = attrgetter(f"entry.{key}.name" if key == "producer" else f"entry.{key}")
        found = dict.fromkeys(map(held, bearers))
        alike = _alike({name for value in found for name in _each(value)})
        first: dict[str, tuple[str, Record[Entry]]] = {}
        for record in bearers if alike else ():
            for name in filter(alike.__contains__, _each(held(record))):
                known, owner = first.setdefault(slugify(name), (name, record))
                if identity(known) != identity(name):
                    yield problem_at(
                        record,
                        key,
                        Rule.NAMES_ALIKE,
                        f"{label} “{name}” chỉ khác dấu với “{known}” ở {owner.source}; "
                        "trang coi là hai tên, mỗi tên một địa chỉ.",
                        "Nếu là một thì viết cho giống nhau.",
                    )


def _each(value: str | tuple[str, ...]) -> tuple[str, ...]:
    return (value,) if isinstance(value, str) else value


def _alike(names: Iterable[str]) -> set[str]:
    """Those of the names whose slug is that of another name, too."""
    by_slug: dict[str, set[str]] = defaultdict(set)
    for name in names:
        by_slug[slugify(name)].add(name)
    return {
        name
        for slug, found in by_slug.items()
        if slug and len(set(map(identity, found))) > 1
        for name in found
    }


def _producers_spelt_twice(products: Iterable[Record[Product]]) -> Iterator[Problem]:
    """One producer whose legal form is now written out, now shortened."""
    first: dict[ProducerKey, tuple[str, Record[Entry]]] = {}
    for record in products:
        name = record.entry.producer.name
        known, owner = first.setdefault(producer_key(record.entry.producer), (name, record))
        if identity(known) != identity(name):
            yield problem_at(
                record,
                "producer",
                Rule.ONE_PRODUCER_TWO_NAMES,
                f"“{name}” là “{known}” ở {owner.source}; trang coi là một cơ sở.",
                "Viết một tên ở mọi tệp.",
            )


def _references(
    records: Sequence[Record[Entry]], products: Sequence[Record[Product]], unread: Collection[str]
) -> Iterator[Problem]:
    """Set members, product stories and originals that nothing answers to."""
    translations = [record for record in records if record.entry.translation_of]
    originals: dict[str, set[str]] = defaultdict(set)
    for record in records if translations else ():
        if not record.entry.translation_of:
            originals[folder_of(record)].add(record.slug)
    members = {record.slug for record in products}
    told = [record for record in products if record.entry.story]
    stories = {record.slug for record in records if record.entry.listed} if told else set()
    wanted: list[tuple[Record[Entry], str, str, Collection[str]]] = [
        *(
            (r, "translation_of", r.entry.translation_of or "", originals[folder_of(r)])
            for r in translations
        ),
        *((r, "members", slug, members) for r in products for slug in r.entry.members),
        *((r, "story", r.entry.story or "", stories) for r in told),
    ]
    nearest = NearestName()
    for record, key, slug, known in wanted:
        if slug not in known and slug not in unread:
            found = nearest.find(record.source, slug, known)
            yield Problem(
                record.source,
                record.lines.get(key, 1),
                Rule.UNKNOWN_REFERENCE,
                f"`{key}` nhắc tới `{slug}` nhưng không có bài nào mang địa chỉ đó.",
                f"Có phải là `{found}`?" if found else "Kiểm tra lại địa chỉ.",
            )


def unused_categories(
    centre: Centre, records: Sequence[Record[Entry]], folders: Collection[str]
) -> Iterator[Problem]:
    """Categories of site.yml to which nothing can belong: a slip, or a folder that went.

    `folders` are those of the content folder.
    """
    used = {record.category for record in records} | {*folders, *KINDS}
    for slug in centre.categories:
        if slug not in used:
            nearest = difflib.get_close_matches(slug, used, n=1)
            yield Problem(
                CENTRE_FILE,
                centre.line(("categories", slug)),
                Rule.UNUSED_CATEGORY,
                f"Chuyên mục `{slug}` không có thư mục `content/{slug}/`, không bài nào dùng.",
                f"Có phải là `{nearest[0]}`?"
                if nearest
                else "Tạo thư mục đó để có bài, hoặc bỏ chuyên mục này.",
            )


def _categories(records: Sequence[Record[Entry]], centre: Centre) -> Iterator[Problem]:
    known = set(centre.categories) | set(KINDS)
    usual = known - _NO_LISTS
    for record in (record for record in records if record.category not in usual):
        if record.entry.listed and record.category in _NO_LISTS:
            yield Problem(
                record.source,
                record.lines.get("category", 1),
                Rule.UNKNOWN_CATEGORY,
                f"`{record.category}` không phải chuyên mục của bài viết.",
                f"Chọn một trong: {', '.join(sorted(known - _NO_LISTS))}.",
            )
        elif record.category not in known:
            nearest = difflib.get_close_matches(record.category, known, n=1)
            hint = f"Có phải là `{nearest[0]}`? " if nearest else ""
            yield Problem(
                record.source,
                record.lines.get("category", 1),
                Rule.UNKNOWN_CATEGORY,
                f"Chuyên mục `{record.entry.category}` chưa khai báo trong site.yml.",
                f"{hint}Chọn một trong: {', '.join(sorted(known))}.",
            )


def _dated(records: Iterable[Record[Entry]], now: datetime) -> Iterator[Problem]:
    """Faults that depend on the moment of the build."""
    for record in records:
        if record.entry.status is not Status.WITHDRAWN:
            for fault in record.entry.dated_faults(now):
                line = record.line(fault.where)
                yield Problem(record.source, line, fault.rule, fault.message, fault.advice)


def _de_an(records: Iterable[Record[Entry]], tables: Sequence[DeAnTable]) -> Iterator[Problem]:
    """Models and products against the đề án that paid for them."""
    known = {row.de_an.ma: row.de_an for table in tables for row in table.rows}
    by_year = {table.year: table for table in tables}
    nearest = NearestName()
    for record in records:
        entry = record.entry
        codes = getattr(entry, "de_an", ())
        if not codes and not isinstance(entry, DemonstrationModel):
            continue
        named = [known[code] for code in codes if code in known]
        for code in codes:
            if code not in known:
                found = nearest.find(record.source, code, known)
                yield problem_at(
                    record,
                    "de_an",
                    Rule.UNKNOWN_REFERENCE,
                    f"Không có đề án mang mã `{code}` trong `{DE_AN}/`.",
                    f"Có phải là `{found}`?" if found else "Kiểm tra lại mã đề án.",
                )
        if isinstance(entry, Product):
            yield from _same_producer(record, entry.producer.name, named)
        if not isinstance(entry, DemonstrationModel):
            continue
        table = by_year.get(entry.year or 0)
        if not entry.de_an and table and entry.beneficiary:
            whose = producer_identity(entry.beneficiary)
            rows = (row.de_an for row in table.rows)
            named = [r for r in rows if producer_identity(r.don_vi_thu_huong) == whose]
        named = [row for row in named if row.giai_doan.funded]
        if named:
            yield from _same_money(record, entry, named)


def _same_producer(
    record: Record[Entry], producer: str, named: Iterable[DeAn]
) -> Iterator[Problem]:
    whose = producer_identity(producer)
    for row in named:
        if row.don_vi_thu_huong and producer_identity(row.don_vi_thu_huong) != whose:
            yield problem_at(
                record,
                "de_an",
                Rule.DE_AN_CONTRADICTED,
                f"Đề án `{row.ma}` hỗ trợ “{row.don_vi_thu_huong}”, không phải “{producer}”.",
                "Sửa mã đề án, hoặc viết tên cơ sở giống nhau ở hai nơi.",
            )


def _same_money(
    record: Record[Entry], entry: DemonstrationModel, named: Sequence[DeAn]
) -> Iterator[Problem]:
    def paid(programme: Programme) -> int:
        return sum(row.kinh_phi_ho_tro for row in named if row.chuong_trinh is programme)

    costs = [row.tong_kinh_phi for row in named if row.tong_kinh_phi is not None]
    # Two programmes may each state the cost of the one model that they share.
    cost = entry.total_cost if entry.total_cost in (sum(costs), max(costs, default=0)) else None
    sums = (
        ("support_kcqg", entry.support_kcqg, paid(Programme.NATIONAL)),
        ("support_kcdp", entry.support_kcdp, paid(Programme.LOCAL)),
        ("total_cost", entry.total_cost, cost if cost or not costs else sum(costs)),
    )
    codes = ", ".join(row.ma for row in named)
    for key, here, there in sums:
        if here is not None and there is not None and here != there:
            yield problem_at(
                record,
                key,
                Rule.DE_AN_CONTRADICTED,
                f"`{key}` là {dong(here)}, bảng đề án ({codes}) ghi {dong(there)}.",
                "Sửa cho hai nơi giống nhau; mô hình thuộc nhiều đề án thì ghi đủ mã ở `de_an`.",
            )
