"""Two-syllable words of Vietnamese: what can stand side by side without being a slip.

The general list is made by `tools/compounds.py`, which names its source; the words of this trade
are written by hand.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from functools import cache, lru_cache
from pathlib import Path

from khuyencong.vietnamese.folding import Y_TO_I, fold, tone_key

_FOLDER = Path(__file__).parent / "data"
GENERAL = _FOLDER / "compounds.txt"
TRADE = _FOLDER / "trade_compounds.txt"
SAID_TWICE = _FOLDER / "said_twice.txt"

MANY_WORDS = 20
_ONSETS_WITH_EITHER = "hklmstv"
"""Consonants behind which i and y are two spellings of one vowel: kĩ sư, kỹ sư."""


@lru_cache(maxsize=65_536)
def _key(syllable: str) -> str:
    """A syllable in one spelling: lower case, hoà as hòa, kỹ as kĩ."""
    key = tone_key(syllable)
    return key.translate(Y_TO_I) if len(key) == 2 and key[0] in _ONSETS_WITH_EITHER else key


@lru_cache(maxsize=65_536)
def is_compound(first: str, second: str) -> bool:
    """Whether two syllables in any case are a word of Vietnamese together."""
    return f"{_key(first)} {_key(second)}" in _keys()


@cache
def _keys() -> frozenset[str]:
    return frozenset(f"{_key(first)} {_key(second)}" for first, second in _written(TRADE, GENERAL))


def is_said_twice(syllable: str) -> bool:
    """Whether a syllable is said twice on purpose: "ngày ngày", "ướt ướt"."""
    return syllable.lower() in _said_twice() or is_compound(syllable, syllable)


@cache
def _said_twice() -> frozenset[str]:
    return frozenset(word for line in _lines(SAID_TWICE) for word in line.split())


def begins_many(syllable: str) -> bool:
    """Whether many words begin with a syllable, so that another may that nobody listed."""
    return _beginnings()[_key(syllable)] >= MANY_WORDS


@cache
def _beginnings() -> Counter[str]:
    return Counter(key.partition(" ")[0] for key in _keys())


@cache
def trade_compounds() -> frozenset[str]:
    """The words of this trade alone, as they are written in lower case."""
    return frozenset(map(" ".join, _written(TRADE)))


@cache
def known_syllables() -> frozenset[str]:
    """Syllables of which a known word is made."""
    return frozenset(syllable for pair in _written(TRADE, GENERAL) for syllable in pair)


@cache
def folded_compounds() -> Mapping[str, tuple[str, ...]]:
    """The two-syllable words that look the same without diacritics, by what they look like."""
    looks = {syllable: fold(syllable) for syllable in known_syllables()}
    found: dict[str, dict[str, None]] = defaultdict(dict)
    for first, second in _written(TRADE, GENERAL):
        found[f"{looks[first]} {looks[second]}"][f"{first} {second}"] = None
    return {look: tuple(words) for look, words in found.items()}


def _written(*files: Path) -> Iterator[tuple[str, str]]:
    for file in files:
        for line in _lines(file):
            first, _, seconds = line.partition(": ")
            for second in seconds.split():
                yield first, second


def _lines(file: Path) -> Iterator[str]:
    lines = file.read_text(encoding="utf-8").splitlines()
    return (line for line in lines if line and not line.startswith("#"))
