"""Rules between a document and the provisions of others that it says to change."""

from collections.abc import Iterable, Iterator
from datetime import date

from khuyencong.content.record import Record
from khuyencong.model.amendment import Amendment, Effect
from khuyencong.model.entry import Entry, Status
from khuyencong.model.policy import Policy, Validity
from khuyencong.model.rules import Problem, Rule


def amendment_checks(records: Iterable[Record[Policy]], day: date) -> Iterator[Problem]:
    """Amendments of provisions that are not there, and validities that they contradict."""
    policies = [
        (record, record.entry) for record in records if record.entry.status is not Status.WITHDRAWN
    ]
    known = {entry.document_number: (record, entry) for record, entry in policies}
    for record, entry in policies:
        for number, row in enumerate(entry.amendments):
            line = record.line(("amendments", number))
            document = entry.amended_document(row)
            if not document:
                yield _unclear(record, line, row)
                continue
            yield from _missing_place(record, line, row)
            if document in known:
                target, amended = known[document]
                yield from _missing_provision(record, line, row, target, amended)
                yield from _still_whole(entry, row, target, amended, day)


def _unclear(record: Record[Entry], line: int, row: Amendment) -> Problem:
    return Problem(
        record.source,
        line,
        Rule.AMENDED_PROVISION,
        f"Chưa rõ {row.provision} là của văn bản nào.",
        "Ghi số ký hiệu văn bản bị sửa ở `amends`; `amends` có từ hai số thì thêm `document`.",
    )


def _missing_place(record: Record[Entry], line: int, row: Amendment) -> Iterator[Problem]:
    """The document itself has its text, and not the provision that is to say the change."""
    if row.place and record.has_articles and row.place not in record.provisions:
        yield Problem(
            record.source,
            line,
            Rule.AMENDED_PROVISION,
            f"Trong văn bản này không có {row.at} để nói việc sửa {row.provision}.",
            "Sửa `at` theo đúng điều, khoản của văn bản này.",
        )


def _missing_provision(
    record: Record[Entry], line: int, row: Amendment, target: Record[Entry], amended: Policy
) -> Iterator[Problem]:
    there = row.name in target.provisions
    if target.has_articles and not there and row.effect is not Effect.ADDED:
        yield Problem(
            record.source,
            line,
            Rule.AMENDED_PROVISION,
            f"Văn bản {amended.document_number} trên trang không có {row.provision}.",
            "Sửa `provision`; nếu đây là điều khoản mới thì ghi `effect: bo-sung`.",
        )


def _still_whole(
    entry: Policy, row: Amendment, target: Record[Entry], amended: Policy, day: date
) -> Iterator[Problem]:
    since = row.since or entry.effective
    if (
        row.effect is Effect.REPEALED
        and since
        and since <= day
        and amended.validity is Validity.IN_FORCE
    ):
        yield Problem(
            target.source,
            target.line(("validity",)),
            Rule.VALIDITY_PARTLY,
            f"{entry.document_number} đã bãi bỏ {row.provision} mà hiệu lực còn ghi "
            f"“{Validity.IN_FORCE.label}”.",
            f"Sửa thành `validity: {Validity.PARTLY.value}`.",
        )
