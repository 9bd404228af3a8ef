"""What a check found, and how it is told to people and to programs."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from itertools import groupby
from typing import Any

from msgspec import Struct

from khuyencong.model.rules import Fold, Problem, Severity
from khuyencong.vietnamese.numbers import grouped

COLOURS = {Severity.ERROR: "red", Severity.WARNING: "yellow", Severity.NOTE: "blue"}


class OutsideLink(Struct, frozen=True):
    """A link to another site. It is only listed: whether it is alive is asked by a person."""

    file: str
    line: int
    address: str


class Checked(Struct, frozen=True):
    """What was found: problems in order of files and lines, and links to other sites.

    The same files give the same result for every moment from `since` up to `until`.
    """

    problems: tuple[Problem, ...]
    outside: tuple[OutsideLink, ...]
    since: datetime
    until: datetime


def severity(problem: Problem, *, strict: bool = False) -> Severity:
    """How much a problem weighs; a strict check takes a warning that is not folded for an error."""
    found = problem.rule.severity
    strict = strict and not problem.fold
    return Severity.ERROR if strict and found is Severity.WARNING else found


Ink = Mapping[Severity, tuple[str, str]]
"""What a terminal is told before and after words of each weight."""


def format_problems(
    problems: Iterable[Problem], before: str, ink: Ink, *, strict: bool = False
) -> str:
    """A line a problem, `file:line: what is wrong. What to write instead`; files stand apart.

    `before` leads to the content folder. Put together by hand: Rich takes 0.1 ms a line.
    """
    files = []
    for file, group in groupby(problems, key=lambda problem: problem.file):
        lines = []
        for problem in group:
            weight = severity(problem, strict=strict)
            start, end = ink[weight]
            words = f"{problem.message} {problem.advice}".rstrip()
            known = f" ({problem.fold})" if problem.fold else ""
            place = f"{before}/{file}:{problem.line}"
            lines.append(f"{place}: {start}{weight} {problem.rule.code}{end} {words}{known}\n")
        files.append("".join(lines))
    return "\n".join(files)


def summary(problems: Sequence[Problem], *, strict: bool = False) -> str:
    """`3 lỗi, 7 nhắc trong 8 tệp`, or that there is nothing; and how many are folded."""
    shown = [problem for problem in problems if not problem.fold]
    counts = Counter(severity(problem, strict=strict) for problem in shown)
    words = ", ".join(f"{grouped(counts[kind])} {kind}" for kind in Severity if counts[kind])
    folded = Counter(problem.fold for problem in problems if problem.fold)
    known = ", ".join(f"{grouped(folded[fold])} lời nhắc {fold}" for fold in Fold if folded[fold])
    said = [
        f"{words} trong {grouped(len({problem.file for problem in shown}))} tệp. "
        f"Giải thích từng mã: khuyencong explain {_gravest_code(shown, strict=strict)}"
        if words
        else "[green]Không có lỗi.[/]"
    ]
    if known:
        said.append(f"Không in: {known} (xem bằng `khuyencong check --all`).")
    return "\n".join(said)


def _gravest_code(problems: Sequence[Problem], *, strict: bool) -> str:
    """The code that somebody should read about first."""
    weights = list(Severity)
    return min(
        (weights.index(severity(problem, strict=strict)), problem.rule.code) for problem in problems
    )[1]


def as_json(checked: Checked, *, strict: bool = False) -> dict[str, Any]:
    """The result for programs; the names and the codes are stable."""
    return {
        "problems": [
            {
                "code": problem.rule.code,
                "severity": severity(problem, strict=strict).name.lower(),
                "file": problem.file,
                "line": problem.line,
                "message": problem.message,
                "advice": problem.advice,
                "folded": problem.fold.name.lower() if problem.fold else None,
            }
            for problem in checked.problems
        ],
        "outside_links": [
            {"file": link.file, "line": link.line, "address": link.address}
            for link in checked.outside
        ],
    }
