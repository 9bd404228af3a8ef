"""Two versions of a text as readers see it: in its look, words struck and added."""

import html
from collections.abc import Iterator, Sequence
from itertools import zip_longest

from khuyencong.alignment import aligned
from khuyencong.desk.comparison import words_compared
from khuyencong.desk.editor_blocks import Block
from khuyencong.html_tags import split_at_tags

_WHOLE = frozenset({"figure", "video", "chart", "html"})
"""Kinds in which no single word is struck: all of it goes, or comes."""


def shown_compared(old: Sequence[Block], new: Sequence[Block]) -> str:
    """HTML of the new text with what went in `<del>` and what came in `<ins>`.

    Blocks that differ are compared in turn: words within one that is built alike or holds only
    words, all of it elsewhere.
    """
    before, after = [block["html"] for block in old], [block["html"] for block in new]
    found: list[str] = []
    for same, a, b, c, d in aligned(before, after):
        if same:
            found += [_as_block(block, block["html"]) for block in new[c:d]]
        else:
            found += _replaced(old[a:b], new[c:d])
    return "\n".join(found)


def _replaced(old: Sequence[Block], new: Sequence[Block]) -> Iterator[str]:
    for gone, come in zip_longest(old, new):
        if gone and come and gone["kind"] == come["kind"] and gone["kind"] not in _WHOLE:
            yield _as_block(come, _words_marked(gone["html"], come["html"]))
        else:
            yield from (_whole("del", gone),) if gone else ()
            yield from (_whole("ins", come),) if come else ()


def _words_marked(old: str, new: str) -> str:
    """A block with its words compared; the tags are those of the new one."""
    before, after = split_at_tags(old), split_at_tags(new)
    if before[1::2] == after[1::2]:
        pairs = zip(before[::2], after[::2], strict=True)
        texts = [_compared(gone, come) for gone, come in pairs]
        return "".join(map("".join, zip_longest(texts, after[1::2], fillvalue="")))
    if "<table" in new:
        return f"{_each_text(old, 'del')}{_each_text(new, 'ins')}"
    if "".join(before[::2]) == "".join(after[::2]):
        return f'<div class="compared__look">{new}</div>'
    return _compared(old, new)


def _compared(old: str, new: str) -> str:
    """Words compared whatever tags stand between them: what went is told without its own."""
    found = []
    for sign, text in ((piece.sign, piece.text) for piece in words_compared(old, new)):
        if sign == "-":
            found.append(_mark("del", "".join(split_at_tags(text)[::2])))
        else:
            found.append(_each_text(text, "ins") if sign == "+" else text)
    return "".join(found)


def _mark(tag: str, text: str) -> str:
    return f"<{tag}>{text}</{tag}>" if text.strip() else text


def _each_text(markup: str, tag: str) -> str:
    texts = split_at_tags(markup)
    texts[::2] = [_mark(tag, text) for text in texts[::2]]
    return "".join(texts)


def _whole(tag: str, block: Block) -> str:
    """A block that went or came: its words marked, and a line beside it for what has no words."""
    marked = _each_text(_as_block(block, block["html"]), tag)
    words = {"del": "Bỏ đi", "ins": "Thêm vào"}[tag]
    return f'<div class="compared__{tag}" role="group" aria-label="{words}">{marked}</div>'


def _as_block(block: Block, markup: str) -> str:
    """What stands in a text of itself; a note or a short form of others in a paragraph."""
    if block["kind"] != "definition":
        return markup
    return f'<p class="soft">{markup or html.escape(block["source"].strip())}</p>'
