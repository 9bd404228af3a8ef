"""Code stands between lines of three backticks, and nowhere else."""

import html
import re
from collections.abc import Sequence
from itertools import accumulate

from markdown.preprocessors import Preprocessor

_FENCE = re.compile(r" {0,3}(?P<ticks>`{3,}) *(?P<language>[\w#.+-]*) *")


class CodePreprocessor(Preprocessor):
    """Takes code out, so that nothing else reads it."""

    def run(self, lines: list[str]) -> list[str]:
        """The lines with a place-holder for each block of code."""
        if not any("```" in line for line in lines):
            return lines
        longest_below = _longest_below(lines)
        kept: list[str] = []
        place = 0
        while place < len(lines):
            opening = _FENCE.fullmatch(lines[place])
            ticks = len(opening["ticks"]) if opening else 0
            if not 0 < ticks <= longest_below[place]:
                kept.append(lines[place])
                place += 1
                continue
            end = place + 1
            while _closing(lines[end]) < ticks:
                end += 1
            code = html.escape("\n".join(lines[place + 1 : end]), quote=False)
            stashed = self.md.htmlStash.store(f"<pre><code>{code}\n</code></pre>")
            kept += ["", stashed, ""]
            place = end + 1
        return kept


def _closing(line: str) -> int:
    """How many backticks a line consists of that may end code."""
    found = _FENCE.fullmatch(line)
    return len(found["ticks"]) if found and not found["language"] else 0


def _longest_below(lines: Sequence[str]) -> list[int]:
    """For each line, the most backticks of a closing line below it."""
    longest = list(accumulate(map(_closing, reversed(lines)), max, initial=0))
    return longest[-2::-1]
