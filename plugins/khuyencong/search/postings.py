"""Lists of document numbers as short text, and the shards that are made of them."""

from collections.abc import Iterable, Mapping, Sequence
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
_GAPS = bytes(1) + _SIGNS[:_BASE].encode() + bytes(255 - _BASE)
"""The sign of each distance of one sign between two numbers: `bytes.translate` takes it."""


def _number(number: int) -> bytes:
    return _KNOWN[number] if number < len(_KNOWN) else _written(number)


def _written(number: int) -> bytes:
    """A number in base 45, the last digit at its end."""
    signs = _SIGNS[number % _BASE]
    while number := number // _BASE:
        signs = _SIGNS[_BASE + number % _BASE] + signs
    return signs.encode()


_KNOWN = tuple(map(_written, range(_BASE * _BASE)))


def _distances(distances: Sequence[int]) -> bytes:
    """Distances between falling numbers as text: 1 is the shortest, so each is written less one."""
    return b"".join([_number(distance - 1) for distance in distances])


def encoded(numbers: Iterable[int]) -> str:
    """Falling numbers as text: the first, then each distance less one, in base 45.

    Text, because web servers compress that and leave other files as they are.
    """
    falling = tuple(numbers)
    text = b"".join(map(_number, falling[:1])) + _distances(tuple(map(sub, falling, falling[1:])))
    return text.decode()


def packed_run(places: bytearray) -> bytes:
    """Rising places of documents in their block: of one its place; of several that of the newest,
    that of the oldest, how many, and the distances as text."""
    if len(places) == 1:
        return bytes(places)
    falling = places[::-1]
    distances = bytes(map(sub, falling, falling[1:]))
    short = max(distances) <= _BASE
    text = distances.translate(_GAPS) if short else _distances(distances)
    return bytes((falling[0], falling[-1], len(falling))) + text


Slice = tuple[Mapping[str, bytes], ...]
"""What a block adds to a shard, for each field: word or pair with its marks → its run."""
_slices = msgspec.msgpack.Decoder(tuple[dict[str, bytes], ...])


def packed_slice(words: Slice) -> bytes:
    """A slice as bytes; the words of each field must be in order. Nothing for no words."""
    return msgspec.msgpack.encode(words) if any(words) else b""


class _List:
    """A list that grows by the runs of older and older blocks."""

    __slots__ = ("count", "cut", "oldest", "text")

    def __init__(self) -> None:
        self.text, self.oldest, self.count, self.cut = bytearray(), 0, 0, ""

    def add(self, first: int, run: bytes) -> None:
        """Add a run of the block whose first document has the number `first`."""
        if self.count >= MOST:
            self.cut = CUT
            return
        newest = first + run[0]
        self.text += _number(self.oldest - newest - 1 if self.count else newest)
        if len(run) == 1:
            self.oldest = newest
            self.count += 1
        else:
            self.text += run[3:]
            self.oldest = first + run[1]
            self.count += run[2]

    def __str__(self) -> str:
        return self.text.decode() + self.cut


def shard(slices: Sequence[bytes]) -> bytes:
    """A shard of the slices of all blocks, the oldest first.

    JSON: folded word → spelling with marks → lists of its fields, set apart by `|`.
    """
    fields: tuple[dict[str, _List], ...] = tuple({} for _ in range(FIELDS))
    for block in range(len(slices) - 1, -1, -1):
        if slices[block]:
            for lists, runs in zip(fields, _slices.decode(slices[block]), strict=True):
                _add(lists, runs, block * PER_BLOCK)
    found: dict[str, dict[str, str]] = {}
    for word in sorted(set[str]().union(*fields)):
        lists_of_word = "|".join([str(lists.get(word, "")) for lists in fields]).rstrip("|")
        found.setdefault(folded(word), {})[word] = lists_of_word
    return msgspec.json.encode(found)


def _add(lists: dict[str, _List], runs: Mapping[str, bytes], first: int) -> None:
    for word, run in runs.items():
        known = lists.get(word)
        if known is None:
            known = lists[word] = _List()
        known.add(first, run)
