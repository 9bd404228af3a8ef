"""Old and new text side by side: which words went and which came."""

import re
from collections.abc import Iterator, Sequence
from datetime import timedelta

from msgspec import Struct

from khuyencong.alignment import aligned
from khuyencong.content.record import Record
from khuyencong.law.amendments import Change, changes_in
from khuyencong.law.law_text import LawLine
from khuyencong.law.versions import new_text, provisions_on
from khuyencong.model.amendment import Effect
from khuyencong.model.entry import Entry
from khuyencong.site.index import Site

_WORD = re.compile(r"\s*(?:\d+(?:[.,]\d+)*|\w+|[^\w\s])")
MOST_WORDS = 4_000
"""Of an old and a new text together; longer ones are compared by lines."""


class Piece(Struct, frozen=True):
    """Some words, and whether the other text lacks them."""

    text: str
    changed: bool


class Comparison(Struct, frozen=True):
    """A provision before and after a change."""

    change: Change
    old: tuple[Piece, ...]
    new: tuple[Piece, ...]


def comparisons(site: Site, record: Record[Entry]) -> Iterator[Comparison]:
    """Each change of a document whose old or new text is there, the earliest first."""
    own = changes_in(site, record)
    for change in own:
        if change.since and is_comparable(change):
            before = provisions_on(record.body, own, change.since - timedelta(days=1))
            old, new = _plain(before.provision(change.name)), _plain(new_text(change))
            if new or (old and change.effect is Effect.REPEALED):
                yield Comparison(change, *compared(old, new))


def has_comparisons(site: Site, record: Record[Entry]) -> bool:
    """Whether a document has a page that compares, told without reading any text."""
    return any(map(is_comparable, changes_in(site, record))) and record.has_articles


def is_comparable(change: Change) -> bool:
    """Whether a change has a day, and names where its new text stands or needs none."""
    replaces = change.effect is not Effect.SUSPENDED and bool(change.at)
    return bool(change.since) and (replaces or change.effect is Effect.REPEALED)


def compared(old: str, new: str) -> tuple[tuple[Piece, ...], tuple[Piece, ...]]:
    """Two texts as pieces that are the same in both, and pieces that are not."""
    left, right = _WORD.findall(old), _WORD.findall(new)
    if len(left) + len(right) > MOST_WORDS:
        left, right = old.splitlines(keepends=True), new.splitlines(keepends=True)
    runs = aligned(left, right)
    return (
        tuple(_pieces(left, [(same, a, b) for same, a, b, _, _ in runs])),
        tuple(_pieces(right, [(same, c, d) for same, _, _, c, d in runs])),
    )


def _pieces(words: Sequence[str], runs: Sequence[tuple[bool, int, int]]) -> Iterator[Piece]:
    for same, start, end in runs:
        text = "".join(words[start:end])
        if same:
            yield Piece(text, changed=False)
        elif text:
            yield from _marked(text)


def _marked(text: str) -> Iterator[Piece]:
    """Changed words; the space before them is not struck out or underlined."""
    words = text.lstrip()
    if space := text[: len(text) - len(words)]:
        yield Piece(space, changed=False)
    if words:
        yield Piece(words, changed=True)


def _plain(lines: Sequence[LawLine]) -> str:
    return "\n".join(line.words for line in lines)
