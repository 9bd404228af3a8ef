"""Text to the words under which it is found."""

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import lru_cache
from itertools import chain, pairwise
from typing import TypeVar
from zlib import crc32

from khuyencong.vietnamese.folding import fold, tone_key

Key = TypeVar("Key")
Value = TypeVar("Value")

LONGEST = 40
"""Letters of a word that is found; longer ones are addresses and rubbish."""
_WORD = re.compile(rf"[^\W_]{{1,{LONGEST}}}")


@lru_cache(maxsize=131_072)
def folded(words: str) -> str:
    """A word, or a pair of words, without marks: the key of the index."""
    return fold(words)


class _Memo(dict[Key, Value]):
    """What came of each key; it begins anew when there are too many.

    Every word of a site is asked for: looking into a dict takes half as long as `lru_cache`, which
    notes the order. And text that is given again knows its hash and is told from others by where it
    lies, so that the sets and dicts into which it goes are quicker too.
    """

    MOST = 131_072

    def __init__(self, function: Callable[[Key], Value]) -> None:
        self._function = function

    def __missing__(self, key: Key) -> Value:
        if len(self) >= self.MOST:
            self.clear()
        self[key] = value = self._function(key)
        return value


def _checksum(words: str) -> int:
    """CRC-32 of words: that of all but the last goes on with the last."""
    before, space, last = words.rpartition(" ")
    return crc32(f"{space}{folded(last)}".encode(), _checksums[before] if before else 0)


_checksums = _Memo(_checksum)


def shard_of(words: str, shards: int) -> int:
    """Number of the shard that holds a word or pair; the script finds it in the same way.

    CRC-32 (ISO/IEC 8802-3) of the folded words in UTF-8; `shards` is a power of two.
    """
    return _checksums[words] & (shards - 1)


def _between_spaces(text: str) -> tuple[str, ...]:
    return tuple(map(tone_key, _WORD.findall(unicodedata.normalize("NFC", text).lower())))


_words_between_spaces = _Memo(_between_spaces)
_pairs = _Memo[tuple[str, str], str](" ".join)


def words_of(text: str) -> list[str]:
    """The words of a text in order, marks kept, hoà as hòa: "QĐ 45/2012" → qđ, 45, 2012."""
    return list(chain.from_iterable(map(_words_between_spaces.__getitem__, text.split())))


def with_pairs(words: list[str]) -> set[str]:
    """The words, and each with its neighbour: what a phrase is found by."""
    found = set(words)
    found.update(map(_pairs.__getitem__, pairwise(words)))
    return found


class Abbreviations:
    """Short and long forms that mean the same: whoever asks for one finds the other."""

    def __init__(self, meanings: Mapping[str, str]) -> None:
        self.meanings = sorted(meanings.items())
        self._long = {" ".join(words_of(short)): words_of(long) for short, long in meanings.items()}
        self._short = [
            (" ".join(long[:2]), f" {' '.join(long)} ", short) for short, long in self._long.items()
        ]

    def of(self, words: list[str], known: set[str]) -> Iterator[list[str]]:
        """The other forms of what stands in a text; `known` are its words and pairs."""
        begun = [(long, short) for start, long, short in self._short if start in known]
        yield from [long for short, long in self._long.items() if short in known]
        text = f" {' '.join(words)} " if begun else ""
        yield from ([short] for long, short in begun if long in text)


def found_by(text: str, abbreviations: Abbreviations) -> set[str]:
    """All words and pairs that a text is found by."""
    words = words_of(text)
    found = with_pairs(words)
    for other in abbreviations.of(words, found):
        found |= with_pairs(other)
    return found


def plain_words(keys: Iterable[str]) -> set[str]:
    """The single words among words and pairs, folded, those with a digit left out."""
    return {folded(key) for key in keys if key.isalpha()}
