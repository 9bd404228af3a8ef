"""The same story from two places, found by what they share: shingles of five words.

Of each text the smallest hashes of its shingles are kept (Broder, "On the resemblance and
containment of documents", 1997); two texts are alike as far as these sketches are.
"""

import re
from collections import defaultdict
from hashlib import blake2b

from khuyencong.vietnamese.folding import fold

SHINGLE, SKETCH = 5, 64
ALIKE = 0.6
"""Share of a sketch from which two texts are one story."""
FEWEST_WORDS = 60


def sketch_of(text: str) -> frozenset[int]:
    """The sketch of a text; empty for one too short to be told from others."""
    words = re.findall(r"\w+", fold(text))
    if len(words) < FEWEST_WORDS:
        return frozenset()
    shingles = {" ".join(words[n : n + SHINGLE]) for n in range(len(words) - SHINGLE + 1)}
    hashes = (
        int.from_bytes(blake2b(shingle.encode(), digest_size=8).digest(), "big")
        for shingle in shingles
    )
    return frozenset(sorted(hashes)[:SKETCH])


class SeenStories:
    """Stories by their sketches."""

    def __init__(self) -> None:
        self._names: dict[int, list[str]] = defaultdict(list)
        self._sketches: dict[str, frozenset[int]] = {}

    def alike(self, sketch: frozenset[int]) -> tuple[str, float]:
        """The name of the story that is most like a text, and how much from 0 to 1."""
        candidates = {name for value in sketch for name in self._names.get(value, ())}
        best = ("", 0.0)
        for name in sorted(candidates):
            other = self._sketches[name]
            smallest = sorted(sketch | other)[:SKETCH]
            share = len(set(smallest) & sketch & other) / len(smallest)
            if share > best[1]:
                best = (name, share)
        return best if best[1] >= ALIKE else ("", 0.0)

    def add(self, name: str, sketch: frozenset[int]) -> None:
        """Remember a story."""
        self._sketches[name] = sketch
        for value in sketch:
            self._names[value].append(name)
