"""Registers the dialect with the engine; the numbers say what comes before what."""

from markdown import Markdown
from markdown.extensions import Extension
from markdown.util import Registry

from khuyencong.content.dialect.code import CodePreprocessor
from khuyencong.content.dialect.emphasis import EmphasisProcessor
from khuyencong.content.dialect.links import (
    BareAddressProcessor,
    BareMailProcessor,
    ReferenceProcessor,
    UnusedReferencesPreprocessor,
)
from khuyencong.content.dialect.lists import ListProcessor
from khuyencong.content.dialect.marks import (
    HeadingProcessor,
    MarksPreprocessor,
    SignsPostprocessor,
    WhitespacePreprocessor,
)
from khuyencong.content.dialect.paragraphs import ParagraphsPreprocessor
from khuyencong.content.dialect.paths import PathProcessor
from khuyencong.content.dialect.pictures import CaptionTreeprocessor
from khuyencong.content.dialect.tables import HeadlessTreeprocessor, TablesPreprocessor

_REPLACED = ("indent", "code", "setextheader", "olist", "ulist")
"""Block processors of the engine whose work is done here, or that read what nobody meant."""


class DialectExtension(Extension):
    """Reads a body as people type it."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802
        """Register everything; the engine takes HTML out at 20."""
        md.preprocessors.register(WhitespacePreprocessor(md), "normalize_whitespace", 30)
        md.preprocessors.register(CodePreprocessor(md), "code", 25)
        md.preprocessors.register(MarksPreprocessor(md), "marks", 22)
        md.preprocessors.register(UnusedReferencesPreprocessor(md), "unused_references", 19)
        md.preprocessors.register(TablesPreprocessor(md), "typed_tables", 18)
        md.preprocessors.register(ParagraphsPreprocessor(md), "paragraphs", 15)

        blocks = md.parser.blockprocessors
        for name in _REPLACED:
            blocks.deregister(name)
        blocks.register(ListProcessor(md.parser), "typed_list", 120)
        blocks.register(HeadingProcessor(md.parser), "hashheader", 70)
        blocks.register(ReferenceProcessor(md.parser), "reference", 15)

        md.inlinePatterns.register(PathProcessor(md), "path", 185)
        md.inlinePatterns.register(BareAddressProcessor(md), "bare_address", 85)
        md.inlinePatterns.register(BareMailProcessor(md), "bare_mail", 84)
        md.inlinePatterns.register(EmphasisProcessor(md), "em_strong", 60)
        md.treeprocessors.register(CaptionTreeprocessor(md), "captions", 17)
        md.treeprocessors.register(HeadlessTreeprocessor(md), "headless", 16)
        md.postprocessors.register(SignsPostprocessor(md), "signs", 0)


class OneLineExtension(Extension):
    """Reads a text as one paragraph: a sa-pô that begins "30. …" is no list."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802
        """Leave of the blocks the paragraph alone; to be registered behind the dialect."""
        for name in ("code", "typed_tables", "paragraphs"):
            md.preprocessors.deregister(name)
        paragraphs = md.parser.blockprocessors["paragraph"]
        md.parser.blockprocessors = Registry()
        md.parser.blockprocessors.register(paragraphs, "paragraph", 10)
