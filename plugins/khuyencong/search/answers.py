"""Facts that answer a question before any link: phone, deadline, support, validity, programme."""

from collections.abc import Iterable, Iterator
from datetime import datetime

import msgspec

from khuyencong.describing.products import price_text
from khuyencong.describing.support import offers, support_level
from khuyencong.law.relations import document_name
from khuyencong.model.broadcast import Broadcast
from khuyencong.model.entry import Entry
from khuyencong.model.organisation import Officer, Unit
from khuyencong.model.policy import Policy, Validity
from khuyencong.model.stories import Training
from khuyencong.model.support import Support
from khuyencong.pages import chrome
from khuyencong.search.results import Fact, Result
from khuyencong.site.index import Site
from khuyencong.site.people import PublicArtisan, PublicCollaborator
from khuyencong.site.producers import PublicProduct
from khuyencong.vietnamese.capitals import capitalized
from khuyencong.vietnamese.dates import (
    end_of,
    in_vietnam,
    moment_words,
    short_date,
    spoken_moment,
)
from khuyencong.vietnamese.phones import phone_numbers


def phone_facts(phone: str, label: str = "Điện thoại") -> tuple[Fact, ...]:
    """The telephone numbers that may be told, each called at a tap."""
    return tuple(
        Fact("goi", label, each.text, address=each.address) for each in phone_numbers(phone)
    )


def record_facts(entry: Entry, validity: Validity | None) -> tuple[Fact, ...]:
    """What an entry answers; `validity` is that of a policy today."""
    match entry:
        case Policy():
            return tuple(_policy_facts(entry, validity))
        case Training():
            return tuple(_training_facts(entry))
        case Broadcast():
            return tuple(_airing_fact(entry, moment) for moment in entry.airs)
        case PublicProduct():
            price = Fact("gia", "Giá", price_text(entry))
            known = (price,) if price.value else ()
            return (*phone_facts(entry.producer.phone, entry.producer.name), *known)
        case PublicArtisan() | PublicCollaborator():
            return phone_facts(entry.contact.phone, entry.title)
        case _:
            return ()


MOST = 40
"""Results that answer questions which name nothing: the newest."""


def general_answers(site: Site, results: Iterable[Result]) -> bytes:
    """What answers a question that names nothing ("hạn đăng ký", "tối nay"): how to reach the
    centre, who leads it, what is still to come, levels of support in force and the page that
    computes them. JSON, the newest first."""
    today = in_vietnam(site.now).date().isoformat()  # the hour is compared by the reader's browser
    found = list(centre_answers(site))
    for result in results:
        facts = tuple(fact for fact in result.facts if _is_general(fact, today))
        if facts:
            found.append(msgspec.structs.replace(result, facts=facts, text="", photo=None))
    return msgspec.json.encode([*found[:MOST], *finder_answers(site)])


def _is_general(fact: Fact, today: str) -> bool:
    return fact.question == "muc" or (fact.question in ("han", "song") and fact.moment >= today)


def centre_answers(site: Site) -> tuple[Result, ...]:
    """How to reach the centre, and who leads it."""
    return tuple(each for each in (_centre(site), _leaders(site)) if each.facts)


def _centre(site: Site) -> Result:
    """How to reach the centre, by the page that says so, or by the front page."""
    centre = site.centre
    address = "/lien-he/" if "/lien-he/" in site.by_address else "/"
    facts = [*phone_facts("; ".join(centre.phones), "Điện thoại trung tâm")]
    if centre.address:
        asked = "trụ sở; nộp hồ sơ, gửi đơn"
        facts.append(Fact("noi", "Địa chỉ trung tâm", centre.address, asked=asked))
    if centre.email:
        facts.append(Fact("noi", "Thư điện tử", centre.email, address=f"mailto:{centre.email}"))
    if centre.zalo:
        facts.append(Fact("noi", "Zalo", centre.name, address=str(centre.zalo)))
    return Result(centre.name, address, "Trang", facts=tuple(facts), sample=centre.sample)


def _leaders(site: Site) -> Result:
    """Who leads the centre and its divisions."""
    facts = tuple(
        _officer_fact(unit, officer)
        for unit in site.centre.organisation
        for officer in unit.officers
    )
    page = chrome.ORGANISATION
    return Result(page.text, page.address, "Trang", facts=facts, sample=site.centre.sample)


def _officer_fact(unit: Unit, officer: Officer) -> Fact:
    reached = ", ".join(filter(None, (officer.name, officer.phone)))
    call = next((each.address for each in phone_numbers(officer.phone)), "")
    return Fact("ai", unit.office(officer), reached, address=call, asked="; ".join(unit.functions))


def finder_answers(site: Site) -> tuple[Result, ...]:
    """The page that computes what somebody may have."""
    if not offers(site):
        return ()
    page = chrome.SUPPORT
    way = Fact("muc", "Tính mức hỗ trợ theo kinh phí của cơ sở", page.text, address=page.address)
    return (Result(page.text, page.address, "Trang", facts=(way,)),)


def _policy_facts(entry: Policy, validity: Validity | None) -> Iterator[Fact]:
    if entry.document_number:
        words = capitalized(", ".join(_validity_words(entry, validity)))
        yield Fact("van-ban", document_name(entry), words or "Chưa rõ hiệu lực")
    if validity is not Validity.EXPIRED:
        until = _iso(in_vietnam(entry.expires)) if entry.expires else ""
        for row in entry.support:
            yield from _support_facts(row, row.basis or entry.document_number, until)


def _support_facts(row: Support, basis: str, until: str) -> Iterator[Fact]:
    """How much, and to which day one may ask for it."""
    asked = "; ".join(choice.label for choice in (*row.activities, *row.applies_to))
    if level := support_level(row):
        yield Fact("muc", row.activity, f"{level}; theo {basis}", until, asked=asked)
    if row.deadline:
        asked = f"hạn đăng ký đề án, nộp đơn, nộp hồ sơ hỗ trợ; {asked}"
        label, day = f"Hạn nộp hồ sơ: {row.activity}", short_date(row.deadline)
        yield Fact("han", label, day, _iso(end_of(in_vietnam(row.deadline))), asked=asked)


def _validity_words(entry: Policy, validity: Validity | None) -> Iterator[str]:
    """What the document says of its days, and what was verified: "áp dụng từ 05/07/2012"."""
    if validity and entry.verified:
        yield validity.label
    if entry.effective:
        yield f"áp dụng từ {short_date(entry.effective)}"
    if entry.expires:
        yield f"hết hiệu lực từ {short_date(entry.expires)}"
    if entry.replaced_by:
        yield f"bị thay bởi {', '.join(entry.replaced_by)}"
    if validity and not entry.verified:
        yield "chưa đối chiếu hiệu lực với văn bản gốc"


def _training_facts(entry: Training) -> Iterator[Fact]:
    if entry.cancelled:
        yield Fact("han", "Đã hủy", entry.cancelled, _iso(end_of(entry.starts)))
        return
    if entry.deadline:
        yield _deadline_fact("Hạn đăng ký", entry.deadline)
    yield _deadline_fact("Khai mạc", entry.starts, "khai giảng, bắt đầu học")
    if entry.place:
        yield Fact("noi", "Địa điểm", entry.place, _iso(end_of(entry.ends or entry.starts)))


def _airing_fact(entry: Broadcast, moment: datetime) -> Fact:
    label, when = entry.channel or "Phát sóng", spoken_moment(moment)
    if entry.cancelled:
        label, when = "Đã hủy phát sóng", f"{when}: {entry.cancelled}"
    return Fact("song", label, when, _iso(moment))


def _deadline_fact(label: str, moment: datetime, asked: str = "") -> Fact:
    asked = f"lớp học, lớp tập huấn, khóa đào tạo; {asked}"
    return Fact("han", label, moment_words(moment), _iso(end_of(moment)), asked=asked)


def _iso(moment: datetime) -> str:
    return moment.isoformat(timespec="minutes")
