"""Chapters of a programme, from its header, its script or a table in its text."""

import re
from collections.abc import Iterator, Sequence
from itertools import takewhile

from msgspec import Struct

from khuyencong.content.front_matter import FrontMatter
from khuyencong.model.broadcast import Broadcast
from khuyencong.model.chapters import ADVICE, CLOCK, LONGEST_NAME, disorder, part_begun, seconds
from khuyencong.model.rules import Problem, Rule
from khuyencong.vietnamese.folding import fold

_RANGE = re.compile(rf"(?P<start>{CLOCK})(?:\s*[-–—]\s*{CLOCK})?")
_MARKUP = re.compile(r"[*_`]+|\[([^][]*)\]\([^()]*\)")
_OF_RULES = frozenset(" \t|:-")
_HEADS = ("phut", "moc", "moc thoi gian", "thoi diem")


class Chapter(Struct, frozen=True):
    """A part of a programme; `start` in seconds."""

    start: int
    name: str


class _Mark(Struct, frozen=True):
    """A chapter as it is written, with the line where."""

    start: str
    name: str
    line: int


def read_chapters(
    entry: Broadcast, matter: FrontMatter
) -> tuple[tuple[Chapter, ...], list[Problem]]:
    """The chapters that staff declared, else those of the script, else those of the text.

    In the script a time stands before a short name on a line of its own: `01:10 Hai nguồn kinh
    phí`; in the text the first table whose first column is headed "Phút" is taken. Those of the
    header were checked with it.
    """
    if entry.chapters:
        return tuple(Chapter(seconds(each.start), each.name) for each in entry.chapters), []
    marks = list(_in_script(matter)) or list(_in_table(matter))
    problems = [
        Problem(matter.source, marks[number].line, Rule.CHAPTER_MISPLACED, why, ADVICE)
        for number, why in disorder([mark.start for mark in marks], entry.duration)
    ]
    return tuple(Chapter(seconds(mark.start), mark.name) for mark in marks), problems


def _in_script(matter: FrontMatter) -> Iterator[_Mark]:
    """Lines of the script with which a part begins."""
    first = matter.line(("script",)) + 1
    for number, line in enumerate(str(matter.values.get("script", "")).splitlines(), first):
        if found := part_begun(line):
            yield _Mark(*found, number)


def _in_table(matter: FrontMatter) -> Iterator[_Mark]:
    """Rows of the first table of times that name one."""
    lines = matter.body.splitlines()
    heads = (number for number, line in enumerate(lines) if _is_head(lines, number, line))
    head = next(heads, None)
    if head is None:
        return
    rows: Sequence[str] = list(takewhile(lambda line: "|" in line, lines[head + 2 :]))
    for number, line in enumerate(rows, matter.body_line + head + 2):
        first, second, *_ = _cells(line)
        if (time := _RANGE.fullmatch(first)) and second:
            name = _MARKUP.sub(lambda found: found[1] or "", second)
            yield _Mark(time["start"], name[:LONGEST_NAME], number)


def _is_head(lines: Sequence[str], number: int, line: str) -> bool:
    if number + 1 == len(lines) or not _is_rule(lines[number + 1]):
        return False
    return "|" in line and fold(_cells(line)[0]) in _HEADS


def _is_rule(line: str) -> bool:
    """Whether a line parts the head of a table from its rows."""
    return "-" in line and set(line) <= _OF_RULES


def _cells(line: str) -> list[str]:
    """The cells of a row, two at least."""
    return [cell.strip() for cell in f"{line.strip().removeprefix('|')}|".split("|")]
