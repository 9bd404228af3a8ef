"""Rules between the levels of support of all policies."""

from collections.abc import Iterable, Iterator
from datetime import date
from itertools import combinations
from typing import NamedTuple

from khuyencong.content.record import Record
from khuyencong.model.entry import Entry, Status
from khuyencong.model.policy import Policy, Validity
from khuyencong.model.rules import Problem, Rule
from khuyencong.model.support import Support
from khuyencong.nearest_name import NearestName


class Level(NamedTuple):
    """A level of support and where it stands."""

    record: Record[Entry]
    policy: Policy
    number: int
    row: Support

    def problem(self, key: str, rule: Rule, message: str, advice: str) -> Problem:
        """A problem at a key of this level of support."""
        line = self.record.line(("support", self.number, key))
        return Problem(self.record.source, line, rule, message, advice)


def support_checks(records: Iterable[Record[Policy]], day: date) -> Iterator[Problem]:
    """Codes taken twice or unknown, and levels in force on a day that contradict each other."""
    levels = [
        Level(record, record.entry, number, row)
        for record in records
        if record.entry.status is not Status.WITHDRAWN
        for number, row in enumerate(record.entry.support)
    ]
    yield from _codes(levels)
    in_force = [
        level
        for level in levels
        if level.row.answers and level.policy.validity_on(day) is not Validity.EXPIRED
    ]
    for one, other in combinations(in_force, 2):
        if one.record is not other.record:
            yield from _contradictions(one, other)


def _codes(levels: Iterable[Level]) -> Iterator[Problem]:
    known: dict[str, Level] = {}
    for level in levels:
        code = level.row.code
        if code and known.setdefault(code, level) is not level:
            yield level.problem(
                "code",
                Rule.SUPPORT_CODE,
                f"Mã mức hỗ trợ `{code}` đã dùng ở {known[code].record.source}.",
                "Đặt mã khác.",
            )
    nearest = NearestName()
    for level in levels:
        for code in level.row.excludes:
            if code not in known:
                near = nearest.find(level.record.source, code, known)
                yield level.problem(
                    "excludes",
                    Rule.SUPPORT_CODE,
                    f"Không có mức hỗ trợ nào mang mã `{code}`.",
                    f"Có phải là `{near}`?" if near else "Thêm `code` cho mức được nhắc tới.",
                )


def _contradictions(one: Level, other: Level) -> Iterator[Problem]:
    for activity in one.row.contradicts(other.row):
        there = other.policy.document_number or other.record.source
        yield one.problem(
            "activity",
            Rule.SUPPORT_CONTRADICTED,
            f"Mức cho “{activity.label}” khác với mức trong {there}, mà cả hai còn hiệu lực.",
            "Văn bản nào đã thay thì ghi `replaced_by` và `expires` ở văn bản cũ; còn mức của "
            "từng tỉnh thì ghi `provinces`.",
        )
