"""Documents cut into blocks, each indexed by itself and kept in the cache."""

from array import array
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from hashlib import blake2b
from itertools import accumulate, chain
from pathlib import Path
from zlib import crc32

import msgspec

from khuyencong.background import BackgroundJobs
from khuyencong.search.document import Document
from khuyencong.search.postings import FIELDS, PER_BLOCK, packed_slice
from khuyencong.search.words import Abbreviations, found_by, plain_words, shard_of
from khuyencong.store.atomic import atomic_write
from khuyencong.store.digest import digest_of
from khuyencong.store.pruning import prune
from khuyencong.store.sealed_file import read_sealed, write_sealed
from khuyencong.store.version import program_version

_CUT_EVERY = 64
"""Documents of a block on the average."""
FEW = 4
"""Blocks up to which starting another process takes longer than it saves."""
_SEAL = 8
"""Bytes of the digest of a slice: one item of `Q`."""


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
    ends: bytes
    """Zero, and where what it adds to each shard ends in its slices: items of `I`."""
    words: str
    """Its single words, folded, in order: for the vocabulary."""


def index_block(
    documents: Sequence[Document], shards: int, abbreviations: Abbreviations
) -> tuple[Block, bytes]:
    """Index the documents of a block: the block, and all that it adds to the shards."""
    fields = _places(documents, abbreviations)
    shared_out = (_shared_out(field, shards) for field in fields)
    slices = list(map(packed_slice, zip(*shared_out, strict=True)))
    ends = array("I", accumulate(map(len, slices), initial=0)).tobytes()
    plain = " ".join(sorted(plain_words(chain.from_iterable(fields))))
    return Block(b"".join(map(_seal, slices)), ends, plain), b"".join(slices)


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

    def slices(self, digest: bytes) -> bytes:
        """All that a block adds to the shards, as it lies there: each slice has its own seal in
        the block, and few are read. Nothing where the cache has lost it."""
        try:
            return self._file(digest, "slices").read_bytes()
        except OSError:
            return b""

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

    Many new ones are made by other processes, beside whatever is done until they are asked for.
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
        self._known = [cache.get(digest) for digest in self._digests]
        self._missing = [number for number, block in enumerate(self._known) if block is None]
        self._new = BackgroundJobs(self._block, self._missing, apart=len(self._missing) > FEW)

    @cached_property
    def _blocks(self) -> list[Block]:
        new = dict(zip(self._missing, self._new.results(), strict=True))
        self._cache.prune(self._digests)
        return [block or new[number] for number, block in enumerate(self._known)]

    def _block(self, number: int) -> Block:
        return self._make(number)[0]

    def _make(self, number: int) -> tuple[Block, bytes]:
        indexed = index_block(self._parts[number], self._shards, self._abbreviations)
        self._cache.put(self._digests[number], *indexed)
        return indexed

    @property
    def words(self) -> list[str]:
        """The single words of each block."""
        return [block.words for block in self._blocks]

    @cached_property
    def seals(self) -> list[bytes]:
        """What stands for each shard: the digests of all that it is made of."""
        seals = memoryview(b"".join(block.seals for block in self._blocks)).cast("Q")
        return [seals[shard :: self._shards].tobytes() for shard in range(self._shards)]

    @cached_property
    def _slices(self) -> list[bytes]:
        """What each block adds to all shards, as the cache has it."""
        return list(map(self._cache.slices, self._digests))

    def slices(self, shard: int) -> list[bytes]:
        """What each block adds to a shard; what the cache has lost is made again."""
        found = self._cut_out(shard)
        if b"".join(map(_seal, found)) == self.seals[shard]:
            return found
        for number, (block, slice_) in enumerate(zip(self._blocks, found, strict=True)):
            if _seal(slice_) != block.seals[_SEAL * shard : _SEAL * (shard + 1)]:
                self._slices[number] = self._make(number)[1]
        return self._cut_out(shard)

    @cached_property
    def _ends(self) -> list[memoryview]:
        return [memoryview(block.ends).cast("I") for block in self._blocks]

    def _cut_out(self, shard: int) -> list[bytes]:
        return [
            slices[ends[shard] : ends[shard + 1]]
            for ends, slices in zip(self._ends, self._slices, strict=True)
        ]
