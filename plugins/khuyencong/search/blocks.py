"""Documents cut into blocks, each indexed by itself and kept in the cache."""

from array import array
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from io import SEEK_END, BytesIO
from itertools import accumulate, chain, pairwise
from pathlib import Path
from typing import IO
from zlib import crc32

import msgspec

from khuyencong.parallel import run_parallel
from khuyencong.search.document import Document
from khuyencong.search.postings import FIELDS, PER_BLOCK, packed_slice
from khuyencong.search.words import Abbreviations, found_by, plain_words, shard_of
from khuyencong.store.atomic import atomic_write
from khuyencong.store.digest import digest_of
from khuyencong.store.pruning import prune
from khuyencong.store.sealed_file import read_sealed, write_sealed
from khuyencong.store.version import program_version
from khuyencong.worker import start_method

_CUT_EVERY = 64
"""Documents of a block on the average."""
FEW = 4
"""Blocks up to which starting another process takes longer than it saves."""
SHARE = 16
"""Blocks that a process indexes at a time."""
MAX_BLOCKS_PER_CHILD = 32
"""Blocks after which a process is replaced (`release_sink.MAX_JOBS_PER_CHILD`)."""
WINDOW = 64
"""Neighbouring shards whose slices are read together: all of a large site would fill the memory."""
_NEAR = 16
"""Shards to the next that is asked for, up to which a window pays: processes share them out."""
_SEAL = 8
"""Bytes of the digest of a slice: one item of `Q`."""
_END = 4
"""Bytes of an item of `I`."""


def cut(documents: Iterable[Document]) -> Iterator[tuple[Document, ...]]:
    """Documents in blocks, by date and address, the oldest first.

    Where a block ends, the address of its last document says, as rsync cuts files: a document
    that comes or goes changes its own block and leaves the others as they are.
    """
    block: list[Document] = []
    for document in sorted(documents, key=lambda each: each.order):
        block.append(document)
        last = crc32(document.address.encode()) % _CUT_EVERY == 0
        if last or len(block) == PER_BLOCK:
            yield tuple(block)
            block = []
    if block:
        yield tuple(block)


class Block(msgspec.Struct, frozen=True):
    """The index of a block, without what it adds to the shards."""

    seals: bytes
    """A short digest of what it adds to each shard, one after the other."""
    words: str
    """Its single words, folded, in order: for the vocabulary."""


def index_block(
    documents: Sequence[Document], shards: int, abbreviations: Abbreviations
) -> tuple[Block, bytes]:
    """Index the documents of a block: the block, and all that it adds to the shards.

    The latter begins with where each slice begins and the last one ends, counted from the first:
    items of `I`, one more than shards.
    """
    fields = _places(documents, abbreviations)
    shared_out = (_shared_out(field, shards) for field in fields)
    slices = list(map(packed_slice, zip(*shared_out, strict=True)))
    ends = array("I", accumulate(map(len, slices), initial=0)).tobytes()
    plain = " ".join(sorted(plain_words(chain.from_iterable(fields))))
    return Block(b"".join(map(_seal, slices)), plain), b"".join((ends, *slices))


def cut_out(slices: IO[bytes], wanted: range, shards: int) -> list[bytes]:
    """Neighbouring slices out of what `index_block` gave; empty ones where that is damaged."""
    slices.seek(wanted.start * _END)
    head = slices.read((len(wanted) + 1) * _END)
    if len(head) < (len(wanted) + 1) * _END:
        return [b""] * len(wanted)
    ends = array("I", head)
    before = (shards + 1) * _END
    most = slices.seek(0, SEEK_END) - before  # what is damaged may tell of gigabytes
    slices.seek(before + ends[0])
    data = slices.read(max(0, min(ends[-1], most) - ends[0]))
    return [data[start - ends[0] : end - ends[0]] for start, end in pairwise(ends)]


def _places(
    documents: Sequence[Document], abbreviations: Abbreviations
) -> tuple[Mapping[str, bytearray], ...]:
    """For each field: word or pair → falling places of the documents that have it there first."""
    # Byte strings, not lists: the collector of garbage walks every list that there is.
    fields = tuple(defaultdict[str, bytearray](bytearray) for _ in range(FIELDS))
    for place in range(len(documents) - 1, -1, -1):
        before: list[set[str]] = []
        for places, text in zip(fields, documents[place].fields(), strict=True):
            fresh = found_by(text, abbreviations)
            fresh.difference_update(*before)
            before.append(fresh)
            for word in fresh:
                places[word].append(place)
    return fields


def _shared_out(places: Mapping[str, bytearray], shards: int) -> list[dict[str, bytearray]]:
    """The words of each shard."""
    shares: list[dict[str, bytearray]] = [{} for _ in range(shards)]
    for word, some in places.items():
        shares[shard_of(word, shards)][word] = some
    return shares


def _seal(slice_: bytes) -> bytes:
    return blake2b(slice_, digest_size=_SEAL).digest() if slice_ else bytes(_SEAL)


@dataclass(frozen=True)
class BlockCache:
    """Blocks that were indexed before, each under the digest of what it was made from.

    What a block adds to the shards lies in a file of its own: most builds need none of it.
    """

    folder: Path

    def get(self, digest: bytes) -> Block | None:
        """The block of a digest; None where there is none, or a damaged one."""
        data = read_sealed(self._file(digest, "block"))
        try:
            return _decoder.decode(data) if data else None
        except msgspec.MsgspecError:
            return None

    def slices(self, digest: bytes, wanted: range, shards: int) -> list[bytes]:
        """What a block adds to some neighbouring shards of all there are, as it lies there: each
        slice has its own seal in the block. Nothing where the cache has lost it."""
        try:
            with self._file(digest, "slices").open("rb") as file:
                return cut_out(file, wanted, shards)
        except OSError:
            return [b""] * len(wanted)

    def put(self, digest: bytes, block: Block, slices: bytes) -> None:
        """Keep a block and all that it adds to the shards."""
        atomic_write(self._file(digest, "slices"), slices)
        write_sealed(self._file(digest, "block"), msgspec.msgpack.encode(block))

    def prune(self, used: Iterable[bytes]) -> None:
        """Forget blocks that no build used for a month."""
        kept = {self._file(digest, kind) for digest in used for kind in ("block", "slices")}
        prune((*self.folder.glob("*.block"), *self.folder.glob("*.slices")), kept)

    def _file(self, digest: bytes, kind: str) -> Path:
        return self.folder / f"{digest.hex()}.{kind}"


_decoder = msgspec.msgpack.Decoder(Block)


class Blocks:
    """The blocks of an index, made now or found in the cache.

    Many new ones are made in several processes.
    """

    def __init__(
        self,
        parts: Sequence[Sequence[Document]],
        shards: int,
        abbreviations: Abbreviations,
        cache: BlockCache,
    ) -> None:
        self._parts, self._shards, self._abbreviations = parts, shards, abbreviations
        self._cache = cache
        about = digest_of(f"{program_version()} {shards} {abbreviations.meanings}".encode())
        self._digests = [digest_of(about, *(each.digest for each in part)) for part in parts]
        self.words = [""] * len(parts)
        """The single words of each block."""
        # Written in their place as blocks come: those of 50,000 documents take 30 MB.
        self._seals = bytearray(_SEAL * shards * len(parts))
        self._take_in_all()
        cache.prune(self._digests)
        self._window, self._slices = range(0), list[list[bytes]]()

    def _take_in_all(self) -> None:
        missing = []
        for number, digest in enumerate(self._digests):
            if block := self._cache.get(digest):
                self._take_in([(number, block)])
            else:
                missing.append(number)
        serial_up_to = FEW if start_method() == "fork" else len(missing)
        run_parallel(
            self._indexed,
            missing,
            serial_up_to=serial_up_to,
            share_size=SHARE,
            max_jobs_per_child=MAX_BLOCKS_PER_CHILD,
            on_result=self._take_in,
        )

    def _take_in(self, blocks: Iterable[tuple[int, Block]]) -> None:
        size = _SEAL * self._shards
        for number, block in blocks:
            self._seals[number * size : (number + 1) * size] = block.seals
            self.words[number] = block.words

    def _indexed(self, numbers: Sequence[int]) -> list[tuple[int, Block]]:
        return [(number, self._make(number)[0]) for number in numbers]

    def _make(self, number: int) -> tuple[Block, bytes]:
        indexed = index_block(self._parts[number], self._shards, self._abbreviations)
        self._cache.put(self._digests[number], *indexed)
        return indexed

    def _read(self, number: int) -> list[bytes]:
        """What a block adds to the shards of the window."""
        first = _SEAL * (number * self._shards + self._window.start)
        if any(self._seals[first : first + _SEAL * len(self._window)]):
            return self._cache.slices(self._digests[number], self._window, self._shards)
        return [b""] * len(self._window)

    def seal(self, shard: int) -> bytes:
        """What stands for a shard: the digests of all that it is made of."""
        return memoryview(self._seals).cast("Q")[shard :: self._shards].tobytes()

    def slices(self, shard: int) -> list[bytes]:
        """What each block adds to a shard; what the cache has lost is made again."""
        if shard not in self._window:
            # After a correction few are asked for, far from each other.
            number = WINDOW if 0 <= shard - self._window.stop < _NEAR else 1
            self._window = range(shard, min(shard + number, self._shards))
            self._slices = [self._read(number) for number in range(len(self._digests))]
        place, seal = shard - self._window.start, self.seal(shard)
        found = [slices[place] for slices in self._slices]
        if b"".join(map(_seal, found)) == seal:
            return found
        for number, slice_ in enumerate(found):
            if _seal(slice_) != seal[_SEAL * number : _SEAL * (number + 1)]:
                again = BytesIO(self._make(number)[1])
                self._slices[number] = cut_out(again, self._window, self._shards)
        return [slices[place] for slices in self._slices]
