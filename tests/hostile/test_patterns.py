"""Every pattern of the program takes time in proportion to the text it looks through.

Patterns are found in the modules themselves. Each is given texts made of what it is made of: its
letters and classes, alone and in pairs, again and again, and then something that it cannot match.
"""

import importlib
import inspect
import pkgutil
import re
from collections.abc import Iterator
from itertools import product
from re import _constants as codes  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from time import process_time
from types import ModuleType

import pytest

import khuyencong

SIZE = 4_000
FASTEST = 0.01
"""Seconds below which nothing is told from noise."""
MOST_PIECES = 14


SHORT = {
    "khuyencong.importers.body_structure._RANKS": "matched where a block begins",
    "khuyencong.content.dialect.lines._SHAPES": "matched against a whole line",
    "khuyencong.content.stray_files._COPIES": "a file name",
    "khuyencong.pictures.cache_pruning._DERIVATIVE": "a file name",
    "khuyencong.store.cached_file._NAME": "a file name",
    "khuyencong.publishing.difference._HASHED": "a path of the output",
    "khuyencong.publishing.difference._FEED": "a path of the output",
    "khuyencong.publishing.summary._TITLE": "the head of a page of the output",
    "khuyencong.checking.punctuation._LAST_WORD": "looked for within a few letters",
    "khuyencong.checking.prose._WORD_BEFORE": "looked for within a few letters",
}
"""Patterns that only ever meet short texts, or are anchored in a loop."""
_LOOKING = re.compile(r"\.(?:search|sub|subn|findall|finditer|split)\b")


def is_anchored(module: ModuleType, name: str) -> bool:
    """Whether a pattern is only asked for a match at one place of a text."""
    uses = re.findall(rf"\b{name}(\.\w+|\b)", inspect.getsource(module))
    calls = [use for use in uses if use.startswith(".")]
    return bool(calls) and not any(map(_LOOKING.match, calls))


def patterns() -> Iterator[tuple[str, re.Pattern[str], bool]]:
    """`module.name`, pattern, and whether it is anchored, of all constants of all modules."""
    for found in pkgutil.walk_packages(khuyencong.__path__, "khuyencong."):
        if found.name.endswith("__main__"):
            continue
        module = importlib.import_module(found.name)
        for name, value in vars(module).items():
            each = value if isinstance(value, (tuple, list)) else [value]
            flat = [part for one in each for part in (one if isinstance(one, tuple) else [one])]
            for part in flat:
                if isinstance(part, re.Pattern) and isinstance(part.pattern, str):
                    yield f"{found.name}.{name}", part, is_anchored(module, name)


def pieces(pattern: re.Pattern[str]) -> list[str]:
    """Letters, one of each class, and whole runs of letters of a pattern."""
    found: dict[str, None] = {}
    run = ""

    def look(node: object) -> None:
        nonlocal run
        if isinstance(node, parser.SubPattern):
            for part in node:
                look(part)
        elif isinstance(node, tuple) and node and node[0] is codes.LITERAL:
            run += chr(node[1])
            found.setdefault(chr(node[1]))
            return
        elif isinstance(node, tuple) and node and node[0] is codes.IN:
            letter = next((c for c in "a1 -.\n<>\"'àÀ[](){}*@:/|#" if matches(node[1], c)), None)
            if letter:
                found.setdefault(letter)
        elif isinstance(node, (tuple, list)):
            for part in node:
                look(part)
        if len(run) > 1:
            found.setdefault(run)
        run = ""

    look(parser.parse(pattern.pattern, pattern.flags & ~re.DEBUG))
    return list(found)[:MOST_PIECES] or ["a"]


def matches(items: list[tuple[object, object]], letter: str) -> bool:
    """Whether a class of letters takes a letter, near enough for choosing one."""
    negated = bool(items) and items[0][0] is codes.NEGATE
    for kind, value in items:
        if kind is codes.LITERAL and chr(value) == letter:  # type: ignore[call-overload]
            return not negated
        if kind is codes.RANGE and value[0] <= ord(letter) <= value[1]:  # type: ignore[index]
            return not negated
        if kind is codes.CATEGORY:
            classes = {
                codes.CATEGORY_DIGIT: str.isdigit,
                codes.CATEGORY_SPACE: str.isspace,
                codes.CATEGORY_WORD: str.isalnum,
            }
            test = classes.get(value)
            if test and test(letter):
                return not negated
    return negated


def seconds(pattern: re.Pattern[str], text: str, *, anchored: bool) -> float:
    """Processor time of looking for every match in a text, or for one at its beginning."""
    start = process_time()
    pattern.match(text)
    pattern.fullmatch(text)
    if not anchored:
        for _ in pattern.finditer(text):
            pass
    return process_time() - start


def slowed(pattern: re.Pattern[str], unit: str, *, anchored: bool) -> tuple[float, ...] | None:
    """Seconds for a text, twice and four times the text, where they are out of proportion."""
    for size in (SIZE // 8, SIZE):
        text = unit * (size // len(unit))

        def took(times: int, text: str = text) -> float:
            long = text * times + "\0"
            return min(seconds(pattern, long, anchored=anchored) for _ in range(2))

        once = took(1)
        if once < FASTEST:
            continue
        if (twice := took(2)) > 3 * once and (four := took(4)) > 3 * twice:
            return once, twice, four
    return None


@pytest.mark.slow
@pytest.mark.alone
def test_twice_the_text_takes_no_pattern_four_times_as_long() -> None:
    slow = {}
    looked_at = 0
    for name, pattern, anchored in patterns():
        looked_at += 1
        parts = pieces(pattern)
        units = dict.fromkeys([*parts, *map("".join, product(parts, repeat=2))])
        for unit in units if name not in SHORT else ():
            if growth := slowed(pattern, unit, anchored=anchored):
                slow[name] = (unit, *growth)
                break
    assert looked_at > 150
    assert not slow, "\n".join(f"{name}: {what}" for name, what in slow.items())
