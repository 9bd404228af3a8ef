"""Code stands between lines of three backticks, and nowhere else."""

import html
import re
from collections.abc import Iterator, Sequence
from itertools import accumulate
from typing import NamedTuple

from markdown.preprocessors import Preprocessor

_FENCE = re.compile(r" {0,3}(?P<ticks>`{3,}) *(?P<language>[\w#.+-]*) *")


class Fenced(NamedTuple):
    """What stands between two fences, those on the lines `start` and `end`."""

    start: int
    end: int
    language: str


def fenced(lines: Sequence[str]) -> Iterator[Fenced]:
    """Each block between fences, in order."""
    longest_below = _longest_below(lines)
    place = 0
    while place < len(lines):
        opening = _FENCE.fullmatch(lines[place])
        ticks = len(opening["ticks"]) if opening else 0
        if opening and 0 < ticks <= longest_below[place]:
            end = place + 1
            while _closing(lines[end]) < ticks:
                end += 1
            yield Fenced(place, end, opening["language"])
            place = end
        place += 1


class CodePreprocessor(Preprocessor):
    """Takes code out, so that nothing else reads it."""

    def run(self, lines: list[str]) -> list[str]:
        """The lines with a place-holder for each block of code."""
        if not any("```" in line for line in lines):
            return lines
        kept: list[str] = []
        done = 0
        for block in fenced(lines):
            code = html.escape("\n".join(lines[block.start + 1 : block.end]), quote=False)
            stashed = self.md.htmlStash.store(f"<pre><code>{code}\n</code></pre>")
            kept += [*lines[done : block.start], "", stashed, ""]
            done = block.end + 1
        return kept + lines[done:]


def _closing(line: str) -> int:
    """How many backticks a line consists of that may end code."""
    found = _FENCE.fullmatch(line)
    return len(found["ticks"]) if found and not found["language"] else 0


def _longest_below(lines: Sequence[str]) -> list[int]:
    """For each line, the most backticks of a closing line below it."""
    longest = list(accumulate(map(_closing, reversed(lines)), max, initial=0))
    return longest[-2::-1]
