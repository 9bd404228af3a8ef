"""Two-syllable words of Vietnamese: what can stand side by side without being a slip.

The general list is made by `tools/compounds.py`, which names its source; the words of this
trade are written by hand.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import cache, lru_cache
from pathlib import Path

from khuyencong.vietnamese.folding import fold, tone_key

_FOLDER = Path(__file__).parent / "data"
GENERAL = _FOLDER / "compounds.txt"
TRADE = _FOLDER / "trade_compounds.txt"

Pair = tuple[str, str]

_Y_TO_I = str.maketrans("yỳỷỹýỵ", "iìỉĩíị")


@lru_cache(maxsize=65_536)
def syllable_key(word: str) -> str:
    """A syllable in one spelling: lower case, hoà as hòa, kỹ as kĩ."""
    key = tone_key(word)
    return key.translate(_Y_TO_I) if len(key) == 2 and key[0] in "hklmstv" else key


@lru_cache(maxsize=65_536)
def is_compound(first: str, second: str) -> bool:
    """Whether two syllables in any case are a word of Vietnamese together."""
    return (syllable_key(first), syllable_key(second)) in compounds()


@cache
def compounds() -> frozenset[Pair]:
    """Every known two-syllable word, as keys of its syllables."""
    written = _written(TRADE, GENERAL)
    return frozenset((syllable_key(first), syllable_key(second)) for first, second in written)


@cache
def trade_compounds() -> frozenset[Pair]:
    """The words of this trade alone, as they are written in lower case."""
    return frozenset(_written(TRADE))


@cache
def folded_compounds() -> Mapping[Pair, tuple[Pair, ...]]:
    """The two-syllable words that look the same without diacritics, by what they look like."""
    found: dict[Pair, dict[Pair, None]] = defaultdict(dict)
    for first, second in _written(TRADE, GENERAL):
        found[fold(first), fold(second)][first, second] = None
    return {pair: tuple(words) for pair, words in found.items()}


def _written(*files: Path) -> Iterator[Pair]:
    for file in files:
        for line in file.read_text(encoding="utf-8").splitlines():
            if line and not line.startswith("#"):
                first, _, seconds = line.partition(": ")
                for second in seconds.split():
                    yield first, second
