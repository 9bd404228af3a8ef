"""Facts that answer a question before any link: phone, deadline, support, validity, programme."""

from collections.abc import Iterable, Iterator
from datetime import datetime

import msgspec

from khuyencong.describing.support import support_level
from khuyencong.law.relations import document_name
from khuyencong.model.broadcast import Broadcast
from khuyencong.model.entry import Entry
from khuyencong.model.policy import Policy, Validity
from khuyencong.model.stories import Training
from khuyencong.search.results import Fact, Result
from khuyencong.site.index import Site
from khuyencong.site.people import PublicArtisan, PublicCollaborator
from khuyencong.site.producers import PublicProduct
from khuyencong.vietnamese.capitals import capitalized
from khuyencong.vietnamese.dates import end_of, moment_words, short_date, spoken_moment
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
            return phone_facts(entry.producer.phone, entry.producer.name)
        case PublicArtisan() | PublicCollaborator():
            return phone_facts(entry.contact.phone, entry.title)
        case _:
            return ()


MOST = 40
"""Results that answer questions which name nothing: the newest."""


def general_answers(site: Site, results: Iterable[Result]) -> bytes:
    """What answers a question that names nothing ("hạn đăng ký", "tối nay"): the centre's
    telephones, what is still to come, levels of support in force. JSON, the newest first."""
    now = _iso(site.now)
    centre = site.centre
    phones = phone_facts("; ".join(centre.phones), "Điện thoại trung tâm")
    contact = Result(centre.name, _contact(site), "Trang", facts=phones, sample=centre.sample)
    found = [contact] if phones else []
    for result in results:
        facts = tuple(fact for fact in result.facts if _is_general(fact, now))
        if facts:
            found.append(msgspec.structs.replace(result, facts=facts, text="", photo=None))
    return msgspec.json.encode(found[:MOST])


def _is_general(fact: Fact, now: str) -> bool:
    return fact.question == "muc" or (fact.question in ("han", "song") and fact.moment >= now)


def _contact(site: Site) -> str:
    """The page that says how to reach the centre, or the front page."""
    return "/lien-he/" if "/lien-he/" in site.by_address else "/"


def _policy_facts(entry: Policy, validity: Validity | None) -> Iterator[Fact]:
    if entry.document_number:
        words = capitalized(", ".join(_validity_words(entry, validity)))
        yield Fact("van-ban", document_name(entry), words or "Chưa rõ hiệu lực")
    if validity is not Validity.EXPIRED:
        for row in entry.support:
            if level := support_level(row):
                yield Fact("muc", row.activity, f"{level} ({row.basis or entry.document_number})")


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
    yield _deadline_fact("Khai mạc", entry.starts)


def _airing_fact(entry: Broadcast, moment: datetime) -> Fact:
    label, when = entry.channel or "Phát sóng", spoken_moment(moment)
    if entry.cancelled:
        label, when = "Đã hủy phát sóng", f"{when}: {entry.cancelled}"
    return Fact("song", label, when, _iso(moment))


def _deadline_fact(label: str, moment: datetime) -> Fact:
    return Fact("han", label, moment_words(moment), _iso(end_of(moment)))


def _iso(moment: datetime) -> str:
    return moment.isoformat(timespec="minutes")
