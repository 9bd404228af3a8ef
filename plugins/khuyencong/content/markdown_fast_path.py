"""Markdown in half the time with the same result, through the package's extension points.

Python-Markdown tries every inline pattern on every piece of text, and every block processor on
every block. Each stock pattern can only match where some sign stands (a backtick, a bracket, a
star), so text without any sign is left alone, and patterns whose sign is nowhere in a document
are not tried on it; emphasis and links that are plain to see are made by one pattern
(simple_spans.py); a block whose lines all begin with letters is a paragraph. As soon as a pattern
or processor is registered that is not known here, everything goes the stock way.
"""

import re
from collections.abc import Collection, Iterator, Sequence
from typing import Any
from xml.etree.ElementTree import Element

from markdown import Markdown, blockprocessors, inlinepatterns
from markdown.blockprocessors import BlockProcessor
from markdown.extensions import Extension, abbr, def_list, footnotes, tables
from markdown.preprocessors import HtmlBlockPreprocessor
from markdown.treeprocessors import InlineProcessor, UnescapeTreeprocessor
from markdown.util import AtomicString

from khuyencong.content import bounded_links
from khuyencong.content.dialect.emphasis import EmphasisProcessor
from khuyencong.content.dialect.links import SIGNS as ADDRESS_SIGNS
from khuyencong.content.dialect.links import (
    BareAddressProcessor,
    BareMailProcessor,
    ReferenceProcessor,
)
from khuyencong.content.dialect.lists import ListProcessor
from khuyencong.content.dialect.marks import HeadingProcessor
from khuyencong.content.dialect.paths import PathProcessor
from khuyencong.content.simple_spans import Spans, spans_in

SIGNS: dict[tuple[str, type], tuple[str, ...]] = {
    ("backtick", inlinepatterns.BacktickInlineProcessor): ("`",),
    ("path", PathProcessor): ("\\",),
    ("escape", inlinepatterns.EscapeInlineProcessor): ("\\",),
    ("footnote", footnotes.FootnoteInlineProcessor): ("[^",),
    ("reference", bounded_links.BoundedReference): ("[",),
    ("link", bounded_links.BoundedLink): ("[",),
    ("image_link", bounded_links.BoundedImage): ("![",),
    ("image_reference", bounded_links.BoundedImageReference): ("![",),
    ("short_reference", bounded_links.BoundedShortReference): ("[",),
    ("short_image_ref", bounded_links.BoundedShortImageReference): ("![",),
    ("autolink", inlinepatterns.AutolinkInlineProcessor): ("<",),
    ("automail", inlinepatterns.AutomailInlineProcessor): ("<",),
    ("linebreak", inlinepatterns.SubstituteTagInlineProcessor): ("  \n",),
    ("html", inlinepatterns.HtmlInlineProcessor): ("<",),
    ("entity", inlinepatterns.HtmlInlineProcessor): ("&",),
    ("bare_address", BareAddressProcessor): ADDRESS_SIGNS,
    ("bare_mail", BareMailProcessor): ("@",),
    ("em_strong", EmphasisProcessor): ("*", "_"),
}
"""Pattern → the signs of which one must stand in a text that it matches."""

BLOCKS: dict[str, type] = {
    "empty": blockprocessors.EmptyBlockProcessor,
    "typed_list": ListProcessor,
    "hashheader": HeadingProcessor,
    "hr": blockprocessors.HRProcessor,
    "quote": blockprocessors.BlockQuoteProcessor,
    "reference": ReferenceProcessor,
    "paragraph": blockprocessors.ParagraphProcessor,
    "table": tables.TableProcessor,
    "deflist": def_list.DefListProcessor,
    "defindent": def_list.DefListIndentProcessor,
    "abbr": abbr.AbbrBlockprocessor,
    "footnote": footnotes.FootnoteBlockProcessor,
}
"""Block processors that make nothing of a block whose lines all begin with a letter; that of lists,
which knows `a)`, is asked before."""
_PLAIN_BLOCK = re.compile(r"[^\W\d_][^\n|]*(?:\n[^\W\d_][^\n|]*)*")


class _Plain(AtomicString):
    """Text without a sign: the stock processor leaves atomic text alone."""


class QuickInline(InlineProcessor):
    """The stock inline processor, spared what cannot match."""

    def __init__(self, md: Markdown) -> None:
        super().__init__(md)
        self._seen: list[object] = []
        self._signs: list[tuple[str, ...]] = []
        self.escapes = True
        """Whether the text has a backslash, so that a sign may wait to be put in its place."""

    def run(self, tree: Element, ancestors: list[str] | None = None) -> Element:
        """Apply inline patterns to a tree."""
        registered: Any = self.md.inlinePatterns
        patterns = list(registered)
        if patterns != self._seen:
            self._seen, self._signs = patterns, _signs_of(registered)
        if len(self._signs) < len(patterns):
            self.inlinePatterns, self.escapes = registered, True
            return super().run(tree, ancestors)
        written = "\0".join(_texts(tree))
        self.escapes = "\\" in written
        signs = {sign for sign in set().union(*self._signs) if sign in written}
        pairs = zip(patterns, self._signs, strict=True)
        wanted: Any = [pattern for pattern, own in pairs if not signs.isdisjoint(own)]
        self.inlinePatterns = wanted
        if _set_plain_aside(tree, signs):
            super().run(tree, ancestors)
        _take_plain_back(tree)
        return tree


def _signs_of(registered: Any) -> list[tuple[str, ...]]:
    """For each pattern, in order, the signs that it wants; fewer when one is not known."""
    known = {
        id(registered[name]): signs
        for (name, kind), signs in SIGNS.items()
        if name in registered and type(registered[name]) is kind
    }
    return [known[id(pattern)] for pattern in registered if id(pattern) in known]


def _texts(tree: Element) -> Iterator[str]:
    for element in tree.iter():
        if element.text:
            yield element.text
        if element.tail:
            yield element.tail


def _set_plain_aside(tree: Element, signs: Collection[str]) -> bool:
    """Set texts aside that need no pattern; whether there are others."""
    left = False
    for element in tree.iter():
        text, tail = element.text, element.tail
        if text and not isinstance(text, AtomicString):
            if any(map(text.__contains__, signs)):
                element.text = spans_in(text, signs) or text
                left = left or element.text is text
            else:
                element.text = _Plain(text)
        if tail and not isinstance(tail, AtomicString):
            if any(map(tail.__contains__, signs)):
                left = True
            else:
                element.tail = _Plain(tail)
    return left


def _take_plain_back(tree: Element) -> None:
    for element in list(tree.iter()):
        text = element.text
        if type(text) is _Plain:
            element.text = str(text)
        elif type(text) is Spans:
            text.put_into(element)
        if type(element.tail) is _Plain:
            element.tail = str(element.tail)


class QuickHtmlBlocks(HtmlBlockPreprocessor):
    """The stock search for blocks of HTML, spared a text without any tag or entity."""

    def run(self, lines: list[str]) -> list[str]:
        """Lines without their blocks of HTML, which are stashed."""
        if any("<" in line or "&" in line for line in lines):
            return super().run(lines)
        return lines


class QuickParagraphs(BlockProcessor):
    """Recognises a plain paragraph at once, before sixteen processors look at it in vain.

    Every processor that is asked later, but that of paragraphs, wants a line that begins
    with something else than a letter, or a table's bar.
    """

    known = False
    """Whether the processors are the stock ones; asked anew when there are others."""
    _seen: Sequence[BlockProcessor] = ()

    def test(self, parent: Element, block: str) -> bool:
        """Whether a block can be nothing but a paragraph."""
        return self.known and _PLAIN_BLOCK.fullmatch(block) is not None

    def run(self, parent: Element, blocks: list[str]) -> bool | None:
        """Let the stock processor make the paragraph."""
        return self.parser.blockprocessors["paragraph"].run(parent, blocks)

    def look(self) -> None:
        """Find out which processors there are."""
        registered = self.parser.blockprocessors
        processors = list(registered)
        if processors == self._seen:
            return
        self._seen = processors
        known = sum(
            name in registered and type(registered[name]) is kind for name, kind in BLOCKS.items()
        )
        self.known = known + 1 == len(registered)


class QuickUnescape(UnescapeTreeprocessor):
    """The stock search for signs that stood behind a backslash, spared a text without any."""

    def __init__(self, md: Markdown, inline: QuickInline) -> None:
        super().__init__(md)
        self._inline = inline

    def run(self, root: Element) -> None:
        """Put the signs in their places."""
        if self._inline.escapes:
            super().run(root)


class QuickExtension(Extension):
    """Puts the quick processors in the places of the stock ones, or before them."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802
        """Register all four."""
        inline, self._paragraphs = QuickInline(md), QuickParagraphs(md.parser)
        md.registerExtension(self)
        md.treeprocessors.register(inline, "inline", 20)
        md.treeprocessors.register(QuickUnescape(md, inline), "unescape", 0)
        md.preprocessors.register(QuickHtmlBlocks(md), "html_block", 20)
        md.parser.blockprocessors.register(self._paragraphs, "quick_paragraph", 110)

    def reset(self) -> None:
        """A new text begins."""
        self._paragraphs.look()
