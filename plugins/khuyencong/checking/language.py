"""Slips of the keyboard, of Word and of PDF in what readers read."""

from collections.abc import Iterator
from itertools import islice

from khuyencong.checking.doubled_words import doubled_words
from khuyencong.checking.misspellings import known_slips, no_syllables
from khuyencong.checking.prose import Prose
from khuyencong.checking.punctuation import MOST, punctuation_slips
from khuyencong.checking.rare_pairs import PairUse
from khuyencong.model.rules import Problem

_MARKS = ',.;:?!()[]“”"|/…'
"""Marks of which most stand beside a word without a space between."""


def slips(file: str, prose: Prose, use: PairUse) -> Iterator[Problem]:
    """KC701 to KC705 and KC707 in a text; for KC708 its pairs of words are added to `use`."""
    yield from punctuation_slips(file, prose)
    words = _words(prose.lower)
    pairs = set(map(" ".join, zip(words, islice(words, 1, None), strict=False)))
    distinct = set(words)
    yield from islice(doubled_words(file, prose, words), MOST)
    yield from islice(known_slips(file, prose, pairs), MOST)
    yield from no_syllables(file, prose, distinct)
    use.add(file, distinct, pairs)


def _words(text: str) -> list[str]:
    """The words of a text and, each by itself, the marks between them."""
    for mark in _MARKS:
        if mark in text:
            text = text.replace(mark, f" {mark} ")
    return text.split()
