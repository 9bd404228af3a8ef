"""Blocks of plain words, made into HTML at once: the engine's tree never holds them.

Most of a newsroom's text is headings, paragraphs and lists between blank lines that hold words and
marks of sentences, at most with emphasis and links that are plain to see (simple_spans.py). Nothing
in such a block is markup and nothing around it changes what it means, so its HTML is known before
the engine begins. It is kept aside until the rest is sanitised, and a marker stands in its place:
one for all plain blocks that follow each other.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from markdown import Markdown
from markdown.extensions import Extension
from markdown.preprocessors import Preprocessor

from khuyencong.content.dialect.links import SIGNS as ADDRESS_SIGNS
from khuyencong.content.dialect.lists import ITEM
from khuyencong.content.heading_ids import HeadingIds
from khuyencong.content.sanitizer import clean_body
from khuyencong.content.simple_spans import spans_in

_OPENING = "“(*"
"""Signs that a plain paragraph may begin with; else it begins with a letter or a digit."""
_MARKUP = re.compile(r"[\\`<>&|@]")
_SIGNS = ("*", "_", "[", *ADDRESS_SIGNS)
"""What is markup in some places: plain words have it in simple spans alone."""
_HEADING = re.compile(r"(#{2,6}) ([^\W_][^#*_\[]*)")
_DEFINITION = re.compile(r"\n *:")
"""What a term means; where a link goes, what an abbreviation means and a note has brackets."""
_GOING_ON = ("", "\n", " ", ">")
"""What a block begins with that may belong to a list or a quotation above it; so may an item."""
_MARKER = "x\x02plain:%d\x03"
"""Begins with a letter, so that it is soon taken for a paragraph."""
_MARKED = re.compile("<p>x\x02plain:([0-9]+)\x03</p>")


class PlainBlocks(Preprocessor):
    """Puts a marker in the place of neighbouring plain blocks; `kept` is their HTML."""

    def __init__(self, md: Markdown) -> None:
        super().__init__(md)
        self.kept: list[str] = []

    def run(self, lines: list[str]) -> list[str]:
        """The lines with markers; as they are where something says what other words mean."""
        self.kept = []
        text = "\n".join(lines).strip("\n")
        if "]:" in text or "*[" in text or _DEFINITION.search(text):
            return lines
        blocks = text.split("\n\n")
        return "\n\n".join([*self._marked(blocks, "![" in text), ""]).split("\n")

    def put_back(self, page: str) -> str:
        """A page with all blocks in the places of their markers."""
        return _MARKED.sub(lambda marker: self.kept[int(marker[1])], page) if self.kept else page

    def cleaned(self, page: str) -> str:
        """The page that the engine made, sanitised, with all blocks.

        Blocks are harmless by themselves, so that the rest alone is looked at; but where the
        author wrote tags or signs of HTML, these may change what stands around a block.
        """
        if self.md.htmlStash.html_counter or "&" in page:
            return clean_body(self.put_back(page))
        return self.put_back(clean_body(page))

    def _marked(self, blocks: Sequence[str], pictured: bool) -> Iterator[str]:
        run: list[str] = []
        for block, found in zip(blocks, _rendered(blocks, pictured), strict=True):
            if found:
                run.append(found)
                continue
            yield from self._keep(run)
            yield block
        yield from self._keep(run)

    def _keep(self, run: list[str]) -> Iterator[str]:
        """The marker of a run of blocks, which is kept; the next begins."""
        if run:
            yield _MARKER % len(self.kept)
            self.kept.append("\n".join(run))
            run.clear()


def _rendered(blocks: Sequence[str], pictured: bool) -> Iterator[str]:
    """The HTML of each block that is plain; "" for every other."""
    # Ids depend on those of the headings above, so either all headings are made here or none.
    ids = HeadingIds() if all(map(_HEADING.fullmatch, filter(_has_hash, blocks))) else None
    ended = True
    """Whether nothing above goes on in a list or quotation that begins here."""
    for block, following in pairwise([*blocks, "."]):
        first = block[:1]
        found = _heading(block, ids) if first == "#" else _paragraph(block, pictured)
        if found or not ended or following[:1] in _GOING_ON or ITEM.match(following):
            yield found
        else:
            yield _quotation(block) if first == ">" else _list(block)
        ended = found != ""


def _has_hash(block: str) -> bool:
    return "#" in block


def _heading(block: str, ids: HeadingIds | None) -> str:
    found = _HEADING.fullmatch(block) if ids else None
    words = _words(found[2]) if found else ""
    if not (ids and found and words):
        return ""
    level = len(found[1])
    return f'<h{level} id="{ids.of(words)}">{words}</h{level}>'


def _paragraph(block: str, pictured: bool) -> str:
    """A line that is a paragraph, whatever stands above it."""
    first = block[:1]
    if not (first.isalnum() or (first and first in _OPENING)) or ITEM.match(block):
        return ""
    if pictured and (":" in block or "：" in block):
        return ""  # it may be the caption of a picture
    words = _words(block)
    return f"<p>{words}</p>" if words else ""


def _quotation(block: str) -> str:
    """A line of words behind `>`."""
    words = _words(block[2:]) if block.startswith("> ") and block[2:3].isalpha() else ""
    if not words or ITEM.match(block[2:]):
        return ""
    return f"<blockquote>\n<p>{words}</p>\n</blockquote>"


def _list(block: str) -> str:
    """Items with `-`, or with numbers from one; each is a line."""
    tag = "ul" if block[:1] == "-" else "ol"
    items = []
    for number, line in enumerate(block.split("\n"), 1):
        mark = "- " if tag == "ul" else f"{number}. "
        text = line.removeprefix(mark)
        words = _words(text) if text != line and text[:1].isalnum() else ""
        if not words:
            return ""
        items.append(f"<li>{words}</li>")
    return "\n".join((f"<{tag}>", *items, f"</{tag}>"))


def _words(line: str) -> str:
    """The HTML of a line of plain words and simple spans, sanitised; "" for any other."""
    if line[-1] == " " or not line.isprintable() or _MARKUP.search(line):
        return ""
    if not any(map(line.__contains__, _SIGNS)):
        return line
    spans = spans_in(line, _SIGNS)
    if spans is None:
        return ""
    return clean_body(spans.html()) if "](" in line else spans.html()


class PlainBlocksExtension(Extension):
    """For bodies in which no tree processor looks for what paragraphs say."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802
        """Tables are written before (18), lines parted into paragraphs afterwards (15)."""
        md.preprocessors.register(PlainBlocks(md), "plain_blocks", 16)
