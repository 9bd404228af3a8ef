"""The files of the search index, each remade when what it was made from changed."""

from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import Any

import msgspec

from khuyencong.describing.products import ProductDescriptions
from khuyencong.search.answers import centre_answers, finder_answers, general_answers
from khuyencong.search.blocks import BlockCache, Blocks, cut
from khuyencong.search.document import Document
from khuyencong.search.documents import documents
from khuyencong.search.facets import facet_table
from khuyencong.search.postings import PER_BLOCK, encoded, shard
from khuyencong.search.results import TOGETHER, together
from khuyencong.search.vocabulary import vocabulary
from khuyencong.search.words import Abbreviations
from khuyencong.site.index import Site
from khuyencong.store.digest import digest_of
from khuyencong.store.generated_file import GeneratedFile

FOLDER = "tim/chi-muc"
"""Folder of everything that the script of the search page asks for."""
_FEWEST, _MOST = 16, 4096
"""Shards."""
_PER_SHARD = 16
"""Documents for each shard: so a shard stays small, however many documents there are."""


class SearchIndex:
    """The index of a site, and the files that it lies in."""

    def __init__(self, products: ProductDescriptions, cache: Path) -> None:
        self._site = products.site
        self._parts = tuple(cut(documents(products)))
        number = sum(map(len, self._parts)) // _PER_SHARD
        self.shards = max(_FEWEST, min(_MOST, 1 << number.bit_length()))
        abbreviations = Abbreviations(self._site.centre.abbreviations)
        self._blocks = Blocks(self._parts, self.shards, abbreviations, BlockCache(cache))

    def bundles(self) -> Iterator[tuple[GeneratedFile, ...]]:
        """Every file of the index."""
        yield (self._about(), self._table(), self._vocabulary(), self._answers())
        for number in range(self.shards):
            seals = digest_of(self._blocks.seal(number))
            yield (GeneratedFile(shard_path(number), (seals,), partial(self._shard, number)),)
        for block, part in enumerate(self._parts):
            yield from zip(self._results(block, part))

    def _shard(self, number: int) -> bytes:
        return shard(self._blocks.slices(number))

    def _results(self, block: int, part: Sequence[Document]) -> Iterator[GeneratedFile]:
        for start in range(0, len(part), TOGETHER):
            some = part[start : start + TOGETHER]
            path = f"{FOLDER}/bai/{block}-{start // TOGETHER}.json"
            dependencies = tuple(document.result_key for document in some)
            yield GeneratedFile(path, dependencies, partial(_together, some))

    def _about(self) -> GeneratedFile:
        """What the script must know first."""
        expired = [
            block * PER_BLOCK + place
            for block, part in enumerate(self._parts)
            for place, document in enumerate(part)
            if document.expired
        ]
        about: dict[str, Any] = {
            "shards": self.shards,
            "blocks": [len(part) for part in self._parts],
            "expired": encoded(reversed(expired)),
        }
        return GeneratedFile(
            f"{FOLDER}/muc-luc.json", (about,), partial(msgspec.json.encode, about)
        )

    def _answers(self) -> GeneratedFile:
        answering = [
            document
            for part in reversed(self._parts)
            for document in reversed(part)
            if document.answers
        ]
        dependencies = (
            centre_answers(self._site),
            finder_answers(self._site),
            self._site.now.date(),
            [document.result_key for document in answering],
        )
        return GeneratedFile(
            f"{FOLDER}/tra-loi.json", dependencies, partial(_answers, self._site, answering)
        )

    def _table(self) -> GeneratedFile:
        table = facet_table(self._parts)
        return GeneratedFile(f"{FOLDER}/bang.json", (table,), partial(msgspec.json.encode, table))

    def _vocabulary(self) -> GeneratedFile:
        words = self._blocks.words
        return GeneratedFile(f"{FOLDER}/tu-vung.json", (words,), partial(vocabulary, words))


def search_files(products: ProductDescriptions, cache: Path) -> Iterator[tuple[GeneratedFile, ...]]:
    """Every file of the index of a site; nothing is looked at before the first is asked for."""
    yield from SearchIndex(products, cache).bundles()


def shard_path(number: int) -> str:
    """Output path of a shard."""
    return f"{FOLDER}/tu/{number:x}.json"


def _answers(site: Site, answering: Sequence[Document]) -> bytes:
    return general_answers(site, (document.result() for document in answering))


def _together(some: Sequence[Document]) -> bytes:
    return together([document.result() for document in some])
