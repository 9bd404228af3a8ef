"""Markdown to sanitised HTML, and the pictures that stand in it.

The `markdown` package does the parsing; what the newsroom needs beyond it is one small extension.
"""

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from threading import local
from typing import cast
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.extensions import Extension
from markdown.extensions.abbr import AbbrExtension
from markdown.extensions.def_list import DefListExtension
from markdown.extensions.footnotes import FootnoteExtension
from markdown.extensions.tables import TableExtension
from markdown.treeprocessors import Treeprocessor
from msgspec import Struct

from khuyencong.content.bounded_links import BoundedLinks
from khuyencong.content.dialect.completeness import Missing, missing_words
from khuyencong.content.dialect.extension import DialectExtension, OneLineExtension
from khuyencong.content.dialect.paragraphs import ParagraphsPreprocessor
from khuyencong.content.dialect.provisions import ProvisionsExtension
from khuyencong.content.heading_ids import HeadingIdsTreeprocessor
from khuyencong.content.markdown_fast_path import QuickExtension
from khuyencong.content.plain_blocks import PlainBlocks, PlainBlocksExtension
from khuyencong.content.sanitizer import TAGS, clean_body, clean_inline
from khuyencong.html_tags import images
from khuyencong.vietnamese.phones import phone_links

_CREDIT = re.compile(r"(?P<credit>(?:Ảnh|Tranh|Đồ họa|Nguồn ảnh)\s*[:：].*)$", re.DOTALL)
_MARKUP = re.compile(r"[*_`\[<&\\!]")

_TAG_NAME = re.compile(r"<([a-zA-Z][a-zA-Z0-9-]*)")
_MEDIA_SOURCE = re.compile(
    r"<(?:audio|video|source|track)\b[^<>]{0,1000}?\ssrc\s*=\s*"
    r"(?:\"(?P<double>[^\"]*)\"|'(?P<single>[^']*)'|(?P<bare>[^\s\"'<>]+))",
    re.IGNORECASE,
)

CARD_TEXT = "Xem video trên YouTube"
_YOUTUBE = r"https?://(?:(?:www|m)\.)?(?:youtube\.com/(?:watch\?|shorts/|live/)|youtu\.be/)"
FORM_TEXT = "Điền biểu mẫu trực tuyến"
_FORM = (
    r"https://(?:docs\.google\.com/forms/|forms\.gle/|forms\.office\.com/"
    r"|forms\.cloud\.microsoft/)"
)
_FORM_LINE = re.compile(rf"^(?P<address>{_FORM}[\w?=&%./-]+)[ \t]*$", re.MULTILINE)
_YOUTUBE_LINE = re.compile(rf"^(?P<address>{_YOUTUBE}[\w?=&%.-]+)[ \t]*$", re.MULTILINE)
_CARD_LINK = re.compile(rf"(?:{_YOUTUBE}|{_FORM})\S+")
_YOUTUBE_FRAME = re.compile(
    r"<iframe\b[^<>]{0,500}?\ssrc=[\"'](?:https?:)?//(?:www\.)?youtube(?:-nocookie)?\.com/embed/"
    r"(?P<video>[\w-]{5,20})[^<>]{0,500}>\s*</iframe>",
    re.IGNORECASE,
)


class BodyImage(Struct, frozen=True):
    """A picture written in the body: `![alt](file "caption Ảnh: credit")`."""

    file: str
    alt: str
    caption: str
    credit: str
    alone: bool
    """Whether it is a paragraph of its own, and so becomes a figure."""


class _Newsroom(Treeprocessor):
    """Headings start at level 2 (the title is level 1); cell alignment becomes a class.

    A paragraph that is nothing but a link to YouTube or to an online form becomes a card.
    """

    def run(self, root: Element) -> None:
        deepen = next(root.iter("h1"), None) is not None
        for element in root.iter():
            if deepen and re.fullmatch(r"h[1-5]", element.tag):
                element.tag = f"h{int(element.tag[1]) + 1}"
            if element.tag == "p" and _is_card(element):
                element.set("class", "link-card")
            if element.tag in ("td", "th") and (style := element.attrib.pop("style", "")):
                if "right" in style:
                    element.set("class", "right")
                elif "center" in style:
                    element.set("class", "centre")


def _is_card(paragraph: Element) -> bool:
    if len(paragraph) != 1 or (paragraph.text or "").strip() or (paragraph[0].tail or "").strip():
        return False
    link = paragraph[0]
    return link.tag == "a" and bool(_CARD_LINK.fullmatch(link.get("href", "")))


class NewsroomExtension(Extension):
    """Registers the newsroom's passes over the parsed tree: levels before ids."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802
        md.treeprocessors.register(_Newsroom(md), "newsroom", 15)
        md.treeprocessors.register(HeadingIdsTreeprocessor(md), "heading_ids", 5)


def extensions() -> list[Extension]:
    """What a body may hold beyond plain Markdown; each call makes new ones."""
    return [
        TableExtension(),
        DefListExtension(),
        AbbrExtension(),
        FootnoteExtension(BACKLINK_TITLE="Trở lại chỗ đánh dấu {}", SEPARATOR="-"),
        NewsroomExtension(),
        DialectExtension(),
        BoundedLinks(),
    ]


class _Parsers(local):
    """A parser remembers the text that it reads, so each thread of a desk has its own."""

    @cached_property
    def body(self) -> Markdown:
        return _parser(QuickExtension(), PlainBlocksExtension())

    @cached_property
    def law(self) -> Markdown:
        return _parser(QuickExtension(), ProvisionsExtension())

    @cached_property
    def line(self) -> Markdown:
        return _parser(OneLineExtension())


def _parser(*more: Extension) -> Markdown:
    return Markdown(output_format="html", extensions=[*extensions(), *more])


_parsers = _Parsers()


@dataclass(frozen=True, slots=True)
class Rendered:
    """A body as HTML, and what its author should know about it."""

    html: str
    """Sanitised."""
    dropped: tuple[tuple[str, int], ...]
    """Name and first line (the body's first is 1) of each tag that is not allowed."""
    media: tuple[str, ...]
    """Addresses that players were given."""
    missing: tuple[Missing, ...] = ()
    """Words that are not on the page."""
    joined: tuple[str, ...] = ()
    """Lines that were taken for broken in mid-sentence, and joined to the next."""
    carded: tuple[int, ...] = ()
    """Lines of embedded players that became links."""


def render(text: str, *, law: bool = False) -> Rendered:
    """Sanitised HTML of a Markdown body, and what was taken out of it.

    With `law` the provisions of a legal document get their anchors.
    """
    if not text.strip():
        return Rendered("", (), ())
    written = _with_cards(text)
    parser = _parsers.law if law else _parsers.body
    parser.reset()
    raw = parser.convert(written)
    paragraphs = cast(ParagraphsPreprocessor, parser.preprocessors["paragraphs"])
    tags = [name.lower() for name in _TAG_NAME.findall(raw)] if "<" in raw else []
    blocks = None if law else cast(PlainBlocks, parser.preprocessors["plain_blocks"])
    page = blocks.cleaned(raw) if blocks else clean_body(raw)
    return Rendered(
        _scrolling(phone_links(page)),
        tuple(
            (name, _line_of_tag(written, name)) for name in dict.fromkeys(tags) if name not in TAGS
        ),
        tuple(html.unescape("".join(found)) for found in _MEDIA_SOURCE.findall(raw)),
        tuple(missing_words(written, page)),
        tuple(paragraphs.joined),
        tuple(_line_at(text, found.start()) for found in _frames(text)),
    )


def render_body(text: str) -> str:
    """Sanitised HTML of a Markdown body."""
    return render(text).html


def _line_of_tag(text: str, name: str) -> int:
    return _line_at(text, max(0, text.lower().find(f"<{name}")))


def _line_at(text: str, position: int) -> int:
    return text.count("\n", 0, position) + 1


def _frames(text: str) -> Iterator[re.Match[str]]:
    """Embedded players of YouTube."""
    return _YOUTUBE_FRAME.finditer(text) if "youtu" in text else iter(())


def _with_cards(text: str) -> str:
    """An address of YouTube or of an online form on a line of its own becomes a link.

    So does an embedded player.
    """
    if "forms" in text:
        text = _FORM_LINE.sub(lambda found: f"[{FORM_TEXT}]({found['address']})", text)
    if "youtu" not in text:
        return text
    text = _YOUTUBE_FRAME.sub(
        lambda found: (
            f"[{CARD_TEXT}](https://www.youtube.com/watch?v={found['video']})"
            + "\n" * found[0].count("\n")
        ),
        text,
    )
    return _YOUTUBE_LINE.sub(lambda found: f"[{CARD_TEXT}]({found['address']})", text)


def _scrolling(body: str) -> str:
    """Wide tables scroll inside a box of their own, reachable by keyboard (WCAG 2.1.1)."""
    box = '<div class="table-scroll" tabindex="0" role="group" aria-label="Bảng số liệu"><table>'
    return body.replace("<table>", box).replace("</table>", "</table></div>")


def render_line(text: str) -> str:
    """Sanitised phrasing HTML of one line of Markdown, such as a summary."""
    if not _MARKUP.search(text):
        return html.escape(text, quote=False)
    parser = _parsers.line
    parser.reset()
    return clean_inline(parser.convert(text)).strip()


def split_at_images(body: str) -> Iterator[str | BodyImage]:
    """The body as pieces of HTML and the images between them, in order."""
    position = 0
    for image in images(body):
        if image.start > position:
            yield body[position : image.start]
        caption = image.attributes.get("title", "")
        credit = _CREDIT.search(caption)
        yield BodyImage(
            file=image.attributes.get("src", ""),
            alt=image.attributes.get("alt", ""),
            caption=(caption[: credit.start()] if credit else caption).strip(),
            credit=credit["credit"].strip() if credit else "",
            alone=image.alone,
        )
        position = image.end
    if position < len(body):
        yield body[position:]
