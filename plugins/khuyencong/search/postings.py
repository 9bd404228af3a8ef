"""Lists of document numbers as short text, and the shards that are made of them."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import accumulate
from operator import sub

import msgspec

from khuyencong.search.words import folded

PER_BLOCK = 128
"""Most documents of a block; document n of block b has the number 128 b + n."""
FIELDS = 3
"""Title, names, text: a document stands in the list of the best field that has the word."""
MOST = 1_500
"""Documents after which a list is cut: the newest are kept, and it ends in `CUT`."""
CUT = "~"
_BASE = 45
_SIGNS = "".join(chr(code) for code in range(0x21, 0x7E) if chr(code) not in '"\\|')[: 2 * _BASE]
"""The first 45 signs end a number, the others go on with it: one sign for a gap up to 44."""


def _written(number: int) -> str:
    """A number in base 45, the last digit at its end."""
    signs = _SIGNS[number % _BASE]
    while number := number // _BASE:
        signs = _SIGNS[_BASE + number % _BASE] + signs
    return signs


class _Gaps(dict[int, str]):
    """Distance of two falling numbers → the distance less one as text, each written once."""

    def __missing__(self, distance: int) -> str:
        self[distance] = text = _written(distance - 1)
        return text


_gaps = _Gaps()


def encoded(numbers: Iterable[int]) -> str:
    """Falling numbers as text: the first, then each distance less one, in base 45.

    Text, because web servers compress that and leave other files as they are.
    """
    falling = list(numbers)
    gaps = map(_gaps.__getitem__, map(sub, falling, falling[1:]))
    return "".join((*map(_written, falling[:1]), *gaps))


Slice = tuple[Mapping[str, bytes | bytearray], ...]
"""What a block adds to a shard, for each field: word or pair with its marks → the places of its
documents in the block, falling, a byte each."""
_slices = msgspec.msgpack.Decoder(tuple[dict[str, bytes], ...])


_in_order = msgspec.msgpack.Encoder(order="deterministic")


def packed_slice(words: Slice) -> bytes:
    """A slice as bytes, the words of each field in order. Nothing for no words."""
    return _in_order.encode(words) if any(words) else b""


class _Field:
    """The lists of a field in a shard, which grow by older and older blocks."""

    def __init__(self) -> None:
        self._parts = defaultdict[str, list[tuple[int, bytes]]](list)

    def add(self, block: int, places: Mapping[str, bytes]) -> None:
        """Add the places of words in a block."""
        first = block * PER_BLOCK
        for word, some in places.items():
            self._parts[word].append((first, some))

    @property
    def words(self) -> Iterable[str]:
        """Every word that a document has in this field."""
        return self._parts

    def text(self, word: str) -> str:
        """The list of a word; empty for none."""
        parts = self._parts.get(word, [])
        known = list(accumulate((len(some) for _, some in parts), initial=0))
        kept = parts[: bisect_left(known, MOST)]
        numbers = [first + place for first, some in kept for place in some]
        return encoded(numbers) + (CUT if len(kept) < len(parts) else "")


def shard(slices: Sequence[bytes]) -> bytes:
    """A shard of the slices of all blocks, the oldest first.

    JSON: folded word → spelling with marks → lists of its fields, set apart by `|`.
    """
    fields = [_Field() for _ in range(FIELDS)]
    for block in range(len(slices) - 1, -1, -1):
        if slices[block]:
            for field, places in zip(fields, _slices.decode(slices[block]), strict=True):
                field.add(block, places)
    found: dict[str, dict[str, str]] = {}
    for word in sorted(set[str]().union(*(field.words for field in fields))):
        lists_of_word = "|".join([field.text(word) for field in fields]).rstrip("|")
        found.setdefault(folded(word), {})[word] = lists_of_word
    return msgspec.json.encode(found)
