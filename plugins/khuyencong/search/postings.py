"""Lists of document numbers as short text, and the shards that are made of them."""

from collections.abc import Iterable, Iterator, Sequence

import msgspec

from khuyencong.search.words import folded

PER_BLOCK = 128
"""Most documents of a block; document n of block b has the number 128 b + n."""
FIELDS = 3
"""Title, names, text: a document stands in the list of the best field that has the word."""
MOST = 1_500
"""Documents of a list; of more the newest are kept, and the list ends in `CUT`."""
CUT = "~"
_BASE = 45
_SIGNS = "".join(chr(code) for code in range(0x21, 0x7E) if chr(code) not in '"\\|')[: 2 * _BASE]
"""The first 45 signs end a number, the others go on with it: one sign for a gap up to 44."""
_SHORT = tuple(_SIGNS[:_BASE])


def encoded(numbers: Iterable[int]) -> str:
    """Falling numbers as text: the first, then each gap less one, in base 45, low digit last.

    Text, because web servers compress that and leave other files as they are.
    """
    signs: list[str] = []
    last = None
    for number in numbers:
        gap = number if last is None else last - number - 1
        last = number
        signs.append(_SHORT[gap] if gap < _BASE else _long(gap))
    return "".join(signs)


def _long(number: int) -> str:
    signs = _SHORT[number % _BASE]
    while number := number // _BASE:
        signs = _SIGNS[_BASE + number % _BASE] + signs
    return signs


Slice = dict[str, bytes]
"""What a block adds to a shard: word or pair with its marks → places of documents in the block,
rising, of each field, as `joined` puts them together."""

_slices = msgspec.msgpack.Decoder(Slice)


def joined(lists: Sequence[bytes | bytearray]) -> bytes:
    """The lists of all fields as one: first how long each but the last is."""
    return bytes(map(len, lists[:-1])) + b"".join(lists)


def _parted(lists: bytes) -> Iterator[bytes]:
    """The lists of the fields."""
    start = FIELDS - 1
    for length in lists[: FIELDS - 1]:
        yield lists[start : start + length]
        start += length
    yield lists[start:]


def packed_slice(words: Slice) -> bytes:
    """A slice as bytes, the same for the same words."""
    return msgspec.msgpack.encode(dict(sorted(words.items()))) if words else b""


def shard(slices: Sequence[bytes]) -> bytes:
    """A shard of the slices of all blocks, the oldest first.

    JSON: folded word → spelling with marks → lists of its fields, set apart by `|`.
    """
    numbers: dict[str, tuple[list[int], ...]] = {}
    for block in range(len(slices) - 1, -1, -1):
        if slices[block]:
            _add(numbers, _slices.decode(slices[block]), block * PER_BLOCK)
    found: dict[str, dict[str, str]] = {}
    for word in sorted(numbers):
        lists = "|".join(map(_list, numbers[word])).rstrip("|")
        found.setdefault(folded(word), {})[word] = lists
    return msgspec.json.encode(found)


def _add(numbers: dict[str, tuple[list[int], ...]], found: Slice, first: int) -> None:
    """Put the documents of a block behind those of newer blocks."""
    for word, lists in found.items():
        known = numbers.get(word)
        if known is None:
            known = numbers[word] = tuple([] for _ in range(FIELDS))
        for places, gathered in zip(_parted(lists), known, strict=True):
            if places and len(gathered) <= MOST:
                gathered.extend([first + place for place in reversed(places)])


def _list(numbers: Sequence[int]) -> str:
    if len(numbers) <= MOST:
        return encoded(numbers)
    return encoded(numbers[:MOST]) + CUT
