"""Which parts of two sequences are the same: difflib's answer, within bounds of time.

difflib looks at every pair of equal items, over and over where they are many: two laws of
130 KB, whose spaces alone make a billion pairs, took minutes.
"""

from collections import Counter
from collections.abc import Sequence
from difflib import SequenceMatcher

MOST_PAIRS = 4_000_000
"""Pairs of equal items that are looked at in a second."""
Run = tuple[bool, int, int, int, int]
"""Whether a run is the same in both; its start and end in the first, and in the second."""


def aligned(old: Sequence[str], new: Sequence[str]) -> list[Run]:
    """Two sequences as runs that are the same in both, and runs that are not.

    Where there are too many pairs of equal items, what stands between a common beginning and a
    common end counts as changed.
    """
    if not too_many_pairs(old, new):
        return _runs(old, new, 0, 0)
    shorter = min(len(old), len(new))
    first = next((n for n in range(shorter) if old[n] != new[n]), shorter)
    rest = shorter - first
    last = next((n for n in range(rest) if old[-1 - n] != new[-1 - n]), rest)
    inner = old[first : len(old) - last], new[first : len(new) - last]
    runs = [(True, 0, first, 0, first)] if first else []
    if not too_many_pairs(*inner):
        runs += _runs(*inner, first, first)
    else:
        runs.append((False, first, len(old) - last, first, len(new) - last))
    if last:
        runs.append((True, len(old) - last, len(old), len(new) - last, len(new)))
    return runs


def too_many_pairs(old: Sequence[str], new: Sequence[str]) -> bool:
    """Whether comparing two sequences item by item would take more than about a second."""
    if len(old) * len(new) <= MOST_PAIRS:
        return False
    counts, others = Counter(old), Counter(new)
    return sum(count * others[item] for item, count in counts.items()) > MOST_PAIRS


def _runs(old: Sequence[str], new: Sequence[str], at: int, there: int) -> list[Run]:
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    return [
        (what == "equal", at + a, at + b, there + c, there + d)
        for what, a, b, c, d in matcher.get_opcodes()
    ]
