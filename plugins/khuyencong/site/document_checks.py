"""Rules between policies: what replaces or amends what, and in which order."""

from collections.abc import Iterable, Iterator

from khuyencong.content.record import Record
from khuyencong.model.entry import Entry
from khuyencong.model.policy import Policy
from khuyencong.model.rules import Problem, Rule
from khuyencong.nearest_name import NearestName
from khuyencong.site.problem_list import problem_at


def document_problems(records: Iterable[Record[Policy]]) -> Iterator[Problem]:
    """Policies that name each other by number."""
    policies = [(record, record.entry) for record in records]
    known: dict[str, tuple[Record[Entry], Policy]] = {}
    for record, policy in policies:
        number = policy.document_number
        if number and (owner := known.setdefault(number, (record, policy))[0]) is not record:
            yield problem_at(
                record,
                "document_number",
                Rule.DOCUMENT_TAKEN,
                f"Văn bản {number} đã có ở {owner.source}.",
                "Giữ một bài; bài kia chuyển sang `tin-tuc/` hoặc bỏ.",
            )
    nearest = NearestName()
    for record, policy in policies:
        for key, number in (
            *(("amends", number) for number in policy.amends),
            *(("replaced_by", number) for number in policy.replaced_by),
        ):
            if number == policy.document_number:
                yield problem_at(
                    record,
                    key,
                    Rule.UNKNOWN_REFERENCE,
                    f"`{key}` nhắc tới chính văn bản này.",
                    "Viết số của văn bản kia.",
                )
            elif number not in known:
                if found := nearest.find(record.source, number, known, 0.85):
                    yield problem_at(
                        record,
                        key,
                        Rule.UNKNOWN_DOCUMENT,
                        f"`{key}` nhắc tới văn bản {number}, trang không có số đó.",
                        f"Có phải là `{found}`?",
                    )
            else:
                yield from _order(record, policy, key, known[number][1])


def _order(record: Record[Entry], policy: Policy, key: str, other: Policy) -> Iterator[Problem]:
    """A text amends an older one and is replaced by a newer one."""
    newer, older = (policy, other) if key == "amends" else (other, policy)
    if newer.issued and older.issued and newer.issued < older.issued:
        yield problem_at(
            record,
            key,
            Rule.DATES_REVERSED,
            f"{newer.document_number} ban hành trước {older.document_number} nên không thể "
            f"{'sửa đổi' if key == 'amends' else 'thay thế'} văn bản đó.",
            "Kiểm tra lại `issued` của hai văn bản, hoặc số ký hiệu.",
        )
