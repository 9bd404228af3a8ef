"""Pairs of words that are rare, beside a word that differs in its marks and is frequent.

"hoạt dộng" once, where forty entries have "hoạt động", is most likely a slip. Only the centre's
own texts say what is frequent, so the pairs of all entries are counted before anything is said.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Set
from dataclasses import dataclass, field
from functools import lru_cache

from khuyencong.checking.misspellings import SLIPS
from khuyencong.checking.prose import Prose
from khuyencong.model.rules import Problem, Rule
from khuyencong.vietnamese.compounds import folded_compounds, is_compound
from khuyencong.vietnamese.folding import fold
from khuyencong.vietnamese.numbers import grouped
from khuyencong.vietnamese.syllables import is_spelt_right

RAREST = 2
"""Entries in which a pair may stand and still count as rare."""
FREQUENT = 10
"""Entries in which a word must stand to count as frequent."""
TIMES = 10
"""How many times as frequent as the pair the word must be."""
TIMES_ALONE = 4
"""How many times as frequent as the syllable that differs, wherever it stands: "từ pháp" is no
slip for "tư pháp" where "từ" is a word of every text."""
_MOST_PAIRS = 30_000
_MOST_REMEMBERED = 200_000
"""Pairs that one process remembers to be nothing to look at."""


@dataclass(slots=True)
class PairUse:
    """In how many entries words of one and two syllables stand, and where pairs look like them."""

    words: Counter[str] = field(default_factory=Counter)
    syllables: Counter[str] = field(default_factory=Counter)
    lookalikes: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    """Pair → files in which it stands, as many as matter."""

    def add(self, file: str, words: Set[str], pairs: Set[str]) -> None:
        """Count the words, and the pairs of neighbouring words, in lower case, of one entry."""
        if len(pairs) > _MOST_PAIRS:
            return  # no person wrote this
        self.syllables.update(words)
        looked_at = pairs - _seen.nothing
        for pair in looked_at - _seen.words - _seen.lookalikes:
            _seen.judge(pair)
        self.words.update(looked_at & _seen.words)
        for pair in looked_at & _seen.lookalikes:
            files = self.lookalikes[pair]
            if len(files) <= RAREST:
                files.append(file)

    def update(self, other: "PairUse") -> None:
        """Add what was counted in other entries."""
        self.words.update(other.words)
        self.syllables.update(other.syllables)
        for pair, files in other.lookalikes.items():
            self.lookalikes[pair] += files

    def rare_pairs(self) -> Iterator[tuple[str, str, list[str]]]:
        """Every pair that is rare, the frequent word that was probably meant, and its files."""
        for pair, files in self.lookalikes.items():
            meant = max(_lookalikes(pair), key=lambda word: self.words[word])
            alone = self.syllables[_difference(pair, meant)]
            least = max(FREQUENT, TIMES * len(files), TIMES_ALONE * alone)
            if len(files) <= RAREST and self.words[meant] >= least and pair not in SLIPS:
                yield pair, meant, files


def rare_pairs(use: PairUse, prose: Callable[[str], Prose]) -> Iterator[Problem]:
    """KC708, when the pairs of all entries are counted; `prose` gives the text of a file again."""
    for pair, meant, files in use.rare_pairs():
        first, second = pair.split()
        for file in files:
            text = prose(file)
            for start, end in text.pair_places(first, second):
                before, after = text.neighbours(start, end)
                taken = is_compound(before, first) or is_compound(second, after)
                if taken or not text.text[start:end].islower():
                    continue
                yield Problem(
                    file,
                    text.line(start),
                    Rule.RARE_PAIR,
                    f"“{text.text[start:end]}” ít gặp; {grouped(use.words[meant])} bài viết "
                    f"“{meant}”.",
                    "Xem lại dấu của hai chữ này.",
                )


def _difference(pair: str, word: str) -> str:
    """The syllable of a pair that a word has not."""
    return next(one for one, other in zip(pair.split(), word.split(), strict=True) if one != other)


@lru_cache(maxsize=65_536)
def _lookalikes(pair: str) -> tuple[str, ...]:
    """Two-syllable words that differ from a pair in nothing but the marks of one syllable."""
    first, second = pair.split()
    if not (is_spelt_right(first) and is_spelt_right(second)):
        return ()  # no syllable: that is said by itself
    words = map(str.split, folded_compounds().get(fold(pair), ()))
    return tuple(f"{one} {other}" for one, other in words if (one == first) != (other == second))


class _Seen:
    """What this process found out about pairs: most pairs of a text were seen before."""

    def __init__(self) -> None:
        self.words: set[str] = set()
        self.lookalikes: set[str] = set()
        self.nothing: set[str] = set()

    def judge(self, pair: str) -> None:
        if len(self.nothing) > _MOST_REMEMBERED:
            self.nothing.clear()
        if is_compound(*pair.split()):
            self.words.add(pair)
        elif _lookalikes(pair):
            self.lookalikes.add(pair)
        else:
            self.nothing.add(pair)


_seen = _Seen()
