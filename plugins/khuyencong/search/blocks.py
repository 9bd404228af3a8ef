"""Documents cut into blocks, each indexed by itself and kept in the cache."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from zlib import crc32

import msgspec

from khuyencong.parallel import run_parallel
from khuyencong.search.documents import Document
from khuyencong.search.postings import FIELDS, PER_BLOCK, joined, packed_slice
from khuyencong.search.words import Abbreviations, found_by, plain_words, shard_of
from khuyencong.store.digest import digest_of
from khuyencong.store.pruning import prune
from khuyencong.store.sealed_file import read_sealed, write_sealed
from khuyencong.store.version import program_version

_CUT_EVERY = 64
"""Documents of a block on the average."""
FEW = 4
"""Blocks up to which starting another process takes longer than it saves."""
_SEAL = 8
"""Bytes of a digest of a slice."""


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
    """The index of a block."""

    slices: tuple[bytes, ...]
    """What it adds to each shard, packed."""
    seals: bytes
    """A short digest of each slice, one after the other."""
    words: tuple[str, ...]
    """Its single words, folded, in order: for the vocabulary."""

    @property
    def seal_of_shards(self) -> list[bytes]:
        """The digest of each slice."""
        return [self.seals[start : start + _SEAL] for start in range(0, len(self.seals), _SEAL)]


def index_block(documents: Sequence[Document], shards: int, abbreviations: Abbreviations) -> Block:
    """Index the documents of a block."""
    # Byte strings, not lists: the collector of garbage walks every list that there is.
    found: list[dict[str, bytearray]] = [{} for _ in range(FIELDS)]
    for place, document in enumerate(documents):
        seen: set[str] = set()
        for lists, text in zip(found, document.fields(), strict=True):
            fresh = found_by(text, abbreviations) - seen
            seen |= fresh
            for word in fresh:
                if word in lists:
                    lists[word].append(place)
                else:
                    lists[word] = bytearray((place,))
    parts: list[dict[str, bytes]] = [{} for _ in range(shards)]
    words = set[str]().union(*found)
    for word in words:
        parts[shard_of(word, shards)][word] = joined([lists.get(word, b"") for lists in found])
    slices = tuple(map(packed_slice, parts))
    seals = b"".join([digest_of(part)[:_SEAL] for part in slices])
    return Block(slices, seals, tuple(sorted(plain_words(words))))


@dataclass(frozen=True)
class BlockCache:
    """Blocks that were indexed before, each under the digest of what it was made from."""

    folder: Path

    def get(self, digest: bytes) -> Block | None:
        data = read_sealed(self._file(digest))
        try:
            return _decoder.decode(data) if data else None
        except msgspec.MsgspecError:
            return None

    def put(self, digest: bytes, block: Block) -> None:
        write_sealed(self._file(digest), msgspec.msgpack.encode(block))

    def prune(self, used: Iterable[bytes]) -> None:
        """Forget blocks that no build used for a month."""
        prune(self.folder.glob("*.block"), {self._file(digest) for digest in used})

    def _file(self, digest: bytes) -> Path:
        return self.folder / f"{digest.hex()}.block"


_decoder = msgspec.msgpack.Decoder(Block)


def blocks(
    parts: Sequence[Sequence[Document]],
    shards: int,
    abbreviations: Abbreviations,
    cache: BlockCache,
) -> list[Block]:
    """The index of each block: from the cache, or made now."""
    digests = [_digest(part, shards, abbreviations) for part in parts]
    found = [cache.get(digest) for digest in digests]
    missing = [place for place, block in enumerate(found) if block is None]
    work = partial(_made, parts, digests, shards, abbreviations, cache)
    run_parallel(work, missing, serial_up_to=FEW)
    for place in missing:
        found[place] = cache.get(digests[place])
    cache.prune(digests)
    return [block for block in found if block is not None]


def _made(
    parts: Sequence[Sequence[Document]],
    digests: Sequence[bytes],
    shards: int,
    abbreviations: Abbreviations,
    cache: BlockCache,
    places: Sequence[int],
) -> None:
    for place in places:
        cache.put(digests[place], index_block(parts[place], shards, abbreviations))


def _digest(part: Sequence[Document], shards: int, abbreviations: Abbreviations) -> bytes:
    about = f"{program_version()} {shards} {abbreviations.meanings}"
    return digest_of(about.encode(), *(document.digest for document in part))
