"""Kind, year, group and place of every document, by which results are counted and narrowed down."""

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import chain
from typing import Any

from khuyencong.search.document import Document

_SIGNS = "".join(chr(code) for code in range(0x21, 0x7F) if chr(code) not in '"\\')
"""One sign for each value of a facet; the last stands for all that are rarer."""


def facet_table(parts: Sequence[Sequence[Document]]) -> dict[str, Any]:
    """Facet → its values, the most frequent first, and for each block a sign for each document.

    A document that no sign is left for, or that has no value, has a space.
    """
    columns = {
        "loai": [[document.kind for document in part] for part in parts],
        "nam": [
            [str(document.day.year) if document.day else "" for document in part] for part in parts
        ],
        "nhom": [[document.group for document in part] for part in parts],
        "noi": [[document.place for document in part] for part in parts],
    }
    return {name: _facet(values) for name, values in columns.items()}


def _facet(values: Sequence[Sequence[str]]) -> dict[str, Any]:
    counts = Counter(chain.from_iterable(values))
    del counts[""]
    frequent = sorted(counts, key=lambda value: (-counts[value], value))[: len(_SIGNS)]
    signs = dict(zip(frequent, _SIGNS, strict=False))
    return {"values": frequent, "blocks": list(_signs(values, signs))}


def _signs(values: Sequence[Sequence[str]], signs: dict[str, str]) -> Iterator[str]:
    for part in values:
        yield "".join([signs.get(value, " ") for value in part])
