""" "Tôi được hỗ trợ gì?": the levels of support in force, as answers to who and for what."""

import datetime
from collections.abc import Iterable, Iterator, Mapping
from urllib.parse import quote

from msgspec import Struct

from khuyencong.content.record import Record
from khuyencong.describing.elements import Link
from khuyencong.model.de_an import Programme
from khuyencong.model.entry import Entry
from khuyencong.model.policy import Policy, Validity
from khuyencong.model.support import Activity, Applicant, Support
from khuyencong.site.index import Site
from khuyencong.vietnamese.citations import above, anchor
from khuyencong.vietnamese.dates import in_vietnam, short_date
from khuyencong.vietnamese.numbers import file_size, percent, short_dong


class Offer(Struct, frozen=True):
    """A level of support as its applicants are told of it."""

    title: str
    budget: str
    """Khuyến công quốc gia or địa phương; empty where the policy does not say."""
    level: str
    """ "tối đa 50%, không quá 300 triệu đồng/cơ sở"."""
    rate_percent: float | None
    ceiling: int | None
    activities: tuple[str, ...]
    applies_to: tuple[str, ...]
    provinces: tuple[str, ...]
    conditions: tuple[str, ...]
    basis: str
    document: Link
    """The policy, at the article that is the basis where its text has that as a heading; else at
    its table of levels."""
    validity: str
    until: str
    """ISO 8601: the midnight in Vietnam from which the policy is not in force; empty for none."""
    verified: str
    """Who compared it with the official text, and when; or that nobody did."""
    deadline: str
    """Last day of the round, or that it is over."""
    form: Link | None
    excludes: tuple[str, ...]
    """Titles of the levels that cannot be had at the same time."""
    sample: bool


def support_level(row: Support) -> str:
    """ "tối đa 50%, không quá 300 triệu đồng/cơ sở"; nothing where a policy names no figure."""
    words = [] if row.rate_percent is None else [f"tối đa {percent(row.rate_percent)}"]
    if row.ceiling is not None:
        unit = f"/{row.per}" if row.per else ""
        words.append(f"không quá {short_dong(row.ceiling)}{unit}")
    return ", ".join(words)


Rows = list[tuple[Support, Offer]]

_LEVELS = "tom-tat"
"""Id of the table of levels on the page of a policy."""


def offers(site: Site) -> Rows:
    """The levels of all policies in force today that say who may have them, and for what:
    those of the national budget first.

    A policy that expires, or is not in force yet, takes its levels away at its day.
    """
    return site.memoized("offers", None, lambda: _offers(site))


def _offers(site: Site) -> Rows:
    found = list(_rows_in_force(site))
    apart = _apart([row for _, _, row in found])
    found.sort(key=lambda level: level[2].level is not Programme.NATIONAL)
    return [
        (row, _offer(site, record, entry, row, apart.get(row.code or "", ())))
        for record, entry, row in found
    ]


def _rows_in_force(site: Site) -> Iterator[tuple[Record[Entry], Policy, Support]]:
    today = site.now.date()
    for record in site.stories_of(Policy):
        entry = record.entry
        if entry.validity_on(today) is Validity.IN_FORCE:
            yield from ((record, entry, row) for row in entry.support if row.answers)


def _offer(
    site: Site, record: Record[Entry], entry: Policy, row: Support, apart: tuple[str, ...]
) -> Offer:
    since = f" từ {short_date(entry.effective)}" if entry.effective else ""
    return Offer(
        title=row.activity,
        budget=row.level.label if row.level else "",
        level=support_level(row),
        rate_percent=row.rate_percent,
        ceiling=row.ceiling,
        activities=tuple(each.value for each in row.activities),
        applies_to=tuple(each.value for each in row.applies_to),
        provinces=row.provinces,
        conditions=row.conditions,
        basis=row.basis or entry.document_number,
        document=Link(
            entry.document_number or entry.title,
            f"{record.address}#{provision(record, row.basis) or _LEVELS}",
        ),
        validity=f"{Validity.IN_FORCE.label}{since}",
        until=in_vietnam(entry.expires).isoformat() if entry.expires else "",
        verified=_verified(entry),
        deadline=_deadline(row, site.now.date()),
        form=_form(row.form, record),
        excludes=apart,
        sample=entry.sample,
    )


def _verified(entry: Policy) -> str:
    if entry.verified is None:
        return "chưa đối chiếu với văn bản gốc"
    return f"{entry.verified.by} đối chiếu ngày {short_date(entry.verified.date)}"


def _apart(rows: Iterable[Support]) -> Mapping[str, tuple[str, ...]]:
    """Code of a level → titles of those that cannot be had with it, whichever of them says so."""
    coded = {row.code: row for row in rows if row.code}
    pairs = {(code, other) for code, row in coded.items() for other in row.excludes}
    pairs |= {(other, code) for code, other in pairs}
    return {
        code: tuple(row.activity for other, row in coded.items() if (code, other) in pairs)
        for code in coded
    }


def provision(record: Record[Entry], basis: str) -> str:
    """Anchor of the provision that a basis names first, or of what it is part of; else none."""
    named = anchor(basis)
    while named and named not in record.provisions:
        named = above(named)
    return named


def _deadline(row: Support, today: datetime.date) -> str:
    day, coming = row.deadline, row.next_round
    later = coming is not None and coming > today and (day is None or coming > day)
    after = f"; kỳ sau nhận từ {short_date(coming)}" if coming and later else ""
    if day is None:
        return f"theo thông báo của tỉnh hằng năm; hỏi trung tâm{after}"
    if day < today:
        asked = after or "; hỏi trung tâm về kỳ sau"
        return f"kỳ này đã hết hạn ngày {short_date(day)}{asked}"
    return f"{short_date(day)}{after}"


def _form(path: str | None, record: Record[Entry]) -> Link | None:
    if not path:
        return None
    kind = path.rpartition(".")[2].lower()
    size = f", {file_size(record.sizes[path])}" if path in record.sizes else ""
    return Link(f"Tải mẫu đăng ký (.{kind}{size})", f"/{quote(path)}")


def answering(rows: Iterable[tuple[Support, Offer]], activity: Activity, who: Applicant) -> Rows:
    """The levels for an activity and an applicant."""
    return [
        (row, offer) for row, offer in rows if activity in row.activities and who in row.applies_to
    ]
