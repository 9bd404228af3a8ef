"""Blocks of HTML as Markdown: what a draft holds, and how it is rendered everywhere.

Headings `##`, paragraphs of one line, lists with their numbers, tables with `|` where a table is
plain and as HTML where cells are merged or hold blocks, footnotes, pictures with caption.
"""

import html
import re
from collections.abc import Iterator

from bs4.element import Comment, NavigableString, PageElement, Tag

from khuyencong.content.sanitizer import ATTRIBUTES, TAGS
from khuyencong.importers.html_tree import BLOCKS, UNREAD, is_merged, table_rows
from khuyencong.importers.inline_markdown import ImageAddress, InlineWriter
from khuyencong.importers.markdown_signs import line_start_escaped
from khuyencong.vietnamese.numbers import whole_number

_HEADING = re.compile("h[1-6]")
_INDENT = " " * 4
_LIST_END = "<!-- -->"
"""Between two lists of one kind, so that the second begins to count anew."""


class MarkdownWriter:
    """Writes one body; pictures are named by the function that it is given."""

    def __init__(self, image: ImageAddress) -> None:
        self.inline = InlineWriter(image)
        self._image = image

    def body(self, root: Tag) -> str:
        """The Markdown of everything inside an element."""
        blocks = list(self._blocks(root))
        return "\n\n".join([*blocks, *self._footnotes(root)]) + "\n" if blocks else ""

    def _blocks(self, parent: Tag) -> Iterator[str]:
        """Each block inside an element; text between blocks is a paragraph of its own."""
        line: list[PageElement] = []
        last = ""
        for child in parent.children:
            if not isinstance(child, Tag) or not _is_block(child):
                line.append(child)
                continue
            yield from self._paragraph(line)
            last = "" if any(str(part).strip() for part in line) else last
            line = []
            if child.name in ("ul", "ol") and last == child.name:
                yield _LIST_END
            yield from self._block(child)
            last = child.name
        yield from self._paragraph(line)

    def _paragraph(self, line: "list[PageElement]") -> Iterator[str]:
        words = self.inline.line(line)
        if words:
            yield line_start_escaped(words)

    def _block(self, element: Tag) -> Iterator[str]:
        name = element.name
        if _HEADING.fullmatch(name):
            words = self.inline.line(list(element.children)).replace("<br>", " ")
            if words:
                bare = words.rstrip("#")
                closing = "\\#" * (len(words) - len(bare))
                yield f"{'#' * int(name[1])} {bare}{closing}"
        elif name in ("ul", "ol"):
            yield self._list(element)
        elif name == "table":
            yield self._table(element)
        elif name == "blockquote":
            yield self._quote(element)
        elif name == "figure":
            yield from self._figure(element)
        elif name == "hr":
            yield "---"
        elif name in ("pre", "dl", "details"):
            yield self._raw(element)
        elif name == "footnotes" or name in UNREAD:
            return
        else:
            yield from self._blocks(element)

    def _figure(self, element: Tag) -> Iterator[str]:
        picture, caption = element.find("img"), element.find("figcaption")
        if not isinstance(picture, Tag) or len(element.find_all("img")) > 1:
            yield from self._blocks(element)
            return
        if isinstance(caption, Tag):
            picture["title"] = caption.get_text(" ", strip=True)
        written = self.inline.image(picture)
        if written:
            yield written
        elif isinstance(caption, Tag):
            yield from self._paragraph(list(caption.children))

    def _quote(self, element: Tag) -> str:
        """As HTML where a line of `>` and a number would be read as a comparison."""
        words = "\n\n".join(self._blocks(element))
        if re.match(r"[>= ]*\d", words):
            return self._raw(element)
        return "\n".join(f"> {line}".rstrip() for line in words.split("\n"))

    def _list(self, element: Tag) -> str:
        items = [child for child in element.children if isinstance(child, Tag)]
        number = whole_number(element.get("start"), 1)
        written: list[str] = []
        loose = False
        for item in items:
            marker = "- " if element.name == "ul" else f"{number}. "
            number += 1
            blocks = list(self._blocks(item)) or [""]
            nested = all(re.match(r"(?:- |\d+\. )", block) for block in blocks[1:])
            loose = loose or (len(blocks) > 1 and not nested)
            body = ("\n" if nested else "\n\n").join(blocks)
            first, *rest = body.split("\n")
            lines = [f"{marker}{first}", *(f"{_INDENT}{line}" if line else "" for line in rest)]
            written.append("\n".join(lines))
        return ("\n\n" if loose else "\n").join(written)

    def _table(self, table: Tag) -> str:
        rows = table_rows(table)
        cells = [[_lines(cell) for cell in row] for row in rows]
        width = max((len(row) for row in cells), default=0)
        plain = width > 1 and len(cells) > 1 and all(len(row) == width for row in cells)
        if not plain or table.find(["caption", "table", "ul", "ol", "img"]) or is_merged(table):
            return self._raw(table)
        if any(len(cell) > 1 for row in cells for cell in row):
            return self._raw(table)
        lines = [self._row(row) for row in rows]
        return "\n".join([lines[0], "|" + " --- |" * width, *lines[1:]])

    def _row(self, row: list[Tag]) -> str:
        texts = [self.inline.line(_inside(cell)).replace("|", "\\|") for cell in row]
        return f"| {' | '.join(texts)} |"

    def _raw(self, element: Tag) -> str:
        """An element as HTML of the allow-list, on lines without gaps."""
        written = self._html(element)
        return re.sub(r"\n\s*\n", "\n", written).strip()

    def _html(self, element: PageElement) -> str:
        if isinstance(element, Comment):
            return ""
        if isinstance(element, NavigableString):
            words = str(element) if element.find_parent("pre") else re.sub(r"\s+", " ", element)
            return html.escape(words, quote=False)
        if not isinstance(element, Tag):
            return ""
        if element.name == "img":
            return self._html_image(element)
        if element.name == "footnote-ref":
            return f"[{element['data-name']}]"
        parts = _inside(element) if _holds_a_line(element) else element.children
        inside = "".join(map(self._html, parts))
        if element.name not in TAGS:
            return inside
        kept = ATTRIBUTES.get(element.name, set()) - {"id"}
        attributes = "".join(
            f' {name}="{html.escape(str(value))}"'
            for name, value in element.attrs.items()
            if name in kept and str(value) != "1"
        )
        if element.name == "br":
            return "<br>"
        end = "\n" if element.name in ("tr", "table", "thead", "tbody") else ""
        if element.name in ("table", "thead", "tbody"):
            inside = f"\n{inside.strip()}\n"
        return f"<{element.name}{attributes}>{inside.strip(' ')}</{element.name}>{end}"

    def _html_image(self, element: Tag) -> str:
        place = self._image(str(element.get("src") or ""))
        if place is None:
            return ""
        words = {"src": place, "alt": element.get("alt") or "", "title": element.get("title") or ""}
        written = (f'{k}="{html.escape(str(v))}"' for k, v in words.items() if v or k == "alt")
        return f"<img {' '.join(written)}>"

    def _footnotes(self, root: Tag) -> Iterator[str]:
        for notes in root.find_all("footnotes"):
            for note in notes.find_all("footnote", recursive=False):
                words = " ".join(self._blocks(note)).replace("\n", " ")
                yield f"[^{note['data-name']}]: {words}"


def _is_block(element: PageElement) -> bool:
    if not isinstance(element, Tag):
        return False
    if element.name in BLOCKS or element.name in UNREAD or element.name == "footnotes":
        return True
    return element.name not in ("img", "br", "footnote-ref") and any(
        map(_is_block, element.children)
    )


def _holds_a_line(element: Tag) -> bool:
    """Whether an element is a cell with one paragraph and nothing else."""
    if element.name not in ("td", "th") or len(_lines(element)) != 1:
        return False
    parts = [part for part in element.children if str(part).strip()]
    return len(parts) == 1 and isinstance(parts[0], Tag) and parts[0].name in ("p", "div")


def _lines(cell: Tag) -> list[Tag]:
    """The paragraphs of a cell."""
    return [p for p in cell.find_all(["p", "div"]) if p.get_text(strip=True)]


def _inside(cell: Tag) -> "list[PageElement]":
    """What stands in a cell of one line."""
    blocks = _lines(cell)
    return list(blocks[0].children) if blocks else list(cell.children)
