"""The same story from two places, found by what they share: shingles of five words.

Of each text the smallest hashes of its shingles are kept (Broder, "On the resemblance and
containment of documents", 1997); two texts are alike as far as these sketches are.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple
from zlib import crc32

from khuyencong.editing.entry_text import EntryText
from khuyencong.editing.header_yaml import HeaderError
from khuyencong.model.kinds import KINDS
from khuyencong.store.file_state import own_files_below
from khuyencong.vietnamese.folding import fold

SHINGLE, SKETCH = 5, 64
ALIKE = 0.6
"""Share of a sketch from which two texts are one story."""
_ALONE = 0.12
"""Share of a sketch that each of two texts may have alone: more, and each tells something else."""
FEWEST_WORDS = 60
_COMMON = 50
"""Stories with a shingle from which on it is a phrase of the trade and tells nothing."""
_COMPARED = 20
"""Stories with most hashes in common that a text is compared with in full."""


def sketch_of(text: str) -> frozenset[int]:
    """The sketch of a text; empty for one too short to be told from others."""
    words = re.findall(r"\w+", fold(text))
    if len(words) < FEWEST_WORDS:
        return frozenset()
    shingles = {" ".join(words[n : n + SHINGLE]) for n in range(len(words) - SHINGLE + 1)}
    return frozenset(sorted(crc32(shingle.encode()) for shingle in shingles)[:SKETCH])


class Likeness(NamedTuple):
    """How much a text is like a story; the name is "" where it is like none."""

    name: str = ""
    share: float = 0.0
    """From 0 to 1."""
    is_same: bool = False
    """Whether one of the two has hardly a word that the other lacks: a copy, or a part of it."""


def _likeness(name: str, sketch: frozenset[int], other: frozenset[int]) -> Likeness:
    smallest = set(sorted(sketch | other)[:SKETCH])
    alone = min(len(smallest & sketch - other), len(smallest & other - sketch))
    share = len(smallest & sketch & other) / len(smallest)
    return Likeness(name, share, alone <= _ALONE * len(smallest))


class SeenStories:
    """Stories by their sketches, each with the name under which a person finds it."""

    def __init__(self) -> None:
        self._with_hash: dict[int, list[int]] = defaultdict(list)
        self._stories: list[tuple[str, frozenset[int]]] = []

    def alike(self, sketch: frozenset[int], *own: str) -> Likeness:
        """The story that is most like a text.

        `own` are names of the text itself, which it is not compared with.
        """
        having = (self._with_hash.get(value, ()) for value in sketch)
        shared = Counter(n for stories in having if len(stories) <= _COMMON for n in stories)
        best = Likeness()
        for number, _ in shared.most_common(_COMPARED):
            name, other = self._stories[number]
            found = _likeness(name, sketch, other)
            if found.share > best.share and name not in own:
                best = found
        return best if best.share >= ALIKE else Likeness()

    def add(self, name: str, sketch: frozenset[int]) -> None:
        """Remember a story."""
        for value in sketch:
            self._with_hash[value].append(len(self._stories))
        self._stories.append((name, sketch))


def stories_of(content: Path) -> Iterator[tuple[str, frozenset[int]]]:
    """Path and sketch of every text that lies in a content folder."""
    for folder in KINDS:
        for path in own_files_below(content, folder):
            if path.endswith(".md"):
                try:
                    text = EntryText.of((content / path).read_bytes())
                except HeaderError:
                    continue  # `check` tells of it
                yield path, sketch_of(text.shown_body)
