"""Problems as a desk wants them: what is known is folded away, what is new comes first."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cache

from khuyencong.content.folder import CENTRE_FILE, sorted_problems
from khuyencong.content.record import Record
from khuyencong.model.entry import Entry, Status
from khuyencong.model.rules import Fold, Problem, Rule, Severity

NEARLY_ALL = 0.9
"""Share of the entries from which a lack is said of all of them, once."""


def arranged(problems: Iterable[Problem], records: Sequence[Record[Entry]]) -> tuple[Problem, ...]:
    """Problems grouped by file: files in error first, then the newest entries.

    Warnings and notes that the header of an entry accepts, and those of sample data, are folded;
    what cleaning mended is said once a file; what nearly all entries lack is said once. To arrange
    again what was arranged, with more added, is safe.
    """
    entries = {record.source: record for record in records}
    found = [_folded(problem, entries.get(problem.file)) for problem in sorted_problems(problems)]
    found = list(_without_repetition(_mended_once(found), records))
    broken = {problem.file for problem in found if problem.rule.severity is Severity.ERROR}

    @cache
    def rank(file: str) -> tuple[bool, float]:
        record = entries.get(file)
        changed = record.changed if record else None
        age = -changed.timestamp() if changed else (0.0 if record else float("-inf"))
        return file not in broken, age

    return tuple(sorted(found, key=lambda problem: (rank(problem.file), problem.sort_key)))


def _folded(problem: Problem, record: Record[Entry] | None) -> Problem:
    """The problem, folded when a person knows of it already."""
    if record is None or problem.rule.severity is Severity.ERROR:
        return problem
    if problem.rule.code in record.entry.accepted:
        return problem.folded(Fold.ACCEPTED)
    return problem.folded(Fold.SAMPLE) if record.entry.sample else problem


def _mended_once(problems: Iterable[Problem]) -> Iterator[Problem]:
    """The problems, with everything that was mended in a file as one note."""
    mended: dict[str, list[Problem]] = defaultdict(list)
    for problem in problems:
        if problem.rule is Rule.MENDED:
            mended[problem.file].append(problem)
        else:
            yield problem
    for notes in mended.values():
        counts: dict[str, int] = defaultdict(int)
        for note in notes:
            counts[note.message] += 1
        said = (
            f"{message.removesuffix('.')} ({count} dòng)." if count > 1 else message
            for message, count in counts.items()
        )
        yield replace(notes[0], message=" ".join(said))


def _without_repetition(
    problems: Iterable[Problem], records: Sequence[Record[Entry]]
) -> Iterator[Problem]:
    """The problems, with a lack of sa-pô said once when nearly all entries lack it."""
    lacking: list[Problem] = []
    for problem in problems:
        if problem.rule is Rule.NO_SUMMARY and not problem.fold:
            lacking.append(problem)
        else:
            yield problem
    entries = [
        record.source
        for record in records
        if not record.entry.sample and record.entry.status is not Status.WITHDRAWN
    ]
    if len(lacking) < 2 or len(lacking) < NEARLY_ALL * len(entries):
        yield from lacking
        return
    yield Problem(
        CENTRE_FILE,
        1,
        Rule.NO_SUMMARY,
        f"{len(lacking)} trong {len(entries)} bài chưa có sa-pô.",
        "Bài mới nên có dòng `summary: …`; bài cũ bổ sung dần.",
    )


def problem_at(record: Record[Entry], key: str, rule: Rule, message: str, advice: str) -> Problem:
    """A problem at the line of a key in the header of an entry."""
    return Problem(record.source, record.line((key,)), rule, message, advice)
