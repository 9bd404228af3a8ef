"""Kind, year, group and place of every document, by which results are counted and narrowed down."""

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

from khuyencong.search.document import Document

_SIGNS = "".join(chr(code) for code in range(0x21, 0x7F) if chr(code) not in '"\\')
"""One sign for each value of a facet; the last stands for all that are rarer."""


def facet_table(parts: Sequence[Sequence[Document]]) -> dict[str, Any]:
    """Facet → its values, the most frequent first, and for each block a sign for each document.

    A document that no sign is left for, or that has no value, has a space.
    """
    return {
        "loai": _facet([[document.kind for document in part] for part in parts]),
        "nam": _facet([[_year(document) for document in part] for part in parts]),
        "nhom": _facet([[document.group for document in part] for part in parts]),
        "noi": _facet([[document.place for document in part] for part in parts]),
    }


def _facet(values: Sequence[Sequence[str]]) -> dict[str, Any]:
    counts = Counter(value for part in values for value in part if value)
    frequent = sorted(counts, key=lambda value: (-counts[value], value))[: len(_SIGNS)]
    signs = dict(zip(frequent, _SIGNS, strict=False))
    return {"values": frequent, "blocks": list(_signs(values, signs))}


def _signs(values: Sequence[Sequence[str]], signs: dict[str, str]) -> Iterator[str]:
    for part in values:
        yield "".join([signs.get(value, " ") for value in part])


def _year(document: Document) -> str:
    return str(document.day.year) if document.day else ""
