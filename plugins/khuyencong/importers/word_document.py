"""A Word document as HTML that still knows how each paragraph looked.

What mammoth does not keep (alignment, bold by style, drawn numbers, text boxes) is written into
the XML first: a mark at the head of each paragraph, taken off again by `body_structure`.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from bs4 import BeautifulSoup
from lxml import etree

from khuyencong.importers.html_tree import make_tree
from khuyencong.importers.missing_library import imported
from khuyencong.importers.report import SourceRefusedError
from khuyencong.importers.source_files import SourceFile
from khuyencong.importers.word_fonts import decode_fonts
from khuyencong.importers.word_frames import BOXED, lay_out
from khuyencong.importers.word_grids import fill_rows, ruled_paragraphs
from khuyencong.importers.word_lines import read_lines
from khuyencong.importers.word_numbering import Numbering
from khuyencong.importers.word_package import (
    WordPackage,
    is_on,
    read_package,
    remove,
    saved_moment,
    tag,
    unwrap,
    value,
)

MARK_START, MARK_END = "\ue0f0", "\ue0f1"
_PRIVATE = re.compile(f"[{MARK_START}{MARK_END}]")
_STYLES = """
p[style-name='Title'] => h1.title:fresh
p[style-name='Subtitle'] => p.subtitle:fresh
p[style-name='caption'] => p.caption:fresh
p[style-name='Caption'] => p.caption:fresh
p[style-name='Image Caption'] => p.caption:fresh
p[style-name='Illustration'] => p.caption:fresh
p[style-name='Quote'] => blockquote > p:fresh
p[style-name='Intense Quote'] => blockquote > p:fresh
p[style-name='Block Text'] => blockquote > p:fresh
p[style-name='Quotations'] => blockquote > p:fresh
u => u
strike => s
"""
_ARROWS = str.maketrans("🡨🡩🡪🡫", "←↑→↓")
"""Arrows of Wingdings as mammoth gives them → those that readers' fonts have."""
_HEADING = re.compile(r"heading (\d)|title", re.IGNORECASE)
_OUTLINE = f"{tag('w:pPr')}/{tag('w:outlineLvl')}"
_OUTLINE_LEVELS = tuple("012345")
"""Those of headings in HTML; Word's 9 is text."""


@dataclass
class WordDocument:
    """What a .docx holds."""

    soup: BeautifulSoup
    pictures: dict[str, SourceFile]
    """Address in the HTML → picture."""
    remarks: list[str] = field(default_factory=list)
    """What a person must look at, in Vietnamese."""
    author: str = ""
    written: datetime | None = None
    """When it was last saved, as the document itself says."""


def read_word(data: bytes) -> WordDocument:
    """A .docx as HTML, its text in Unicode, tracked changes accepted.

    Raises:
        SourceRefusedError: the file cannot be read, or `mammoth` is not installed.
    """
    mammoth: Any = imported("mammoth")
    package = read_package(data)
    try:
        return _read(mammoth, package)
    except (ValueError, LookupError, AttributeError, TypeError, RecursionError) as error:
        # XML that is well-formed and no Word: a number that is none, a part that is missing.
        raise SourceRefusedError(
            "Tệp Word có phần viết sai quy cách nên không đọc được. Mở bằng Word, chọn Save As "
            "thành tệp .docx mới rồi nhập tệp đó."
        ) from error


def _read(mammoth: Any, package: WordPackage) -> WordDocument:
    """The passes over the XML, then mammoth."""
    remarks = [*_refused_parts(package), *_font_remarks(package), *_accept_changes(package)]
    remarks += [*_comments(package), *read_lines(package)]
    for tree in package.texts():
        _clear_marks(tree)
        lay_out(tree)
        fill_rows(tree)
    _mark_paragraphs(package)
    _leave_names_of_styles(package)
    pictures: dict[str, SourceFile] = {}

    def keep(image: Any) -> dict[str, str]:
        with image.open() as stream:
            address = f"word:{len(pictures) + 1}"
            pictures[address] = SourceFile(stream.read())
        return {"src": address}

    result = mammoth.convert_to_html(
        package.saved(),
        style_map=_STYLES,
        include_embedded_style_map=False,
        convert_image=mammoth.images.img_element(keep),
        ignore_empty_paragraphs=True,
    )
    remarks += _mammoth_remarks(result.messages)
    author, written = _properties(package)
    soup = make_tree(result.value.translate(_ARROWS))
    return WordDocument(soup, pictures, remarks, author, written)


def _leave_names_of_styles(package: WordPackage) -> None:
    """What mammoth asks of styles: names and numbers. The rest of a template, which has been read
    by then, takes it longer than a story. A style that an office made for headings, which its
    level in the outline tells, is called as Word calls one.
    """
    tree = package.trees.get("word/styles.xml")
    for name, style in package.styles.items():
        outline = value(_said(_OUTLINE, *package.with_bases(name)))
        called = style.find(tag("w:name"))
        if outline in _OUTLINE_LEVELS and called is not None and not _HEADING.match(value(called)):
            called.set(tag("w:val"), f"heading {int(outline) + 1}")
    for style in list(tree) if tree is not None else ():
        if style.tag != tag("w:style"):
            remove(style)
        for part in list(style):
            if part.tag not in (tag("w:name"), tag("w:pPr")):
                remove(part)
        for part in style.findall(f"{tag('w:pPr')}/*"):
            if part.tag != tag("w:numPr"):
                remove(part)


def _refused_parts(package: WordPackage) -> Iterator[str]:
    if any("vbaProject" in name for name in package.parts):
        yield "Tệp có macro; macro bị bỏ, chỉ chữ và ảnh được lấy."
    if any(name.startswith("word/embeddings/") for name in package.parts):
        yield "Tệp có đối tượng nhúng (bảng Excel, biểu đồ…) chỉ lấy được hình của nó; xem lại."
    if any(name.startswith("word/charts/") for name in package.parts):
        yield "Biểu đồ vẽ trong Word không lấy được: chụp thành ảnh rồi thêm vào bài."
    relations = package.parts.get("word/_rels/document.xml.rels", b"").decode("utf-8", "replace")
    outside = re.findall(r'Target="((?:file:|\\\\)[^"]*)"[^>]*TargetMode="External"', relations)
    outside += re.findall(r'TargetMode="External"[^>]*Target="((?:file:|\\\\)[^"]*)"', relations)
    for target in dict.fromkeys(outside):
        yield f"Liên kết tới tệp trên máy riêng (“{target[:80]}”) bị bỏ; người đọc không mở được."


def _font_remarks(package: WordPackage) -> Iterator[str]:
    for encoding, count in decode_fonts(package).items():
        if count:
            yield (
                f"{count} đoạn chữ viết bằng {encoding.label} đã đổi sang Unicode; đọc lại dấu, "
                "nhất là chữ hoa và tên riêng."
            )


def _accept_changes(package: WordPackage) -> Iterator[str]:
    """Accept insertions, drop deletions, and tell how many there were."""
    added = removed = 0
    for tree in package.texts():
        for element in list(tree.iter(tag("w:ins"), tag("w:moveTo"))):
            if len(element):
                added += 1
                unwrap(element)
        for element in list(tree.iter(tag("w:del"), tag("w:moveFrom"))):
            if len(element):
                removed += 1
                remove(element)
    if added or removed:
        yield (
            f"Bản Word còn dấu sửa (Track Changes): đã lấy bản sau sửa, gồm {added} chỗ thêm và "
            f"{removed} chỗ xóa. Xem lại các chỗ đó."
        )


def _comments(package: WordPackage) -> Iterator[str]:
    tree = package.trees.get("word/comments.xml")
    for comment in tree.iter(tag("w:comment")) if tree is not None else ():
        words = " ".join("".join(t.text or "" for t in comment.iter(tag("w:t"))).split())
        yield f"Góp ý của {value(comment, 'w:author') or 'người đọc'} trong tệp: “{words}”."


def _clear_marks(tree: "etree._Element") -> None:
    """The two signs of ours are taken out of the text of others."""
    for text in tree.iter(tag("w:t")):
        if text.text:
            text.text = _PRIVATE.sub("", text.text)


def _mark_paragraphs(package: WordPackage) -> None:
    numbering = Numbering(package)
    ruled = ruled_paragraphs(package)
    for paragraph in package.document.iter(tag("w:p")):
        label = numbering.label(paragraph)
        properties = paragraph.find(tag("w:pPr"))
        chosen = value(properties.find(tag("w:pStyle"))) if properties is not None else ""
        style = package.styles.get(chosen)
        looks = _looks(paragraph, list(package.with_bases(chosen)))
        looks += ("g" if paragraph in ruled else "") + ("t" if paragraph.get(BOXED) else "")
        if properties is not None:
            for numbered in properties.findall(tag("w:numPr")):
                properties.remove(numbered)
            _drop_list_style(properties, style)
        text = f"{looks}|{label.level if label else ''}|{label.text if label else ''}"
        if text != "||":
            _prefix(paragraph, f"{MARK_START}{text}{MARK_END}")


def _looks(paragraph: "etree._Element", styles: "Sequence[etree._Element]") -> str:
    """Letters for how a paragraph looks: c(entred), r(ight), b(old), i(talic)."""
    jc = value(_said(f"{tag('w:pPr')}/{tag('w:jc')}", paragraph, *styles))
    looks = {"center": "c", "right": "r", "end": "r"}.get(jc, "")
    runs = [r for r in paragraph.iter(tag("w:r")) if "".join(r.itertext()).strip()]
    for letter, name in (("b", "w:b"), ("i", "w:i")) if runs else ():
        path = f"{tag('w:rPr')}/{tag(name)}"
        looks += letter if all(is_on(_said(path, run, *styles)) for run in runs) else ""
    return looks


def _said(path: str, *elements: "etree._Element") -> "etree._Element | None":
    """What the first of some elements that says something says."""
    return next((f for e in elements if (f := e.find(path)) is not None), None)


def _drop_list_style(properties: "etree._Element", style: "etree._Element | None") -> None:
    """A style that numbers would number again; only headings, titles, captions keep theirs."""
    name = value(style.find(tag("w:name"))) if style is not None else ""
    numbered = style is not None and style.find(f".//{tag('w:numPr')}") is not None
    if numbered and not _HEADING.match(name):
        for chosen in properties.findall(tag("w:pStyle")):
            properties.remove(chosen)


def _prefix(paragraph: "etree._Element", text: str) -> None:
    run = etree.Element(tag("w:r"))
    etree.SubElement(run, tag("w:t")).text = text
    behind = paragraph.find(tag("w:pPr"))
    paragraph.insert(0 if behind is None else paragraph.index(behind) + 1, run)


def _mammoth_remarks(messages: Any) -> Iterator[str]:
    """What mammoth could not take over, as far as a reader would miss it."""
    if any(re.search(r"(?i)\bimage (of|file)|external image", m.message) for m in messages):
        yield "Có ảnh trong tệp không đọc được hoặc nằm ngoài tệp; so lại với bản Word."


def _properties(package: WordPackage) -> tuple[str, datetime | None]:
    core = package.parts.get("docProps/core.xml", b"")
    author = re.search(r"<dc:creator>([^<]*)</dc:creator>", core.decode("utf-8", "replace"))
    return author[1].strip() if author else "", saved_moment(core)
