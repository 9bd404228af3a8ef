"""Words of a site, the frequent ones first: what a slip of the keyboard is compared with."""

from collections import Counter
from collections.abc import Sequence
from itertools import chain

import msgspec

MOST = 6_000
LONGEST = 12


def vocabulary(blocks: Sequence[str]) -> bytes:
    """The words of all blocks, folded, as JSON; a word counts once for each block."""
    counts = Counter(chain.from_iterable(map(str.split, blocks)))
    known = [word for word in counts if 1 < len(word) <= LONGEST]
    ordered = sorted(known, key=lambda word: (-counts[word], word))[:MOST]
    return msgspec.json.encode(" ".join(ordered))
