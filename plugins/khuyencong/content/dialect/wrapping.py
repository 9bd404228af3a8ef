"""Whether a line ends because its paragraph does, or because a page or an editor was full.

Text out of a PDF or a programmer's editor has lines of even length that end in mid-sentence; text
out of Word, Zalo or a browser has a line for each paragraph, of any length.
"""

import itertools
import re
from collections.abc import Sequence

_SENTENCE_END = re.compile(r"[.!?…:;][\"'”’»)\]*_]*$")
_FIRST_WORD = re.compile(r"\S+")
_LONGEST = 130
"""Letters of the longest line that an editor or a page breaks by itself."""
_SHORTEST = 35
_EVEN = 0.7
"""Part of the longest line that a broken one has at least."""


def width_of(lines: Sequence[str]) -> int:
    """At how many letters the lines of a run were broken; 0 when each is a paragraph."""
    longest = max(map(len, lines))
    if not _SHORTEST <= longest <= _LONGEST:
        return 0
    pairs = itertools.pairwise(lines)
    broken = [len(line) for line, following in pairs if _in_mid_sentence(line, following)]
    return longest if broken and min(broken) >= _EVEN * longest else 0


def is_joined(line: str, following: str, width: int, elsewhere: int = 0) -> bool:
    """Whether a paragraph goes on in the following line.

    `width` is that of the run in which they stand, `elsewhere` the one of other runs of the text.
    """
    if _in_mid_sentence(line, following) and _SHORTEST <= len(line) <= _LONGEST:
        return True
    ended = _SENTENCE_END.search(line) is not None
    if width:
        return len(line) >= _EVEN * width and (not ended or _is_full(line, following, width))
    near = _EVEN * elsewhere <= len(line) <= elsewhere
    return near and not ended and _is_full(line, following, elsewhere)


def _in_mid_sentence(line: str, following: str) -> bool:
    return following[:1].islower() and _SENTENCE_END.search(line) is None


def _is_full(line: str, following: str, width: int) -> bool:
    """Whether the first word of the following line would not have fitted."""
    word = _FIRST_WORD.match(following)
    return len(line) + 1 + (word.end() if word else 0) > width
